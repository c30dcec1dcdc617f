"""Makes data/outlines-north-east-asia.json: coast lines and borders for the map of places.

    python tools/background/outlines.py --packages DIR [--output FILE]

`--packages` is a folder with world-atlas-2.0.2.tgz: Natural Earth's countries at 1:50 million as
TopoJSON, where a line that two countries share is stored once. So a line that two countries use
is a border, and one that a single country uses is coast. The format:
https://github.com/topojson/topojson-specification
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from documents import Document, Library, PlanError

Point = tuple[float, float]
Line = list[Point]

WEST, EAST, SOUTH, NORTH = 70.0, 179.0, 20.0, 70.0
"""The window, in degrees: from the Pamirs to Chukotka, from Taiwan to the Arctic coast. It is wider
than where the places are, so that a broad picture of them is filled."""

DECIMALS = 2
"""Decimals of a degree that are kept: about a kilometre, finer than the source's own lines."""

DOCUMENT = Document(
    name="natural-earth",
    label="Natural Earth, admin 0 countries at 1:50 million",
    address="https://www.naturalearthdata.com/downloads/50m-cultural-vectors/",
    licence="https://www.naturalearthdata.com/about/terms-of-use/",
    rights="Public domain; made with Natural Earth. Package: github.com/topojson/world-atlas.",
    version="Natural Earth 4.1.0, world-atlas 2.0.2",
    file="world-atlas-2.0.2.tgz",
    digest="032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
    parts=("package/countries-50m.json",),
)

STATES = {"156": "CHN", "392": "JPN", "408": "PRK", "410": "KOR", "643": "RUS"}
"""The states whose bounding boxes are kept: ISO 3166-1 numeric and alpha-3 codes."""


def outlines(topology: Mapping[str, Any]) -> dict[str, Any]:
    """The GeoJSON of the window: two features, with where they come from beside them."""
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    countries = topology["objects"]["countries"]["geometries"]
    users: dict[int, set[int]] = {}
    for number, country in enumerate(countries):
        for arc in _arcs_of(country):
            users.setdefault(arc, set()).add(number)
    coast = [arcs[arc] for arc, used in sorted(users.items()) if len(used) == 1]
    borders = [arcs[arc] for arc, used in sorted(users.items()) if len(used) > 1]
    boxes = {
        STATES[country["id"]]: _box(arcs[arc] for arc in set(_arcs_of(country)))
        for country in countries
        if country.get("id") in STATES
    }
    return {
        "type": "FeatureCollection",
        "source": {
            "label": DOCUMENT.label,
            "address": DOCUMENT.address,
            "version": DOCUMENT.version,
            "licence": DOCUMENT.licence,
            "rights": DOCUMENT.rights,
            "file": DOCUMENT.file,
            "sha256": DOCUMENT.digest,
            "part": DOCUMENT.parts[0],
            "changes": f"cut to the window, rounded to {DECIMALS} decimals",
        },
        "bbox": [WEST, SOUTH, EAST, NORTH],
        "boxes": dict(sorted(boxes.items())),
        "features": [_feature("coast", coast), _feature("border", borders)],
    }


def cut(line: Sequence[Point]) -> Iterator[Line]:
    """The pieces of a line that lie in the window, ending on its edge (Liang and Barsky 1984)."""
    piece: Line = []
    for start, end in pairwise(line):
        inside = _cut_segment(start, end)
        if inside is None:
            if len(piece) > 1:
                yield piece
            piece = []
            continue
        if not piece or piece[-1] != inside[0]:
            if len(piece) > 1:
                yield piece
            piece = [inside[0]]
        piece.append(inside[1])
    if len(piece) > 1:
        yield piece


def rounded(line: Iterable[Point]) -> Line:
    """A line's points, rounded, without those that fall on the one before."""
    points: Line = []
    for x, y in line:
        point = (round(x, DECIMALS), round(y, DECIMALS))
        if not points or points[-1] != point:
            points.append(point)
    return points


def _cut_segment(start: Point, end: Point) -> tuple[Point, Point] | None:
    (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
    enter, leave = 0.0, 1.0
    for step, room in ((-dx, x - WEST), (dx, EAST - x), (-dy, y - SOUTH), (dy, NORTH - y)):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            enter = max(enter, room / step)
        else:
            leave = min(leave, room / step)
    if enter >= leave:
        return None
    # Ends that lie inside stay as they are, so that pieces join without a rounding gap.
    first = start if enter == 0 else (x + enter * dx, y + enter * dy)
    last = end if leave == 1 else (x + leave * dx, y + leave * dy)
    return first, last


def _feature(kind: str, lines: Iterable[Line]) -> dict[str, Any]:
    pieces = [rounded(piece) for line in lines for piece in cut(line)]
    return {
        "type": "Feature",
        "properties": {"kind": kind},
        "geometry": {
            "type": "MultiLineString",
            "coordinates": [piece for piece in pieces if len(piece) > 1],
        },
    }


def _arc(arc: Sequence[Sequence[int]], transform: Mapping[str, Sequence[float]]) -> Line:
    """An arc's positions: each is stored as the step from the one before, in grid units."""
    (scale_x, scale_y), (x0, y0) = transform["scale"], transform["translate"]
    x = y = 0
    line = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        line.append((x * scale_x + x0, y * scale_y + y0))
    return line


def _arcs_of(geometry: Mapping[str, Any]) -> Iterator[int]:
    """The numbers of a geometry's arcs; ~n in the file is arc n backwards."""

    def walk(part: Any) -> Iterator[int]:
        if isinstance(part, int):
            yield part if part >= 0 else ~part
        else:
            for inner in part:
                yield from walk(inner)

    return walk(geometry.get("arcs", []))


def _box(lines: Iterable[Line]) -> list[float]:
    points = [point for line in lines for point in line]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return [round(value, DECIMALS) for value in (min(xs), min(ys), max(xs), max(ys))]


def main() -> int:
    """Write the file; 2 when the package is missing or another than expected."""
    parser = argparse.ArgumentParser(description="Make the outlines of North-East Asia.")
    parser.add_argument("--packages", type=Path, required=True, help="folder of the packages")
    default = Path(__file__).resolve().parents[2] / "data/outlines-north-east-asia.json"
    parser.add_argument("--output", type=Path, default=default)
    arguments = parser.parse_args()
    library = Library([DOCUMENT], [arguments.packages])
    try:
        found = outlines(library.json(DOCUMENT.name, DOCUMENT.parts[0]))
    except (PlanError, OSError) as error:
        print(f"outlines: {error}", file=sys.stderr)
        return 2
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    # A line of the file for each line of the map, so that a change can be read.
    text = text.replace("]],[[", "]],\n[[").replace('{"type":"Feature"', '\n{"type":"Feature"')
    arguments.output.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
