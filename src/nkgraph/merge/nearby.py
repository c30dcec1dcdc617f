"""What a change has to look at of the graphs behind an endpoint, copied into memory.

That is all of them but the rows of event tables, however many these are (`deriving` tells why that
is enough). Of an event table's graph it is what the source says of itself, the events of the kinds
that claims speak of, and of each thing in the graph of what is mentioned whether it is mentioned.
"""

from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from nkgraph.errors import EndpointError
from nkgraph.merge import deriving, mentioned
from nkgraph.store.endpoint import MOST_COPIED, Endpoint
from nkgraph.terms import NKG, PREFIXES

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_REFERENCES = ox.NamedNode(PREFIXES["dcterms"] + "references")
_HOLDS = f"SELECT ?graph ?holds WHERE {{ GRAPH ?graph {{ ?graph <{NKG}holds> ?holds }} }}"
_AT_ONCE = 200
"""How many things one query asks for: events have about 15 triples each, and the servers that cut
answers do so at 10,000 rows."""


class Nearby:
    """A copy of what matters. `store` is changed; `partly` are the graphs that it has parts of."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.store = ox.Store()
        self.partly: set[ox.NamedNode] = set()
        self._endpoint = endpoint
        self._placed: dict[ox.NamedNode, ox.NamedNode] = {}

    def fetch(self) -> None:
        """Copy the graphs that count.

        Raises EndpointError where these are more than MOST_COPIED quads.
        """
        graphs = [ox.NamedNode(graph) for graph in self._endpoint.graphs]
        rows = self._endpoint.everywhere(_HOLDS).rows
        tables = {row[0] for row in rows if is_table(getattr(row[1], "value", ""))}
        size = sum(self._endpoint.size(graph) for graph in graphs if graph not in tables)
        if size > MOST_COPIED:
            raise EndpointError(
                f"{self._endpoint.where} holds {size:,} quads beside tables of events, more than "
                f"the {MOST_COPIED:,} that a change looks at: use a store on disk"
            )
        for graph in graphs:
            if graph in tables:
                self.add(graph, graph)
            else:
                triples = self._endpoint.triples(graph)
                self.store.bulk_extend(_in(graph, one) for one in triples)

    def add(self, graph: ox.NamedNode, place: ox.NamedNode) -> None:
        """Copy what an event table says of itself. Its graph is at `place` for now."""
        self.partly.add(graph)
        self._placed[graph] = place
        about = f"{graph} <{graph.value}/merge> <{graph.value}/file>"
        self._copy(graph, f"GRAPH {place} {{ VALUES ?s {{ {about} }} ?s ?p ?o }}")

    def settle(self) -> None:
        """Copy of event tables what sweeping and deriving look at, as the store is now."""
        there = set(self.store.named_graphs())
        tables = sorted(self.partly & there, key=str)
        for graph in tables:
            self._copy_events(graph)
        if tables:
            self._copy_mentions([self._placed[graph] for graph in tables], tables[0])

    def _copy_events(self, graph: ox.NamedNode) -> None:
        place = self._placed[graph]
        for kind in deriving.kinds_claimed(self.store):
            found = self._endpoint.in_full("?s", f"GRAPH {place} {{ ?s a {kind} }}")
            for events in _some(sorted({str(row[0]) for row in found})):
                listed = " ".join(events)
                self._copy(graph, f"GRAPH {place} {{ VALUES ?s {{ {listed} }} ?s ?p ?o }}")

    def _copy_mentions(self, places: Iterable[ox.NamedNode], witness: ox.NamedNode) -> None:
        """Let one of the tables mention what any of them mentions."""
        things = {
            str(quad.subject)
            for quad in self.store.quads_for_pattern(None, _TYPE, None, mentioned.GRAPH)
            if isinstance(quad.subject, ox.NamedNode) and quad.subject != mentioned.GRAPH
        }
        graphs = " ".join(map(str, places))
        for some in _some(sorted(things)):
            rows = self._endpoint.everywhere(
                f"SELECT ?thing WHERE {{ VALUES ?thing {{ {' '.join(some)} }} FILTER EXISTS {{ "
                f"VALUES ?graph {{ {graphs} }} GRAPH ?graph {{ ?who ?how ?thing }} }} }}"
            ).rows
            self.store.extend(
                ox.Quad(ox.NamedNode(f"{witness.value}/merge"), _REFERENCES, row[0], witness)
                for row in rows
                if isinstance(row[0], ox.NamedNode)
            )

    def _copy(self, graph: ox.NamedNode, pattern: str) -> None:
        rows = self._endpoint.everywhere(f"SELECT ?s ?p ?o WHERE {{ {pattern} }}").rows
        self.store.extend(
            ox.Quad(subject, predicate, value, graph)  # type: ignore[arg-type]
            for subject, predicate, value in rows
        )


def is_table(holds: str) -> bool:
    """Return whether what a source holds is left where it is, but for what others ask of it."""
    return holds in deriving.NOTHING_FOLLOWS


def _in(graph: ox.NamedNode, triple: ox.Triple) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def _some(items: Sequence[str]) -> Iterator[Sequence[str]]:
    return (items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE))
