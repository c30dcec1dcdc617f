"""SPARQL 1.1 Query Results TSV: a line a row, with the terms themselves in Turtle's syntax.

https://www.w3.org/TR/sparql11-results-csv-tsv/#tsv. A term is written as N-Triples has it, which is
Turtle too: tabs and line ends in a text are escapes, so that a line is always a row.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nkgraph.formats import TextOut
    from nkgraph.table import Table


def write(table: "Table", out: "TextOut") -> None:
    """Write a table as SPARQL 1.1 Query Results TSV; what is not bound is an empty field."""
    out.write("\t".join(f"?{name}" for name in table.columns) + "\n")
    for row in table.terms:
        out.write("\t".join("" if term is None else str(term) for term in row) + "\n")
