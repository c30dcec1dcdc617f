"""The icons in marks, as large and in the places that the page gives them (assets/icons.js)."""

from xml.etree.ElementTree import Element

from nkgraph.view.still.svg import element, path

BOX = 24
"""The side of the box that icons are drawn in."""

LEAST = 14.0
"""Pixels: a smaller icon is a blot."""

_ROOM = {
    "square": (1.4, 0.0),
    "box": (1.4, 0.0),
    "hexagon": (1.22, 0.0),
    "diamond": (1.0, 0.0),
    "star": (0.68, 0.06),
    "triangle": (0.95, 0.28),
    "triangleDown": (0.95, -0.28),
}
_ROUND = (1.25, 0.0)
"""How much of a mark's radius the side of its icon is, and how far below its middle that stands."""


def in_mark(
    icon: str | None, shape: object, x: float, y: float, radius: float, ink: str
) -> Element | None:
    """Return the icon in a mark around a point; None where there is none, or no room to read it."""
    room, below = _ROOM.get(str(shape), _ROUND)
    side = room * radius
    if side < LEAST:
        return None
    return boxed(icon, x - side / 2, y + below * radius - side / 2, side, ink)


def boxed(icon: str | None, x: float, y: float, side: float, ink: str) -> Element | None:
    """Return an icon with its upper left corner at a point; None where there is none.

    An svg element within another cuts off what is outside its own box.
    """
    if icon is None:
        return None
    view = f"0 0 {BOX} {BOX}"
    return element("svg", path(icon, fill=ink), x=x, y=y, width=side, height=side, viewBox=view)
