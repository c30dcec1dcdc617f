"""Which graphs of a store are examined: those that people write for it.

A merged file is its publisher's, and the merge has said which of its rows it refuses: its terms are
of other vocabularies, its evidence is a row of a file, and there may be millions of them. So data
sets are left out, and what only they mention.
"""

from collections.abc import Collection

import pyoxigraph as ox

from nkgraph.check.graph import Graph
from nkgraph.merge.mentioned import GRAPH as MENTIONED
from nkgraph.store import Embedded, Reader
from nkgraph.store.endpoint import Endpoint
from nkgraph.store.scope import copied
from nkgraph.store.seed import DERIVED, derive_shortcuts

DATA_SETS = "SELECT DISTINCT ?source WHERE { ?source nkg:sourceKind nkg:dataset }"


def written(reader: Reader) -> Graph:
    """Return what people have written into a store, to be asked by the rules.

    Of a server it is a copy, which the shapes need anyway, and which answers any query. Raises
    StoreError where the store cannot answer.
    """
    whole = Graph(reader)
    left_out = {one for one in whole.column(DATA_SETS) if isinstance(one, ox.NamedNode)}
    if not left_out:
        return whole if isinstance(reader, Embedded) else Graph(copied(reader))
    part = _apart_from({*left_out, MENTIONED, DERIVED}, reader)
    derive_shortcuts(part.store)
    return Graph(part, beside=reader)


def _apart_from(left_out: Collection[ox.NamedNode], reader: Reader) -> Embedded:
    """Return a copy of a store but for some graphs, which a server is not even asked for."""
    if not isinstance(reader, Endpoint):
        return copied(reader, left_out)
    store = ox.Store()
    for graph in map(ox.NamedNode, reader.graphs):
        if graph not in left_out:
            store.bulk_extend(
                ox.Quad(one.subject, one.predicate, one.object, graph)
                for one in reader.triples(graph)
            )
    return Embedded(store, reader.where)
