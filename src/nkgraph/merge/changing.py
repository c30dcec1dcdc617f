"""Changing a store, wherever it is: in memory, in a folder, or behind an endpoint."""

from collections.abc import Generator, Iterable
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from nkgraph.merge.loading import Loading
from nkgraph.merge.provenance import Origin

if TYPE_CHECKING:
    from nkgraph.store.writing import Writable


class Change(Protocol):
    """A store in the making: what is done to it counts when the block around it ends well."""

    is_changed: bool
    """Whether it shall count; whoever finds nothing to change says no."""

    @property
    def store(self) -> ox.Store:
        """The graph, or as much of it as a change has to look at."""

    @property
    def rows(self) -> str | None:
        """The folder for rows in full, where they are kept."""

    def size(self, graph: ox.NamedNode) -> int:
        """Return how many statements a graph has."""

    def loading(self, folder: Path) -> Loading:
        """Return what takes a source's statements in; `folder` is for what is on the way."""

    def expect(self, origin: Origin) -> None:
        """Learn whose statements will be loaded, before they are."""

    def extend(self, quads: Iterable[ox.Quad]) -> None:
        """Take in more statements of the source that is loaded."""

    def remove(self, graph: ox.NamedNode) -> None:
        """Remove a graph. `store` may be another afterwards, so nobody else may hold it."""

    def settle(self) -> None:
        """Let the store have all that is looked at when what follows from it is made anew."""


class Local:
    """A graph of this process, which is changed as it is."""

    def __init__(self, rows: str | None) -> None:
        self.rows = rows
        self.is_changed = True

    @property
    def store(self) -> ox.Store:
        """The graph."""
        raise NotImplementedError

    def size(self, graph: ox.NamedNode) -> int:
        """Return how many statements a graph has."""
        counted = f"SELECT (COUNT(*) AS ?count) WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"
        rows = self.store.query(counted)
        assert isinstance(rows, ox.QuerySolutions)
        count = next(rows)["count"]
        assert isinstance(count, ox.Literal)
        return int(count.value)

    def loading(self, folder: Path) -> Loading:
        """Return what loads into the graph."""
        return Loading(self.store, folder)

    def expect(self, _: Origin) -> None:
        """Do nothing: the graph takes what comes."""

    def extend(self, quads: Iterable[ox.Quad]) -> None:
        """Put statements into the graph."""
        self.store.extend(quads)

    def remove(self, graph: ox.NamedNode) -> None:
        """Remove a graph."""
        self.store.remove_graph(graph)

    def settle(self) -> None:
        """Do nothing: the store has everything."""


class InMemory(Local):
    """A graph in memory; rows in full are kept on disk only."""

    def __init__(self, store: ox.Store) -> None:
        super().__init__(None)
        self._store = store

    @property
    def store(self) -> ox.Store:
        """The graph."""
        return self._store


class OnDisk(Local):
    """A snapshot of a folder."""

    def __init__(self, snapshot: "Writable") -> None:
        super().__init__(snapshot.rows)
        self._snapshot = snapshot

    @property
    def store(self) -> ox.Store:
        """The graph of the snapshot, which nobody else may hold when the change ends."""
        return self._snapshot.store

    def remove(self, graph: ox.NamedNode) -> None:
        """Remove a graph, in the way that is faster for its size."""
        self._snapshot.remove_graph(graph, self.size(graph))


def changing(where: str, *, must_exist: bool = False) -> AbstractContextManager[Change]:
    """Give the store in a folder or behind an address, to be changed: all of it counts, or nothing.

    One that is not there is made, with the project's own graphs, unless it `must_exist`. Raises
    StoreError where it cannot be written, or where somebody else is writing and does not end soon.
    """
    if where.startswith(("http://", "https://")):
        from nkgraph.merge.remote import changing_endpoint

        return changing_endpoint(where, must_exist=must_exist)
    return _changing_folder(where, must_exist=must_exist)


@contextmanager
def _changing_folder(folder: str, *, must_exist: bool) -> Generator[OnDisk]:
    from nkgraph.store import writing

    with writing.changing(folder, must_exist=must_exist) as snapshot:
        change = OnDisk(snapshot)
        yield change
        snapshot.is_changed = change.is_changed
