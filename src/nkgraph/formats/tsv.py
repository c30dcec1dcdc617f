"""Tab-separated values as spreadsheets and pandas read them.

A cell that holds a tab, a line break or a quotation mark is quoted as in CSV, so that nothing is
lost; other cells are bare. The W3C's TSV of SPARQL terms is `sparql-tsv`.
"""

from typing import TYPE_CHECKING

from nkgraph.formats import spreadsheet

if TYPE_CHECKING:
    from nkgraph.formats import TextOut
    from nkgraph.table import Table


def write(table: "Table", out: "TextOut") -> None:
    """Write a table as TSV."""
    spreadsheet.write(table, out, delimiter="\t", line_end="\n")
