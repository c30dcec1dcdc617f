"""From a map's file to a picture that can be used, in headless Chromium without a network."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks import measuring
from benchmarks.tools import GRAVIS, PAGE, PYTHON, PYVIS, SCRIPTS, VIS_NETWORK, Tool
from benchmarks.work import Goal, Size, Way, Work

SIZES = {
    "tiny": ((40, 80),),
    "quick": ((200, 400), (1_500, 4_500)),
    "full": ((200, 400), (1_500, 4_500), (5_000, 15_000), (20_000, 60_000)),
}
ROUNDS = {"tiny": 1, "quick": 3, "full": 5}
DRAGS = {"tiny": 1, "quick": 2, "full": 5}
"""How often a page is dragged, in rounds."""
SLOW_ROUNDS = {"tiny": 1, "quick": 1, "full": 1}
QUICK = (PAGE, VIS_NETWORK)
"""What is measured as often as we are."""
LIMIT = {"tiny": 60, "quick": 15, "full": 120}
"""Seconds after which a page without a usable picture is given up."""
OTHERS_UP_TO = 5_000
"""Nodes; no other page of so many had a picture within the limit."""
AHEAD_AT = 1_500
READY = {200: 0.4, 1_500: 0.7, 5_000: 1.2, 20_000: 3.0}
"""Seconds to a picture that can be used, at most."""
BESIDE_VIS_NETWORK = {200: 1.34, 1_500: 1.4, 5_000: 1.2, 20_000: 1.12}
"""How many times what vis-network alone takes, which tells how fast the machine is: the seconds
above, divided by the 0.3, 0.5, 1.0 and 2.7 that it took where they were set."""
REDRAWS = {1_500: 50, 5_000: 25, 20_000: 10}
"""A second, at least, while the picture is dragged."""
_READY = {
    "nkgraph": "performance.getEntriesByName('nkgraph:ready')[0]?.startTime",
    "pyvis": "window.shownAt",
    "gravis": "window.shownAt",
    "vis_network": "window.shownAt",
}
"""When the picture could be used, in the page's own words."""
OURS = ("nkgraph", PAGE, "")
ALONE = ("vis_network", VIS_NETWORK, "the same file that our pages hold, with the marks alone")
OTHERS = (
    (
        "pyvis", PYVIS,
        "a plain script, with vis-network in the file itself; usable when its first layout is done "
        "and shown",
    ),
    ("gravis", GRAVIS, "`gravis.d3`; usable when no mark moves any more"),
)  # fmt: skip


def works(size: Size) -> list[Work]:
    """Return, for each size of map, how soon it is there and how often it is drawn when dragged."""
    return [
        *(_opening(size, nodes, edges) for nodes, edges in SIZES[size]),
        *(_dragging(size, nodes, edges) for nodes, edges in SIZES[size]),
    ]


def _opening(size: Size, nodes: int, edges: int) -> Work:
    shown = (OURS, ALONE, *(OTHERS if nodes <= OTHERS_UP_TO else ()))
    ways = [
        Way(
            name, tool, (PYTHON, SCRIPTS / "map_ready.py", f"../{name}.html", _READY[name]),
            limit=LIMIT[size], rounds=None if tool in QUICK else SLOW_ROUNDS[size], note=note,
        )
        for name, tool, note in shown
    ]  # fmt: skip
    goals = []
    if nodes == AHEAD_AT or size == "tiny":
        goals.append(Goal("10 times plain pyvis", "nkgraph", "times", 10, "pyvis", "step"))
    if nodes in READY:
        bound = READY[nodes]
        goals.append(
            Goal(
                f"within {bound} s", "nkgraph", "below", bound, measure="step",
                reason="reading vis-network's script and making its marks and lines take most "
                "of it",
            )
        )  # fmt: skip
        most = BESIDE_VIS_NETWORK[nodes]
        goals.append(
            Goal(
                f"within {most} times vis-network alone", "nkgraph", "within", most, "vis_network",
                "step",
                "beyond what vis-network draws there are names that do not overlap, a legend, a "
                "time line and a panel",
            )
        )  # fmt: skip
    return Work(
        f"map-{nodes}",
        f"A map of {nodes:,} nodes and {edges:,} edges",
        ways=tuple(ways),
        goals=tuple(goals),
        rounds=ROUNDS[size],
        prepare=partial(_prepared, pages=shown, nodes=nodes, edges=edges),
        step="wall time from navigation to a picture that can be used",
    )


def _dragging(size: Size, nodes: int, edges: int) -> Work:
    goals = []
    if nodes in REDRAWS:
        least = REDRAWS[nodes]
        goals.append(
            Goal(f"{least} redraws a second", "nkgraph", "below", 1 / least, measure="step")
        )
    return Work(
        f"drag-{nodes}",
        f"Dragging a map of {nodes:,} nodes and {edges:,} edges",
        ways=(Way("nkgraph", PAGE, (PYTHON, SCRIPTS / "map_dragged.py", "../nkgraph.html")),),
        goals=tuple(goals),
        rounds=DRAGS[size],
        prepare=partial(_prepared, pages=(OURS,), nodes=nodes, edges=edges),
        step="wall time from a redraw to the next, while a mouse drags the whole picture about",
    )


@contextmanager
def _prepared(
    folder: Path, pages: tuple[tuple[str, Tool, str], ...], nodes: int, edges: int
) -> Iterator[None]:
    """Make the same random network into a page by each."""
    for name, tool, _ in pages:
        if tool.missing() is None:
            script = SCRIPTS / f"map_{name}.py"
            measuring.run((PYTHON, script, str(nodes), str(edges)), folder)
    yield
