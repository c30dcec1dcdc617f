"""What follows from the claims, made anew where a merge may have changed it.

The rules for shortcuts look at what claims state. Rows of event tables are no claims, and describe
nothing that a claim of another source speaks of, so their graphs take no part: whether they are
there or not, the same follows. That keeps the cost of deriving that of the claims, however many
events there are. Where sources agree, events count too: they are looked up by the few kinds that an
article speaks of.
"""

import pyoxigraph as ox

from nkgraph.merge.provenance import Merged
from nkgraph.store.seed import DERIVED, corroborate, derive, derive_shortcuts
from nkgraph.terms import NKG

NOTHING_FOLLOWS = frozenset(("events", "states"))
"""What a source can hold from which no shortcut follows."""

_FORGET_CORROBORATION = f"""
DELETE {{ GRAPH {DERIVED} {{ ?thing ?property ?value }} }}
WHERE {{
  GRAPH {DERIVED} {{
    {{ ?thing a ?kind . VALUES ?kind {{ <{NKG}Quantity> <{NKG}EventMatch> <{NKG}Corroboration> }} }}
    UNION {{
      ?thing ?property ?value .
      VALUES ?property {{
        <{NKG}isCompared> <{NKG}toldBy> <{NKG}flowsCompared> <{NKG}witness>
        <{NKG}projectInWords> <{NKG}statusInWords>
      }}
    }}
    ?thing ?property ?value .
  }}
}}
"""


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
    derive_shortcuts(scope)
    store.clear_graph(DERIVED)
    store.extend(scope.quads_for_pattern(None, None, None, DERIVED))
    corroborate(store)


def corroborate_again(store: ox.Store) -> None:
    """Derive anew where sources agree, and leave the shortcuts as they are."""
    store.update(_FORGET_CORROBORATION)
    corroborate(store)
