"""From a map's file to a picture that can be used, in headless Chromium without a network."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks import measuring
from benchmarks.tools import GRAVIS, PAGE, PYTHON, PYVIS, SCRIPTS
from benchmarks.work import Goal, Size, Way, Work

SIZES = {
    "tiny": ((40, 80),),
    "quick": ((200, 400), (1_500, 4_500)),
    "full": ((200, 400), (1_500, 4_500), (5_000, 15_000)),
}
ROUNDS = {"tiny": 1, "quick": 3, "full": 5}
SLOW_ROUNDS = {"tiny": 1, "quick": 1, "full": 1}
LIMIT = {"tiny": 60, "quick": 30, "full": 120}
"""Seconds after which a page without a usable picture is given up."""
GOAL_NODES = 1_500
_READY = {
    "nkgraph": "performance.getEntriesByName('nkgraph:ready')[0]?.startTime",
    "pyvis": "window.shownAt",
    "gravis": "window.shownAt",
}
"""When the picture could be used, in the page's own words."""


def works(size: Size) -> list[Work]:
    """Return a work for each size of map."""
    return [_work(size, nodes, edges) for nodes, edges in SIZES[size]]


def _work(size: Size, nodes: int, edges: int) -> Work:
    ways = {
        name: Way(
            name, tool, (PYTHON, SCRIPTS / "map_ready.py", f"../{name}.html", _READY[name]),
            limit=LIMIT[size], rounds=None if name == "nkgraph" else SLOW_ROUNDS[size], note=note,
        )
        for name, tool, note in (
            ("nkgraph", PAGE, ""),
            (
                "pyvis", PYVIS,
                "a plain script, with vis-network in the file itself; usable when its first layout "
                "is done and shown",
            ),
            ("gravis", GRAVIS, "`gravis.d3`; usable when no mark moves any more"),
        )
    }  # fmt: skip
    goals = (
        Goal(
            "10 times plain pyvis", "nkgraph", "times", 10, "pyvis", "step",
        ),
    )  # fmt: skip
    return Work(
        f"map-{nodes}",
        f"A map of {nodes:,} nodes and {edges:,} edges",
        ways=tuple(ways.values()),
        goals=goals if nodes == GOAL_NODES or size == "tiny" else (),
        rounds=ROUNDS[size],
        prepare=partial(_prepared, nodes=nodes, edges=edges),
        step="wall time from navigation to a picture that can be used",
    )


@contextmanager
def _prepared(folder: Path, nodes: int, edges: int) -> Iterator[None]:
    """Make the same random network into a page by each."""
    for name, tool in (("nkgraph", PAGE), ("pyvis", PYVIS), ("gravis", GRAVIS)):
        if tool.missing() is None:
            script = SCRIPTS / f"map_{name}.py"
            measuring.run((PYTHON, script, str(nodes), str(edges)), folder)
    yield
