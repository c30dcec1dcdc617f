"""From the layout's coordinates to the picture's pixels, and how large the picture is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil

from nkgraph.view.payload import Record
from nkgraph.view.still.curves import Curve, Point, curve
from nkgraph.view.still.lettering import Lettering
from nkgraph.view.still.scene import Line, Mark, Scene

LEAST, MOST_WIDE, MOST_HIGH = 720.0, 2400.0, 1800.0
"""Pixels: a narrower layout is drawn larger, up to ENLARGED, a wider or higher one smaller. Between
these it is drawn as it is, since then its labels have the room that the layout left for them."""

ENLARGED = 1.5

BORDER = 16.0
"""Pixels around all that is drawn."""

AXIS_HEIGHT = 28.0
"""Pixels above the marks for the years."""

LANE_NAMES = 150.0
"""Pixels left of all that is drawn for the names of lanes."""

WORDS = 20.0
"""Pixels above and below a line that has amounts on it."""

GAP = 4.0
"""Pixels between a mark and its label."""


@dataclass(frozen=True)
class Frame:
    """How the layout lies in the picture: (x - left) * scale pixels from its left edge."""

    scale: float
    left: float
    top: float
    width: float
    height: float

    def at(self, x: float, y: float) -> Point:
        """Return a point of the layout in the picture."""
        return (x - self.left) * self.scale, (y - self.top) * self.scale

    def radius(self, mark: Mark) -> float:
        """Return how large a mark is; an enlarged layout moves marks apart and leaves them."""
        return mark.size * min(1.0, self.scale)

    def curve(self, line: Line) -> Curve:
        """Return where a line runs in the picture."""
        source, target = line.source, line.target
        return curve(
            line,
            self.at(source.x, source.y),
            self.at(target.x, target.y),
            self.radius(source),
            self.radius(target),
        )


def framed(scene: Scene, labels: Mapping[int, Lettering], sides: Mapping[float, int]) -> Frame:
    """Return the frame that holds marks with their labels, lines, and what lies behind them.

    sides: the columns, by x, whose names stand on their left (-1) or right (1).
    """
    if not scene.marks:
        return Frame(1.0, 0.0, 0.0, LEAST, LEAST / 4)
    xs, ys = [mark.x for mark in scene.marks], [mark.y for mark in scene.marks]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    scale = min(
        max(1.0, min(ENLARGED, LEAST / max(wide, 1.0))),
        MOST_WIDE / max(wide, 1.0),
        MOST_HIGH / max(high, 1.0),
    )
    bare = Frame(scale, 0.0, 0.0, 0.0, 0.0)
    points = [
        *_marks(scene, labels, bare, sides),
        *_runs(scene, bare),
        *_behind(scene.about, bare, min(xs), max(xs)),
    ]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, top = min(xs) - BORDER, min(ys) - BORDER
    if scene.about.get("axis"):
        top -= AXIS_HEIGHT
    width, height = max(xs) + BORDER - left, max(ys) + BORDER - top
    if width < LEAST:
        left, width = left - (LEAST - width) / 2, LEAST
    return Frame(scale, left / scale, top / scale, float(ceil(width)), float(ceil(height)))


def _marks(
    scene: Scene, labels: Mapping[int, Lettering], bare: Frame, sides: Mapping[float, int]
) -> Iterable[Point]:
    for mark in scene.marks:
        (x, y), radius = bare.at(mark.x, mark.y), bare.radius(mark)
        label = labels.get(mark.number)
        half = max(radius, label.width / 2) if label else radius
        if label and (side := sides.get(mark.x)):
            yield x + side * (radius + GAP + label.width + 4), y
            half = radius
        yield x - half, y - radius
        yield x + half, y + radius + (GAP + label.height if label else 0)
        if mark.anchor:
            yield bare.at(*mark.anchor)


def _runs(scene: Scene, bare: Frame) -> Iterable[Point]:
    if scene.is_plain:
        return
    for line in scene.lines:
        run = bare.curve(line)
        yield from [run.point(part) for part in (0.25, 0.5, 0.75)]
        if line.series:
            x, y = run.point(0.5)
            yield from [(x, y - WORDS), (x, y + WORDS)]


def _behind(about: Record, bare: Frame, left: float, right: float) -> Iterable[Point]:
    """Yield the corners of the margin, and the years on either side of what is dated."""
    if margin := about.get("margin"):
        yield bare.at(margin["x"], margin["y"] - 20)
        yield bare.at(margin["x"] + margin["width"], margin["y"] + margin["height"])
    if about.get("lanes"):
        yield left * bare.scale - LANE_NAMES, 0.0
    ticks = sorted(tick["x"] for tick in about.get("axis") or ())
    before, after = [x for x in ticks if x <= left], [x for x in ticks if x >= right]
    yield from ((x * bare.scale, 0.0) for x in [*before[-1:], *after[:1]])
