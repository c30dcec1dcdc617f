"""nkgraph queries: list the stored queries, or show one whole."""

import json
import sys
from collections.abc import Iterator

import pyoxigraph as ox

from nkgraph import cache, sparql
from nkgraph.catalogue import Catalogue
from nkgraph.commands import options
from nkgraph.output import is_terminal
from nkgraph.query import Parameter, Query
from nkgraph.store import Embedded
from nkgraph.table import Table

_LONGEST = 10.0
"""Seconds that a query may take over an empty graph, where only its columns are asked for."""


def arguments(parser: options.Parser) -> None:
    """Say what the command takes."""
    parser.place("query", "NAME", "the query to show whole")


def run(given: options.Given) -> None:
    """List the queries, or show one."""
    catalogue = Catalogue(options.query_folders(given))
    if given.query:
        text = "\n".join(whole(catalogue[given.query]))
        print(_harmless(text) if is_terminal(sys.stdout) else text)
    else:
        listing(catalogue).write(sys.stdout, "table")


def _harmless(text: str) -> str:
    """Return a text whose lines act on no terminal: a query can be somebody else's."""
    from nkgraph.presentation import inert

    return "\n".join(map(inert, text.split("\n")))


def listing(catalogue: Catalogue) -> Table:
    """Return the stored queries as a table: name, what they answer, parameters, tags."""
    rows = [[ox.Literal(text) for text in entry] for entry in _entries(catalogue)]
    return Table(["name", "answers", "parameters", "tags"], rows)


def _entries(catalogue: Catalogue) -> list[list[str]]:
    """Return the texts of the listing's rows; to read all headers takes longer than a query."""
    sources = list(catalogue.files.values())
    kept = cache.get("queries", sources)
    if kept is not None:
        entries: list[list[str]] = json.loads(kept)
        return entries
    entries = [
        [query.name, query.summary, ", ".join(query.parameters), ", ".join(query.tags)]
        for query in catalogue.listed()
    ]
    cache.put("queries", sources, json.dumps(entries).encode())
    return entries


def whole(query: Query) -> Iterator[str]:
    """Yield the lines that show a query: its header in words, an example, and its text."""
    yield f"{query.name}: {query.summary}"
    if query.description:
        yield query.description
    if query.tags:
        yield f"tags: {', '.join(query.tags)}"
    if query.parameters:
        yield "\nparameters"
        width = max(map(len, query.parameters))
        for parameter in query.parameters.values():
            yield f"  {parameter.name:{width}}  {parameter.description} ({takes(parameter)})"
    described = {name: column for name, column in query.columns.items() if column.description}
    yield f"\ncolumns: {', '.join(columns(query))}"
    width = max(map(len, described), default=0)
    for name, column in described.items():
        yield f"  {name:{width}}  {column.description}"
    for label, said in (("when empty", query.empty), ("note", query.notes)):
        if said:
            yield f"\n{label}: {said}"
    yield f"\nexample: {query.call}"
    if query.map:
        yield f"map: {query.map.title}"
    yield f"\n{query.text.rstrip()}"


def takes(parameter: Parameter) -> str:
    """Return in words what a parameter's value may be."""
    match parameter.type:
        case "resource":
            kind = f" of {parameter.of}" if parameter.of else ""
            return f"a label, code or IRI{kind}"
        case "date":
            return f"a date such as 2009, 2009-05 or 2009-05-25; its {parameter.bound} counts"
        case "integer":
            return "a whole number"
        case "choice":
            return f"one of {', '.join(parameter.enumerate)}"
        case "string":
            return "text"


def columns(query: Query) -> tuple[str, ...]:
    """Return the names of a query's columns, as they stand in its answer."""
    from nkgraph.guard import Limits, limited

    match sparql.form(query.text):
        case "SELECT":
            nothing = limited(Embedded(ox.Store()), Limits(seconds=_LONGEST, rows=1))
            return nothing.select(query.text).columns
        case "ASK":
            return ("answer",)
        case _:
            return ("subject", "predicate", "object")
