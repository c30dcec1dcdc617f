"""A table on a terminal: no boxes, a bold head, a thin rule, and never wider than the terminal.

What does not fit gives way in this order: the IRIs of things that have their labels beside them;
the prefix that a column's IRIs share (a claim's short name is enough to ask for it); heads, which
go on two lines; texts and names, which take up to three lines and then lose their middle; at last
the table itself, for records of one line a value. Numbers and dates are never cut, short of
hostile ones. Where the output is no terminal and COLUMNS is not set, nothing is left out.
"""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TextIO

from nkgraph.output import is_terminal
from nkgraph.terminal import lines
from nkgraph.terminal.lines import Line, Piece

if TYPE_CHECKING:
    from nkgraph.table import Table

# For terminals whose character set lacks these.
_PLAIN = str.maketrans({"─": "-", "…": "~", "\u2212": "-", "·": "-", "°": " "})


def width(stream: Any = None) -> int | None:
    """Return the cells that a line may take: COLUMNS, or the terminal's, or None for no limit."""
    try:
        columns = int(os.environ.get("COLUMNS", ""))
    except ValueError:
        columns = 0
    if columns > 0:
        return columns
    try:
        return os.get_terminal_size((stream or sys.stdout).fileno()).columns or None
    except (OSError, ValueError, AttributeError):  # no terminal, or nothing with a number
        return None


def text(table: "Table", columns: int | None = None) -> str:
    """Return a table as plain text for a width in cells; None is no limit."""
    return "\n".join(lines.plain(line) for line in lines.of(table, columns))


def write(table: "Table", stream: Any, *, seconds: float | None = None) -> None:
    """Write a table to a stream of text, styled if it is a terminal.

    `seconds` is what the query took. NO_COLOR leaves the styles out: https://no-color.org.
    """
    encoding = getattr(stream, "encoding", None) or "utf-8"
    is_styled = is_terminal(stream) and not os.environ.get("NO_COLOR")
    emit = _styled(stream) if is_styled else None
    for line in lines.of(table, width(stream), seconds):
        pieces = [Piece(_encodable(piece.text, encoding), piece.style) for piece in line]
        if emit and any(piece.style for piece in pieces):
            emit(pieces)
        else:
            stream.write(lines.plain(pieces) + "\n")


def _styled(stream: TextIO) -> Callable[[Line], None]:
    """Return a function that writes a line's pieces in their styles."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, highlight=False, markup=False, emoji=False)

    def emit(line: Line) -> None:
        # A Text, unlike a str, is never read as markup.
        console.print(Text.assemble(*line), soft_wrap=True)

    return emit


def _encodable(text: str, encoding: str) -> str:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN).encode(encoding, "replace").decode(encoding)
    return text
