"""A network by nkgraph: file."""

import math
import sys

import pyoxigraph as ox
from network_query import QUERY, found
from telling import step, tell

from nkgraph.graph import KnowledgeGraph
from nkgraph.network import build
from nkgraph.store import Embedded

store = ox.Store()
store.bulk_load(path=sys.argv[1], format=ox.RdfFormat.N_TRIPLES)
graph = KnowledgeGraph(Embedded(store))
with step():
    network = build(graph.query(QUERY, timeout=math.inf))
tell(found(network.nodes(data="label"), network.edges(data="relation")))
