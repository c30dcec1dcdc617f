"""The whole picture: words above, the map, words below; as SVG, and as PNG made from it."""

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from nkgraph.errors import BadFormat, CannotWrite
from nkgraph.view import caption
from nkgraph.view.still import colours, drawing, labels, legend, signs
from nkgraph.view.still.backdrop import backdrop, clip
from nkgraph.view.still.frame import AXIS_HEIGHT, Frame, framed
from nkgraph.view.still.lettering import Lettering
from nkgraph.view.still.room import Box, Room, boxed
from nkgraph.view.still.scene import Scene, scene
from nkgraph.view.still.svg import FONT, NAMESPACE, document, element

DENSITY = 2
"""Pixels of a PNG by those of the drawing: sharp on paper and on fine screens."""

MOST_PIXELS = 6000
"""A PNG's longer side at most: a drawing too large for DENSITY is less dense."""

OBSTACLES = 400
"""Up to so many marks no label covers one; past it there would be no room for names at all."""

SUFFIXES = (".svg", ".png")


@dataclass(frozen=True)
class Still:
    """One map as a picture; `svg` is the whole text of the drawing."""

    svg: str
    title: str
    width: int
    height: int

    def png(self) -> bytes:
        """Return the picture as PNG, drawn with the fonts of this machine.

        Raises CannotWrite where there is none: the words would be missing.
        """
        import resvg_py

        if not _has_fonts():
            raise CannotWrite(
                "the picture's words cannot be drawn, since this machine has no fonts: install "
                "some (such as fonts-liberation), or write an .svg file"
            )
        zoom = min(DENSITY, MOST_PIXELS / max(self.width, self.height))
        return bytes(resvg_py.svg_to_bytes(svg_string=self.svg, zoom=zoom))

    def save(self, path: "str | os.PathLike[str]") -> Path:
        """Write the picture as its file's ending says, .svg or .png, and return where it stands.

        No half of it is ever there. Raises BadFormat or CannotWrite.
        """
        from nkgraph.output import replacing

        target = Path(path)
        if target.suffix.lower() not in SUFFIXES:
            raise BadFormat(f"{target.name[:60]!r} names no kind of picture: write .svg or .png")
        is_png = target.suffix.lower() == ".png"
        content = self.png() if is_png else self.svg.encode()
        with replacing(target) as stream:
            stream.write(content)
        return target

    def _repr_svg_(self) -> str:
        """Show the picture in a notebook."""
        return self.svg


def still(network: Any) -> Still:
    """Return the picture of a network (a networkx.MultiDiGraph as `network` makes it).

    It shows the whole map; of more than 1,500 things the largest, and says so.
    """
    drawn = scene(network)
    texts = labels.letterings(drawn)
    frame = framed(drawn, texts, labels.outer_sides(drawn))
    wide = frame.width
    head, foot = legend.head(drawn, wide), legend.foot(drawn, wide)
    height = head.height + frame.height + foot.height
    title = element("title")
    title.text = caption.title(drawn.about)
    root = _root(
        wide,
        height,
        title,
        element("rect", width=wide, height=height, fill=colours.theme()["ground"]),
        element("defs", clip(drawn, frame)),
        element("g", *head.elements),
        element("g", *_map(drawn, frame, texts), transform=f"translate(0 {head.height:.1f})"),
        element("g", *foot.elements, transform=f"translate(0 {head.height + frame.height:.1f})"),
    )
    return Still(document(root), caption.title(drawn.about), round(wide), round(height))


def thumbnail(network: Any) -> str:
    """Return the map alone as an SVG drawing, without the words around it, to stand small."""
    drawn = scene(network)
    # So small, no icon is read.
    drawn = replace(drawn, marks=[replace(mark, icon=None) for mark in drawn.marks])
    texts = labels.letterings(drawn)
    frame = framed(drawn, texts, labels.outer_sides(drawn))
    root = _root(frame.width, frame.height, element("defs", clip(drawn, frame)))
    root.extend(_map(drawn, frame, texts))
    return document(root)


def _root(wide: float, high: float, *children: Element) -> Element:
    return element(
        "svg",
        *children,
        xmlns=NAMESPACE,
        viewBox=f"0 0 {wide:.0f} {high:.0f}",
        width=f"{wide:.0f}",
        height=f"{high:.0f}",
        font_family=FONT,
    )


def _map(drawn: Scene, frame: Frame, texts: dict[int, Lettering]) -> list[Element]:
    """Return the map: what has no place yet finds one, the most important first."""
    runs = [(line, frame.curve(line)) for line in drawn.lines]
    room = Room(frame.width, frame.height)
    if drawn.about.get("axis"):
        room.take(Box(0, 0, frame.width, AXIS_HEIGHT - 4))
    if len(drawn.marks) <= OBSTACLES:
        for mark in drawn.marks:
            side = 2 * frame.radius(mark)
            room.take(boxed(frame.at(mark.x, mark.y), side, side, mark.number))
    marked = [] if drawn.is_plain else runs
    room.run(curve for line, curve in runs if line.series or not drawn.is_plain)
    decisive = list(signs.decisive(marked, room))
    names = list(labels.placed(drawn, texts, frame, room))
    told = set[int]()
    telling = list(signs.telling(marked, room, told))
    words = list(signs.words(runs, drawn.common, room, told, is_plain=drawn.is_plain))
    telling += signs.sources(marked, room, told)
    heaviest = max((abs(line.weight) for line in drawn.lines), default=0.0)
    return [
        *backdrop(drawn, frame),
        *(drawing.line(line, curve, drawn, heaviest) for line, curve in runs),
        *drawing.leaders(names),
        *(drawing.mark(mark, frame) for mark in drawn.marks),
        *map(drawing.label, words),
        *map(drawing.sign, [*telling, *decisive]),
        *map(drawing.label, names),
    ]


def _has_fonts() -> bool:
    """Tell whether letters are drawn here: what there is no font for is left out in silence."""
    import resvg_py

    blank, word = (
        resvg_py.svg_to_bytes(
            svg_string=f'<svg xmlns="{NAMESPACE}" width="20" height="20" font-family="{FONT}">'
            f'<text x="2" y="16" font-size="16">{text}</text></svg>'
        )
        for text in ("", "M")
    )
    return bytes(blank) != bytes(word)
