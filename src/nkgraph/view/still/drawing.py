"""Marks, lines, signs and labels as elements of the drawing, in the page's looks."""

from collections.abc import Iterable, Sequence
from math import dist, sqrt
from xml.etree.ElementTree import Element

from nkgraph.view.still import colours
from nkgraph.view.still.curves import Curve, Point
from nkgraph.view.still.frame import Frame
from nkgraph.view.still.icons import in_mark
from nkgraph.view.still.labels import Label, letters_width
from nkgraph.view.still.lettering import LINE
from nkgraph.view.still.lettering import width as letters
from nkgraph.view.still.scene import Line, Mark, Scene
from nkgraph.view.still.shapes import outline
from nkgraph.view.still.signs import CROSS, HEIGHT, QUOTED, Sign
from nkgraph.view.still.svg import element, path, text, way

DASHES = {"assessed": (9.0, 5.0), "hedged": (1.5, 4.5)}
"""Drawn and left out, in pixels of a line 1.6 pixels wide; dots and gaps grow with it."""

THINNEST, THICKEST, WIDEST_DOUBLE = 1.2, 5.0, 2.2
DOUBLE_OUTSIDE, DOUBLE_INSIDE = 3.2, 0.8
"""How much wider than its line a double one is, and how much wider the ground inside it."""

HEAD = 9.0
"""Pixels: the length of the head of the thinnest line."""

CORNER = 3.0
"""Pixels: how round the box of a source's letters is."""

ARM = 5.5
"""Pixels: half of a cross."""

HALO = 4.0
"""Pixels: the ground's colour around letters, half of it inside them."""


def mark(one: Mark, frame: Frame) -> Element:
    """Return a thing's mark and icon; hollow where the article does not speak of it."""
    x, y = frame.at(one.x, one.y)
    radius = frame.radius(one) - one.is_hollow
    ink = one.colour if one.is_hollow else colours.ink_on(one.colour)
    made = path(
        outline(one.shape, x, y, radius),
        fill=colours.theme()["ground"] if one.is_hollow else one.colour,
        stroke=one.colour if one.is_hollow else None,
        stroke_width=2.5 if one.is_hollow else None,
    )
    name = element("title")
    name.text = one.name[:200]
    return element("g", name, made, in_mark(one.icon, one.shape, x, y, radius, ink))


def line(one: Line, curve: Curve, scene: Scene, heaviest: float) -> Element:
    """Return a line: dashed by certainty, wide by what it carries, double if another source's."""
    theme = colours.theme()
    if scene.is_plain:
        colour = theme["faintElsewhere" if one.is_elsewhere else "faint"]
        return path(curve.until(1.0), fill="none", stroke=colour, stroke_width=width(one, heaviest))
    colour = theme["elsewhere" if one.is_elsewhere else "line"]
    wide = width(one, heaviest)
    dashes = dashed(one.modality, wide)
    if curve.loop:
        (x, y), radius = curve.loop
        return path(
            outline("dot", x, y, radius),
            fill="none",
            stroke=colour,
            stroke_width=wide,
            stroke_dasharray=dashes,
        )
    is_double = one.is_elsewhere
    wide = min(wide, WIDEST_DOUBLE) if is_double and not one.series else wide
    # Where amounts flow, the two strokes are the wider, and not what is between them.
    inside = DOUBLE_INSIDE + (THINNEST if one.series else wide)
    length = HEAD + 1.4 * (wide - THINNEST)
    base, tip = curve.before_end(length - 1), curve.point(curve.before_end(1))
    run = {"d": curve.until(base), "fill": "none", "stroke": colour}
    if is_double:
        strokes = [
            element("path", **run, stroke_width=wide + DOUBLE_OUTSIDE, stroke_dasharray=dashes),
            element("path", **{**run, "stroke": theme["ground"]}, stroke_width=inside),
        ]
    else:
        strokes = [element("path", **run, stroke_width=wide, stroke_dasharray=dashes)]
    return element("g", *strokes, _head(curve.point(base), tip, length, colour))


