"""What a backup is: one zip file that every tool reads, with a manifest that says what is in it.

    manifest.json        versions, sources, quads, and the SHA-256 of each of the others
    graph.nq             all quads as N-Quads, compressed
    rows/….parquet       the rows in full and the counts of merged data sets, by source

The manifest stands last in the file, since only then is all of it known. What is read is checked as
if a stranger had made it: names that are not of these, links, encrypted parts, more than was
declared, and what unpacks to absurd sizes are refused.
"""

import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from nkgraph.errors import StoreError

MANIFEST = "manifest.json"
GRAPH = "graph.nq"
ROWS = "rows/"
FORMAT = 1
"""The version of this form; what cannot read it must not try."""

_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
    KeyError, IndexError, OverflowError, zipfile.LargeZipFile,
)  # fmt: skip
"""What Python's zipfile raises for a file that is none, is cut, or was changed."""

_ROWS_NAME = re.compile(r"rows/(?!\.)[^/\\:\x00-\x1f\x7f]{1,240}\.parquet")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LARGEST_MANIFEST = 32 << 20
"""Bytes; a source takes some 200."""
_MOST_EXPANSION = 200
"""How many times its room N-Quads unpack to at the most: they were never seen to exceed 30."""
_MOST_SHOWN = 120
"""Characters of somebody else's message."""
_SMALL = 1 << 20
"""Bytes that are unpacked whatever room they took."""


class Source(NamedTuple):
    """A graph in a backup."""

    graph: str
    label: str
    quads: int


class Member(NamedTuple):
    """A file in a backup."""

    name: str
    size: int
    """Bytes, unpacked."""
    sha256: str


class Manifest(NamedTuple):
    """What a backup holds."""

    made: str
    """When, in UTC."""
    nkgraph: str
    pyoxigraph: str
    seed: str
    """Which version of the project's own graphs it holds (`folder.Marker.seed`)."""
    quads: int
    sources: tuple[Source, ...]
    members: tuple[Member, ...]

    def text(self) -> str:
        """Return the manifest as JSON."""
        said = {
            "nkgraph-backup": FORMAT,
            **self._asdict(),
            "sources": [one._asdict() for one in self.sources],
            "members": [one._asdict() for one in self.members],
        }
        return json.dumps(said, indent=1, ensure_ascii=False) + "\n"


@contextmanager
def opened(path: str) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """Open a backup, whose manifest and directory fit each other.

    Raises StoreError where it is no backup, is damaged or is a newer version's.
    """
    try:
        with open(path, "rb") as stream:
            with explained(path):
                archive = zipfile.ZipFile(stream)
            with archive:
                with explained(path):
                    manifest = _manifest(archive, path)
                    _check(archive, manifest, path)
                yield archive, manifest
    except OSError as error:
        raise StoreError(f"the backup {path!r} cannot be read: {error.strerror}") from error


def damaged(path: str, how: str) -> StoreError:
    """Return the error for a backup that is not what it was."""
    return StoreError(f"the backup {path!r} is damaged: {how}; take another copy of it")


@contextmanager
def explained(path: str, name: str = "it") -> Iterator[None]:
    """Turn what zipfile says of a damaged file into a StoreError; `name` is the part being read."""
    try:
        yield
    except _BROKEN as error:
        if isinstance(error, zipfile.BadZipFile) and "not a zip file" in str(error):
            raise StoreError(
                f"{path!r} is no backup, or was cut: `nkgraph store backup` makes one"
            ) from error
        reason = " ".join(str(error).split())[:_MOST_SHOWN] or type(error).__name__
        raise damaged(path, f"{name} cannot be unpacked ({reason})") from error


def _manifest(archive: zipfile.ZipFile, path: str) -> Manifest:
    if MANIFEST not in archive.namelist():
        raise StoreError(f"{path!r} is a zip file and no backup: it has no {MANIFEST}")
    if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
        raise damaged(path, f"its {MANIFEST} is too large")
    try:
        said = json.loads(archive.read(MANIFEST))
        version = said["nkgraph-backup"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise damaged(path, f"its {MANIFEST} is none") from error
    if isinstance(version, int) and version > FORMAT:
        made = str(said.get("nkgraph"))[:20]
        raise StoreError(f"the backup {path!r} is of nkgraph {made}, which is newer: install that")
    try:
        return _read(said)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged(path, f"its {MANIFEST} is not complete") from error


def _read(said: dict[str, Any]) -> Manifest:
    """Return a manifest whose every value is of its kind. Raises ValueError and the like."""

    def text(holder: dict[str, Any], key: str) -> str:
        if not isinstance(holder[key], str):
            raise TypeError(key)
        return str(holder[key])

    def number(holder: dict[str, Any], key: str) -> int:
        if type(holder[key]) is not int or holder[key] < 0:
            raise TypeError(key)
        return int(holder[key])

    if said["nkgraph-backup"] != FORMAT:
        raise ValueError("nkgraph-backup")
    members = tuple(
        Member(text(one, "name"), number(one, "size"), text(one, "sha256"))
        for one in said["members"]
    )
    for one in members:
        if not (one.name == GRAPH or _ROWS_NAME.fullmatch(one.name)):
            raise ValueError(one.name)
        if not _SHA256.fullmatch(one.sha256):
            raise ValueError(one.sha256)
    return Manifest(
        made=text(said, "made"),
        nkgraph=text(said, "nkgraph"),
        pyoxigraph=text(said, "pyoxigraph"),
        seed=text(said, "seed"),
        quads=number(said, "quads"),
        sources=tuple(
            Source(text(one, "graph"), text(one, "label"), number(one, "quads"))
            for one in said["sources"]
        ),
        members=members,
    )


def _check(archive: zipfile.ZipFile, manifest: Manifest, path: str) -> None:
    """Raise StoreError where the directory holds something else than the manifest says."""
    listed = sorted([MANIFEST, *(one.name for one in manifest.members)])
    found = sorted(archive.namelist())
    folded = {name.casefold() for name in listed}
    if listed != found or len(folded) < len(listed) or GRAPH not in listed:
        raise damaged(path, f"it does not hold what its {MANIFEST} lists")
    for one in manifest.members:
        info = archive.getinfo(one.name)
        if info.file_size != one.size:
            raise damaged(path, f"{one.name} has not the size that its {MANIFEST} gives")
        if info.file_size > max(info.compress_size * _MOST_EXPANSION, _SMALL):
            raise damaged(path, f"{one.name} would unpack to {info.file_size:,} bytes")
