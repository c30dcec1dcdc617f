"""Which graphs of a store are examined: those that people write for it.

A merged file is its publisher's, and the merge has said which of its rows it refuses: its terms are
of other vocabularies, its evidence is a row of a file, and there may be millions of them. So data
sets are left out, and what only they mention.
"""

import pyoxigraph as ox

from nkgraph.check.graph import Graph
from nkgraph.merge.mentioned import GRAPH as MENTIONED
from nkgraph.store import Embedded, Reader
from nkgraph.store.endpoint import Endpoint
from nkgraph.store.scope import copied
from nkgraph.store.seed import DERIVED, derive_shortcuts

DATA_SETS = "SELECT DISTINCT ?source WHERE { ?source nkg:sourceKind nkg:dataset }"
GRAPHS = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } }"


def written(reader: Reader) -> Graph:
    """Return what people have written into a store, to be asked by the rules.

    Of a server it is a copy, which the shapes need anyway, and which answers any query. Raises
    StoreError where the store cannot answer.
    """
    whole = Graph(reader)
    left_out = {one for one in whole.column(DATA_SETS) if isinstance(one, ox.NamedNode)}
    if not left_out:
        return whole if isinstance(reader, Embedded) else Graph(copied(reader))
    store = ox.Store()
    for graph in whole.column(GRAPHS):
        if isinstance(graph, ox.NamedNode) and graph not in {*left_out, MENTIONED, DERIVED}:
            store.bulk_extend(_quads(reader, graph))
    derive_shortcuts(store)
    return Graph(Embedded(store, reader.where), beside=reader)


def _quads(reader: Reader, graph: ox.NamedNode) -> list[ox.Quad]:
    if isinstance(reader, Embedded):
        return list(reader.store.quads_for_pattern(None, None, None, graph))
    if isinstance(reader, Endpoint):
        return [
            ox.Quad(one.subject, one.predicate, one.object, graph) for one in reader.triples(graph)
        ]
    return [quad for quad in reader.quads() if quad.graph_name == graph]
