"""Names: the prefixes that the project uses, and IRIs in their long and short forms."""

import re
from collections.abc import Mapping

from pyoxigraph import NamedNode

NKG = "https://w3id.org/nkgraph/ontology#"
ENTITY = "https://w3id.org/nkgraph/entity/"
SOURCE = "https://w3id.org/nkgraph/source/"

PREFIXES: dict[str, str] = {
    "nkg": NKG,
    "nk": ENTITY,
    "src": SOURCE,
    "claim": "https://w3id.org/nkgraph/claim/2014-05-14/",
    "name": "https://w3id.org/nkgraph/name/2014-05-14/",
    "ev": "https://w3id.org/nkgraph/evidence/2014-05-14/",
    "stmt": "https://w3id.org/nkgraph/statement/2014-05-14/",
    "attr": "https://w3id.org/nkgraph/attribution/2014-05-14/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "qb": "http://purl.org/linked-data/cube#",
    "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
    "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
    "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "schema": "https://schema.org/",
    "sssom": "https://w3id.org/sssom/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "pav": "http://purl.org/pav/",
    "ftm": "https://w3id.org/nkgraph/ftm/",
    "vann": "http://purl.org/vocab/vann/",
    "wd": "http://www.wikidata.org/entity/",
}
"""Every prefix that may be used in a parameter, and that is used in what is written."""

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
"""The local names that a compact IRI can hold without an escape in SPARQL and in Turtle."""


def expand(text: str) -> NamedNode | None:
    """Return the IRI that a text writes in full (`<…>`, `https://…`) or compactly (`nk:russia`).

    None where the text is no IRI, among them a prefix that is not one of PREFIXES.
    """
    if text.startswith("<") and text.endswith(">"):
        full = text[1:-1]
    elif "://" in text:
        full = text
    else:
        prefix, colon, local = text.partition(":")
        if not colon or prefix not in PREFIXES:
            return None
        full = PREFIXES[prefix] + local
    try:
        return NamedNode(full)
    except (ValueError, UnicodeEncodeError):
        return None


def compact(iri: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Return an IRI with its prefix where one fits and the rest needs no escape, else whole."""
    best = max(
        (item for item in prefixes.items() if iri.startswith(item[1])),
        key=lambda item: len(item[1]),
        default=None,
    )
    if best is None or not _LOCAL.fullmatch(iri[len(best[1]) :]):
        return iri
    return f"{best[0]}:{iri[len(best[1]) :]}"


def last_segment(iri: str) -> str:
    """Return what stands behind the last `/` or `#` of an IRI, a claim's short name for example."""
    return re.split(r"[/#]", iri)[-1]
