"""Changing a store on disk: the next snapshot is made beside the one that counts, or not at all."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pyoxigraph as ox

from nkgraph.errors import StoreError
from nkgraph.store import folder as layout
from nkgraph.store import renewing, versions
from nkgraph.store.lock import WAIT_SECONDS, only_writer
from nkgraph.store.trouble import unwritable

_UNFINISHED = ".new"
"""Ends the name of a marker that is being written and does not count yet."""

_NEVER_CHANGED = ".sst"
"""Files of an Oxigraph database that are written once: two snapshots can share them."""

_OF_THE_PROCESS = ("LOCK", "LOG")
"""What a database leaves of whoever had it open."""

_JOURNAL = ".log"
_MOST_JOURNAL = 4 << 20
"""Bytes of changes that a database may keep twice, in its journal too, once it is closed."""

_FEW_QUADS = 20_000
"""Of a graph that is removed, up to which rebuilding the others is not worth a thought."""
_REMOVING_COSTS = 6
"""How many quads are written by the bulk loader in the time in which one is deleted."""

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
        self.seed = renewing.digest()
        """Which files the project's own graphs in it are from."""
        self.is_changed = True
        """Whether it shall count; whoever finds nothing to change says no."""

    def remove_graph(self, graph: ox.NamedNode, quads: int) -> None:
        """Remove one named graph, which has so many quads.

        Where it is most of what there is, what is left is written anew, so `store` is another
        afterwards. Raises RuntimeError where somebody else holds the graph open.
        """
        # Counting what is left goes through all of it.
        if quads <= _FEW_QUADS or len(self.store) - quads > quads * _REMOVING_COSTS:
            self.store.remove_graph(graph)
        else:
            self.rebuild(without=graph)

    def rebuild(self, without: ox.NamedNode | None = None) -> None:
        """Write the graph anew, without what the database keeps of deleted quads.

        Oxigraph's own `optimize` is no way to give room back: it leaves a graph of up to 256 MB
        without compression, in twice to three times the room that the bulk loader makes of it.
        Raises RuntimeError where somebody else holds the graph open.
        """
        fresh = self.graph + _UNFINISHED
        store = ox.Store(fresh)
        graphs = (one for one in (*self.store.named_graphs(), ox.DefaultGraph()) if one != without)
        store.bulk_extend(
            quad for one in graphs for quad in self.store.quads_for_pattern(None, None, None, one)
        )
        store.flush()
        del store
        self._let_go()
        shutil.rmtree(self.graph)
        os.rename(fresh, self.graph)
        self.store = ox.Store(self.graph)

    def close(self) -> None:
        """End the writing. Raises RuntimeError where somebody still holds the graph open."""
        self._let_go()
        journal = [name for name in os.listdir(self.graph) if name.endswith(_JOURNAL)]
        if sum(os.path.getsize(os.path.join(self.graph, name)) for name in journal) > _MOST_JOURNAL:
            ox.Store(self.graph)  # opening a database is what drops the journal of a closed one

    def _let_go(self) -> None:
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
    and costs neither time nor room; where another version of nkgraph made the project's graphs in
    it, they are made anew. Raises StoreError where the folder is something else, cannot be
    written, was written by a newer version, or where somebody else writes to it and does not end
    within `wait` seconds.
    """
    if must_exist and not layout.is_store(folder):
        raise StoreError(f"the folder {folder!r} holds no store: name one that nkgraph has made")
    with _transaction(folder, wait, _begun) as snapshot:
        yield snapshot


@contextmanager
def making(folder: str, wait: float = WAIT_SECONDS) -> Iterator[Writable]:
    """Give an empty snapshot of a new store, which is there when the block ends well.

    Raises StoreError where the folder holds a store already, and what `changing` raises.
    """

    def empty(before: layout.Marker | None, path: str) -> Writable:
        if before is not None:
            raise StoreError(f"the folder {folder!r} holds a store: name a new folder")
        os.makedirs(path)
        return Writable(path)

    with _transaction(folder, wait, empty) as snapshot:
        yield snapshot


@contextmanager
def _transaction(
    folder: str, wait: float, begin: Callable[[layout.Marker | None, str], Writable]
) -> Iterator[Writable]:
    made = _make_room(folder)
    path = layout.new_snapshot_path(folder)
    with only_writer(folder, wait) as check_place:
        exists = layout.is_store(folder)
        snapshot = None
        try:
            with _explained(folder, exists):
                before = layout.read_marker(folder) if exists else None
                if before is not None:
                    versions.refuse_newer(folder, before)
                _sweep(folder, before.snapshot if before else None)
                snapshot = begin(before, path)
                yield snapshot
                if snapshot.is_changed:
                    snapshot.close()
                    _sync_tree(path)
                    check_place()
                    _publish(folder, before, path, snapshot.seed)
                    exists = True
        except BaseException:
            if snapshot is not None:  # whoever holds the error would hold the database open
                snapshot.__dict__.pop("store", None)
            raise
        finally:
            shutil.rmtree(path, ignore_errors=True)
            if not exists:
                _take_back(folder, made)
            elif layout.is_store(folder):
                _sweep(folder, layout.read_marker(folder).snapshot)
            else:  # it was deleted; Oxigraph makes the folders anew that it writes into
                for left in (os.path.join(folder, layout.SNAPSHOTS), folder):
                    with suppress(OSError):
                        os.rmdir(left)


def _begun(before: layout.Marker | None, path: str) -> Writable:
    """Return a copy of what counts now, or the project's graphs where nothing does yet."""
    if before is not None:
        folder = os.path.dirname(os.path.dirname(path))
        held = layout.hold(folder)  # says so where it is missing
        try:
            copy_snapshot(held.path, path)
        finally:
            os.close(held.lock)
        snapshot = Writable(path)
        if before.seed != snapshot.seed:
            renewing.renew(snapshot.store)
        return snapshot
    from nkgraph.store.seed import fill

    os.makedirs(path)
    snapshot = Writable(path)
    fill(snapshot.store)
    return snapshot


