"""What commands have in common: which graph they ask, which query, where they write."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from nkgraph.commands.arguments import Given, Parser
from nkgraph.errors import BadCall

if TYPE_CHECKING:
    from nkgraph.graph import KnowledgeGraph

__all__ = ["Given", "Parser"]

STORE_VARIABLE = "NKGRAPH_STORE"
QUERIES_VARIABLE = "NKGRAPH_QUERIES"


def everywhere(parser: Parser) -> None:
    """Take what every command takes: the store, and folders of queries."""
    parser.option(
        "--store",
        f"the graph to ask: a folder, or an http address (else {STORE_VARIABLE}); left out, the "
        "article's, in memory",
        metavar="WHERE",
    )
    parser.option(
        "--queries",
        f"a folder of your own queries (else {QUERIES_VARIABLE})",
        metavar="DIR",
        is_repeatable=True,
    )


def asked(parser: Parser, *, is_needed: bool = True) -> None:
    """Take a query, values for its parameters, and sources to leave out."""
    parser.place(
        "query",
        "NAME",
        "a stored query, the path of an .rq file, or - for standard input",
        is_needed=is_needed,
    )
    parser.place(
        "values",
        "key=value",
        "a parameter of the query; `nkgraph queries NAME` shows them",
        takes_rest=True,
    )
    parser.option(
        "--without",
        "answer as if this source or speaker had said nothing",
        metavar="SOURCE",
        is_repeatable=True,
    )
    parser.option("--allow-service", "let the query call other servers (SERVICE)")


def output(parser: Parser, what: str = "write to this file instead of standard output") -> None:
    """Take a file to write to."""
    parser.option("--output", what, metavar="FILE", short="-o")


def graph(given: Given) -> "KnowledgeGraph":
    """Return the graph that the options and the environment name."""
    from nkgraph.graph import open as open_graph

    store = given.store or os.environ.get(STORE_VARIABLE) or None
    chosen = open_graph(store, queries=query_folders(given))
    without = getattr(given, "without", [])
    return chosen.without(*without) if without else chosen


def written(given: Given) -> str:
    """Return the folder or the address of the store to write to. Raises BadCall without one."""
    store = given.store or os.environ.get(STORE_VARIABLE)
    if not store:
        raise BadCall(
            "no store is named: say --store FOLDER, for example --store mine/ (the article's own "
            "graph, in memory, would be gone when the command ends)"
        )
    return str(store)


def folder(given: Given) -> str:
    """Return the folder of the store to write to. Raises BadCall for an address."""
    store = written(given)
    if store.startswith(("http://", "https://")):
        raise BadCall("this writes to a folder, and to no endpoint: say --store FOLDER")
    return store


def query_folders(given: Given) -> list[str]:
    """Return the folders of the user's own queries."""
    if given.queries:
        return list(given.queries)
    return [part for part in os.environ.get(QUERIES_VARIABLE, "").split(os.pathsep) if part]


def number(name: str, text: str) -> int:
    """Return an option's value as a whole number from 1. Raises BadCall."""
    if not (text.isascii() and text.isdigit() and int(text)):
        raise BadCall(f"{name} {text[:20]!r} is no number: write 1, 2, 3 …")
    return int(text)


def values(pairs: Sequence[str]) -> dict[str, str]:
    """Return `key=value` arguments as a mapping. Raises BadCall for what is none, or twice."""
    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise BadCall(f"{pair[:60]!r} is no parameter: write key=value")
        if name in found:
            raise BadCall(f"the parameter {name[:60]!r} is given twice: give it once")
        found[name] = value
    return found
