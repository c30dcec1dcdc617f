"""nkgraph export: write the graph as RDF."""

import sys

from nkgraph import export
from nkgraph.commands import options


def arguments(parser: options.Parser) -> None:
    """Say what the command takes."""
    parser.option(
        "--format",
        f"{', '.join(export.NAMES)}; left out, what FILE's ending says. trig and nquads keep each "
        "source's graph apart",
        metavar="FORMAT",
    )
    options.output(parser)


def run(given: options.Given) -> None:
    """Write the graph."""
    options.graph(given).export(given.output or sys.stdout.buffer, given.format)
