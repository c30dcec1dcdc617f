"""A page by nkgraph, laid out by nkgraph: nodes, edges."""

import sys

from map_network import network

from nkgraph import layout
from nkgraph.network import radius
from nkgraph.view import page

graph = network(*map(int, sys.argv[1:]))
graph.graph["layout"] = "force"
degrees = dict(graph.degree())
most = max(degrees.values())
for node, attributes in graph.nodes(data=True):
    attributes["size"] = radius(max(degrees[node], 1), most)
layout.place(graph)
page(graph).save("nkgraph.html")
