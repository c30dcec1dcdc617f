"""The statements of an RDF file, one after another, without what nobody should take from it."""

import io
import re
from collections.abc import Iterator
from typing import NamedTuple

import pyoxigraph as ox

from nkgraph.datasets.rdf import guards, wikibase
from nkgraph.datasets.rdf.formats import Format
from nkgraph.datasets.rejects import Rejects
from nkgraph.datasets.source import OpenedFile
from nkgraph.errors import BadData
from nkgraph.terms import NKG, SOURCE

LITERAL_CHARACTERS = 1_000_000
"""A text beyond this is nothing that a query should answer with."""

_NO_BASE = "relative.invalid"
"""The host of the base that shows which IRIs were relative: JSON-LD drops these in silence."""

_PLACE = re.compile(r"line (\d+)")
_OURS = re.compile(
    rf"{re.escape(NKG)}|{re.escape(SOURCE)}(?:article-2014-05-14|background|ontology|derived"
    r"|links|mentioned)(?:$|/)"
    r"|https://w3id\.org/nkgraph/(?:claim|statement|evidence|attribution|name)/2014-05-14/"
)
"""What the project's own graphs describe, and no other file may add to."""

_DERIVED = frozenset((NKG + "involves", NKG + "year"))
_SHORTCUT = NKG + "Shortcut"


class Statement(NamedTuple):
    """A statement of the file; `number` is its line, or its place among the statements."""

    number: int
    quad: ox.Quad


def statements(opened: OpenedFile, format: Format, rejects: Rejects | None) -> Iterator[Statement]:
    """Yield the statements that can be kept; others go to `rejects`, where that is given.

    Raises BadData, with the place, for a file that breaks off being what it began as.
    """
    name = opened.facts.name
    try:
        for statement in _parsed(opened, format, rejects):
            reason = _unfit(statement.quad)
            if reason is None:
                yield statement
            elif rejects is not None:
                rejects.add(statement.number, reason, str(statement.quad))
    except BadData as error:
        if str(error).startswith(name):
            raise
        raise BadData(f"{name} {error}") from error


def check(opened: OpenedFile, format: Format) -> None:
    """Raise BadData for XML that is not well-formed, or does what it should not."""
    if not format.is_xml:
        return
    try:
        guards.check_xml(guards.xml_text(opened.chunks()))
    except BadData as error:
        raise BadData(f"{opened.facts.name} {error}") from error


def _parsed(opened: OpenedFile, format: Format, rejects: Rejects | None) -> Iterator[Statement]:
    if format.rdflib is not None:
        yield from _by_rdflib(opened, format)
        return
    if format.is_wikibase:
        yield from _of_wikibase(opened, rejects)
        return
    if format.is_xml:
        chunks = guards.xml_text(opened.chunks())
    else:
        chunks = guards.refuse_nesting(opened.text_chunks(opened.encoding()))
    base = f"http://{_NO_BASE}/" if format.oxigraph == ox.RdfFormat.JSON_LD else None
    parser = ox.parse(io.BufferedReader(guards.Chunked(chunks)), format.oxigraph, base_iri=base)
    number = 0
    while True:
        try:
            quad = next(parser)
        except StopIteration:
            return
        except SyntaxError as error:
            said = " ".join(str(error).split())
            if not format.by_line:
                raise BadData(f"is no {format.title}: {_explained(said)}") from error
            number += 1
            if rejects is not None:
                place = _PLACE.search(said)
                rejects.add(int(place[1]) if place else number, _explained(said))
            continue
        number += 1
        if base is not None and _is_relative(quad):
            raise BadData("has IRIs that are relative to nothing: give the document an @base")
        yield Statement(number, quad)


def _of_wikibase(opened: OpenedFile, rejects: Rejects | None) -> Iterator[Statement]:
    """Read Wikidata's JSON as the statements that its RDF has."""
    chunks = opened.text_chunks(opened.encoding())
    for number, stated in enumerate(wikibase.statements(chunks, opened.sample()), 1):
        if stated.quad is not None:
            yield Statement(number, stated.quad)
        elif rejects is not None:
            rejects.add(number, stated.reason, stated.raw)


def _explained(said: str) -> str:
    if "LoadDocumentCallback" in said:
        return "its context stands elsewhere, and nothing is fetched: put it into the document"
    if "No scheme found" in said:
        said = said.replace(
            "No scheme found in an absolute IRI", "an IRI that is relative to nothing"
        )
    return re.sub(r"^Parser error at |\s*\(line \d+\)$", "", said)[:200]


def _by_rdflib(opened: OpenedFile, format: Format) -> Iterator[Statement]:
    """Read what Oxigraph does not, by way of N-Quads."""
    import rdflib

    dataset = rdflib.Dataset()
    text = b"".join(
        guards.xml_text(opened.chunks()) if format.is_xml else opened.text_chunks(opened.encoding())
    )
    try:
        dataset.parse(data=text, format=format.rdflib)
        written = dataset.serialize(format="nquads", encoding="utf-8")
        for number, quad in enumerate(ox.parse(written, ox.RdfFormat.N_QUADS), 1):
            yield Statement(number, quad)
    except Exception as error:  # rdflib's parsers raise whatever happens to them
        said = " ".join(str(error).split())[:200]
        raise BadData(f"is no {format.title}: {_explained(said)}") from error


def _unfit(quad: ox.Quad) -> str | None:
    """Return why a statement is not taken, or None where it is."""
    subject, value = quad.subject, quad.object
    if isinstance(subject, ox.Triple) or isinstance(value, ox.Triple):
        return "a triple within a triple, which is RDF 1.2"
    if isinstance(value, ox.Literal):
        if value.direction is not None:
            return "a text with a direction, which is RDF 1.2"
        if len(value.value) > LITERAL_CHARACTERS:
            return f"a text of more than {LITERAL_CHARACTERS:,} characters"
    if isinstance(subject, ox.NamedNode) and _OURS.match(subject.value):
        return "it speaks of what nkgraph's own graphs describe"
    if quad.predicate.value in _DERIVED or (
        isinstance(value, ox.NamedNode) and value.value == _SHORTCUT
    ):
        return "it states what nkgraph derives itself"
    return None


def _is_relative(quad: ox.Quad) -> bool:
    return any(
        isinstance(term, ox.NamedNode) and term.value.startswith(f"http://{_NO_BASE}/")
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)
    )
