"""A file that somebody writes: read beside the graph, with the lines of what it describes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from nkgraph.datasets.rdf import guards
from nkgraph.errors import BadData, CannotRead, InvalidRdf
from nkgraph.store import Embedded, Reader
from nkgraph.terms import NKG, PREFIXES, compact

RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")

ENDINGS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A file, read: a store of it and of the graph that it builds on, and what it describes."""

    store: Embedded
    prefixes: Mapping[str, str]
    lines: Mapping[str, int | None]
    """The line where each of its subjects is described, by IRI; None where that is not known."""


def read_draft(path: Path, base: Reader) -> Draft:
    """Read an RDF file beside what `base` holds.

    Its triples go into the graph that its own source names, as a loaded source's do. Raises
    CannotRead where there is no such file, InvalidRdf (with line and column) where it does not
    parse.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CannotRead(f"cannot read {path}: {error.strerror}") from error
    form = ENDINGS.get(path.suffix.lower(), ox.RdfFormat.TURTLE)
    try:
        if form == ox.RdfFormat.RDF_XML:
            guards.check_xml(guards.xml_text([raw]))
        else:
            list(guards.refuse_nesting([raw]))
    except BadData as error:
        raise InvalidRdf(f"{path} {error}") from error
    try:
        parser = ox.parse(raw, format=form, base_iri=path.resolve().as_uri())
        triples = [quad.triple for quad in parser]
    except SyntaxError as error:
        raise InvalidRdf(f"{path}{_place(error)}") from error
    except ValueError as error:
        raise InvalidRdf(f"{path} does not parse: {error}") from error
    prefixes = {**PREFIXES, **dict(parser.prefixes)}
    store = ox.Store()
    store.extend(base.quads())
    graph = _source(triples) or ox.NamedNode(path.resolve().as_uri())
    store.extend(ox.Quad(one.subject, one.predicate, one.object, graph) for one in triples)
    text = raw.decode("utf-8", "replace")
    lines = {_key(one.subject): None for one in triples}
    return Draft(Embedded(store, str(path)), prefixes, _lines(text, lines, prefixes))


def _key(subject: object) -> str:
    return subject.value if isinstance(subject, ox.NamedNode) else str(subject)


def _source(triples: list[ox.Triple]) -> ox.NamedNode | None:
    """Return the source that the file describes, the first one if there are several."""
    for one in triples:
        if (
            one.predicate == RDF_TYPE
            and one.object in (ox.NamedNode(NKG + "NewsArticle"), ox.NamedNode(NKG + "Source"))
            and isinstance(one.subject, ox.NamedNode)
        ):
            return one.subject
    return None


def _lines(
    text: str, subjects: Mapping[str, None], prefixes: Mapping[str, str]
) -> dict[str, int | None]:
    """Return where each subject stands at the beginning of a line.

    The parser does not tell; an author's file begins each description on a line of its own.
    """
    first: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        match = re.match(r"\s*(<[^>]*>|[^\s;,<\"]+)", line)
        if match:
            first.setdefault(match[1], number)
    return {
        subject: first.get(compact(subject, prefixes), first.get(f"<{subject}>"))
        for subject in subjects
    }


def _place(error: SyntaxError) -> str:
    said = re.sub(r"^Parser error at line [^:]*: ", "", " ".join(str(error.msg).split()))
    if error.lineno is None:
        return f" does not parse: {said}"
    column = "" if error.offset is None else f", column {error.offset}"
    return f", line {error.lineno}{column}: {said}"
