"""A copy of a snapshot to change and to throw away: its large files are shared, not copied."""

import os
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pyoxigraph as ox

from nkgraph.errors import StoreError
from nkgraph.store import folder as layout
from nkgraph.store.embedded import Embedded
from nkgraph.store.trouble import in_one_line, unreadable
from nkgraph.store.writing import copy_snapshot

_COPY = "copy"
_LEAST_FREE = 32 << 20
"""Bytes of a disk that is not taken for full; a copy of a small graph and its changes take 4 MB."""


@contextmanager
def explained(held: layout.Held) -> Iterator[None]:
    """Raise StoreError where there is no room for a copy, or for the changes made to it."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        if "no space left" not in in_one_line(error).casefold():
            raise unreadable(held.folder, error) from error
        raise StoreError(
            f"the store {held.folder!r} needs room for a copy to leave a source out of, and its "
            "disk and that of temporary files are full: make room, or let TMPDIR name a folder "
            "elsewhere"
        ) from error


def linked(held: layout.Held, where: str) -> Embedded:
    """Return a copy of a snapshot, which goes when nobody holds it any more.

    It stands among the snapshots, where links cost nothing and the next writer clears away what a
    killed process left; among temporary files where the store's folder cannot be written, or its
    disk is full. Raises StoreError where there is room for it nowhere.
    """
    with suppress(OSError, RuntimeError):
        beside = _beside(held)
        if beside is not None:
            return _copied(held, where, *beside)
    with explained(held):
        return _copied(held, where, tempfile.mkdtemp(prefix="nkgraph-"), None)


def _copied(held: layout.Held, where: str, path: str, lock: int | None) -> Embedded:
    try:
        inside = os.path.join(path, _COPY)
        copy_snapshot(held.path, inside)
        graph = os.path.join(inside, layout.GRAPH)
        copy = Embedded(ox.Store(graph), where, read_from=graph)
    except BaseException:
        _clear(path, lock)
        raise
    weakref.finalize(copy, _clear, path, lock)
    return copy


def _beside(held: layout.Held) -> tuple[str, int] | None:
    """Return a new folder among the snapshots, and the lock that keeps writers from clearing it.

    None where its disk is full or a writer was quicker. Raises OSError where there can be none.
    """
    if shutil.disk_usage(held.folder).free < _LEAST_FREE:
        return None
    path = layout.new_snapshot_path(held.folder)
    os.mkdir(path)
    lock = layout.lock_shared(path)
    return None if lock is None else (path, lock)


def _clear(path: str, lock: int | None) -> None:
    shutil.rmtree(path, ignore_errors=True)
    if lock is not None:
        os.close(lock)
