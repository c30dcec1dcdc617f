"""A store on disk: what lies in its folder, and which snapshot of it is read.

    store/
        nkgraph-store          the marker: versions, and which snapshot counts
        writer.lock            held by whoever writes
        snapshots/7/graph/     an Oxigraph database
        snapshots/7/rows/      the rows of merged data sets in full, as Parquet, by source

A snapshot that the marker names is never written to again. A writer makes the next one beside it
and then lets the marker name that, in one step, so that readers see all of a change or nothing of
it, and a writer that is killed has changed nothing. A reader holds a shared lock on its snapshot
for as long as it reads, so that nobody clears it away.
"""

import os
from typing import NamedTuple

import pyoxigraph as ox

from nkgraph.errors import StoreError

MARKER = "nkgraph-store"
LOCK = "writer.lock"
SNAPSHOTS = "snapshots"
GRAPH = "graph"
ROWS = "rows"
FORMAT = 1
"""The version of this layout; what cannot read it must not try."""

_MOST_TRIES = 100
"""How often a reader looks again, where writers replace snapshots faster than it can open one."""
_LONGEST_MARKER = 4096


class Marker(NamedTuple):
    """What a marker says."""

    snapshot: str
    nkgraph: str
    pyoxigraph: str

    def text(self) -> str:
        """Return the marker as it stands in its file."""
        return (
            f"format {FORMAT}\nsnapshot {self.snapshot}\n"
            f"nkgraph {self.nkgraph}\npyoxigraph {self.pyoxigraph}\n"
        )


def is_store(folder: str) -> bool:
    """Return whether a folder is one that nkgraph has made."""
    return os.path.exists(os.path.join(folder, MARKER))


def read_marker(folder: str) -> Marker:
    """Return what a store's marker says.

    Raises StoreError where it is damaged, or where a newer version wrote it.
    """
    try:
        with open(os.path.join(folder, MARKER), encoding="utf-8") as stream:
            lines = stream.read(_LONGEST_MARKER).splitlines()
    except UnicodeDecodeError:
        lines = []
    except OSError as error:
        raise StoreError(f"the store {folder!r} cannot be read: {error.strerror}") from error
    said = dict(line.split(" ", 1) for line in lines if " " in line)
    version, snapshot = said.get("format", ""), said.get("snapshot", "")
    if version.isdigit() and int(version) > FORMAT:
        raise StoreError(
            f"the store {folder!r} was made by nkgraph {said.get('nkgraph', '?')[:20]}, which is "
            "newer than this one: install that, or make the store anew"
        )
    if version != str(FORMAT) or not snapshot.isdigit():
        raise StoreError(f"the store {folder!r} is damaged: its file {MARKER} is no marker")
    return Marker(snapshot, said.get("nkgraph", ""), said.get("pyoxigraph", ""))


def snapshot_path(folder: str, snapshot: str) -> str:
    """Return the folder of a snapshot."""
    return os.path.join(folder, SNAPSHOTS, snapshot)


class Held(NamedTuple):
    """A snapshot that is being read; `lock` keeps it from being cleared away until it is closed."""

    folder: str
    path: str
    lock: int

    @property
    def graph(self) -> str:
        """The folder of the Oxigraph database."""
        return os.path.join(self.path, GRAPH)

    @property
    def rows(self) -> str:
        """The folder of the rows."""
        return os.path.join(self.path, ROWS)


def hold(folder: str) -> Held:
    """Return the snapshot that counts now, locked against being cleared away.

    Raises StoreError where the store is damaged.
    """
    for _ in range(_MOST_TRIES):
        path = snapshot_path(folder, read_marker(folder).snapshot)
        lock = lock_shared(path)
        if lock is not None:
            return Held(folder, path, lock)
        if not os.path.isdir(path) and os.path.basename(path) == read_marker(folder).snapshot:
            break
    raise StoreError(
        f"the store {folder!r} is damaged: {os.path.relpath(path, folder)} is missing; "
        "make it anew, or restore a copy"
    )


def lock_shared(path: str) -> int | None:
    """Return a descriptor that keeps a snapshot in place, or None where it is going or gone."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        _flock(descriptor, exclusive=False)
        if os.path.samestat(os.fstat(descriptor), os.stat(path)):
            return descriptor
    except OSError:
        pass
    os.close(descriptor)
    return None


def lock_exclusive(path: str) -> int | None:
    """Return a descriptor that holds a file or folder alone, or None while somebody else has it."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        _flock(descriptor, exclusive=True)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def _flock(descriptor: int, *, exclusive: bool) -> None:
    import fcntl

    fcntl.flock(descriptor, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)


def versions(snapshot: str) -> Marker:
    """Return a marker of this version of nkgraph for a snapshot."""
    from nkgraph import __version__

    return Marker(snapshot, __version__, ox.__version__)
