"""JSON: an array of objects, one a row and line; values as in `nkgraph.formats.jsonl`."""

from typing import TYPE_CHECKING

from nkgraph.formats import jsonl

if TYPE_CHECKING:
    from nkgraph.formats import TextOut
    from nkgraph.table import Table


def write(table: "Table", out: "TextOut") -> None:
    """Write a table as a JSON array."""
    out.write("[")
    separator = "\n"
    for line in jsonl.objects(table):
        out.write(separator + line)
        separator = ",\n"
    out.write("\n]\n" if len(table) else "]\n")
