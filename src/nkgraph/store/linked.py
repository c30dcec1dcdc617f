"""A copy of a snapshot to change and to throw away: its large files are shared, not copied."""

import os
import shutil
import tempfile
import weakref

import pyoxigraph as ox

from nkgraph.store import folder as layout
from nkgraph.store.embedded import Embedded
from nkgraph.store.trouble import unreadable
from nkgraph.store.writing import copy_snapshot

_COPY = "copy"


def linked(held: layout.Held, where: str) -> Embedded:
    """Return a copy of a snapshot, which goes when nobody holds it any more.

    It stands among the snapshots, where links cost nothing and the next writer clears away what a
    killed process left; among temporary files where the store's folder cannot be written. Raises
    StoreError where there is room for it nowhere.
    """
    try:
        path, lock = _room(held)
        try:
            inside = os.path.join(path, _COPY)
            copy_snapshot(held.path, inside)
            graph = os.path.join(inside, layout.GRAPH)
            copy = Embedded(ox.Store(graph), where, read_from=graph)
        except BaseException:
            _clear(path, lock)
            raise
    except (OSError, RuntimeError) as error:
        raise unreadable(held.folder, error) from error
    weakref.finalize(copy, _clear, path, lock)
    return copy


def _room(held: layout.Held) -> tuple[str, int | None]:
    """Return a new folder, and the lock that keeps writers from clearing it away."""
    path = layout.new_snapshot_path(held.folder)
    try:
        os.mkdir(path)
        lock = layout.lock_shared(path)
    except OSError:
        lock = None
    if lock is None:  # it cannot be written, or a writer was quicker
        return tempfile.mkdtemp(prefix="nkgraph-"), None
    return path, lock


def _clear(path: str, lock: int | None) -> None:
    shutil.rmtree(path, ignore_errors=True)
    if lock is not None:
        os.close(lock)
