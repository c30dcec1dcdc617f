"""Where a network's nodes are drawn: pixels from an origin, x to the right and y downwards.

`place` sets the attributes `x` and `y` of every node, by the layout that the network's attribute
`layout` names:

force
    What is linked lies near; what nothing links is packed beside it.
time
    Events from left to right by their dates, who took part near them, undated things apart. Sets
    the graph's `axis`: a list of ticks {x, label}. Many events stand in `lanes`, one a kind: a
    list of {y, label}.
flow
    Who gives more than it takes on the left, who takes more on the right.
voices
    Speakers on the left, each one step in from who passes on their words; what they speak of on
    the right.
geographic
    By latitude and longitude, north up; what has none stands in a margin. Sets the graph's
    `outlines` (land as closed lines of [x, y]), `borders` (lines), `attribution` (whose they are),
    `window` (the rectangle {x, y, width, height} that they fill) and `margin` (another, with a
    label); and of a node that had to give way `anchorX` and `anchorY`, where it truly is.

Where there are too many to read, things that are alike (`alike`) lie together in a block, since the
page starts with one mark for them. No two marks touch, but in lanes of more events than the page
shows one by one. Up to `boxes.LABELLED` nodes, no label covers another label or mark either, but
those in blocks and in lanes. The same network gets the same places in every run.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from nkgraph.layout.scene import Placement, of_network

if TYPE_CHECKING:
    from networkx import MultiDiGraph

LAYOUTS = {
    "force": "nkgraph.layout.force",
    "time": "nkgraph.layout.timeline",
    "flow": "nkgraph.layout.flow",
    "voices": "nkgraph.layout.voices",
    "geographic": "nkgraph.layout.geographic",
}
"""The module of each layout; its function `place` takes a Scene and returns a Placement."""


def place(network: "MultiDiGraph") -> None:
    """Set `x` and `y` of every node, and what the layout says of the graph.

    A network whose `layout` is none of LAYOUTS is laid out by forces.
    """
    if not network:
        return
    scene = of_network(network)
    module = LAYOUTS.get(network.graph.get("layout", ""), LAYOUTS["force"])
    placement: Placement = import_module(module).place(scene)
    for number, (key, (x, y)) in enumerate(zip(scene.keys, placement.points, strict=True)):
        network.nodes[key].update(x=round(x, 1), y=round(y, 1), **placement.nodes.get(number, {}))
    network.graph.update(placement.graph)
