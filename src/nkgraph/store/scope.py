"""A graph as if a source or a speaker had said nothing.

A source's graph goes as a whole. A speaker's attributions go, those of its offices (KOTRA is silent
only where its Moscow office is), and those that reach us only through one of these. A claim that
has no attribution left goes, and with it what only it brought into the source's graph: its
statement, its evidence, things that nothing else there speaks of. What other claims said of it
(that they contrast with it, say) goes too. Then the shortcuts are derived anew.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import islice

import pyoxigraph as ox

from nkgraph.errors import BadParameter, UnknownSource
from nkgraph.naming import Names
from nkgraph.store import labels
from nkgraph.store.embedded import Embedded
from nkgraph.store.folder import Held
from nkgraph.store.reader import Reader
from nkgraph.store.seed import DERIVED, derive
from nkgraph.terms import NKG, PREFIXES

_OFFICE = f"""
?belonging <{PREFIXES["rdf"]}subject> ?office ; <{PREFIXES["rdf"]}predicate> <{NKG}isOfficeOf> ;
  <{PREFIXES["rdf"]}object> ?thing .
"""
_SPEAKERS = f"""
{{ SELECT DISTINCT ?thing WHERE {{
{{ ?thing nkg:sourceKind ?sourceKind }} UNION {{ ?attribution prov:agent ?thing }}
UNION {{ {_OFFICE} ?attribution prov:agent ?office }} }} }}
"""
"""By itself, since it has few things: or else all labels of all events would be gone through."""
_AGENT = ox.NamedNode(PREFIXES["prov"] + "agent")
_ATTRIBUTION = ox.NamedNode(PREFIXES["prov"] + "qualifiedAttribution")
_THROUGH = ox.NamedNode(NKG + "through")
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_CLAIM = ox.NamedNode(NKG + "Claim")


_FEW_QUADS = 20_000
"""A larger graph is left out of a copy: to delete it on disk takes longer than to copy the rest."""


def copied(reader: Reader, apart_from: Collection[ox.NamedNode] = ()) -> Embedded:
    """Return a copy of a store in memory, but for some graphs."""
    store = ox.Store()
    if apart_from and isinstance(reader, Embedded):
        for graph in (ox.DefaultGraph(), *reader.store.named_graphs()):
            if graph not in apart_from:
                store.bulk_extend(reader.store.quads_for_pattern(None, None, None, graph))
    else:
        store.bulk_extend(quad for quad in reader.quads() if quad.graph_name not in apart_from)
    return Embedded(store, reader.where)


def without(reader: Reader, names: Sequence[str]) -> Embedded:
    """Return a copy of a store without what these sources or speakers said.

    Raises UnknownSource for a name that fits none, AmbiguousValue for one that fits several.
    """
    lookup = Names(reader)
    silent = [_found(lookup, name) for name in names]
    silent += [office for one in silent for office in _offices(reader, one)]
    if not isinstance(reader, Embedded) or reader.held is None:
        return _silenced(copied(reader, silent), silent)
    from nkgraph.store.linked import explained

    with explained(reader.held):
        return _silenced(_linked(reader, reader.held, silent), silent)


def _linked(reader: Embedded, held: Held, apart_from: Collection[ox.NamedNode]) -> Embedded:
    """Return a copy of a snapshot on disk that may be changed, but for some graphs.

    It shares the large files, and is gone when nobody holds it any more.
    """
    for graph in apart_from:
        if _has_many(reader.store, graph):
            return copied(reader, apart_from)
    from nkgraph.store.linked import linked

    copy = linked(held, reader.where)
    for graph in apart_from:
        copy.store.remove_graph(graph)
    return copy


def _has_many(store: ox.Store, graph: ox.NamedNode) -> bool:
    quads = store.quads_for_pattern(None, None, None, graph)
    return len(list(islice(quads, _FEW_QUADS + 1))) > _FEW_QUADS


def _silenced(scope: Embedded, silent: Collection[ox.NamedNode]) -> Embedded:
    """Take what these said out of a copy, derive anew what follows, and return it."""
    _silence(scope.store, silent)
    labels.renew(scope.store)
    if DERIVED not in silent:
        derive(scope.store)
    if scope.read_from is not None:
        scope.store.flush()  # other processes may read it
    return scope


def _found(lookup: Names, name: str) -> ox.NamedNode:
    try:
        return lookup.find_among(name, _SPEAKERS, "source or speaker", asked=repr(name))
    except BadParameter as error:
        if type(error) is not BadParameter:
            raise
        raise UnknownSource(str(error)) from error


def _offices(reader: Reader, thing: ox.NamedNode) -> list[ox.NamedNode]:
    offices = f"SELECT DISTINCT ?office {{ VALUES ?thing {{ {thing} }} {_OFFICE} }}"
    rows = reader.select(offices).rows
    return [row[0] for row in rows if isinstance(row[0], ox.NamedNode)]


def _silence(store: ox.Store, speakers: Iterable[ox.NamedNode]) -> None:
    removed: set[ox.NamedNode] = set()
    waiting = [quad.subject for one in speakers for quad in _about(store, _AGENT, one)]
    while waiting:
        attribution = waiting.pop()
        if isinstance(attribution, ox.NamedNode) and attribution not in removed:
            removed.add(attribution)
            waiting += [quad.subject for quad in _about(store, _THROUGH, attribution)]
    touched = {quad.subject for one in removed for quad in _about(store, _ATTRIBUTION, one)}
    unsaid = {
        claim
        for claim in touched
        if isinstance(claim, ox.NamedNode)
        and all(
            quad.object in removed
            for quad in store.quads_for_pattern(claim, _ATTRIBUTION, None, None)
        )
    }
    _remove(store, removed | unsaid)


def _remove(store: ox.Store, roots: set[ox.NamedNode]) -> None:
    """Remove resources, what only they lead to in their graphs, and what is said of them."""
    by_graph: dict[ox.NamedNode, set[ox.NamedNode]] = defaultdict(set)
    for root in roots:
        for quad in store.quads_for_pattern(root, None, None, None):
            by_graph[quad.graph_name].add(root)  # type: ignore[index]
    for graph, gone in by_graph.items():
        for thing in _only_led_to(store, graph, gone):
            for quad in list(store.quads_for_pattern(thing, None, None, graph)):
                store.remove(quad)
    for root in roots:
        for quad in list(store.quads_for_pattern(None, None, root, None)):
            store.remove(quad)


def _only_led_to(
    store: ox.Store, graph: ox.NamedNode, gone: set[ox.NamedNode]
) -> set[ox.NamedNode]:
    """Return `gone`, and what in a graph can be reached from it and from nothing else there."""
    links: dict[ox.NamedNode, set[ox.NamedNode]] = defaultdict(set)
    claims: set[ox.NamedNode] = set()
    for quad in store.quads_for_pattern(None, None, None, graph):
        leads_to = links[quad.subject]  # type: ignore[index]
        if quad.predicate == _TYPE:
            if quad.object == _CLAIM:
                claims.add(quad.subject)  # type: ignore[arg-type]
        elif isinstance(quad.object, ox.NamedNode):
            leads_to.add(quad.object)
    # Other claims, and the source itself, stand by themselves.
    staying = (claims | {graph}) - gone
    led_to = _reached(links, gone, staying)
    kept = _reached(links, set(links) - led_to, gone)
    return led_to - kept


def _reached(
    links: dict[ox.NamedNode, set[ox.NamedNode]],
    start: set[ox.NamedNode],
    closed: set[ox.NamedNode],
) -> set[ox.NamedNode]:
    reached: set[ox.NamedNode] = set()
    waiting = list(start)
    while waiting:
        thing = waiting.pop()
        if thing in links and thing not in reached and thing not in closed:
            reached.add(thing)
            waiting += links[thing]
    return reached


def _about(store: ox.Store, predicate: ox.NamedNode, thing: ox.NamedNode) -> Iterable[ox.Quad]:
    return list(store.quads_for_pattern(None, predicate, thing, None))
