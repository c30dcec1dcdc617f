"""What commands have in common: which graph they ask, which query, where they write."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from nkgraph.commands.arguments import Given, Parser
from nkgraph.errors import BadCall
from nkgraph.query import RESERVED

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
    parser.option("--allow-service", "let the query call other servers (SERVICE, Virtuoso's bif:)")
    parser.option(
        "--timeout",
        "end the query after so many seconds, or `never`; left out, after 60 a query of your own, "
        "and never one of those that `nkgraph queries` comes with",
        metavar="SECONDS",
    )
    parser.option(
        "--memory",
        "what such a query may need, 500M or 8G; left out, 2G, or half of what the machine has",
        metavar="SIZE",
    )


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


def allowed(given: Given) -> dict[str, Any]:
    """Return what a query is allowed, as `KnowledgeGraph.query` and its like take it.

    Raises BadCall for a time or a size that is none.
    """
    return {
        "allow_service": given.allow_service,
        "timeout": _seconds(given.timeout) if given.timeout is not None else None,
        "memory": _bytes(given.memory) if given.memory is not None else None,
    }


def _seconds(text: str) -> float:
    if text.casefold() == "never":
        return float("inf")
    try:
        seconds = float(text) if text.isascii() else 0.0
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise BadCall(f"--timeout {text[:20]!r} is no time: write seconds, 60 or 0.5, or `never`")
    return seconds


def _bytes(text: str) -> int:
    units = {"K": 10, "M": 20, "G": 30, "T": 40}
    digits, unit = (text[:-1], text[-1:].upper()) if text[-1:].isalpha() else (text, "M")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10 and unit in units):
        raise BadCall(f"--memory {text[:20]!r} is no size: write 500M or 8G")
    return int(digits) << units[unit]


def number(name: str, text: str) -> int:
    """Return an option's value as a whole number from 1. Raises BadCall."""
    if not (text.isascii() and text.isdigit() and int(text)):
        raise BadCall(f"{name} {text[:20]!r} is no number: write 1, 2, 3 …")
    return int(text)


def values(pairs: Sequence[str]) -> dict[str, Any]:
    """Return `key=value` arguments as a mapping. Raises BadCall for what is none, or twice."""
    found: dict[str, Any] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise BadCall(f"{pair[:60]!r} is no parameter: write key=value")
        if name in RESERVED:
            raise BadCall(f"{name!r} is no parameter: `--help` lists the options")
        if name in found:
            raise BadCall(f"the parameter {name[:60]!r} is given twice: give it once")
        found[name] = value
    return found
