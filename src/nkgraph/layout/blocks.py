"""Alike things side by side in a block, which is laid out as one thing.

So a map that starts with one mark for them (`nkgraph.layout.alike`) is as compact and legible as
one of so few things, and has room for each when a person asks for them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil, sqrt

from nkgraph.layout import boxes
from nkgraph.layout.alike import groups
from nkgraph.layout.boxes import Box
from nkgraph.layout.scene import MARK_GAP, Placement, Point, Scene, gap_for

ASPECT = 4.0
"""Width by height of a block beside a column, which had better not make the column longer."""


@dataclass(frozen=True)
class Blocks:
    """A scene in which each block is one node, and what that stands for.

    scene: the smaller scene. members: the nodes of the whole scene behind each of its nodes. sides:
    how each block lies to the point at which it is placed, 0 around it, -1 left and 1 right of it.
    """

    scene: Scene
    members: Sequence[Sequence[int]]
    whole: Scene
    sides: Mapping[int, int] = field(default_factory=dict)

    def turned(self, sides: Mapping[int, int]) -> "Blocks":
        """Return the same with blocks that begin where they are placed, and lead away to a side."""
        room = [
            _around(nodes, self.whole.boxes, sides[number]) if len(nodes) > 1 else box
            for number, (nodes, box) in enumerate(zip(self.members, self.scene.boxes, strict=True))
        ]
        return replace(self, scene=replace(self.scene, boxes=room), sides=sides)

    def spread(self, placed: Placement) -> Placement:
        """Return where each node of the whole scene is, from where the blocks are."""
        points: list[Point] = [(0.0, 0.0)] * len(self.whole.keys)
        facts = {}
        for number, (nodes, (x, y)) in enumerate(zip(self.members, placed.points, strict=True)):
            side = self.sides.get(number, 0)
            for node, (dx, dy) in zip(nodes, _grid(nodes, self.whole.boxes, side), strict=True):
                points[node] = x + dx, y + dy
            if number in placed.nodes:
                facts[nodes[0]] = placed.nodes[number]
        return Placement(points, placed.graph, facts)


def gathered(scene: Scene, but: Collection[int] = ()) -> Blocks:
    """Return a scene with its alike nodes in blocks; the nodes in `but` stay by themselves."""
    together = groups(scene.facts, scene.arcs)
    number: dict[object, int] = {}
    members: list[list[int]] = []
    block = []
    for node in range(len(scene.keys)):
        name = ("alone", node) if node in but or node not in together else ("block", together[node])
        if name not in number:
            number[name] = len(members)
            members.append([])
        members[number[name]].append(node)
        block.append(number[name])
    if len(members) == len(scene.keys):
        return Blocks(scene, members, scene)
    arcs = [(block[one], block[other], facts) for one, other, facts in scene.arcs]
    lines = boxes.label_lines(len(members))
    small = replace(
        scene,
        keys=[scene.keys[nodes[0]] for nodes in members],
        facts=[scene.facts[nodes[0]] for nodes in members],
        boxes=[
            _around(nodes, scene.boxes)
            if len(nodes) > 1
            else boxes.of_node(scene.facts[nodes[0]], lines)
            for nodes in members
        ],
        arcs=sorted(arcs, key=lambda arc: arc[:2]),
        gap=gap_for(len(members)),
    )
    return Blocks(small, [_by_name(nodes, scene) for nodes in members], scene)


def _by_name(nodes: Sequence[int], scene: Scene) -> list[int]:
    return sorted(nodes, key=lambda node: (str(scene.facts[node].get("label") or ""), node))


def _cell(nodes: Sequence[int], room: Sequence[Box]) -> float:
    # A mark is as high above its middle as its radius, whatever its label takes below.
    return 2 * max(room[node].top for node in nodes) + MARK_GAP


def _across(count: int, side: int) -> int:
    return ceil(sqrt(count * (ASPECT if side else 1.0)))


def _around(nodes: Sequence[int], room: Sequence[Box], side: int = 0) -> Box:
    cell, across = _cell(nodes, room), _across(len(nodes), side)
    wide, half = across * cell, ceil(len(nodes) / across) * cell / 2
    left = {0: wide / 2, 1: cell / 2, -1: wide - cell / 2}[side]
    return Box(left, half, wide - left, half)


def _grid(nodes: Sequence[int], room: Sequence[Box], side: int) -> list[Point]:
    """Return each node's place in its block, from the point at which the block is placed."""
    if len(nodes) == 1:
        return [(0.0, 0.0)]
    cell, across = _cell(nodes, room), _across(len(nodes), side)
    down = ceil(len(nodes) / across)
    first = 0.0 if side else -(across - 1) / 2
    return [
        ((first + at % across) * cell * (side or 1), (at // across - (down - 1) / 2) * cell)
        for at in range(len(nodes))
    ]
