"""What is slow to make from files and always comes out the same, kept for the next process.

What Python does for modules with `__pycache__`: made when there is none, made anew when one of its
sources has another size or time, and done without where nothing can be kept. To delete it costs
the next command a few milliseconds, and nothing else. It stands in `$XDG_CACHE_HOME/nkgraph`, or
`~/.cache/nkgraph` (the XDG Base Directory Specification).
"""

import os
import zlib
from collections.abc import Sequence
from contextlib import suppress

from nkgraph import __version__
from nkgraph.errors import CannotWrite

_PRIVATE = 0o700
"""What the specification asks of the folder: nobody else writes what this user will read."""


def get(name: str, sources: Sequence[str]) -> bytes | None:
    """Return what was kept under this name for these files as they are now, if anything was."""
    with suppress(OSError):
        place = _place(name)
        if place is not None:
            with open(place, "rb") as kept:
                stamp, content = kept.readline(), kept.read()
            if stamp == _stamp(sources, content):
                return content
    return None


def put(name: str, sources: Sequence[str], content: bytes) -> None:
    """Keep what was made from these files, if there is a place to keep it."""
    from nkgraph.output import replacing

    with suppress(OSError, CannotWrite):
        place = _place(name)
        if place is not None:
            os.makedirs(os.path.dirname(place), mode=_PRIVATE, exist_ok=True)
            with replacing(place) as kept:
                kept.write(_stamp(sources, content) + content)


def _place(name: str) -> str | None:
    """Return the file for what this installation of nkgraph makes under this name."""
    folder = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(folder):  # the specification: one that is relative is to be ignored
        folder = os.path.expanduser("~/.cache")
    if not os.path.isabs(folder):
        return None
    return os.path.join(folder, "nkgraph", f"{name}-{_checksum(os.path.abspath(__file__)):08x}")


def _stamp(sources: Sequence[str], content: bytes) -> bytes:
    """Return a line that says what was made, of which state of the sources, by which nkgraph."""
    states = [os.stat(source) for source in sources]
    files = " ".join(f"{state.st_mtime_ns}:{state.st_size}" for state in states)
    which = _checksum("\n".join(sources))
    return f"nkgraph {__version__} made {len(content)} bytes of {which:08x} {files}\n".encode()


def _checksum(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogateescape"))
