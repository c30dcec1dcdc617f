"""Who speaks on the left, and on the right what is spoken of.

Whoever's words are passed on stands one step in from who passes them on, as in an outline. So all
that is claimed runs through one channel, and no line of it through a speaker. The lines along which
words are passed on bend out on the left.
"""

from nkgraph.layout.blocks import gathered
from nkgraph.layout.columns import MOST_ROWS, in_columns
from nkgraph.layout.scene import Link, Placement, Scene

ROW_GAP = 20.0
CHANNEL = 520.0
"""Pixels between the rows, and between the columns: for the lines."""

STEP = 56.0
"""Pixels that each link of a chain is further in."""


def place(scene: Scene) -> Placement:
    """Lay out a network in two columns, the left one stepped."""
    blocks = gathered(scene)
    speaking = {source for source, target, _ in blocks.scene.arcs if source != target}
    sides = {node: -1 if node in speaking else 1 for node in range(len(blocks.members))}
    blocks = blocks.turned(sides)
    return blocks.spread(_placed(blocks.scene, speaking))


def _placed(scene: Scene, speaking: set[int]) -> Placement:
    arcs = sorted({(a, b) for a, b, _ in scene.arcs if a != b})
    nodes = range(len(scene.keys))
    columns = [
        [node for node in nodes if node in speaking],
        [node for node in nodes if node not in speaking],
    ]
    points = in_columns(columns, scene.links, scene.boxes, channel=CHANNEL, gap=ROW_GAP)
    steps = _steps(len(nodes), [arc for arc in arcs if arc[1] in speaking])
    furthest = max(steps)
    # A longer column is broken into several: there is no room between them.
    for node in speaking if len(speaking) <= MOST_ROWS else ():
        x, y = points[node]
        points[node] = x - (furthest - steps[node]) * STEP, y
    return Placement([points[node] for node in nodes])


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
