"""The random network that is drawn: few nodes have many edges."""

import random

import networkx as nx


def network(nodes: int, edges: int) -> "nx.MultiDiGraph[str]":
    """Return a network of things that meet."""
    draw = random.Random(nodes)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name="bench", title="A random network")
    names = [f"https://example.org/n{number}" for number in range(nodes)]
    for number, name in enumerate(names):
        graph.add_node(name, label=f"Thing number {number}", kindLabel="Thing")
    for number in range(edges):
        one, other = draw.randrange(nodes), int(nodes * draw.random() ** 2)
        graph.add_edge(names[one], names[other], key=number, label="meets", modality="reported")
    return graph
