"""Land and borders behind a map of places, from coast lines that are cut to a window.

The lines are joined at their ends; those that run out of the window are closed along its edge, on
the side where the land is: the side on which the borders between states run.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from nkgraph.layout.projection import Projection

FILE = "outlines-north-east-asia.json"

STEP = 1.0
"""Degrees between two points along the window's edge, which a projection may bend."""

EDGE_STEPS, TRIED = 360, 24
"""How many points of an edge are looked at to see how it is bent, and how many of them are tried as
the upper end of a rectangle."""

Point = tuple[float, float]
"""Longitude and latitude, as GeoJSON has them."""

Line = Sequence[Point]

Drawn = list[list[float]]
"""A line in pixels, as JSON holds it."""


class Outlines(NamedTuple):
    """Closed lines around land, lines between states, who made them, and the window: its west,
    south, east and north."""

    land: list[Line]
    borders: list[Line]
    attribution: str
    window: tuple[float, float, float, float]


@cache
def north_east_asia() -> Outlines:
    """Return the outlines that come with nkgraph."""
    from nkgraph.resources import root

    return read(json.loads((root("data") / FILE).read_text(encoding="utf-8")))


def read(collection: Mapping[str, Any]) -> Outlines:
    """Return the outlines in a GeoJSON feature collection of the kinds coast and border.

    Its `bbox` is the window, its `source` says whose the lines are.
    """
    lines: dict[str, list[Line]] = {"coast": [], "border": []}
    for feature in collection["features"]:
        lines[feature["properties"]["kind"]] += [
            [(float(x), float(y)) for x, y in line] for line in feature["geometry"]["coordinates"]
        ]
    west, south, east, north = collection["bbox"]
    window = _Window(west, south, east, north)
    land = _land(_joined(lines["coast"]), window, lines["border"])
    attribution = f"Outlines: {collection['source']['label']}"
    return Outlines(land, lines["border"], attribution, (west, south, east, north))


def drawn(lines: Sequence[Line], projection: Projection, scale: float) -> list[Drawn]:
    """Return lines in a map's pixels, as lists of [x, y]."""
    return [
        [
            [round(value * scale, 1) for value in projection(latitude, longitude)]
            for longitude, latitude in line
        ]
        for line in lines
    ]


