"""How lines between the same two things bend, as the page bends them (assets/bundles.js)."""

from collections.abc import Sequence
from dataclasses import replace
from math import pi
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nkgraph.view.still.scene import Line

STEP, WIDEST = 0.16, 0.9
"""How far apart two lines between the same things bend, and how far the outermost may."""

STRAND = 0.035
STEP_OF = {"voices": STRAND, "flow": 0.085}
"""Where many lines run side by side, and amounts stand between them."""

OUTWARD = 0.45
"""How far a line between two things of one column bends out."""

OUTER = 0.4
"""The part of the width that is a side."""

SAME_COLUMN = {"voices": 300.0, "flow": 60.0}
"""Pixels within which both ends of such a line stand."""


def bent(lines: Sequence["Line"], layout: str, xs: Sequence[float]) -> list["Line"]:
    """Give lines between the same two things different bends, and loops different angles.

    xs: where marks stand, from left to right.
    """
    sides = min(xs), max(xs)
    pairs: dict[tuple[int, ...], list[Line]] = {}
    for line in lines:
        ends = tuple(sorted((line.source.number, line.target.number)))
        pairs.setdefault(ends, []).append(line)
    return [line for group in pairs.values() for line in _side_by_side(group, layout, sides)]


def _side_by_side(group: "list[Line]", layout: str, sides: tuple[float, float]) -> "list[Line]":
    if group[0].series:
        group.sort(key=lambda one: (one.source.number > one.target.number, one.turn))
    step = min(STEP_OF.get(layout, STEP), 2 * WIDEST / len(group))
    made = []
    for at, line in enumerate(group):
        away = abs(line.source.x - line.target.x)
        side = _side(line.source.x, *sides)
        is_in_column = not line.is_loop and away < SAME_COLUMN.get(layout, 0.0) and side != 0
        if line.is_loop:
            bend = 0.0
        elif is_in_column:
            is_downwards, is_left = line.source.y < line.target.y, side < 0
            bend = (OUTWARD + at * STRAND) * (-1 if is_downwards == is_left else 1)
        else:
            bend = (at - (len(group) - 1) / 2) * step
            # A line that runs the other way has its left where the others have their right.
            bend = bend if line.source.number < line.target.number else -bend
        angle = pi / 4 + at * 2 * pi / max(3, len(group))
        made.append(replace(line, bend=bend, angle=angle, is_in_column=is_in_column))
    return made


def _side(x: float, left: float, right: float) -> int:
    """Tell on which side of what is drawn an x is: -1 left, 1 right, 0 nearer to the middle."""
    part = (x - left) / ((right - left) or 1.0)
    return -1 if part < OUTER else int(part > 1 - OUTER)
