"""RDF terms as plain Python values, and those as plain text.

| term | value |
|---|---|
| IRI | its text, whole |
| xsd:integer and the types below it | int |
| xsd:decimal | Decimal, exact |
| xsd:double, xsd:float | float |
| xsd:boolean | bool |
| any other literal: text in a language, a date, EDTF | its text |
| unbound | None |

Dates stay text because most that a source gives are no single day: `2013`, `2014-05-14~` and
`../2014-05-14` have no Python type. `nkgraph.edtf.bounds` gives the days that they can mean. A
literal that does not fit its type (`"many"^^xsd:integer`) stays text too.
"""

import math
import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

XSD = "http://www.w3.org/2001/XMLSchema#"

Term = NamedNode | BlankNode | Literal | Triple
Value = str | int | float | Decimal | bool | None

_INTEGER_TYPES = (
    "integer", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger",
    "long", "int", "short", "byte",
    "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte",
)  # fmt: skip

# XML Schema's lexical forms. Python's own parsers take more: underscores, other scripts' digits.
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DOUBLE = re.compile(r"[+-]?(?:(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|INF)|NaN")
_BOOLEAN = re.compile("true|false|1|0")

_READERS: dict[str, tuple[re.Pattern[str], Callable[[str], Value]]] = {
    **{XSD + name: (_INTEGER, int) for name in _INTEGER_TYPES},
    XSD + "decimal": (_DECIMAL, Decimal),
    XSD + "double": (_DOUBLE, float),
    XSD + "float": (_DOUBLE, float),
    XSD + "boolean": (_BOOLEAN, lambda text: text in ("true", "1")),
}


def python_value(term: Term | None) -> Value:
    """Return a term as the plain Python value that the table above gives."""
    if term is None:
        return None
    if isinstance(term, Literal):
        reader = _READERS.get(term.datatype.value)
        if reader is not None:
            pattern, read = reader
            text = term.value.strip(" \t\r\n")  # XML Schema collapses white space
            if pattern.fullmatch(text):
                try:
                    return read(text)
                except ValueError:  # an integer with more digits than Python reads
                    return term.value
        return term.value
    if isinstance(term, NamedNode):
        return term.value
    return str(term)


def plain_text(value: Value) -> str:
    """Return a value as data formats without types write it, in XML Schema's notation.

    Numbers are exact and never in exponents, save floats that need one; None is empty.
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, float):
        if math.isfinite(value):
            return repr(value)
        return "NaN" if math.isnan(value) else ("INF" if value > 0 else "-INF")
    return str(value)


def common_type(values: Iterable[Value]) -> type | None:
    """Return the one type that holds all of a column's values; None when it has none.

    Whole numbers and decimals meet in Decimal, both and floats in float, everything else in str.
    """
    types = {type(value) for value in values if value is not None}
    if len(types) <= 1:
        return next(iter(types), None)
    if types == {int, Decimal}:
        return Decimal
    return float if types <= {int, Decimal, float} else str
