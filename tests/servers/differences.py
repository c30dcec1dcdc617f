"""Where a server's answers differ from those of the store in memory, each with its reason.

Everything else is the same: the same rows in the same order, down to data types and languages.
"""

import re
from decimal import Decimal

import pyoxigraph as ox

from nkgraph.terms import PREFIXES

DIFFERENCES = {
    ("virtuoso", "xsd:double"): "It keeps numbers as numbers, and writes the double 1 as 1.0.",
    ("virtuoso", "geo:wktLiteral"): "It keeps points as points, and writes Point as POINT, with a "
    "data type of its own.",
}
"""By the kind of store and what differs there."""

_DOUBLE = ox.NamedNode(PREFIXES["xsd"] + "double")


_POINT = re.compile(
    r'"(point\([^)]*\))"\^\^<(?:http://www\.openlinksw\.com/schemas/virtrdf#Geometry'
    r"|http://www\.opengis\.net/ont/geosparql#wktLiteral)>",
    re.IGNORECASE,
)


def written(row: tuple[object, ...]) -> tuple[str | None, ...]:
    """Return a row's terms with their data types and languages, written so that they compare."""
    return tuple(None if term is None else _written(term) for term in row)


def comparable(line: str) -> str:
    """Return a quad, written so that it compares."""
    return _POINT.sub(lambda found: f'"{found[1].upper()}" as a point', line)


def _written(term: object) -> str:
    if isinstance(term, ox.Literal) and term.datatype == _DOUBLE:
        return f"{Decimal(term.value).normalize()} as a double"
    return str(term)
