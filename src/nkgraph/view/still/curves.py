"""Where a line runs: straight, bent as vis-network bends it, or in a loop at one thing."""

from dataclasses import dataclass
from math import atan2, cos, dist, pi, sin

from nkgraph.view.still.scene import Line

Point = tuple[float, float]

LOOP_ROOM = 12.0
"""Pixels that a loop is larger than nine tenths of its mark."""

SAMPLES = 16
"""Straight pieces that stand for a bent line where it is asked what it crosses."""


@dataclass(frozen=True)
class Curve:
    """A line of the picture in pixels; `radius` and `far` are those of the marks at its ends."""

    start: Point
    via: Point
    end: Point
    radius: float
    far: float
    loop: tuple[Point, float] | None = None

    @property
    def is_straight(self) -> bool:
        """Whether it is a straight line."""
        middle = (self.start[0] + self.end[0]) / 2, (self.start[1] + self.end[1]) / 2
        return dist(self.via, middle) < 0.5

    @property
    def length(self) -> float:
        """The way from end to end, as a straight line."""
        return dist(self.start, self.end)

    def point(self, part: float) -> Point:
        """Return the point at a part of the way; of a loop, always the one that is furthest out."""
        if self.loop:
            (x, y), radius = self.loop
            length = dist((x, y), self.start) or 1.0
            return (
                x + (x - self.start[0]) / length * radius,
                y + (y - self.start[1]) / length * radius,
            )
        a, b, c = (1 - part) ** 2, 2 * part * (1 - part), part**2
        return (
            a * self.start[0] + b * self.via[0] + c * self.end[0],
            a * self.start[1] + b * self.via[1] + c * self.end[1],
        )

    def before_end(self, pixels: float) -> float:
        """Return the part of the way at which the mark at the end is so many pixels away."""
        low, high = 0.0, 1.0
        for _ in range(20):  # halving finds it to a millionth
            middle = (low + high) / 2
            if dist(self.point(middle), self.end) > self.far + pixels:
                low = middle
            else:
                high = middle
        return low

    def pieces(self) -> list[Point]:
        """Return points along the line, for asking what it crosses."""
        if self.is_straight:
            return [self.start, self.end]
        return [self.point(at / SAMPLES) for at in range(SAMPLES + 1)]

    def until(self, part: float) -> str:
        """Return the line from its start to a part of the way as the data of a path."""
        x, y = self.start
        end = self.point(part)
        if self.is_straight:
            return f"M{x:.1f} {y:.1f}L{end[0]:.1f} {end[1]:.1f}"
        # De Casteljau: the first part of a quadratic curve has its control point on the first leg.
        via = x + (self.via[0] - x) * part, y + (self.via[1] - y) * part
        return f"M{x:.1f} {y:.1f}Q{via[0]:.1f} {via[1]:.1f} {end[0]:.1f} {end[1]:.1f}"


def curve(line: Line, start: Point, end: Point, radius: float, far: float) -> Curve:
    """Return where a line runs between two points, whose marks have these radii."""
    if line.is_loop:
        size = radius * 0.9 + LOOP_ROOM
        centre = start[0] + cos(line.angle) * radius, start[1] - sin(line.angle) * radius
        return Curve(start, start, end, radius, far, (centre, size))
    if not line.bend:
        middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
        return Curve(start, middle, end, radius, far)
    # As vis-network's curvedCW and curvedCCW: the control point is turned around the start.
    angle = atan2(start[1] - end[1], end[0] - start[0]) + line.bend * pi / 2
    reach = (0.5 + abs(line.bend) / 2) * dist(start, end)
    via = start[0] + reach * cos(angle), start[1] - reach * sin(angle)
    return Curve(start, via, end, radius, far)
