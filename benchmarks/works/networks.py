"""A network of 70,000 relations, from an RDF file to a networkx graph."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks.tools import NETWORKX, NKGRAPH, PYTHON, RDFLIB, SCRIPTS
from benchmarks.work import Goal, Size, Way, Work

BASE = "https://example.org/"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
RELATIONS = 20
EDGES = {"tiny": 200, "quick": 20_000, "full": 70_000}
ROUNDS = {"tiny": 1, "quick": 3, "full": 5}


def works(size: Size) -> list[Work]:
    """Return the work."""
    ways = {
        name: Way(name, tool, (PYTHON, SCRIPTS / script, *how, "../network.nt"), note=note)
        for name, tool, script, how, note in (
            ("nkgraph", NKGRAPH, "network_nkgraph.py", (), ""),
            (
                "rdflib_to_networkx", RDFLIB, "network_rdflib.py", ("convert",),
                "rdflib_to_networkx_multidigraph of the relations; labels are added after it",
            ),
            (
                "loop over SPARQL rows", RDFLIB, "network_rdflib.py", ("loop",),
                "rdflib asks for the relations, and add_edge takes each row; labels come from a "
                "dict, since with them in the query rdflib does not end within minutes",
            ),
            (
                "add_edge alone", NETWORKX, "network_bound.py", (),
                "networkx fed with ready rows: the bound of whatever makes a networkx graph",
            ),
        )
    }  # fmt: skip
    return [
        Work(
            "network",
            f"A network of {EDGES[size]:,} edges to networkx",
            ways=tuple(ways.values()),
            goals=(
                Goal(
                    "5 times rdflib_to_networkx", "nkgraph", "times", 5, "rdflib_to_networkx",
                    reason="loading and asking are several times as fast; what is left is "
                    "networkx's own work, and ours gives each edge fifteen attributes",
                ),
                Goal(
                    "5 times a loop over SPARQL rows", "nkgraph", "times", 5,
                    "loop over SPARQL rows",
                    reason="loading and asking are several times as fast; what is left is "
                    "networkx's own work",
                ),
            ),
            rounds=ROUNDS[size],
            prepare=partial(_prepared, edges=EDGES[size]),
            step="CPU time from the loaded graph to the network, without reading the file",
        )
    ]  # fmt: skip


@contextmanager
def _prepared(folder: Path, edges: int) -> Iterator[None]:
    """Write things with labels, of which those with low numbers have more relations."""
    chance = random.Random(1)
    nodes = max(edges // 14, 10)
    with (folder / "network.nt").open("w", encoding="utf-8") as stream:
        for number in range(nodes):
            stream.write(f'<{BASE}thing/{number}> {LABEL} "thing {number}"@en .\n')
        for number in range(RELATIONS):
            stream.write(f'<{BASE}relation/{number}> {LABEL} "relation {number}"@en .\n')
        pairs: dict[tuple[int, int, int], None] = {}
        while len(pairs) < edges:
            pairs[
                chance.randrange(nodes),
                chance.randrange(RELATIONS),
                int(nodes * chance.random() ** 2),
            ] = None
        for one, relation, other in pairs:
            stream.write(
                f"<{BASE}thing/{one}> <{BASE}relation/{relation}> <{BASE}thing/{other}> .\n"
            )
    yield
