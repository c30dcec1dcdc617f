"""The names of things: each beside its mark, none upon another; the more important ones first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import cos, inf, pi, sin

from nkgraph.layout.boxes import (
    FEW,
    LABELLED,
    MOST_LINES,
    MOST_LINES_OF_FEW,
    SMALLEST_TEXT,
    text_size,
)
from nkgraph.view.still.curves import Point
from nkgraph.view.still.frame import GAP, Frame
from nkgraph.view.still.groups import IN_COLUMNS
from nkgraph.view.still.lettering import Lettering, wrapped
from nkgraph.view.still.room import Box, Room
from nkgraph.view.still.scene import Mark, Scene

MOST = 200
"""Labels; past so many the picture would be grey with them."""

BOLD_FROM = 20.0
"""Radius from which on a thing's name is bold."""

CROSSING = 1.0
"""A line under a label is as bad as so many steps from the first choice of places to the next."""

FAR = (14.0, 28.0, 46.0, 66.0)
"""Pixels further away where the places beside the mark are taken; with a thin line to it."""


LETTER, BESIDE = 7.5, 4.0
"""Pixels for a letter that tells a source, and between its box and a line's words."""


@dataclass(frozen=True)
class Label:
    """A text in its place: centred at x, from y downwards. `leader` joins it to its mark.

    is_on_line: whether it stands among lines, which are not to run through it. letters: those of
    the line's sources, in a box on its left.
    """

    text: Lettering
    x: float
    y: float
    is_quiet: bool = False
    is_on_line: bool = False
    letters: str = ""
    leader: tuple[Point, Point] | None = None

    @property
    def box(self) -> Box:
        """What it covers."""
        half = self.text.width / 2 + 2
        left = self.x - half
        if self.letters:
            left -= letters_width(self.letters) + BESIDE
        return Box(left, self.y - 1, self.x + half, self.y + self.text.height + 1)


def letters_width(letters: str) -> float:
    """Return how wide the box is that has the letters of a line's sources."""
    return 6 + LETTER * len(letters)


def letterings(scene: Scene) -> dict[int, Lettering]:
    """Return how each name is written that may be, the most important first."""
    most_lines = MOST_LINES_OF_FEW if len(scene.marks) <= FEW else MOST_LINES
    # What stands in a lane is told by its lane; a group there says how many it is.
    named = [mark for mark in scene.marks if not is_told_by_lane(scene, mark) or mark.is_group]
    first = sorted(named, key=lambda mark: (-mark.size, -mark.links, mark.name))[:MOST]
    return {
        mark.number: Lettering(
            wrapped(mark.name, most_lines),
            SMALLEST_TEXT if is_told_by_lane(scene, mark) else text_size(mark.size),
            mark.size >= BOLD_FROM or is_told_by_lane(scene, mark),
        )
        for mark in first
    }


def is_told_by_lane(scene: Scene, mark: Mark) -> bool:
    """Tell whether a mark stands in a lane, whose name says what it is."""
    return bool(scene.about.get("lanes")) and mark.is_dated


def placed(
    scene: Scene, texts: Mapping[int, Lettering], frame: Frame, room: Room
) -> Iterator[Label]:
    """Yield the names that find room; each takes its place."""
    marks = {mark.number: mark for mark in scene.marks}
    sides = outer_sides(scene)
    is_sparse = len(marks) <= LABELLED
    lanes = scene.about.get("lanes")
    # Below the first lane's edge, only what stands in lanes has a name.
    floor = frame.at(0, lanes[0]["y"])[1] if lanes else inf
    for number, text in texts.items():
        mark = marks[number]
        if is_told_by_lane(scene, mark):
            label = _best(_beside(mark, text, frame), number, room, inf)
        else:
            choices = _choices(mark, text, frame, sides.get(mark.x, 0), is_sparse)
            label = _best(choices, number, room, floor)
        if label:
            room.take(label.box)
            yield label


def outer_sides(scene: Scene) -> dict[float, int]:
    """Return the outermost columns of a layout in columns, by x: -1 the left one, 1 the right one.

    Names there stand outside, where no line runs; left of those who speak, lines run.
    """
    layout = scene.about["layout"]
    if layout not in IN_COLUMNS or not scene.marks:
        return {}
    columns = [mark.x for mark in scene.marks]
    left, right = min(columns), max(columns)
    if left == right:
        return {}
    return {right: 1} if layout == "voices" else {left: -1, right: 1}


def _best(choices: Iterator[Label], number: int, room: Room, floor: float) -> Label | None:
    best: tuple[float, Label] | None = None
    for step, label in enumerate(choices):
        if best and best[0] <= step:
            break
        if label.box.bottom > floor or not room.is_free(label.box, number):
            continue
        badness = step + CROSSING * room.crossings(label.box)
        if best is None or badness < best[0]:
            best = badness, label
    return best and best[1]


def _beside(mark: Mark, text: Lettering, frame: Frame) -> Iterator[Label]:
    """Yield places for the number of a group in a lane: never far from it."""
    (x, y), radius = frame.at(mark.x, mark.y), frame.radius(mark)
    beside, level = radius + GAP + text.width / 2, y - text.height / 2
    for left, top in (
        (x + beside, level),
        (x - beside, level),
        (x, y - radius - GAP - text.height),
        (x, y + radius + GAP),
    ):
        yield Label(text, left, top)


def _choices(
    mark: Mark, text: Lettering, frame: Frame, side: int, is_sparse: bool
) -> Iterator[Label]:
    """Yield places for a name, the best first, those further away only where few things are.

    side: where an outer column's names stand, -1 left or 1 right; 0 for other things.
    """
    (x, y), radius = frame.at(mark.x, mark.y), frame.radius(mark)
    beside, aside = radius + GAP + text.width / 2, text.width / 2 - radius
    below, above, level = y + radius + GAP, y - radius - GAP - text.height, y - text.height / 2
    if side:
        yield Label(text, x + side * beside, level)
    for left, top in (
        (x, below),
        (x + beside, level),
        (x, above),
        (x - beside, level),
        (x + aside, below),
        (x - aside, below),
        (x + aside, above),
        (x - aside, above),
    ):
        yield Label(text, left, top)
    for far in FAR if is_sparse else ():
        for at in range(12):
            dx, dy = cos(at * pi / 6), sin(at * pi / 6)
            centre = (
                x + dx * (radius + far + text.width / 2),
                y + dy * (radius + far + text.height / 2),
            )
            edge = x + dx * radius, y + dy * radius
            yield Label(
                text, centre[0], centre[1] - text.height / 2, leader=(edge, (centre[0], centre[1]))
            )
