"""Places for the marks of a large map: by forces, and so that none covers another."""

from benchmarks.tools import IGRAPH, NKGRAPH, PYTHON, SCRIPTS
from benchmarks.work import Size, Way, Work
from benchmarks.works.starting import nothing

SIZES = {"tiny": (40, 80), "quick": (1_500, 4_500), "full": (5_000, 15_000)}
ROUNDS = {"tiny": 1, "quick": 3, "full": 3}


def works(size: Size) -> list[Work]:
    """Return the work."""
    nodes, edges = SIZES[size]
    ours, bound = (
        Way(name, tool, (PYTHON, SCRIPTS / "layout.py", how, str(nodes), str(edges)), note=note)
        for name, tool, how, note in (
            ("nkgraph.layout.place", NKGRAPH, "nkgraph", ""),
            (
                "igraph alone",
                IGRAPH,
                "igraph",
                "by its own defaults; marks lie on one another, and parts that hang together with "
                "nothing drift away",
            ),
        )
    )
    return [
        Work(
            "layout",
            f"Laying out {nodes:,} nodes and {edges:,} edges",
            ways=(ours, bound),
            goals=(),
            rounds=ROUNDS[size],
            prepare=nothing,
            step="CPU time of the layout, when the network is there",
        )
    ]