def _head(base: Point, tip: Point, length: float, colour: str) -> Element:
    away = dist(base, tip) or 1.0
    dx, dy = (tip[0] - base[0]) / away, (tip[1] - base[1]) / away
    back = tip[0] - dx * length, tip[1] - dy * length
    half = length * 0.42
    corners = [
        tip,
        (back[0] - dy * half, back[1] + dx * half),
        (back[0] + dy * half, back[1] - dx * half),
    ]
    return path(way(corners) + "z", fill=colour)


def width(one: Line, heaviest: float) -> float:
    """Return one to five pixels, by the square root of what a line carries or of its edges."""
    if one.weight and heaviest:
        return THINNEST + (THICKEST - THINNEST) * sqrt(min(1.0, abs(one.weight) / heaviest))
    return min(THICKEST, THINNEST * sqrt(1 + (len(one.edges) - 1) / 3))


def dashed(modality: str, wide: float = THINNEST) -> str | None:
    """Return a certainty's dashes as an attribute; None for a solid line."""
    dashes = DASHES.get(modality)
    return dashes and " ".join(f"{part * max(1.0, wide / 1.6):.1f}" for part in dashes)


def sign(one: Sign) -> Element:
    """Return a sign."""
    theme = colours.theme()
    if one.text == CROSS:
        arms = way([(one.x - ARM, one.y - ARM), (one.x + ARM, one.y + ARM)]) + way(
            [(one.x + ARM, one.y - ARM), (one.x - ARM, one.y + ARM)]
        )
        return element(
            "g",
            path(arms, stroke=theme["ground"], stroke_width=6, stroke_linecap="round"),
            path(arms, stroke=theme["ink"], stroke_width=2.4, stroke_linecap="round"),
        )
    if one.text == QUOTED:
        return text(
            QUOTED,
            one.x,
            one.y + 15,
            size=23,
            fill=theme["ink"],
            font_weight="bold",
            **_halo(5),
        )
    high = HEIGHT - 2 if one.is_source else HEIGHT
    return element(
        "g",
        element(
            "rect",
            x=one.x - one.width / 2,
            y=one.y - high / 2,
            width=one.width,
            height=high,
            rx=CORNER if one.is_source else high / 2,
            fill=theme["ground"],
            stroke=theme["elsewhere" if one.is_source else "line"],
            stroke_width=1.2,
        ),
        text(
            one.text,
            one.x,
            one.y + 4,
            size=11,
            fill=theme["ink"],
            font_weight="bold",
            text_anchor="middle",
        ),
    )


def label(one: Label) -> Element:
    """Return a label on its halo, with a line to its mark if it stands away from it."""
    theme = colours.theme()
    size = one.text.size
    children: list[Element] = []
    if one.is_on_line:
        children += [
            element(
                "rect",
                x=one.x - wide / 2,
                y=one.y + at * size * LINE,
                width=wide,
                height=size * LINE,
                fill=theme["ground"],
            )
            for at, part in enumerate(one.text.lines)
            for wide in [letters(part, size) + 4]
        ]
    children += [
        text(
            part,
            one.x,
            one.y + (at + 0.82) * size * LINE,
            size=size,
            fill=theme["quiet" if one.is_quiet else "ink"],
            font_weight="bold" if one.text.is_bold else None,
            **_halo(HALO),
        )
        for at, part in enumerate(one.text.lines)
    ]
    if one.letters:
        wide = letters_width(one.letters)
        middle = one.y + one.text.height / 2
        children.append(sign(Sign(one.letters, one.box.left + wide / 2 + 1, middle, wide, True)))
    return element("g", *children)


def _halo(wide: float) -> dict[str, str | float]:
    """Return the attributes of centred letters with so much of the ground's colour around them."""
    return {
        "text_anchor": "middle",
        "stroke": colours.theme()["ground"],
        "stroke_width": wide,
        "stroke_linejoin": "round",
        "paint_order": "stroke",
    }


def leaders(labels: Iterable[Label]) -> Sequence[Element]:
    """Return the thin lines from marks to labels that stand away from them."""
    return [
        path(way(one.leader), fill="none", stroke=colours.theme()["line"], stroke_width=0.7)
        for one in labels
        if one.leader
    ]
