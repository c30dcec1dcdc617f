"""Changing what is behind an endpoint: uploaded beside what counts, and then let count at once.

A change works on a copy of what it has to look at (`nearby`). The statements of a source go to the
server as they are lifted, into a graph that is marked as one that does not count (`store.marks`).
When the change ends, the few graphs of the copy that are made anew go there too, and one update
makes all of it count.
"""

import threading
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pyoxigraph as ox

from nkgraph.errors import StoreError
from nkgraph.merge import mentioned
from nkgraph.merge.identity import storing
from nkgraph.merge.loading import Loading
from nkgraph.merge.nearby import Nearby, is_table
from nkgraph.merge.provenance import Origin
from nkgraph.store import renewing, seed
from nkgraph.store.endpoint import Endpoint
from nkgraph.store.lock import WAIT_SECONDS
from nkgraph.store.marks import Marks

PART_BYTES = 1_000_000
"""How much one request uploads: servers in front of others often take no more than 1 MiB."""

_MADE_ANEW = (mentioned.GRAPH, storing.GRAPH, seed.DERIVED, *seed.files())
"""The graphs that a change may alter; all others come and go as a whole."""

_SECONDS_BETWEEN_SIGNS = 30.0


class Remote:
    """The graphs behind an endpoint, in the making."""

    rows: str | None = None
    """Rows in full are kept beside a folder's graph only."""

    def __init__(self, endpoint: Endpoint, marks: Marks) -> None:
        self.is_changed = True
        self._endpoint = endpoint
        self._marks = marks
        self._nearby = Nearby(endpoint)
        self._nearby.fetch()
        self._there = set(self.store.named_graphs())
        self._before = {graph: self._content(graph) for graph in _MADE_ANEW}
        self._staged: dict[ox.NamedNode, ox.NamedNode] = {}
        self._uploaded: set[ox.NamedNode] = set()
        self._loaded: Origin | None = None
        self._sign = time.monotonic()
        self._sign_lock = threading.Lock()
        if seed.ARTICLE not in self._there:
            seed.seed(self.store)
        elif marks.seed() != renewing.digest():
            renewing.renew(self.store)

    @property
    def store(self) -> ox.Store:
        """As much of the graph as a change has to look at."""
        return self._nearby.store

    def size(self, graph: ox.NamedNode) -> int:
        """Return how many statements a graph has."""
        return self._endpoint.size(graph)

    def loading(self, folder: Path) -> Loading:
        """Return what uploads the statements of the source that is expected."""
        return _Uploading(self, folder)

    def expect(self, origin: Origin) -> None:
        """Make ready for the statements of a source, whose graph may be there already."""
        self._loaded = origin
        graph = ox.NamedNode(origin.graph)
        self._place(graph)

    def extend(self, quads: Iterable[ox.Quad]) -> None:
        """Upload more statements of the source that is expected."""
        new = list(quads)
        self.store.extend(new)
        self._upload(ox.NamedNode(self._origin.graph), (quad.triple for quad in new))

    def take_in(self, part: Path) -> None:
        """Upload a part of the source that is expected, and look at it where that matters."""
        graph = ox.NamedNode(self._origin.graph)
        ending = f" {graph} .\n".encode()
        with part.open("rb") as lines:
            self._send(self._placed(graph), (_without(line, ending) for line in lines))
        if not is_table(self._origin.holds):
            self.store.bulk_load(path=part, format=ox.RdfFormat.N_QUADS, lenient=True)

    def remove(self, graph: ox.NamedNode) -> None:
        """Remove a graph from what is looked at; the server's goes when the change counts."""
        self.store.remove_graph(graph)

    def settle(self) -> None:
        """Let the copy have what is looked at of tables of events."""
        if self._loaded is not None and is_table(self._loaded.holds):
            graph = ox.NamedNode(self._loaded.graph)
            self._nearby.add(graph, self._placed(graph))
        self._nearby.settle()

    def publish(self) -> None:
        """Upload what was made anew, and let all of the change count."""
        now = set(self.store.named_graphs())
        for graph in now:
            if not isinstance(graph, ox.NamedNode) or graph in self._uploaded:
                continue
            is_new = graph not in self._there
            if is_new or (graph in _MADE_ANEW and self._content(graph) != self._before[graph]):
                self._place(graph)
                quads = self.store.quads_for_pattern(None, None, None, graph)
                # Closed, since an error keeps this frame, and they must not end in another thread.
                with closing(quad.triple for quad in quads) as triples:
                    del quads
                    self._upload(graph, triples)
        self._marks.alive()
        self._marks.publish(
            new=[graph for graph in self._uploaded if graph not in self._staged],
            gone=[graph for graph in self._there - now if isinstance(graph, ox.NamedNode)],
            replaced=self._staged,
            seed=renewing.digest(),
        )

    @property
    def _origin(self) -> Origin:
        assert self._loaded is not None, "expect() comes before what is loaded"
        return self._loaded

    def _place(self, graph: ox.NamedNode) -> None:
        """Set aside the graph that is uploaded into: another one, where this is there already."""
        self._uploaded.add(graph)
        if graph in self._there:
            self._staged[graph] = self._marks.staged(len(self._staged) + 1)
        self._marks.set_aside(self._placed(graph))

    def _placed(self, graph: ox.NamedNode) -> ox.NamedNode:
        return self._staged.get(graph, graph)

    def _content(self, graph: ox.NamedNode) -> set[ox.Triple]:
        return {quad.triple for quad in self.store.quads_for_pattern(None, None, None, graph)}

    def _upload(self, graph: ox.NamedNode, triples: Iterable[ox.Triple]) -> None:
        self._send(self._placed(graph), (f"{triple} .\n".encode() for triple in triples))

    def _send(self, place: ox.NamedNode, lines: Iterable[bytes]) -> None:
        for part in _parts(lines):
            self._give_sign()
            self._endpoint.post(place, part)

    def _give_sign(self) -> None:
        with self._sign_lock:
            if time.monotonic() - self._sign < _SECONDS_BETWEEN_SIGNS:
                return
            self._sign = time.monotonic()
        self._marks.alive()


