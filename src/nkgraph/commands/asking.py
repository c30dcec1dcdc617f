"""Which query a command was given: a name, a file, or a text on standard input."""

import sys
from typing import TYPE_CHECKING

from nkgraph.cli import tell
from nkgraph.errors import CannotRead
from nkgraph.query import Query

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from nkgraph.graph import KnowledgeGraph

STANDARD_INPUT = "-"
NO_ROWS = "no row matches what was asked: nothing is drawn"


def find(graph: "KnowledgeGraph", name: str) -> Query:
    """Return the query that an argument stands for. Raises what `KnowledgeGraph.find` raises."""
    if name != STANDARD_INPUT:
        return graph.find(name)
    if sys.stdin is None:
        raise CannotRead("standard input is closed: pipe a query into it, or name a file")
    try:
        return Query("standard input", sys.stdin.buffer.read().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise CannotRead(
            f"the query on standard input is no UTF-8 text (byte {error.start})"
        ) from error


def tell_if_empty(network: "MultiDiGraph") -> None:
    """Say why a network has no rows: in the query's own words, where it has some for it."""
    if not network.graph["rows"]:
        tell(str(network.graph["empty"] or NO_ROWS))