def _make_room(folder: str) -> list[str]:
    """Make the folder where it is missing, and return which were made for that, innermost first.

    Raises StoreError where it is something else than a store, or than what is left of making one.
    """
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise StoreError(f"{folder!r} is a file: name a folder for the store")
    try:
        if missing := _missing(folder):
            os.makedirs(folder)
            return missing
        found = set(os.listdir(folder))
        inside = os.path.join(folder, layout.SNAPSHOTS)
        is_ours = found <= _OURS and (
            layout.SNAPSHOTS not in found
            or set(os.listdir(inside)) <= set(layout.snapshots(folder))
        )
    except OSError as error:
        raise StoreError(f"no store can be made in {folder!r}: {error.strerror}") from error
    if layout.MARKER in found:
        layout.read_marker(folder)
    elif "CURRENT" in found:
        raise StoreError(
            f"{folder!r} is an Oxigraph database that nkgraph has not made, and only reads: name a "
            "new folder"
        )
    elif found and not (is_ours and layout.LOCK in found):
        raise StoreError(f"the folder {folder!r} holds something else than a store: name a new one")
    return []


def _missing(folder: str) -> list[str]:
    """Return a folder, and those that it is in, as far as they are not there."""
    missing, place = [], os.path.abspath(folder)
    while not os.path.exists(place):
        missing.append(place)
        place = os.path.dirname(place)
    return missing


def copy_snapshot(source: str, target: str) -> None:
    """Copy a snapshot; files that never change are shared where the file system can."""
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


def _publish(folder: str, before: layout.Marker | None, made: str, seed: str) -> None:
    """Let a snapshot count: under the next number, and by the name in the marker."""
    number = int(before.snapshot) + 1 if before else 1
    while os.path.exists(layout.snapshot_path(folder, str(number))):
        number += 1
    os.rename(made, layout.snapshot_path(folder, str(number)))
    _sync(os.path.join(folder, layout.SNAPSHOTS))
    path = os.path.join(folder, layout.MARKER)
    with open(path + _UNFINISHED, "w", encoding="utf-8") as stream:
        stream.write(layout.versions(str(number), seed).text())
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
    for name in layout.snapshots(folder):
        path = layout.snapshot_path(folder, name)
        if name == counts or not os.path.isdir(path):
            continue
        held = layout.lock_exclusive(path)
        if held is None:
            continue  # it is being read; the next writer looks again
        shutil.rmtree(path, ignore_errors=True)
        os.close(held)


def _take_back(folder: str, made: list[str]) -> None:
    """Leave a folder in which no store came about as it was, while the lock is held."""
    if made:
        shutil.rmtree(folder, ignore_errors=True)
        for place in made[1:]:
            with suppress(OSError):  # somebody else has put something there
                os.rmdir(place)
        return
    shutil.rmtree(os.path.join(folder, layout.SNAPSHOTS), ignore_errors=True)
    with suppress(OSError):
        os.unlink(os.path.join(folder, layout.LOCK))


@contextmanager
def _explained(folder: str, exists: bool) -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise unwritable(folder, error, exists=exists) from error
