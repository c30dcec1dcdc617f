"""JSON Lines: one JSON object a row and line. https://jsonlines.org

A decimal is written digit by digit, not through a float. What JSON has no number for (an infinite
one, or none) is text as in XML Schema: "INF", "-INF", "NaN". What is unbound is null.
"""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from nkgraph.values import Value, plain_text

if TYPE_CHECKING:
    from nkgraph.formats import TextOut
    from nkgraph.table import Table

encode = json.JSONEncoder(ensure_ascii=False).encode
"""One encoder for all cells; `json.dumps` makes one a call, which takes longer than the cell."""

# JSON allows these in a text, but some readers of lines end a line at them.
_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def write(table: "Table", out: "TextOut") -> None:
    """Write a table as JSON Lines."""
    for line in objects(table):
        out.write(line + "\n")


def objects(table: "Table") -> Iterator[str]:
    """Yield each row as a JSON object on one line, its keys in the columns' order."""
    keys = [_text(name) + ": " for name in table.columns]
    for values in table.values():
        members = (key + _value(value) for key, value in zip(keys, values, strict=True))
        yield "{" + ", ".join(members) + "}"


def _value(value: Value) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Decimal):
        return plain_text(value)
    if isinstance(value, float) and plain_text(value) != repr(value):
        return _text(plain_text(value))
    return encode(value)


def _text(text: str) -> str:
    encoded = encode(text)
    return encoded if encoded.isascii() else encoded.translate(_LINE_ENDS)
