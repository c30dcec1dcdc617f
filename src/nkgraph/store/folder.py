"""A store on disk: what lies in its folder, and which snapshot of it is read.

    store/
        nkgraph-store          the marker: versions, and which snapshot counts
        writer.lock            held by whoever writes
        snapshots/7/graph/     an Oxigraph database
        snapshots/7/rows/      the rows of merged data sets in full, as Parquet, by source
        snapshots/new-5f0c…/   one that is being written, or that a killed writer left

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

_IN_THE_MAKING = "new-"
"""Begins the name of a snapshot that nobody reads yet."""

_MOST_TRIES = 100
"""How often a reader looks again, where writers replace snapshots faster than it can open one."""
_LONGEST_MARKER = 4096
_BLOCK = 512
"""What `stat` counts a file's room in, in bytes, whatever the file system does."""


class Marker(NamedTuple):
    """What a marker says."""

    snapshot: str
    nkgraph: str
    pyoxigraph: str
    seed: str = ""
    """The digest of the files that the project's own graphs are from (`renewing.digest`)."""

    def text(self) -> str:
        """Return the marker as it stands in its file."""
        return (
            f"format {FORMAT}\nsnapshot {self.snapshot}\n"
            f"nkgraph {self.nkgraph}\npyoxigraph {self.pyoxigraph}\nseed {self.seed}\n"
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
    return Marker(
        snapshot, said.get("nkgraph", ""), said.get("pyoxigraph", ""), said.get("seed", "")
    )


def snapshot_path(folder: str, snapshot: str) -> str:
    """Return the folder of a snapshot."""
    return os.path.join(folder, SNAPSHOTS, snapshot)


def new_snapshot_path(folder: str) -> str:
    """Return a path for a snapshot in the making, which nobody has had before.

    Whoever still has an older one open, in a folder that was deleted meanwhile, writes elsewhere.
    """
    return snapshot_path(folder, _IN_THE_MAKING + os.urandom(6).hex())


def snapshots(folder: str) -> list[str]:
    """Return the names of the snapshots of a store, those that do not count included.

    What else lies in the folder is somebody else's.
    """
    try:
        found = os.listdir(os.path.join(folder, SNAPSHOTS))
    except OSError:
        return []
    return sorted(name for name in found if name.isdecimal() or name.startswith(_IN_THE_MAKING))


class Held(NamedTuple):
    """A snapshot that is being read; `lock` keeps it from being cleared away until it is closed."""

    folder: str
    path: str
    lock: int
    marker: Marker

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
        marker = read_marker(folder)
        path = snapshot_path(folder, marker.snapshot)
        try:
            lock = lock_shared(path)
        except OSError as error:
            raise StoreError(
                f"the store {folder!r} cannot be read: its file system locks nothing "
                f"({error.strerror}); copy the folder to another"
            ) from error
        if lock is not None:
            return Held(folder, path, lock, marker)
        if not os.path.isdir(path) and read_marker(folder).snapshot == marker.snapshot:
            break
    raise StoreError(
        f"the store {folder!r} is damaged: {os.path.relpath(path, folder)} is missing; "
        "make it anew, or restore a copy"
    )


def lock_shared(path: str) -> int | None:
    """Return a descriptor that keeps a snapshot in place, or None where it is going or gone.

    Raises OSError where the file system cannot lock.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        _flock(descriptor, exclusive=False)
        if os.path.samestat(os.fstat(descriptor), os.stat(path)):
            return descriptor
    except (BlockingIOError, FileNotFoundError):
        pass
    except OSError:
        os.close(descriptor)
        raise
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


def versions(snapshot: str, seed: str) -> Marker:
    """Return a marker of this version of nkgraph for a snapshot."""
    from nkgraph import __version__

    return Marker(snapshot, __version__, ox.__version__, seed)


def disk_use(path: str) -> int:
    """Return how many bytes a folder takes on its disk; files that share their room count once."""
    files: dict[tuple[int, int], int] = {}
    for folder, _, names in os.walk(path):
        for name in names:
            try:
                found = os.lstat(os.path.join(folder, name))
            except FileNotFoundError:  # a writer has just cleared it away
                continue
            files[found.st_dev, found.st_ino] = found.st_blocks * _BLOCK
    return sum(files.values())
