"""Stored queries and rules: that their headers are right, that they parse, that their terms exist.

A query with a misspelt property has no rows, which looks like an answer.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from nkgraph.catalogue import Catalogue, read_text
from nkgraph.check.finding import Finding
from nkgraph.check.graph import Graph
from nkgraph.check.vocabulary import DESCRIBED
from nkgraph.errors import BadQueryHeader, BadQueryText, CannotRead, DuplicateQuery, LimitReached
from nkgraph.guard import Limits, limited
from nkgraph.query import Query
from nkgraph.sparql import refuse_calls, tokens
from nkgraph.store import Embedded
from nkgraph.store.seed import rules
from nkgraph.terms import NKG, expand

_LONGEST = 10.0
"""Seconds that a query may take over an empty graph."""


def wrong_queries(graph: Graph, folders: Iterable[Path] = ()) -> Iterator[Finding]:
    """Find stored queries, the project's and those in `folders`, that cannot be asked.

    Raises CannotRead where a folder is not there.
    """
    nothing = Embedded(ox.Store())
    guarded = limited(nothing, Limits(seconds=_LONGEST, rows=1))
    terms = {term.value for term in graph.column(DESCRIBED) if isinstance(term, ox.NamedNode)}
    catalogue = Catalogue(folders)
    try:
        names = list(catalogue.files)
    except DuplicateQuery as error:
        yield Finding("", "stored queries", "query", str(error))
        names = []
    for name in names:
        path = catalogue.files[name]
        try:
            query = catalogue[name]
            query.validate()
            refuse_calls(query.text)
            # In a process of its own where it is somebody else's: one that nests too deep ends it.
            (nothing if catalogue.is_own(query) else guarded).select(query.text)
        except (BadQueryHeader, BadQueryText, CannotRead, LimitReached) as error:
            yield Finding(name, path, "query", str(error))
            continue
        for term in _names_of(query) - terms:
            yield Finding(name, path, "query", _unknown(graph, term, terms))
    for path in rules():
        try:
            text = read_text(path)
            nothing.construct(text)
        except (BadQueryText, CannotRead) as error:
            yield Finding(Path(path).stem, path, "rule", str(error))
            continue
        for term in _names_in(text) - terms:
            yield Finding(Path(path).stem, path, "rule", _unknown(graph, term, terms))


def _unknown(graph: Graph, term: str, terms: set[str]) -> str:
    return f"the ontology has no term {graph.name(term)}{graph.nearest(term, terms)}"


def _names_of(query: Query) -> set[str]:
    """Return the terms of ours that a query names, in its text and in its parameters."""
    said = [name for one in query.parameters.values() for name in (one.of, one.including) if name]
    named = {term.value for term in map(expand, said) if term is not None}
    return _names_in(query.text) | {term for term in named if term.startswith(NKG)}


def _names_in(text: str) -> set[str]:
    """Return the terms of ours that a query's text names, with its own prefixes or in full."""
    found = tokens(text)
    prefixes: dict[str, str] = {}
    names: set[str] = set()
    for place, token in enumerate(found):
        if token.kind == "word" and token.text.upper() == "PREFIX" and place + 2 < len(found):
            prefixes[found[place + 1].text] = found[place + 2].text[1:-1]
        elif token.kind == "iri":
            names.add(token.text[1:-1])
        elif token.kind == "name":
            prefix, colon, local = token.text.partition(":")
            names.add(prefixes.get(prefix + colon, "") + local.replace("\\", ""))
    return {name for name in names if name.startswith(NKG) and name != NKG}
