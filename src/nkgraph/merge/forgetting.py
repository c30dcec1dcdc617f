"""Taking a merged source back out: what is left is what was there before it came."""

from typing import NamedTuple

import pyoxigraph as ox

from nkgraph.errors import AmbiguousValue, UnknownSource
from nkgraph.merge import deriving, mentioned, provenance
from nkgraph.merge.changing import Change
from nkgraph.merge.identity import links
from nkgraph.merge.provenance import Merged
from nkgraph.merge.taking import drop
from nkgraph.naming import normalised
from nkgraph.terms import SOURCE, compact, expand

SHORTEST_DIGEST = 6
"""How many characters of a digest name a file."""

_MOST_LISTED = 8


class Forgotten(NamedTuple):
    """What was taken out."""

    source: Merged
    statements: int
    """How many statements its graph held."""


def forget(change: Change, name: str) -> Forgotten:
    """Take one merged source out, with its rows in full, what it mentions and what follows from it.

    name: its label, its IRI or how that ends, its file's name with or without its ending, how its
    file's SHA-256 begins, or the data set's name or title where one source is of it. Raises
    UnknownSource with those that there are, AmbiguousValue where several answer to the name.
    """
    one = _find(provenance.merged(change.store), name)
    graph = ox.NamedNode(one.origin.graph)
    statements = change.size(graph)
    gone = deriving.alone(change.store, graph)
    drop(change, [one])
    change.settle()
    mentioned.sweep(change.store)
    links.after_forget(change.store)
    deriving.after_forget(change, gone)
    return Forgotten(one, statements)


def _find(sources: list[Merged], name: str) -> Merged:
    iri = expand(name.strip())
    if iri is not None:
        found = [one for one in sources if one.origin.graph == iri.value]
    else:
        found = [one for one in sources if _is_called(one, name)] or [
            one for one in sources if normalised(name) in _of_its_kind(one)
        ]
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(_shown(one) for one in found[:_MOST_LISTED])
        raise AmbiguousValue(f"{name[:60]!r} fits several sources: {listed}; name one by its IRI")
    listed = ", ".join(_shown(one) for one in sources[:_MOST_LISTED])
    there = f"there are {listed}" if listed else "nothing is merged"
    raise UnknownSource(f"no merged source is called {name[:60]!r}: {there}")


def _is_called(one: Merged, name: str) -> bool:
    wanted = normalised(name)
    file = one.origin.name
    names = (one.label, file, file.partition(".")[0], one.origin.graph.removeprefix(SOURCE))
    if wanted in map(normalised, names):
        return True
    return len(wanted) >= SHORTEST_DIGEST and one.origin.sha256.startswith(wanted)


def _of_its_kind(one: Merged) -> tuple[str, ...]:
    """Return the names that a source shares with others of its data set."""
    return normalised(one.origin.dataset), normalised(one.origin.title)


def _shown(one: Merged) -> str:
    return f"{compact(one.origin.graph)} ({one.label})"
