"""The readable table, as a terminal shows it; the other formats are for programs."""

from typing import TYPE_CHECKING

from nkgraph import terminal

if TYPE_CHECKING:
    from nkgraph.formats import TextOut
    from nkgraph.table import Table


def write(table: "Table", out: "TextOut") -> None:
    """Write a table for people."""
    terminal.write(table, out)
