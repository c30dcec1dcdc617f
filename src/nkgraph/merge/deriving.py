"""What follows from the claims, made anew where a merge may have changed it.

The rules for shortcuts look at claims, what they state, and what that speaks of: joined, two
statements of a graph always share the subject of one of them. So where no subject of a source
stands in another, and none of another's stands in it, what follows from all is what follows from
each. A source that stands so apart, and is not large, is derived by itself, over a copy with the
project's own graphs; otherwise everything is derived anew. Rows of event tables are no claims, and
nothing of the kind follows from them at all, unless RDF speaks of them.

The rules that compare sources begin with what the article says, and ask all sources again; among
events they look for the few kinds that claims speak of: whether others are there changes nothing.
"""

from collections.abc import Collection, Iterator
from itertools import islice

import pyoxigraph as ox

from nkgraph.merge.changing import Change
from nkgraph.merge.identity import storing
from nkgraph.store import labels
from nkgraph.store.seed import DERIVED, compare_anew, derive, derive_shortcuts, files
from nkgraph.terms import NKG, PREFIXES

NOTHING_FOLLOWS = frozenset(("events", "states"))
"""What a source can hold whose rows are no claims."""

_OTHERS_ROWS = "rdf"
"""What a source holds that may speak of the rows of any other."""

_FEW_QUADS = 100_000
"""The largest source that is copied and looked at thing by thing: 60 MB of memory, about 2 s."""

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_HOLDS = ox.NamedNode(NKG + "holds")
_DERIVED_FROM = ox.NamedNode(PREFIXES["prov"] + "wasDerivedFrom")
_OF_CLASSES = (
    ox.NamedNode(PREFIXES["rdfs"] + "subClassOf"),
    *(ox.NamedNode(NKG + name) for name in ("edgeSource", "edgeTarget", "edgeRelation")),
)
"""What the rules ask of classes, whichever graph says it."""

_KINDS_CLAIMED = f"""
PREFIX rdfs: <{PREFIXES["rdfs"]}>
SELECT DISTINCT ?kind {{
  ?claim <{NKG}states> ?event . ?event a ?kind . ?kind rdfs:subClassOf* <{NKG}Event>
}}
"""


def again(change: Change) -> None:
    """Make the graph of what is derived anew, from everything."""
    change.remove(DERIVED)
    derive(change.store)


def after_merge(change: Change, graph: ox.NamedNode, described: Collection[ox.Quad]) -> None:
    """Let the graph of what is derived follow a source that has come.

    described: what the graph of what is mentioned has said since then.
    """
    things = {quad.subject for quad in described if quad.predicate == _TYPE}
    new = _of_newcomer(change.store, graph, things)
    if new is None:
        again(change)
        return
    change.store.extend(new)
    compare_anew(change.store)


def after_forget(change: Change, gone: Collection[ox.Quad] | None) -> None:
    """Let the graph of what is derived follow a source that has gone.

    gone: what followed from it `alone`, before it went.
    """
    if gone is None:
        again(change)
        return
    for quad in gone:
        change.store.remove(quad)
    compare_anew(change.store)


def alone(store: ox.Store, graph: ox.NamedNode) -> set[ox.Quad] | None:
    """Return the shortcuts that follow from one source and from no other; None for unknown.

    Where it is unknown, another source may take part in what follows, or this one is large.
    """
    others = _others(store, graph)
    if _holds(store, graph) in NOTHING_FOLLOWS:
        return None if _speak_of_rows(store, others, graph) else set()
    quads = list(islice(store.quads_for_pattern(None, None, None, graph), _FEW_QUADS + 1))
    if len(quads) > _FEW_QUADS:
        return None
    subjects = {quad.subject for quad in quads}
    objects = {quad.object for quad in quads if isinstance(quad.object, ox.NamedNode)}
    merged = [other for other in others if other not in files()]
    if _speak_of(store, others, subjects) or _describe(store, merged, objects - subjects):
        return None
    scope = ox.Store()
    for own in (*files(), storing.GRAPH):
        scope.bulk_extend(store.quads_for_pattern(None, None, None, own))
    for predicate in _OF_CLASSES:
        found = list(store.quads_for_pattern(None, predicate, None, None))
        scope.extend(quad for quad in found if quad.graph_name != graph)
    for thing in objects:
        scope.extend(store.quads_for_pattern(thing, None, None, labels.GRAPH))
    derive_shortcuts(scope)
    without = set(scope.quads_for_pattern(None, None, None, DERIVED))
    scope.bulk_extend(quads)
    derive_shortcuts(scope)
    new = set(scope.quads_for_pattern(None, None, None, DERIVED)) - without
    shortcuts = {quad.subject for quad in new if quad.object in subjects and _is_origin(quad)}
    # What follows for a thing of the project's own may follow from another source as well.
    return new if all(quad.subject in subjects | shortcuts for quad in new) else None


