"""Which RDF format a text begins as, told by its content."""

import re
from dataclasses import dataclass

import pyoxigraph as ox

from nkgraph.datasets.rdf import wikibase


@dataclass(frozen=True)
class Format:
    """A format, and which library reads it."""

    title: str
    oxigraph: ox.RdfFormat | None = None
    rdflib: str | None = None
    by_line: bool = False
    """Whether a line that does not parse leaves the others readable."""
    is_xml: bool = False
    is_wikibase: bool = False
    """Whether it is no RDF at all, but Wikidata's own JSON for it."""


N_QUADS = Format("N-Triples or N-Quads", ox.RdfFormat.N_QUADS, by_line=True)
TRIG = Format("Turtle or TriG", ox.RdfFormat.TRIG)
RDF_XML = Format("RDF/XML", ox.RdfFormat.RDF_XML, is_xml=True)
JSON_LD = Format("JSON-LD", ox.RdfFormat.JSON_LD)
TRIX = Format("TriX", rdflib="trix", is_xml=True)
WIKIDATA_JSON = Format("Wikidata's JSON", is_wikibase=True)
HEXTUPLES = Format("HexTuples", rdflib="hext")

_SAMPLE_LINES = 50
_PROLOG_CHARACTERS = 20_000
"""Within these an XML file's first element begins."""
_RDF_NAMESPACE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TRIX_NAMESPACE = "http://www.w3.org/2004/03/trix/trix-1/"
_ROOT = re.compile(r"<(?![?!])([^\s>/]+)([^>]*)>", re.DOTALL)
_JSON_LD_KEY = re.compile(r'"@(?:context|id|graph|type|value|base|vocab)"\s*:')
_HEXTUPLE = re.compile(r'\[\s*(?:"(?:[^"\\]|\\.)*"\s*,\s*){5}"(?:[^"\\]|\\.)*"\s*\]')
_TERM = r'(?:<[^<>"{}|^`\\\s]*>|_:[^\s]+|"(?:[^"\\]|\\.)*"(?:@[A-Za-z0-9-]+|\^\^<[^>\s]*>)?)'
_RESOURCE = r"(?:<[^>\s]*>|_:\S+)"
_N_QUAD = re.compile(
    # The last way is RDF 1.2, which is refused when it is read.
    rf"{_RESOURCE}\s*<[^>\s]*>\s*(?:{_TERM}\s*(?:{_RESOURCE}\s*)?\.|<<\()"
)
_DIRECTIVE = re.compile(r"^\s*(?:@prefix\b|@base\b|prefix\s+\S*:\s*<|base\s+<)", re.I | re.M)
_COMMENT = re.compile(r"^\s*#.*$", re.M)


def recognised(sample: str) -> Format | None:
    """Return the format of which a text is the beginning, or None for none of them."""
    text = sample.lstrip("\ufeff \t\r\n")
    if text.startswith("<") and (xml := _xml(text)):
        return xml
    if text[:1] in ("{", "["):
        first = text.split("\n", 1)[0].strip()
        if _HEXTUPLE.fullmatch(first):
            return HEXTUPLES
        if wikibase.is_begun(text):
            return WIKIDATA_JSON
        if _JSON_LD_KEY.search(text):
            return JSON_LD
    lines = [line for line in _COMMENT.sub("", text).splitlines() if line.strip()]
    lines = lines[:_SAMPLE_LINES]
    if lines and sum(bool(_N_QUAD.match(line.strip())) for line in lines) > len(lines) / 2:
        return N_QUADS
    if _DIRECTIVE.search(text) or _parses(text):
        return TRIG
    return None


def _xml(text: str) -> Format | None:
    text = text[:_PROLOG_CHARACTERS]
    root = _ROOT.search(
        re.sub(r"<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", "", text, flags=re.S)
    )
    if root is None or not (text.startswith("<?xml") or root.start() == 0 or "<!" in text[:200]):
        return None
    name = root[1].rpartition(":")[2].casefold()
    if name == "trix" or _TRIX_NAMESPACE in root[2]:
        return TRIX
    if root[1].partition(":")[2] == "RDF" or _RDF_NAMESPACE in root[2]:
        return RDF_XML
    return None


def _parses(text: str) -> bool:
    """Return whether the beginning of a text is Turtle: some statement before anything breaks."""
    start = text[: 64 << 10]
    if start.startswith("<") and "</" in start:
        return False  # some other XML
    if start.count("<<") > start.count("\n") + _SAMPLE_LINES:
        return False  # see guards.refuse_nesting
    try:
        for _ in ox.parse(start, ox.RdfFormat.TRIG, base_iri="http://example.org/"):
            return True
    except SyntaxError:
        pass
    return False
