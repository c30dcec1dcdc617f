"""Changing a store on disk: the next snapshot is made beside the one that counts, or not at all."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pyoxigraph as ox

from nkgraph.errors import StoreError
from nkgraph.store import folder as layout
from nkgraph.store.lock import WAIT_SECONDS, only_writer

_abandoned: set[str] = set()
"""Snapshots that this process gave up: their databases may be open until the error is forgotten."""

_UNFINISHED = ".new"
"""Ends the name of what is being written and does not count yet."""

_NEVER_CHANGED = ".sst"
"""Files of an Oxigraph database that are written once: two snapshots can share them."""

_OF_THE_PROCESS = ("LOCK", "LOG")
"""What a database leaves of whoever had it open."""

_HELD_HERE = 2
"""References to a graph that its own variable, and asking for them, make."""

_OURS = {layout.MARKER, layout.MARKER + _UNFINISHED, layout.LOCK, layout.SNAPSHOTS}


class Writable:
    """A snapshot in the making: its graph is open for writing, its rows are a folder of files."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.rows = os.path.join(path, layout.ROWS)
        self.graph = os.path.join(path, layout.GRAPH)
        os.makedirs(self.rows, exist_ok=True)
        self.store = ox.Store(self.graph)
        self.is_changed = True
        """Whether it shall count; whoever finds nothing to change says no."""

    def close(self) -> None:
        """End the writing. Raises RuntimeError where somebody still holds the graph open."""
        store = self.store
        del self.store
        store.flush()
        if sys.getrefcount(store) > _HELD_HERE:
            raise RuntimeError("the graph is still held open by who changed it")


@contextmanager
def changing(
    folder: str, wait: float = WAIT_SECONDS, *, must_exist: bool = False
) -> Iterator[Writable]:
    """Give a copy of what a store holds, to be changed; it counts when the block ends well.

    A store that is not there is made, with the project's own graphs, unless it `must_exist`; when
    the block fails, it is gone again. The copy shares its large files with what it is a copy of,
    and costs neither time nor room. Raises StoreError where the folder is something else, cannot be
    written, or somebody else writes to it and does not end within `wait` seconds.
    """
    if must_exist and not layout.is_store(folder):
        raise StoreError(f"the folder {folder!r} holds no store: name one that nkgraph has made")
    is_made = _make_room(folder)
    try:
        with only_writer(folder, wait), _explained(folder):
            before = layout.read_marker(folder) if layout.is_store(folder) else None
            _sweep(folder, before.snapshot if before else None)
            name = _next_name(folder, before)
            path = layout.snapshot_path(folder, name)
            snapshot = None
            try:
                snapshot = _begun(folder, before, path)
                yield snapshot
                if snapshot.is_changed:
                    snapshot.close()
                    _sync_tree(path)
                    _publish(folder, layout.versions(name))
                    is_made = False
            except BaseException:
                # Whoever holds the error holds the database open, and its folder's name with it.
                _abandoned.add(os.path.abspath(path))
                if snapshot is not None:
                    snapshot.__dict__.pop("store", None)
                shutil.rmtree(path, ignore_errors=True)
                raise
            counting = name if snapshot.is_changed else before.snapshot if before else None
            _sweep(folder, counting)
    finally:
        if is_made:
            shutil.rmtree(folder, ignore_errors=True)


def _next_name(folder: str, before: layout.Marker | None) -> str:
    number = int(before.snapshot) + 1 if before else 1
    while os.path.abspath(layout.snapshot_path(folder, str(number))) in _abandoned:
        number += 1
    return str(number)


def _begun(folder: str, before: layout.Marker | None, path: str) -> Writable:
    """Return a copy of what counts now, or the project's graphs where nothing does yet."""
    if before is not None:
        os.close(layout.hold(folder).lock)  # says so where it is missing
        _copy(layout.snapshot_path(folder, before.snapshot), path)
        return Writable(path)
    from nkgraph.store.seed import seed

    os.makedirs(path)
    snapshot = Writable(path)
    seed(snapshot.store)
    return snapshot


def _make_room(folder: str) -> bool:
    """Make the folder where it is missing; return whether it holds nothing but what we put there.

    Raises StoreError where it is something else.
    """
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise StoreError(f"{folder!r} is a file: name a folder for the store")
    try:
        if not os.path.exists(folder):
            os.makedirs(folder)
            return True
        found = set(os.listdir(folder))
    except OSError as error:
        raise StoreError(f"no store can be made in {folder!r}: {error.strerror}") from error
    if layout.MARKER in found or found <= _OURS:
        return False
    if "CURRENT" in found:
        raise StoreError(
            f"{folder!r} is an Oxigraph database that nkgraph has not made, and only reads: name a "
            "new folder"
        )
    raise StoreError(f"the folder {folder!r} holds something else than a store: name a new one")


def _copy(source: str, target: str) -> None:
    """Copy a snapshot; files that never change are shared where the file system can."""
    os.makedirs(os.path.dirname(target), exist_ok=True)
    for folder, _, names in os.walk(source):
        inside = os.path.join(target, os.path.relpath(folder, source))
        os.makedirs(inside)
        is_rows = os.path.basename(folder) == layout.ROWS
        for name in names:
            if name.startswith(_OF_THE_PROCESS):
                continue
            from_path, to_path = os.path.join(folder, name), os.path.join(inside, name)
            if is_rows or name.endswith(_NEVER_CHANGED):
                try:
                    os.link(from_path, to_path)
                    continue
                except OSError:  # a file system without links: a copy then
                    pass
            shutil.copyfile(from_path, to_path)


def _publish(folder: str, marker: layout.Marker) -> None:
    path = os.path.join(folder, layout.MARKER)
    with open(path + _UNFINISHED, "w", encoding="utf-8") as stream:
        stream.write(marker.text())
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(path + _UNFINISHED, path)
    _sync(folder)


def _sync_tree(path: str) -> None:
    for folder, _, names in os.walk(path):
        for name in names:
            _sync(os.path.join(folder, name))
        _sync(folder)
    _sync(os.path.dirname(path))


def _sync(path: str) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sweep(folder: str, counts: str | None) -> None:
    """Clear away what killed writers left, and snapshots that nobody reads any more."""
    with suppress(FileNotFoundError):
        os.unlink(os.path.join(folder, layout.MARKER + _UNFINISHED))
    snapshots = os.path.join(folder, layout.SNAPSHOTS)
    if not os.path.isdir(snapshots):
        return
    for name in os.listdir(snapshots):
        path = os.path.join(snapshots, name)
        if name == counts or not os.path.isdir(path):
            continue
        held = layout.lock_exclusive(path)
        if held is None:
            continue  # it is being read; the next writer looks again
        shutil.rmtree(path, ignore_errors=True)
        os.close(held)


@contextmanager
def _explained(folder: str) -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError) as error:
        reason = " ".join(str(getattr(error, "strerror", None) or error).split())
        raise StoreError(
            f"the store {folder!r} could not be written and is as it was: {reason[:160]}"
        ) from error