def kinds_claimed(store: ox.Store) -> list[ox.NamedNode]:
    """Return the kinds of events that claims speak of."""
    rows = store.query(_KINDS_CLAIMED, use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    return [kind for row in rows if isinstance(kind := row["kind"], ox.NamedNode)]


def _of_newcomer(
    store: ox.Store, graph: ox.NamedNode, things: Collection[object]
) -> set[ox.Quad] | None:
    """Return the shortcuts that follow from a source that has come, `alone` or None for unknown.

    things: what is described only since it came.
    """
    others = _others(store, graph)
    is_table = _holds(store, graph) in NOTHING_FOLLOWS
    if not is_table and not any(
        other not in files() and _holds(store, other) not in NOTHING_FOLLOWS for other in others
    ):
        return None  # the first with claims: little more than its own would be derived
    # Whoever speaks of what is described only now has something new to follow from.
    return None if _speak_of(store, others, things) else alone(store, graph)


def _is_origin(quad: ox.Quad) -> bool:
    return quad.predicate == _DERIVED_FROM


def _others(store: ox.Store, graph: ox.NamedNode) -> list[ox.NamedNode]:
    """Return the graphs that say something of their own."""
    aside = (graph, labels.GRAPH, storing.GRAPH, DERIVED)
    return [
        other
        for other in store.named_graphs()
        if isinstance(other, ox.NamedNode) and other not in aside
    ]


def _holds(store: ox.Store, graph: ox.NamedNode) -> str:
    quads = store.quads_for_pattern(graph, _HOLDS, None, graph)
    return next((getattr(quad.object, "value", "") for quad in quads), "")


def _speak_of_rows(store: ox.Store, others: Collection[ox.NamedNode], graph: ox.NamedNode) -> bool:
    """Return whether a source of RDF speaks of what a table's graph describes."""
    return any(
        store.query(
            f"ASK {{ GRAPH {other} {{ ?subject ?predicate ?object }} "
            f'FILTER(STRSTARTS(STR(?object), "{graph.value}/") '
            f'|| STRSTARTS(STR(?subject), "{graph.value}/")) }}'
        )
        for other in others
        if _holds(store, other) == _OTHERS_ROWS
    )


def _speak_of(
    store: ox.Store, graphs: Collection[ox.NamedNode], things: Collection[object]
) -> bool:
    """Return whether a graph has one of the things as subject or object."""
    for graph in graphs:
        most = len(things) // 2  # on disk two things are looked up while one quad is read
        quads = list(islice(store.quads_for_pattern(None, None, None, graph), most + 1))
        if len(quads) <= most:
            found = any(quad.subject in things or quad.object in things for quad in quads)
        else:
            found = _describe(store, [graph], things) or any(
                _first(store, (None, None, thing, graph)) for thing in things
            )
        if found:
            return True
    return False


def _describe(
    store: ox.Store, graphs: Collection[ox.NamedNode], things: Collection[object]
) -> bool:
    """Return whether a graph has one of the things as subject."""
    return any(_first(store, (thing, None, None, graph)) for graph in graphs for thing in things)


def _first(store: ox.Store, pattern: tuple[object, None, object, ox.NamedNode]) -> ox.Quad | None:
    quads: Iterator[ox.Quad] = store.quads_for_pattern(*pattern)  # type: ignore[arg-type]
    return next(quads, None)
