"""What lies behind the marks: years and lanes, or land and borders and the margin beside them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import dist
from xml.etree.ElementTree import Element

from nkgraph.view.embedding import one_line
from nkgraph.view.still import colours
from nkgraph.view.still.frame import Frame
from nkgraph.view.still.lettering import width
from nkgraph.view.still.scene import Scene
from nkgraph.view.still.svg import element, path, text, way

YEAR, TITLE = 12.0, 11.5
LANE_INDENT = 6.0
"""Pixels before the name of a lane."""

CUT = 60.0
"""Pixels of the layout: a longer straight piece is where the land is cut off, and no coast."""

CLIP = "map"


def backdrop(scene: Scene, frame: Frame) -> Iterator[Element]:
    """Yield what is drawn first."""
    yield from _land(scene, frame)
    yield from _margin(scene, frame)
    yield from _axis(scene, frame)
    yield from _lanes(scene, frame)
    line = colours.theme()["line"]
    for mark in scene.marks:
        if mark.anchor:
            x, y = frame.at(*mark.anchor)
            yield path(way([frame.at(mark.x, mark.y), (x, y)]), stroke=line, fill="none")
            yield element("circle", cx=x, cy=y, r=2, fill=line)


def clip(scene: Scene, frame: Frame) -> Element:
    """Return the part of the picture that the map covers, to which land is cut."""
    left, top, right, bottom = 0.0, 0.0, frame.width, frame.height
    if window := scene.about.get("window"):
        x, y = frame.at(window["x"], window["y"])
        left, top = max(left, x), max(top, y)
        right = min(right, x + window["width"] * frame.scale)
        bottom = min(bottom, y + window["height"] * frame.scale)
    wide, high = max(0.0, right - left), max(0.0, bottom - top)
    return element("clipPath", element("rect", x=left, y=top, width=wide, height=high), id=CLIP)


def _land(scene: Scene, frame: Frame) -> Iterator[Element]:
    theme = colours.theme()
    outlines = scene.about.get("outlines") or ()
    if not outlines:
        return
    yield element(
        "g",
        path(_ways(outlines, frame), fill=theme["land"], fill_rule="evenodd"),
        path(_ways(_coast(outlines), frame), fill="none", stroke=theme["coast"]),
        path(
            _ways(scene.about.get("borders") or (), frame),
            fill="none",
            stroke=theme["coast"],
            stroke_dasharray="5 3",
        ),
        clip_path=f"url(#{CLIP})",
    )


def _ways(shapes: Iterable[Sequence[Sequence[float]]], frame: Frame) -> str:
    return "".join(way(frame.at(x, y) for x, y in shape) for shape in shapes)


def _coast(shapes: Iterable[Sequence[Sequence[float]]]) -> Iterator[Sequence[Sequence[float]]]:
    """Yield outlines without the straight pieces along which they are cut."""
    for shape in shapes:
        run = [shape[0]]
        for before, after in pairwise(shape):
            if dist(before, after) > CUT:
                yield run
                run = []
            run.append(after)
        yield run


def _margin(scene: Scene, frame: Frame) -> Iterator[Element]:
    margin = scene.about.get("margin")
    if not margin:
        return
    theme = colours.theme()
    x, y = frame.at(margin["x"], margin["y"])
    yield element(
        "rect",
        x=x,
        y=y,
        width=margin["width"] * frame.scale,
        height=margin["height"] * frame.scale,
        fill=theme["ground"],
        stroke=theme["coast"],
        stroke_dasharray="2 4",
    )
    yield text(one_line(margin["label"]), x, y - 6, size=TITLE, fill=theme["quiet"])


def _axis(scene: Scene, frame: Frame) -> Iterator[Element]:
    theme = colours.theme()
    free = 0.0
    for tick in scene.about.get("axis") or ():
        x, _ = frame.at(tick["x"], 0)
        if not 0 <= x <= frame.width:
            continue
        label = one_line(tick["label"])
        if x >= free:
            yield element("line", x1=x, x2=x, y1=0, y2=frame.height, stroke=theme["coast"])
            end = x + width(label, YEAR)
            free = end + 16
            if end + 8 <= frame.width:
                yield text(label, x + 4, 16, size=YEAR, fill=theme["quiet"])


def _lanes(scene: Scene, frame: Frame) -> Iterator[Element]:
    theme = colours.theme()
    free = 0.0
    for lane in scene.about.get("lanes") or ():
        _, y = frame.at(0, lane["y"])
        yield element("line", x1=0, x2=frame.width, y1=y, y2=y, stroke=theme["coast"])
        if y >= free:
            name = one_line(lane["label"])
            name = name[:1].upper() + name[1:]
            yield text(name, LANE_INDENT, y + YEAR + 2, size=YEAR, fill=theme["quiet"])
            free = y + YEAR + 2