class _Uploading(Loading):
    """Sends parts to the server as they are written."""

    def __init__(self, change: Remote, folder: Path) -> None:
        super().__init__(change.store, folder)
        self._change = change

    def _take(self, part: Path) -> None:
        self._change.take_in(part)


@contextmanager
def changing_endpoint(
    address: str, wait: float = WAIT_SECONDS, *, must_exist: bool = False
) -> Generator[Remote]:
    """Give what is behind an endpoint, to be changed; all of it counts when the block ends well.

    The project's own graphs are put there first where they are not there, unless they `must_exist`.
    Raises StoreError where somebody else is writing and does not end within `wait` seconds,
    EndpointError where the server does not do what it should; what counted then counts still.
    """
    endpoint = Endpoint(address)
    if must_exist and seed.ARTICLE.value not in endpoint.graphs:
        raise StoreError(
            f"{endpoint.where} holds no graph of nkgraph: merge something into it first"
        )
    marks = Marks(endpoint)
    try:
        marks.begin(wait)
        change = Remote(endpoint, marks)
        yield change
        if change.is_changed:
            change.publish()
    finally:
        marks.end()
        endpoint.close()


def _without(line: bytes, ending: bytes) -> bytes:
    """Return a line of N-Quads as one of N-Triples."""
    assert line.endswith(ending), "a source's statements are in its own graph"
    return line[: -len(ending)] + b" .\n"


def _parts(lines: Iterable[bytes]) -> Iterator[bytes]:
    part: list[bytes] = []
    size = 0
    for line in lines:
        if part and size + len(line) > PART_BYTES:
            yield b"".join(part)
            part, size = [], 0
        part.append(line)
        size += len(line)
    if part:
        yield b"".join(part)
