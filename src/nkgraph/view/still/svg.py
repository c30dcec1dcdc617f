"""Elements of an SVG drawing, which cannot be anything but well-formed.

ElementTree escapes what text and attributes hold; what no XML document may hold (controls, lone
surrogates) is taken out of every text first: https://www.w3.org/TR/xml/#charsets
"""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, tostring

from nkgraph.view.embedding import one_line

NAMESPACE = "http://www.w3.org/2000/svg"

FONT = "'Liberation Sans', Arial, Helvetica, 'Noto Sans', 'DejaVu Sans', sans-serif"
"""Fonts of one width first: labels are placed by it."""

Value = str | float | None


def element(tag: str, *children: Element | None, **attributes: Value) -> Element:
    """Return an element; attributes that are None are left out, `_` in a name stands for `-`."""
    made = Element(tag, {_name(key): _value(value) for key, value in attributes.items()
                         if value is not None})  # fmt: skip
    made.extend(child for child in children if child is not None)
    return made


def text(content: str, x: float, y: float, *, size: float, fill: str, **more: Value) -> Element:
    """Return a line of text whose writing begins, or is centred, at a point of its baseline."""
    made = element("text", x=x, y=y, font_size=size, fill=fill, **more)
    made.text = one_line(content)
    return made


def path(data: str, **attributes: Value) -> Element:
    """Return a path."""
    return element("path", d=data, **attributes)


def way(points: Iterable[tuple[float, float]]) -> str:
    """Return straight lines from point to point as the data of a path."""
    return "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in points)


def document(root: Element) -> str:
    """Return the drawing as a whole file."""
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-") if key != "viewBox" else key


def _value(value: str | float) -> str:
    return one_line(value) if isinstance(value, str) else _number(value)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"
