"""A Markdown table as GitHub and most others read it: https://github.github.com/gfm/.

Values are those of the data formats, numbers to the right. An http IRI is a link to itself; no
other text can become markup, a link or a second row. Line breaks and control characters in a cell
become spaces, because a row is one line.
"""

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from nkgraph.values import Term, common_type, plain_text, python_value

if TYPE_CHECKING:
    from nkgraph.formats import TextOut
    from nkgraph.table import Table

_MARKUP = re.compile(r"([\\`*_\[\]<>|~&$])")
# GitHub makes links of these without any markup.
_BARE_LINK = re.compile(r"(:)(?=//)|(?<=www)(\.)", re.IGNORECASE)
_PLAIN = re.compile(r"[\w ,;()/'-]*", re.ASCII)
_BREAK = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_LINKED = re.compile(r"https?://[^\s<>|\\]+", re.IGNORECASE)


def write(table: "Table", out: "TextOut") -> None:
    """Write a table as Markdown."""
    numbers = (int, float, Decimal)
    rules = ["---:" if common_type(values) in numbers else "---" for values in table.by_column()]
    _line(out, [_escaped(name) for name in table.columns])
    _line(out, rules)
    for row in table.terms:
        _line(out, [_cell(term) for term in row])


def _line(out: "TextOut", cells: list[str]) -> None:
    out.write("| " + " | ".join(cells) + " |\n")


def _cell(term: Term | None) -> str:
    if isinstance(term, NamedNode) and _LINKED.fullmatch(term.value):
        return f"<{term.value}>"
    return _escaped(plain_text(python_value(term)))


def _escaped(text: str) -> str:
    if _PLAIN.fullmatch(text) and "_" not in text:  # most cells: nothing to escape
        return text.strip()
    escaped = _MARKUP.sub(r"\\\1", _BREAK.sub(" ", text).strip())
    return _BARE_LINK.sub(lambda match: "\\" + match[0], escaped)
