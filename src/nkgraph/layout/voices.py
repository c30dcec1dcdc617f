"""Speakers on the left, through whom they are passed on, to what they speak of on the right.

A node stands one column right of the last that speaks of it or passes it on; what itself says
nothing stands in the last column.
"""

from nkgraph.layout.columns import in_columns
from nkgraph.layout.scene import Link, Placement, Scene

ROW_GAP = 20.0
CHANNEL = 230.0
"""Pixels between the rows, and between the columns: for the lines and their labels."""


def place(scene: Scene) -> Placement:
    """Lay out a network in columns along its edges."""
    count = len(scene.keys)
    arcs = sorted({(a, b) for a, b, _ in scene.arcs if a != b})
    steps = _steps(count, arcs)
    speaking = {source for source, _ in arcs}
    last = max(steps)
    columns: list[list[int]] = [[] for _ in range(last + 1)]
    for node, step in enumerate(steps):
        columns[step if node in speaking else last].append(node)
    points = in_columns(columns, scene.links, scene.boxes, channel=CHANNEL, gap=ROW_GAP)
    return Placement([points[node] for node in range(count)])


def _steps(count: int, arcs: list[Link]) -> list[int]:
    """Return the longest way to each node, along the arcs without those that turn back."""
    import igraph

    graph = igraph.Graph(n=count, edges=arcs, directed=True)
    # Two who speak of each other make a circle; Eades, Lin and Smyth's way leaves few arcs out.
    graph.delete_edges(graph.feedback_arc_set(None, "eades"))
    steps = [0] * count
    for node in graph.topological_sorting():
        for after in graph.successors(node):
            steps[after] = max(steps[after], steps[node] + 1)
    return steps
