"""nkgraph export: write the graph as RDF."""

import argparse
import sys

from nkgraph import export
from nkgraph.commands import options


def arguments(parser: options.Parser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "--format",
        metavar="FORMAT",
        help=f"{', '.join(export.NAMES)}; left out, what FILE's ending says. trig and nquads keep "
        "each source's graph apart",
    )
    parser.takes_output("write to this file instead of standard output")


def run(given: argparse.Namespace) -> None:
    """Write the graph."""
    options.graph(given).export(given.output or sys.stdout.buffer, given.format)
