"""What follows from the claims, made anew where a merge may have changed it.

The rules for shortcuts look at what claims state, and those that compare sources look among events
for the few kinds that claims speak of. Rows of event tables are no claims, and describe nothing
that a claim of another source speaks of, so of their graphs only the events of these kinds take
part: whether the others are there or not, the same follows. That keeps the cost of deriving that of
the claims, however many events there are.
"""

from collections.abc import Iterator

import pyoxigraph as ox

from nkgraph.merge.provenance import merged
from nkgraph.store.seed import DERIVED, derive
from nkgraph.terms import NKG, PREFIXES

NOTHING_FOLLOWS = frozenset(("events", "states"))
"""What a source can hold whose rows are no claims."""

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_KINDS_CLAIMED = f"""
PREFIX rdfs: <{PREFIXES["rdfs"]}>
SELECT DISTINCT ?kind {{
  ?claim <{NKG}states> ?event . ?event a ?kind . ?kind rdfs:subClassOf* <{NKG}Event>
}}
"""


def again(store: ox.Store) -> None:
    """Make the graph of what is derived anew, as it would be if everything were looked at."""
    aside = {
        ox.NamedNode(one.origin.graph)
        for one in merged(store)
        if one.origin.holds in NOTHING_FOLLOWS
    }
    if not aside:
        derive(store)
        return
    scope = ox.Store()
    for graph in list(store.named_graphs()):
        if graph not in aside and graph != DERIVED:
            scope.extend(store.quads_for_pattern(None, None, None, graph))
    scope.extend(_that_count(store, scope, aside))
    derive(scope)
    store.clear_graph(DERIVED)
    store.extend(scope.quads_for_pattern(None, None, None, DERIVED))


def kinds_claimed(store: ox.Store) -> list[ox.NamedNode]:
    """Return the kinds of events that claims speak of."""
    rows = store.query(_KINDS_CLAIMED, use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    return [kind for row in rows if isinstance(kind := row["kind"], ox.NamedNode)]


def _that_count(store: ox.Store, scope: ox.Store, aside: set[ox.NamedNode]) -> Iterator[ox.Quad]:
    """Yield what event tables say of themselves, and their events of the kinds that claims have."""
    kinds = kinds_claimed(scope)
    for graph in aside:
        yield from store.quads_for_pattern(graph, None, None, graph)
        for kind in kinds:
            for event in list(store.quads_for_pattern(None, _TYPE, kind, graph)):
                yield from store.quads_for_pattern(event.subject, None, None, graph)
