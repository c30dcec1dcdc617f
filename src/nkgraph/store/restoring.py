"""Making a store from a backup, every file of which is checked against its digest."""

import hashlib
import io
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

from nkgraph.errors import StoreError
from nkgraph.store import archive, versions
from nkgraph.store.writing import making

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_PIECE = 1 << 20
"""Bytes that are read at once."""
_LEAST_ROOM = 0.2
"""Of the size of N-Quads, what a database of them takes at the least: 0.6 is common."""


def restore(path: str | os.PathLike[str], folder: str | os.PathLike[str]) -> archive.Manifest:
    """Make a store of a backup, in a folder that is absent or empty; all of it, or nothing.

    Returns what the backup's manifest says. Raises StoreError where the backup is damaged, altered,
    no backup or a newer version's, and where the folder cannot take it; nothing is left then.

        nkgraph.store.restore("mine.zip", "mine/")
    """
    path, folder = os.fspath(path), os.fspath(folder)
    with archive.opened(path) as (whole, manifest):
        _refuse_newer(path, manifest)
        _refuse_too_large(folder, manifest)
        with making(folder) as snapshot:
            snapshot.seed = manifest.seed
            for one in manifest.members:
                with _checked(whole, one, path) as stream:
                    if one.name == archive.GRAPH:
                        _load(snapshot.store, stream, path)
                    else:
                        name = one.name.removeprefix(archive.ROWS)
                        with open(os.path.join(snapshot.rows, name), "xb") as target:
                            shutil.copyfileobj(stream, target, _PIECE)
            if len(snapshot.store) != manifest.quads:
                raise archive.damaged(path, "it holds another number of quads than it says")
    return manifest


def verify(path: str | os.PathLike[str]) -> archive.Manifest:
    """Return a backup's manifest, having checked each of its files against its digest.

    Raises StoreError where it is damaged, altered, no backup or a newer version's.
    """
    path = os.fspath(path)
    with archive.opened(path) as (whole, manifest):
        for one in manifest.members:
            with _checked(whole, one, path) as stream:
                while stream.read(_PIECE):
                    pass
    return manifest


def _refuse_newer(path: str, manifest: archive.Manifest) -> None:
    from nkgraph import __version__

    if versions.is_newer(manifest.nkgraph, __version__):
        raise StoreError(
            f"the backup {path!r} was made by nkgraph {manifest.nkgraph[:20]}, which is newer than "
            f"the {__version__} here: install that"
        )


def _refuse_too_large(folder: str, manifest: archive.Manifest) -> None:
    """Raise StoreError where what a backup unpacks to can have no room."""
    place = os.path.abspath(folder)
    while not os.path.isdir(place):
        place = os.path.dirname(place)
    needed = sum(
        int(one.size * _LEAST_ROOM) if one.name == archive.GRAPH else one.size
        for one in manifest.members
    )
    free = shutil.disk_usage(place).free
    if needed > free:
        raise StoreError(
            f"a store of this backup takes {needed:,} bytes at the least, and {place!r} has "
            f"{free:,} free: make room, or name a folder on another disk"
        )


def _load(store: ox.Store, stream: IO[bytes], path: str) -> None:
    try:
        store.bulk_load(stream, format=ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise archive.damaged(path, f"{archive.GRAPH} is not valid N-Quads") from error


@contextmanager
def _checked(whole: zipfile.ZipFile, member: archive.Member, path: str) -> Iterator[IO[bytes]]:
    """Open a file of a backup; raises StoreError where it, read to its end, has another digest."""
    with archive.explained(path, member.name):
        packed = whole.open(member.name)
    with packed:
        raw = _Digested(packed, path, member.name)
        yield io.BufferedReader(raw, _PIECE)
        raw.end()
    if raw.digest.hexdigest() != member.sha256:
        raise archive.damaged(path, f"{member.name} has not the SHA-256 that was written down")


class _Digested(io.RawIOBase):
    """A file of a backup that is read, and knows the digest of what was."""

    def __init__(self, packed: IO[bytes], path: str, name: str) -> None:
        self._packed = packed
        self._path = path
        self._name = name
        self.digest = hashlib.sha256()

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Read some of it. Raises StoreError where it cannot be unpacked."""
        into = memoryview(buffer)
        with archive.explained(self._path, self._name):
            piece = self._packed.read(len(into))
        into[: len(piece)] = piece
        self.digest.update(piece)
        return len(piece)

    def end(self) -> None:
        """Read what is left: whoever read may have had enough before the end."""
        while self.read(_PIECE):
            pass
