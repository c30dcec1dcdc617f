"""One label a thing, though several merged sources name it, each in its own way.

A source that names what others may name too says so by skos:prefLabel, in its own graph. What a
thing is called in answers, its one rdfs:label, stands in the graph of what is mentioned: as the
source calls it that was merged first. A name that only repeats the thing's id counts after all
others. What the other sources prefer stands beside it as further names. All of it follows from the
sources that are there, so nothing is left of one that goes.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import unquote

import pyoxigraph as ox

from nkgraph.store import constructed
from nkgraph.terms import PREFIXES, SOURCE, last_segment

GRAPH = ox.NamedNode(SOURCE + "mentioned")
"""The graph of what merged sources mention (`nkgraph.merge.mentioned`)."""

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")
_OTHER = ox.NamedNode(PREFIXES["skos"] + "altLabel")
_PREFERRED = ox.NamedNode(PREFIXES["skos"] + "prefLabel")
_ENDED = ox.NamedNode(PREFIXES["prov"] + "endedAtTime")

_AT_ONCE = 20_000
"""How many things are looked at before what is new of them is stored."""


def add(store: ox.Store, graph: ox.NamedNode) -> bool:
    """Label what a source names that has just come, and has said of itself when that was.

    Returns whether it names anything.
    """
    named = f"GRAPH {graph} {{ ?thing {_PREFERRED} ?name }} FILTER(isIRI(?thing))"
    others: list[object] = []
    unless = ""
    if len(_came(store)) > 1:  # else nobody else can have named anything, and nothing is looked up
        labelled = f"EXISTS {{ ?thing {_LABEL} ?label }}"
        others = _things(store, f"{named} FILTER({labelled})")
        unless = f"FILTER(NOT {labelled})"
    new = f"CONSTRUCT {{ ?thing {_LABEL} ?name }} WHERE {{ {named} {unless} }}"
    is_new = constructed.put(store, new, GRAPH)
    return _settle(store, others) or is_new


def renew(store: ox.Store) -> bool:
    """Label what was labelled as those sources do that are left.

    Returns whether any of it is still named.
    """
    labels = list(store.quads_for_pattern(None, _LABEL, None, GRAPH))
    return _settle(store, {quad.subject for quad in labels if quad.subject != GRAPH})


def _things(store: ox.Store, pattern: str) -> list[object]:
    # In a function of its own: an error keeps its frame, and with it what Oxigraph reads from,
    # which must not end in another thread.
    rows = store.query(
        f"SELECT DISTINCT ?thing WHERE {{ {pattern} }}", use_default_graph_as_union=True
    )
    return [row["thing"] for row in rows]  # type: ignore[union-attr]


def _settle(store: ox.Store, named: Iterable[object]) -> bool:
    came = _came(store)
    is_named = False
    things = (thing for thing in named if isinstance(thing, ox.NamedNode))
    while some := list(islice(things, _AT_ONCE)):
        new: list[ox.Quad] = []
        for thing in some:
            there = {*store.quads_for_pattern(thing, None, None, GRAPH)}
            if any(quad.predicate == _TYPE for quad in there):
                continue  # a state or a place, which is described there
            wanted = set(_wanted(store, thing, came))
            is_named = is_named or bool(wanted)
            for quad in there - wanted:
                store.remove(quad)
            new += wanted - there
        store.bulk_extend(new)
    return is_named


def _wanted(store: ox.Store, thing: ox.NamedNode, came: dict[object, str]) -> Iterator[ox.Quad]:
    """Yield the names that a thing should have; none where a source has a label for itself."""
    labels = store.quads_for_pattern(thing, _LABEL, None, None)
    if any(quad.graph_name != GRAPH for quad in labels):
        return
    preferred = sorted(
        store.quads_for_pattern(thing, _PREFERRED, None, None),
        key=lambda quad: (came.get(quad.graph_name, ""), str(quad.graph_name), str(quad.object)),
    )
    named: dict[str, ox.Quad] = {}
    for quad in [one for one in preferred if not _repeats_id(one)] or preferred:
        named.setdefault(quad.object.value, quad)  # type: ignore[union-attr]
    for place, quad in enumerate(named.values()):
        yield ox.Quad(thing, _OTHER if place else _LABEL, quad.object, GRAPH)


def _repeats_id(quad: ox.Quad) -> bool:
    """Return whether a name says no more than the IRI: a file that only refers to a thing."""
    end = last_segment(quad.subject.value)  # type: ignore[union-attr]
    return unquote(end) == quad.object.value  # type: ignore[union-attr]


def _came(store: ox.Store) -> dict[object, str]:
    """Return when each merged source came, by its graph; of those of one second the IRI decides."""
    return {
        quad.graph_name: quad.object.value  # type: ignore[union-attr]
        for quad in store.quads_for_pattern(None, _ENDED, None, None)
    }
