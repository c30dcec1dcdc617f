"""A network by rdflib: how (convert or loop), file."""

import sys

import networkx
import rdflib
from network_query import found
from rdflib.extras.external_graph_libs import rdflib_to_networkx_multidigraph
from telling import step, tell

# With the labels in the query, as nkgraph has it, rdflib does not end within minutes.
QUERY = "SELECT ?source ?relation ?target { ?source ?relation ?target FILTER(isIRI(?target)) }"
how, file = sys.argv[1:]
graph = rdflib.Graph()
graph.parse(file, format="ntriples")
with step():
    if how == "convert":
        relations = rdflib.Graph()
        for triple in graph:
            if triple[1] != rdflib.RDFS.label:
                relations.add(triple)
        network = rdflib_to_networkx_multidigraph(relations)
        for node, attributes in network.nodes(data=True):
            attributes["label"] = str(graph.value(node, rdflib.RDFS.label))
    else:
        network = networkx.MultiDiGraph()
        labels = {thing: str(label) for thing, label in graph.subject_objects(rdflib.RDFS.label)}
        for source, relation, target in graph.query(QUERY):
            network.add_edge(
                str(source), str(target), relation=str(relation), label=labels[relation]
            )
        for thing, label in labels.items():
            if str(thing) in network:
                network.nodes[str(thing)]["label"] = label
edges = network.edges(keys=True) if how == "convert" else network.edges(data="relation")
tell(found(network.nodes(data="label"), edges))
