"""What follows from the claims, made anew where a merge may have changed it.

The rules look at what claims state. Rows of event tables are no claims, and describe nothing that
a claim of another source speaks of, so their graphs take no part: whether they are there or not,
the same follows. That keeps the cost of deriving that of the claims, however many events there are.
"""

import pyoxigraph as ox

from nkgraph.merge.provenance import Merged
from nkgraph.store.seed import DERIVED, derive

NOTHING_FOLLOWS = frozenset(("events", "states"))
"""What a source can hold from which nothing follows."""


def again(store: ox.Store, sources: list[Merged]) -> None:
    """Make the graph of what is derived anew, as it would be if everything were looked at."""
    without = {
        ox.NamedNode(one.origin.graph) for one in sources if one.origin.holds in NOTHING_FOLLOWS
    }
    if not without:
        derive(store)
        return
    scope = ox.Store()
    for graph in list(store.named_graphs()):
        if graph not in without and graph != DERIVED:
            scope.extend(store.quads_for_pattern(None, None, None, graph))
    derive(scope)
    store.clear_graph(DERIVED)
    store.extend(scope.quads_for_pattern(None, None, None, DERIVED))
