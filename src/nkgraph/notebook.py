"""A table in a notebook: as a terminal shows it, in HTML, and no cell can be markup."""

from html import escape
from typing import TYPE_CHECKING

from nkgraph import presentation

if TYPE_CHECKING:
    from nkgraph.table import Table

_MOST_ROWS = 100
"""Rows that a notebook shows; a page of more is slow, and nobody reads on."""


def html(table: "Table") -> str:
    """Return the first rows of a table as an HTML table with its row count and its notes."""
    first = table[:_MOST_ROWS]
    columns = presentation.without(presentation.shown(first), presentation.labelled(first))
    heads = "".join(_element("th", column.head, column.is_number) for column in columns)
    rows = (
        "".join(
            _element("td", cell, column.is_number)
            for cell, column in zip(row, columns, strict=True)
        )
        for row in zip(*(column.cells for column in columns), strict=True)
    )
    body = "".join(f"<tr>{row}</tr>\n" for row in rows)
    count = presentation.counted(table)
    if len(table) > len(first):
        count = f"the first {len(first)} of {count}"
    below = [count]
    if table.query and table.query.notes:
        below.append(presentation.inert(table.query.notes))
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in below)
    return (
        f"<div><table><thead><tr>{heads}</tr></thead>\n<tbody>{body}</tbody></table>"
        f"{paragraphs}</div>"
    )


def _element(name: str, text: str, is_number: bool) -> str:
    side = "right" if is_number else "left"
    style = f"text-align: {side}; vertical-align: top; max-width: 30em; overflow-wrap: anywhere"
    # `dir` keeps a right-to-left text from turning its neighbours around.
    return f'<{name} dir="auto" style="{style}">{escape(text)}</{name}>'
