"""Lay out the random network that is drawn: how (nkgraph or igraph), nodes, edges."""

import random
import sys

import igraph
from map_network import network
from telling import step, tell

from nkgraph import layout

how, *size = sys.argv[1:]
graph = network(*map(int, size))
for _, attributes in graph.nodes(data=True):
    attributes["size"] = 10.0
graph.graph["layout"] = "force"
if how == "nkgraph":
    with step():
        layout.place(graph)
else:
    random.seed(1)
    places = {node: number for number, node in enumerate(graph)}
    with step():
        pairs = [(places[one], places[other]) for one, other in graph.edges()]
        igraph.Graph(n=len(places), edges=pairs).layout_fruchterman_reingold()
tell()
