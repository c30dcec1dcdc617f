"""CSV by RFC 4180: a header, CRLF line ends, quotation marks where a cell needs them.

https://www.rfc-editor.org/rfc/rfc4180. What is unbound is an empty cell, as an empty text is.
`nkgraph.formats.spreadsheet` says what becomes of a text that looks like a formula.
"""

from typing import TYPE_CHECKING

from nkgraph.formats import spreadsheet

if TYPE_CHECKING:
    from nkgraph.formats import TextOut
    from nkgraph.table import Table


def write(table: "Table", out: "TextOut") -> None:
    """Write a table as CSV."""
    spreadsheet.write(table, out, delimiter=",", line_end="\r\n")
