"""The graph as RDF, in an order that is the same each time, so that two exports can be compared."""

import os
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import IO, Any

import pyoxigraph as ox

from nkgraph.errors import BadFormat, CannotWrite
from nkgraph.terms import PREFIXES

_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "xml": ox.RdfFormat.RDF_XML,
}
NAMES: tuple[str, ...] = tuple(_FORMATS)
"""The formats' names."""

_ENDINGS = {
    ".ttl": "turtle", ".trig": "trig", ".nq": "nquads", ".nt": "ntriples", ".jsonld": "jsonld",
    ".rdf": "xml", ".xml": "xml",
}  # fmt: skip
_TYPE = PREFIXES["rdf"] + "type"


def write(
    quads: Iterable[ox.Quad], target: str | os.PathLike[str] | IO[bytes], format: str | None
) -> None:
    """Write quads to a file, whole or not at all, or to a stream of bytes.

    Turtle, N-Triples and RDF/XML have no named graphs and get each triple once. Raises BadFormat
    for a format that is not known or cannot hold the graph, CannotWrite.
    """
    name = format or _by_ending(target)
    if name not in _FORMATS:
        raise BadFormat(f"no RDF format {name!r}: take one of {', '.join(NAMES)}")
    text = _serialised(quads, _FORMATS[name])
    if isinstance(target, str | os.PathLike):
        from nkgraph.output import replacing

        with replacing(target) as stream:
            stream.write(text)
        return
    try:
        target.write(text)
        target.flush()
    except BrokenPipeError:  # whoever reads has had enough; the caller decides what that means
        raise
    except OSError as error:
        raise CannotWrite(f"the output could not be written: {error.strerror}") from error


def _by_ending(target: Any) -> str:
    if not isinstance(target, str | os.PathLike):
        raise BadFormat(f"say which RDF format: {', '.join(NAMES)}")
    ending = PurePath(target).suffix.lower()
    if ending not in _ENDINGS:
        raise BadFormat(
            f"{os.fspath(target)!r} has no ending of an RDF format: say --format, or take one of "
            f"{' '.join(_ENDINGS)}"
        )
    return _ENDINGS[ending]


def _serialised(quads: Iterable[ox.Quad], format: ox.RdfFormat) -> bytes:
    if format.supports_datasets:
        statements: Iterator[Any] = iter(sorted(quads, key=_place))
    else:
        triples = {quad.triple: quad for quad in quads}
        statements = (quad.triple for quad in sorted(triples.values(), key=_triple_place))
    try:
        written = ox.serialize(statements, format=format, prefixes=PREFIXES)
    except ValueError as error:
        raise BadFormat(f"{format.name} cannot hold this graph: {error}") from error
    assert written is not None, "without an output, pyoxigraph returns the bytes"
    if format == ox.RdfFormat.RDF_XML:
        _check_xml(written)
        # A reader of XML makes a line feed of a bare carriage return; Oxigraph writes it so.
        written = written.replace(b"\r", b"&#13;")
    return written


def _check_xml(written: bytes) -> None:
    """Raise BadFormat where Oxigraph has written what is no XML, and no other reader takes.

    A property is an element there, so its IRI has to end in a name: `http://example.org/` does not.
    Nor can XML 1.0 have most control characters.
    """
    from xml.parsers import expat

    try:
        expat.ParserCreate(namespace_separator=" ").Parse(written, True)
    except expat.ExpatError as error:
        raise BadFormat(
            "RDF/XML cannot hold this graph, which has a control character, or a property whose "
            f"IRI ends in no name (line {error.lineno}): take another format"
        ) from error


def _place(quad: ox.Quad) -> tuple[str, ...]:
    return (str(quad.graph_name), *_triple_place(quad))


def _triple_place(quad: ox.Quad) -> tuple[str, ...]:
    # What a thing is stands first, as a person would write it.
    predicate = "" if quad.predicate.value == _TYPE else quad.predicate.value
    return (str(quad.subject), predicate, str(quad.object))
