"""Where links are kept: as SSSOM in a graph of their own, from which accepted ones are followed."""

from collections.abc import Iterable, Iterator
from datetime import date

import pyoxigraph as ox

from nkgraph.merge.identity.link import BY_NAME, LINKS, PREDICATE, Judgement, Link
from nkgraph.store.reader import Reader
from nkgraph.terms import NKG, PREFIXES, SOURCE

GRAPH = ox.NamedNode(SOURCE + "links")


def _term(prefix: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(PREFIXES[prefix] + name)


_TYPE = _term("rdf", "type")
_MAPPING = _term("owl", "Axiom")
_SUBJECT = _term("owl", "annotatedSource")
_PREDICATE = _term("owl", "annotatedProperty")
_OBJECT = _term("owl", "annotatedTarget")
_JUSTIFICATION = _term("sssom", "mapping_justification")
_CONFIDENCE = _term("sssom", "confidence")
_MODIFIER = _term("sssom", "predicate_modifier")
_REVIEWER = _term("sssom", "reviewer_label")
_DATE = _term("pav", "authoredOn")
_COMMENT = _term("rdfs", "comment")
_JUDGEMENT = _term("nkg", "judgement")
_SAME = ox.NamedNode(PREDICATE)
_DOUBLE = _term("xsd", "double")
_DAY = _term("xsd", "date")
NOT = "Not"
"""SSSOM's predicate modifier of a link that was rejected."""


def read(store: ox.Store) -> dict[str, Link]:
    """Return the links of a store by their identifiers."""
    found = store.quads_for_pattern(None, None, None, GRAPH)
    return _links((quad.subject, quad.predicate, quad.object) for quad in found)


def read_from(reader: Reader) -> dict[str, Link]:
    """Return the links of any store that can be asked, by their identifiers."""
    rows = reader.select(f"SELECT ?s ?p ?o WHERE {{ GRAPH {GRAPH} {{ ?s ?p ?o }} }}").rows
    return _links((row[0], row[1], row[2]) for row in rows)


def _links(triples: Iterable[tuple[object, object, object]]) -> dict[str, Link]:
    facts: dict[str, dict[str, str]] = {}
    for subject, predicate, value in triples:
        if isinstance(subject, ox.NamedNode) and subject.value.startswith(LINKS):
            said = facts.setdefault(subject.value, {})
            said[getattr(predicate, "value", "")] = getattr(value, "value", "")
    links = (_link(said) for said in facts.values() if _SUBJECT.value in said)
    return {link.identifier: link for link in links}


def _link(said: dict[str, str]) -> Link:
    confidence = said.get(_CONFIDENCE.value)
    day = said.get(_DATE.value)
    return Link(
        subject=said[_SUBJECT.value],
        object=said[_OBJECT.value],
        judgement=Judgement(said[_JUDGEMENT.value].removeprefix(NKG)),
        score=float(confidence) if confidence else None,
        reason=said.get(_COMMENT.value, ""),
        justification=said.get(_JUSTIFICATION.value, BY_NAME),
        by=said.get(_REVIEWER.value, ""),
        on=date.fromisoformat(day) if day else None,
    )


def quads(link: Link) -> Iterator[ox.Quad]:
    """Yield what the graph says of a link."""
    node, subject, target = (ox.NamedNode(iri) for iri in (link.iri, link.subject, link.object))

    def say(predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal) -> ox.Quad:
        return ox.Quad(node, predicate, value, GRAPH)

    yield say(_TYPE, _MAPPING)
    yield say(_SUBJECT, subject)
    yield say(_PREDICATE, _SAME)
    yield say(_OBJECT, target)
    yield say(_JUDGEMENT, ox.NamedNode(NKG + link.judgement.value))
    yield say(_JUSTIFICATION, ox.NamedNode(link.justification))
    if link.score is not None:
        yield say(_CONFIDENCE, ox.Literal(f"{link.score:.3f}", datatype=_DOUBLE))
    if link.reason:
        yield say(_COMMENT, ox.Literal(link.reason, language="en"))
    if link.by:
        yield say(_REVIEWER, ox.Literal(link.by))
    if link.on:
        yield say(_DATE, ox.Literal(link.on.isoformat(), datatype=_DAY))
    if link.judgement is Judgement.REJECTED:
        yield say(_MODIFIER, ox.Literal(NOT))
    if link.judgement is Judgement.ACCEPTED:
        yield ox.Quad(subject, _SAME, target, GRAPH)


def put(store: ox.Store, links: Iterable[Link]) -> None:
    """Put links into a store, in the place of what it has of the same two entities."""
    before = read(store)
    for link in links:
        known = before.get(link.identifier)
        for quad in quads(known) if known else ():
            store.remove(quad)
        store.extend(quads(link))
    _describe(store)


def remove(store: ox.Store, links: Iterable[Link]) -> None:
    """Remove links; the graph goes with the last one."""
    for link in links:
        for quad in quads(link):
            store.remove(quad)
    _describe(store)


def _describe(store: ox.Store) -> None:
    """Let the graph say what it is, for as long as there is something in it."""
    itself = [
        ox.Quad(GRAPH, _TYPE, ox.NamedNode(NKG + "Source"), GRAPH),
        ox.Quad(
            GRAPH,
            _term("rdfs", "label"),
            ox.Literal("Links between entities of several sources", language="en"),
            GRAPH,
        ),
        ox.Quad(GRAPH, ox.NamedNode(NKG + "sourceKind"), ox.NamedNode(NKG + "linking"), GRAPH),
    ]
    if any(True for _ in store.quads_for_pattern(None, _SUBJECT, None, GRAPH)):
        store.extend(itself)
    else:
        store.remove_graph(GRAPH)
