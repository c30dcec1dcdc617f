"""What merged sources mention and none of the project's graphs describes: states, places, goods.

Two files may mention the same state, and a store must say only once what it is called, or every
answer that names it would have it twice. So these descriptions stand in a graph of their own, and
so do the labels of what sources name themselves (`nkgraph.store.labels`). It follows from the
sources that are there: what the last source that mentions something takes along, goes with it.
"""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from nkgraph.merge.identity import crosswalk, storing
from nkgraph.store import labels
from nkgraph.store.labels import GRAPH as GRAPH
from nkgraph.store.seed import DERIVED
from nkgraph.terms import NKG, PREFIXES

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")
_IDENTIFIES = ox.NamedNode(NKG + "identifies")
_LOCATION = ox.NamedNode(PREFIXES["geo"] + "location")

Place = tuple[str, str, float | None, float | None, str | None]


def itself() -> list[ox.Quad]:
    """Return what the graph says of itself."""
    return [
        ox.Quad(GRAPH, _TYPE, ox.NamedNode(NKG + "Source"), GRAPH),
        ox.Quad(GRAPH, _LABEL, ox.Literal("What merged data mention", language="en"), GRAPH),
        ox.Quad(GRAPH, ox.NamedNode(NKG + "sourceKind"), ox.NamedNode(NKG + "background"), GRAPH),
    ]


def states(store: ox.Store, entities: Iterable[str], apart_from: str = "") -> Iterator[ox.Quad]:
    """Yield the descriptions of states that the store does not have yet.

    apart_from: a source that is on its way into the store, of which anything may be there already.
    """
    missing = [ox.NamedNode(iri) for iri in entities if not is_described(store, iri, apart_from)]
    yield from crosswalk.description(missing, GRAPH)


def places(store: ox.Store, named: Iterable[Place]) -> Iterator[ox.Quad]:
    """Yield the descriptions of places that the store does not have yet.

    A place is its IRI, its name, its latitude and longitude, and the state in which it lies.
    """
    for iri, name, latitude, longitude, _ in named:
        if is_described(store, iri):
            continue
        place = ox.NamedNode(iri)
        yield ox.Quad(place, _TYPE, ox.NamedNode(NKG + "Place"), GRAPH)
        yield ox.Quad(place, _LABEL, ox.Literal(name, language="en"), GRAPH)
        if latitude is None or longitude is None:
            continue
        position = ox.NamedNode(iri + "/position")
        yield ox.Quad(place, _LOCATION, position, GRAPH)
        yield ox.Quad(position, _TYPE, ox.NamedNode(PREFIXES["geo"] + "Point"), GRAPH)
        for term, degrees in (("lat", latitude), ("long", longitude)):
            yield ox.Quad(
                position,
                ox.NamedNode(PREFIXES["geo"] + term),
                ox.Literal(f"{degrees:.6f}".rstrip("0").rstrip("."), datatype=_DECIMAL),
                GRAPH,
            )


def things(store: ox.Store, named: Iterable[tuple[str, str, str]]) -> Iterator[ox.Quad]:
    """Yield the descriptions of things that the store does not have yet: IRI, class, label."""
    for iri, kind, label in named:
        if not is_described(store, iri):
            yield ox.Quad(ox.NamedNode(iri), _TYPE, ox.NamedNode(kind), GRAPH)
            yield ox.Quad(ox.NamedNode(iri), _LABEL, ox.Literal(label, language="en"), GRAPH)


def add(store: ox.Store, quads: Iterable[ox.Quad]) -> None:
    """Put descriptions into the graph."""
    new = list(quads)
    if new:
        store.extend([*itself(), *new])


def name(store: ox.Store, source: ox.NamedNode) -> None:
    """Label what a source names that has just come."""
    if labels.add(store, source):
        store.extend(itself())


def sweep(store: ox.Store) -> None:
    """Remove what no source mentions any more, and the graph itself where nothing is left."""
    is_named = labels.renew(store)
    described = {
        quad.subject
        for quad in store.quads_for_pattern(None, _TYPE, None, GRAPH)
        if quad.subject != GRAPH
    }
    parts = {
        quad.subject: quad.object
        for quad in store.quads_for_pattern(None, _IDENTIFIES, None, GRAPH)
    } | {
        quad.object: quad.subject for quad in store.quads_for_pattern(None, _LOCATION, None, GRAPH)
    }
    kept = {thing for thing in described - parts.keys() if _is_mentioned(store, thing)}
    if not kept and not is_named:
        store.remove_graph(GRAPH)
        return
    for thing in described:
        if parts.get(thing, thing) not in kept:
            for quad in list(store.quads_for_pattern(thing, None, None, GRAPH)):
                store.remove(quad)


def is_described(store: ox.Store, iri: str, apart_from: str = "") -> bool:
    """Return whether a graph of the store, other than one, says what something is called."""
    return any(
        getattr(quad.graph_name, "value", "") != apart_from
        for quad in store.quads_for_pattern(ox.NamedNode(iri), _LABEL, None, None)
    )


def _is_mentioned(store: ox.Store, thing: object) -> bool:
    """Return whether a source speaks of something; links and what follows do not keep it.

    RDF may say something of a country, by our name for it, and nothing else may lead there.
    """
    return any(
        quad.graph_name not in (GRAPH, storing.GRAPH, DERIVED)
        for pattern in ((None, None, thing, None), (thing, None, None, None))
        for quad in store.quads_for_pattern(*pattern)
    )


_DECIMAL = ox.NamedNode(PREFIXES["xsd"] + "decimal")
