"""Networks in CPU time of one process, imports apart: built, laid out, and written for other tools.

    python benchmarks/networks.py

Each figure is the median of the rounds. `built` is the graph of a table of 70,000 rows, beside
networkx's own `add_edge` for the same rows and rdflib's conversion of as many triples. `laid out`
is what `layout.place` takes, without overlaps at the end, for random networks in which a few nodes
have most edges. `written` is 5,000 nodes and 15,000 edges in each format.
"""

import io
import platform
import random
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

import igraph
import networkx as nx
import numpy as np
import rdflib
from rdflib.extras.external_graph_libs import rdflib_to_networkx_multidigraph

from nkgraph import interchange, layout
from nkgraph.network import build

ROUNDS = 5
ROWS, NODES = 70_000, 5_000
SIZES = ((40, 80), (200, 400), (1_500, 4_500), (5_000, 15_000), (20_000, 60_000))
BASE = "https://example.org/"
COLUMNS = (
    "source", "sourceLabel", "target", "targetLabel", "relation", "relationLabel", "modality",
    "date", "claim", "origin",
)  # fmt: skip


class Answer:
    """A table of random rows."""

    columns = COLUMNS

    def __init__(self, ends: Sequence[tuple[int, int]]) -> None:
        self.rows = [
            (
                f"{BASE}{source}", f"thing {source}", f"{BASE}{target}", f"thing {target}",
                f"{BASE}relation/{number % 20}", f"relation {number % 20}", "reported",
                f"2018-01-{number % 28 + 1:02}", f"{BASE}claim/{number}", f"{BASE}source",
            )
            for number, (source, target) in enumerate(ends)
        ]  # fmt: skip

    def by_column(self) -> list[list[Any]]:
        return [list(column) for column in zip(*self.rows, strict=True)]


def ends(nodes: int, edges: int) -> list[tuple[int, int]]:
    """Pairs of nodes, of which those with low numbers are in more pairs."""
    chance = random.Random(1)
    spanning = [(number, int(number * chance.random() ** 2)) for number in range(1, nodes)]
    more = [
        (chance.randrange(nodes), int(nodes * chance.random() ** 2))
        for _ in range(edges - len(spanning))
    ]
    return spanning + more


def seconds(work: Callable[[], object]) -> float:
    """The median CPU time of the work."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def plain_networkx(answer: Answer) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    for source, source_label, target, *facts, claim, _ in answer.rows:
        graph.add_edge(source, target, claim, label=source_label, facts=facts)
    return graph


def triples(answer: Answer) -> rdflib.Graph:
    graph = rdflib.Graph()
    for source, _, target, *_, claim, _ in answer.rows:
        graph.add((rdflib.URIRef(source), rdflib.URIRef(claim), rdflib.URIRef(target)))
    return graph


def main() -> None:
    print(f"Python {platform.python_version()}, {platform.machine()}, {ROUNDS} rounds, CPU seconds")
    print(f"networkx {nx.__version__}, igraph {igraph.__version__}, numpy {np.__version__}\n")
    answer = Answer(ends(NODES, ROWS))
    graph = triples(answer)
    print(f"built: {ROWS:,} rows, {NODES:,} nodes")
    print(f"  nkgraph.network.build              {seconds(lambda: build(answer)):6.2f}")
    print(f"  networkx add_edge alone            {seconds(lambda: plain_networkx(answer)):6.2f}")
    rdflib_time = seconds(lambda: rdflib_to_networkx_multidigraph(graph))
    print(f"  rdflib_to_networkx_multidigraph    {rdflib_time:6.2f}\n")
    print("laid out by forces, without overlaps")
    for nodes, edges in SIZES:
        network = build(Answer(ends(nodes, edges)))
        took = seconds(lambda network=network: layout.place(network))
        print(f"  {nodes:6,} nodes, {edges:6,} edges       {took:6.2f}")
    network = build(Answer(ends(5_000, 15_000)))
    layout.place(network)
    print("\nwritten, and read back: 5,000 nodes, 15,000 edges")
    for name in interchange.NAMES:
        stream = io.BytesIO()
        took = seconds(lambda name=name: interchange.write(network, io.BytesIO(), name))
        interchange.write(network, stream, name)
        read = seconds(lambda name=name, stream=stream: back(name, stream))
        print(f"  {name:10} {took:6.2f} {read:6.2f}   {len(stream.getvalue()) / 1e6:5.1f} MB")


def back(name: str, stream: io.BytesIO) -> None:
    stream.seek(0)
    interchange.named(name).network(stream)


if __name__ == "__main__":
    main()
