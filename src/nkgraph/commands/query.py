"""nkgraph query: run a query and print its rows."""

import sys
import time

from nkgraph import formats
from nkgraph.cli import tell
from nkgraph.commands import asking, options
from nkgraph.table import Table


def arguments(parser: options.Parser) -> None:
    """Say what the command takes."""
    options.asked(parser)
    parser.option("--limit", "only the first so many rows", metavar="ROWS")
    takes_format(parser)


def run(given: options.Given) -> None:
    """Run the query."""
    limit = None if given.limit is None else options.number("--limit", given.limit)
    allowed = options.allowed(given)
    graph = options.graph(given)
    query = asking.find(graph, given.query)
    started = time.perf_counter()
    table = graph.query(query, limit=limit, **allowed, **options.values(given.values))
    write(table, given, time.perf_counter() - started)
    if table.is_cut:
        tell(f"these are the first rows, and there are more: --limit {limit} cuts them off")


def takes_format(parser: options.Parser) -> None:
    """Let a command that prints a table take a format and a file."""
    parser.option(
        "--format",
        f"{', '.join(formats.NAMES)}; left out, what FILE's ending says, a table on a terminal, "
        "csv elsewhere",
        metavar="FORMAT",
    )
    options.output(parser)


def write(table: Table, given: options.Given, seconds: float) -> None:
    """Write a table as the options say, and say why it is empty where that is known."""
    if given.output:
        table.write(given.output, given.format)
    elif sys.stdout.isatty() and given.format in (None, "table"):
        from nkgraph import terminal

        terminal.write(table, sys.stdout, seconds=seconds)
    else:
        table.write(sys.stdout, given.format)
    if not len(table) and table.query and table.query.empty:
        tell(table.query.empty)
