"""What the vocabularies define, and what they do not."""

import pytest

from nkgraph.check.graph import OURS
from nkgraph.check.published import OWN_LISTS, published
from nkgraph.terms import PREFIXES

DATA = ("wd",)  # names of things, not of classes or properties


@pytest.mark.parametrize(
    "term",
    [
        "prov:qualifiedAttribution", "oa:TextPositionSelector", "oa:hasSelector", "skos:altLabel",
        "dcterms:issued", "qb:Observation", "sdmx-measure:obsValue", "sdmx-attribute:unitMeasure",
        "sem:hasEarliestBeginTimeStamp", "geo:lat", "org:unitOf", "foaf:Person", "xsd:decimal",
        "schema:datePublished", "owl:Class", "rdf:langString", "rdfs:subClassOf",
        "vann:preferredNamespacePrefix",
    ],
)  # fmt: skip
def test_terms_that_exist(term: str) -> None:
    prefix, _, local = term.partition(":")
    namespace, known = published(PREFIXES[prefix] + local)
    assert namespace == PREFIXES[prefix]
    assert known is not None
    assert local in known


@pytest.mark.parametrize(
    "term",
    ["prov:agentt", "oa:hasStart", "skos:label", "qb:observe", "sem:hasActors", "geo:lon"],
)
def test_terms_that_do_not_exist(term: str) -> None:
    prefix, _, local = term.partition(":")
    _, known = published(PREFIXES[prefix] + local)
    assert known is not None
    assert local not in known


def test_every_prefix_of_the_project_is_known_or_ours() -> None:
    unknown = {
        prefix
        for prefix, iri in PREFIXES.items()
        if published(iri)[1] is None and not iri.startswith(OURS)
    }
    assert unknown == set(DATA)


def test_own_lists_do_not_repeat_rdflib() -> None:
    from rdflib import namespace

    bundled = {str(getattr(namespace, name)) for name in dir(namespace) if name.isupper()}
    assert bundled.isdisjoint(OWN_LISTS)