def whole(
    window: tuple[float, float, float, float],
    projection: Projection,
    scale: float,
    needed: tuple[float, float, float, float],
) -> dict[str, float]:
    """Return the rectangle of the map, in pixels, that the lines fill: x, y, width, height.

    A projection bends the window's edges, and narrows it towards a pole; of the rectangles that
    lie within all four edges it is the one that has most of what is needed (left, top, right,
    bottom), and of those the largest.
    """
    west, south, east, north = window
    steps = [step / EDGE_STEPS for step in range(EDGE_STEPS + 1)]
    across = [west + (east - west) * step for step in steps]
    down = [south + (north - south) * step for step in steps]
    sides = [(projection(latitude, west)[0], projection(latitude, east)[0]) for latitude in down]
    below = [projection(south, longitude) for longitude in across]
    found = []
    for end in range(EDGE_STEPS // 2, EDGE_STEPS + 1, EDGE_STEPS // TRIED):
        left = max(x for x, _ in sides[: end + 1])
        right = min(x for _, x in sides[: end + 1])
        above = [projection(down[end], longitude) for longitude in across]
        top = max((y for x, y in above if left <= x <= right), default=0.0)
        bottom = min((y for x, y in below if left <= x <= right), default=0.0)
        found.append([value * scale for value in (left, top, right, bottom)])
    left, top, right, bottom = max(found, key=lambda one: (_shared(one, needed), _area(one)))
    return {
        "x": round(left, 1),
        "y": round(top, 1),
        "width": round(max(0.0, right - left), 1),
        "height": round(max(0.0, bottom - top), 1),
    }


def _area(box: Sequence[float]) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _shared(one: Sequence[float], other: Sequence[float]) -> float:
    return _area([*map(max, one[:2], other[:2]), *map(min, one[2:], other[2:])])


class _Window(NamedTuple):
    west: float
    south: float
    east: float
    north: float

    @property
    def corners(self) -> list[Point]:
        """The corners from the south-west on, with the sun: the order of `along`."""
        return [
            (self.west, self.south),
            (self.west, self.north),
            (self.east, self.north),
            (self.east, self.south),
        ]

    @property
    def around(self) -> float:
        return 2 * (self.east - self.west + self.north - self.south)

    def along(self, point: Point) -> float | None:
        """Return how far along the edge a point is; None for one that is not on it."""
        x, y = point
        width, height = self.east - self.west, self.north - self.south
        if x == self.west:
            return y - self.south
        if y == self.north:
            return height + x - self.west
        if x == self.east:
            return height + width + self.north - y
        if y == self.south:
            return 2 * height + width + self.east - x
        return None

    def at(self, along: float) -> Point:
        """Return the point that is so far along the edge."""
        width, height = self.east - self.west, self.north - self.south
        along %= self.around
        if along <= height:
            return self.west, self.south + along
        if (along := along - height) <= width:
            return self.west + along, self.north
        if (along := along - width) <= height:
            return self.east, self.north - along
        return self.east - (along - height), self.south

    def walk(self, start: float, end: float) -> Iterator[Point]:
        """Yield points along the edge between two of its places, either way, by its corners."""
        width, height = self.east - self.west, self.north - self.south
        turns = (0.0, height, height + width, 2 * height + width)
        stops = sorted(
            {
                *(turn + lap * self.around for turn in turns for lap in (-1, 0, 1)),
                *(step * STEP for step in range(int(-self.around), int(2 * self.around))),
            }
        )
        low, high = sorted((start, end))
        between = [stop for stop in stops if low < stop < high]
        for stop in between if start < end else reversed(between):
            yield self.at(stop)


def _joined(lines: Sequence[Line]) -> list[Line]:
    """Join lines that end in the same point, and in nobody else's."""
    at: dict[Point, list[int]] = {}
    for number, line in enumerate(lines):
        if line[0] != line[-1]:
            at.setdefault(line[0], []).append(number)
            at.setdefault(line[-1], []).append(number)
    used: set[int] = set()
    joined: list[Line] = []
    for number, line in enumerate(lines):
        if number not in used:
            used.add(number)
            whole = _extended(list(line), lines, at, used)
            if whole[0] != whole[-1]:
                whole = _extended(whole[::-1], lines, at, used)
            joined.append(whole)
    return joined


def _extended(
    line: list[Point], lines: Sequence[Line], at: Mapping[Point, list[int]], used: set[int]
) -> list[Point]:
    while line[0] != line[-1]:
        following = [number for number in at.get(line[-1], ()) if number not in used]
        if len(following) != 1 or len(at[line[-1]]) != 2:
            break
        used.add(following[0])
        more = lines[following[0]]
        line += more[1:] if more[0] == line[-1] else more[-2::-1]
    return line


def _land(lines: Sequence[Line], window: _Window, inland: Sequence[Line]) -> list[Line]:
    """Close the lines around the land."""
    islands = [line for line in lines if line[0] == line[-1]]
    cut = [line for line in lines if line[0] != line[-1] and _ends(line, window)]
    if not cut:
        return islands
    tries = [islands + _closed(cut, window, first) for first in (False, True)]
    points = [point for line in inland for point in line[1:-1]]
    return max(tries, key=lambda land: sum(_inside(point, land) for point in points[::5]))


def _ends(line: Line, window: _Window) -> bool:
    return window.along(line[0]) is not None and window.along(line[-1]) is not None


def _closed(cut: Sequence[Line], window: _Window, first: bool) -> list[Line]:
    """Close lines along the window's edge, whose parts between their ends are land in turn.

    first: whether the part behind the first end is land.
    """
    ends = sorted(
        (along, number, is_last)
        for number, line in enumerate(cut)
        for is_last in (False, True)
        if (along := window.along(line[-1 if is_last else 0])) is not None
    )
    place = {(number, is_last): at for at, (_, number, is_last) in enumerate(ends)}
    unused = set(range(len(cut)))
    rings: list[Line] = []
    while unused:
        start = min(unused)
        number, forwards = start, True
        ring: list[Point] = []
        while True:
            unused.discard(number)
            ring += cut[number] if forwards else cut[number][::-1]
            at = place[number, forwards]
            step = 1 if (at % 2 == 0) == first else -1
            after = at + step
            here, there = ends[at][0], ends[after % len(ends)][0]
            there += window.around * (after // len(ends))
            ring += window.walk(here, there)
            _, number, is_last = ends[after % len(ends)]
            forwards = not is_last
            if number == start:
                break
        rings.append([*ring, ring[0]])
    return rings


def _inside(point: Point, rings: Sequence[Line]) -> bool:
    """Tell whether a point lies within an odd number of rings."""
    x, y = point
    return bool(
        sum(
            (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
            for ring in rings
            for (x1, y1), (x2, y2) in pairwise(ring)
        )
        % 2
    )
