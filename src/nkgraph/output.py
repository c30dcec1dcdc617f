"""Where output goes: files that are whole or not there, and streams that a person reads."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, BinaryIO

from nkgraph.errors import CannotWrite

if TYPE_CHECKING:
    from pathlib import Path

_NEW_FILE_MODE = 0o666
"""What a new file may allow before the user's umask takes its part away."""


def is_terminal(stream: Any) -> bool:
    """Return whether a stream is a terminal."""
    isatty = getattr(stream, "isatty", None)
    return bool(isatty and isatty())


def harmless(text: str, instead: str = " ") -> str:
    """Return a text with something else for each character that acts on a terminal or a line."""
    return "".join(sign if sign.isprintable() else instead for sign in text)


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Open a binary stream whose content takes the place of `path` when the block ends well.

    It is written beside its place and moved into it. When the block fails, or is interrupted, what
    stood there before stands there still. A link is followed; an existing file keeps its
    permissions; a device or a pipe is written to directly.
    Raises CannotWrite for whatever the operating system refuses, a full disk included.
    """
    from pathlib import Path  # here, since most output goes to a stream

    shown = os.fspath(path)
    try:
        given = Path(path)
        if given.exists() and not given.is_file():
            with given.open("wb") as stream:  # by its own name: /dev/stdout leads to "pipe:[…]"
                yield stream
            return
        with _beside(given.resolve()) as stream:
            yield stream
    except BrokenPipeError:  # whoever read from the pipe has had enough; no fault of the output
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotWrite(f"{shown!r} could not be written: {reason}") from error


@contextmanager
def _beside(target: "Path") -> Iterator[BinaryIO]:
    import tempfile  # not needed where the output is a stream, and slow to import

    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.")
    part = type(target)(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())  # a full disk may say so only now
        part.chmod(_mode(target))
        part.replace(target)
    except BaseException:  # Ctrl-C too must not leave the part behind
        with suppress(OSError):
            part.unlink()
        raise


def _mode(target: "Path") -> int:
    if target.exists():
        return target.stat().st_mode & 0o777
    return allowed(_NEW_FILE_MODE)


def allowed(mode: int) -> int:
    """Return what the user's umask leaves of the permissions of something new."""
    umask = os.umask(0)  # the only way to read it is to set it
    os.umask(umask)
    return mode & ~umask
