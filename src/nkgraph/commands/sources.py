"""nkgraph sources: what the store holds, source by source."""

import time

from nkgraph.commands import options
from nkgraph.commands.query import takes_format, write


def arguments(parser: options.Parser) -> None:
    """Say what the command takes."""
    takes_format(parser)


def run(given: options.Given) -> None:
    """Run the stored query of that name."""
    started = time.perf_counter()
    table = options.graph(given).query("sources")
    write(table, given, time.perf_counter() - started)
