"""What commands have in common: how arguments are read, and which graph they ask."""

import argparse
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from nkgraph.errors import NkgraphError

if TYPE_CHECKING:
    from nkgraph.graph import KnowledgeGraph

STORE_VARIABLE = "NKGRAPH_STORE"
QUERIES_VARIABLE = "NKGRAPH_QUERIES"

HELP_WIDTH = 96
"""Characters in a line of a command's help."""


class BadCall(NkgraphError):
    """A call with an option or an argument that the command does not take, or without one."""


class _Help(argparse.HelpFormatter):
    """Help of a fixed width: to measure the terminal, argparse imports 8 ms of modules."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=HELP_WIDTH)


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are NkgraphErrors, of one line."""

    def __init__(self, program: str, summary: str) -> None:
        super().__init__(
            prog=program, description=summary, formatter_class=_Help, allow_abbrev=False
        )
        self.add_argument(
            "--store",
            metavar="WHERE",
            help=f"the graph to ask: a folder, or an http address (else {STORE_VARIABLE})",
        )
        self.add_argument(
            "--queries",
            metavar="DIR",
            action="append",
            help=f"a folder of your own queries; repeatable (else {QUERIES_VARIABLE})",
        )

    def error(self, message: str) -> NoReturn:
        """Raise BadCall instead of printing the usage and exiting."""
        raise BadCall(f"{message}: `{self.prog} --help` shows what it takes")

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Return the options and arguments, in whatever order they were given."""
        # parse_intermixed_args would do it too, but formats the usage first, which takes 8 ms.
        given, rest = self.parse_known_args(arguments)
        unknown = [part for part in rest if part.startswith("-")]
        if unknown or (rest and not hasattr(given, "values")):
            self.error(f"unknown: {' '.join(unknown or rest)}")
        if rest:
            given.values += rest
        return given

    def takes_query(self) -> None:
        """Take a query, values for its parameters, and sources to leave out."""
        self.add_argument(
            "query", metavar="NAME", help="a stored query, the path of an .rq file, or - for stdin"
        )
        self.add_argument(
            "values",
            metavar="key=value",
            nargs="*",
            help="a parameter of the query; `nkgraph queries NAME` shows them",
        )
        self.takes_without()
        self.add_argument(
            "--allow-service",
            action="store_true",
            help="let the query call other servers (SERVICE)",
        )

    def takes_without(self) -> None:
        """Take sources to leave out."""
        self.add_argument(
            "--without",
            metavar="SOURCE",
            action="append",
            default=[],
            help="answer as if this source or speaker had said nothing; repeatable",
        )

    def takes_output(self, what: str) -> None:
        """Take a file to write to."""
        self.add_argument("-o", "--output", metavar="FILE", help=what)


def graph(options: argparse.Namespace) -> "KnowledgeGraph":
    """Return the graph that the options and the environment name."""
    from nkgraph.graph import open as open_graph

    store = options.store or os.environ.get(STORE_VARIABLE) or None
    chosen = open_graph(store, queries=query_folders(options))
    without = getattr(options, "without", [])
    return chosen.without(*without) if without else chosen


def query_folders(options: argparse.Namespace) -> list[str]:
    """Return the folders of the user's own queries."""
    if options.queries:
        return list(options.queries)
    return [part for part in os.environ.get(QUERIES_VARIABLE, "").split(os.pathsep) if part]


def values(pairs: Sequence[str]) -> dict[str, str]:
    """Return `key=value` arguments as a mapping. Raises BadCall for what is none, or twice."""
    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise BadCall(f"{pair[:60]!r} is no parameter: write key=value")
        if name in found:
            raise BadCall(f"the parameter {name!r} is given twice: give it once")
        found[name] = value
    return found
