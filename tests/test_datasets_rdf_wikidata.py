# ruff: noqa: E501 - statements in one line
"""Wikidata in RDF: statements with their ranks and qualifiers."""

from functools import partial

import pyoxigraph as ox
import pytest

from nkgraph.datasets.rdf import times, wikidata
from rdf_files import HERE, NK, NKG, WIKIDATA, rows, stored, write


@pytest.fixture
def written(tmp_path):
    return partial(write, tmp_path)


@pytest.fixture(scope="module")
def items():
    return stored(WIKIDATA)[0]


def test_a_deprecated_rank_is_no_fact_and_preferred_beats_normal(items):
    assert rows(items, "SELECT ?c { ?c nkg:capitalOf nk:north-korea }") == [
        ("http://www.wikidata.org/entity/Q18808",)
    ]
    heads = "SELECT ?s ?o { ?r rdf:subject ?s ; rdf:predicate nkg:heads ; rdf:object ?o }"
    assert rows(items, heads) == [("http://www.wikidata.org/entity/Q1001", NK + "north-korea")]
    assert not rows(items, "SELECT ?r { ?r rdf:subject wd:Q1002 }")


def test_a_direct_triple_counts_where_there_is_no_rank(written):
    direct = "@prefix wd: <http://www.wikidata.org/entity/> . @prefix wdt: <http://www.wikidata.org/prop/direct/> ."
    store, _ = stored(written(direct + " wd:Q423 wdt:P36 wd:Q1 ."))
    assert rows(store, "SELECT ?c { ?c nkg:capitalOf nk:north-korea }")
    ranked = (
        direct + "@prefix p: <http://www.wikidata.org/prop/> ."
        "@prefix ps: <http://www.wikidata.org/prop/statement/> ."
        "@prefix wikibase: <http://wikiba.se/ontology#> ."
        "wd:Q423 wdt:P36 wd:Q1 ; p:P36 <http://s/1> ."
        "<http://s/1> wikibase:rank wikibase:DeprecatedRank ; ps:P36 wd:Q1 ."
    )
    store, _ = stored(written(ranked))
    assert not rows(store, "SELECT ?c { ?c nkg:capitalOf nk:north-korea }")


def test_the_order_of_a_statements_triples_does_not_matter(written):
    triples = [
        str(quad.triple) + " ." for quad in ox.parse(path=str(WIKIDATA), format=ox.RdfFormat.TURTLE)
    ]
    forward, backward = (written("\n".join(order), name) for order, name in ((triples, "f"), (triples[::-1], "b")))  # fmt: skip
    facts = "SELECT ?s ?p ?o ?d { ?r rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o OPTIONAL { ?r nkg:date ?d } }"
    assert rows(stored(forward)[0], facts) == rows(stored(backward)[0], facts)


def test_qualifiers_date_a_claim(items):
    [claim] = rows(
        items,
        """SELECT ?gloss ?date ?role ?from { ?c nkg:states ?r ; nkg:gloss ?gloss ;
           prov:wasDerivedFrom ?from . ?r rdf:predicate nkg:heads ; nkg:date ?date ; nkg:role ?role }""",
    )
    assert claim == (
        "Example Person heads North Korea (head of state)", "2011-12-17/", "head of state",
        "http://www.wikidata.org/entity/statement/Q423-head",
    )  # fmt: skip


def test_a_date_is_as_exact_as_its_precision(items):
    assert rows(
        items, "SELECT ?d ?f ?l { wd:Q1003 nkg:date ?d ; nkg:earliest ?f ; nkg:latest ?l }"
    ) == [("2009-05", "2009-05-01", "2009-05-31")]


@pytest.mark.parametrize(
    ("value", "precision", "date"),
    [
        ("2011-12-17T00:00:00Z", 11, "2011-12-17"),
        ("2011-12-17T00:00:00Z", None, "2011-12-17"),
        ("2011-01-01T00:00:00Z", None, "2011"),
        ("2011-01-01T00:00:00Z", 11, "2011-01-01"),
        ("2011-01-01T00:00:00Z", 9, "2011"),
        ("2010-01-01T00:00:00Z", 8, ""),
        ("2011-00-00", None, "2011"),
        ("-0044-03-15T00:00:00Z", 11, ""),
        ("2018-02-31T00:00:00Z", 11, ""),
        ("soon", 11, ""),
    ],
)
def test_times(value, precision, date):
    assert times.date(value, precision) == date


def test_a_country_is_ours_with_its_names_in_other_languages(items):
    assert not rows(items, "SELECT ?l { wd:Q423 rdfs:label|skos:altLabel ?l }")
    assert not rows(items, "SELECT ?l { nk:north-korea rdfs:label ?l }")
    names = {name for (name,) in rows(items, "SELECT ?n { nk:north-korea skos:altLabel ?n }")}
    assert names == {"Nordkorea", "조선민주주의인민공화국", "DPRK", "Hermit Kingdom"}


def test_kinds_places_and_positions(items):
    kinds = {s[-5:]: k.removeprefix(NKG) for s, k in rows(items, "SELECT ?s ?k { ?s a ?k FILTER(STRSTARTS(STR(?s), STR(wd:)) && STRSTARTS(STR(?k), STR(nkg:))) }")}  # fmt: skip
    assert kinds == {"18808": "City", "Q8684": "City", "Q1001": "Person", "Q1002": "Person", "Q1003": "NuclearTest"}  # fmt: skip
    assert rows(items, "SELECT ?in { wd:Q18808 nkg:within ?in }") == [(NK + "north-korea",)]
    assert rows(
        items, "SELECT ?a ?b { wd:Q18808 geo:location ?p . ?p geo:lat ?a ; geo:long ?b }"
    ) == [("39.03", "125.738")]


def test_its_own_triples_are_all_there(items):
    theirs = {
        (quad.subject, quad.predicate, quad.object)
        for quad in ox.parse(path=str(WIKIDATA), format=ox.RdfFormat.TURTLE)
        if not quad.predicate.value.endswith(("label", "Label", "/name"))
    }
    assert theirs <= {(quad.subject, quad.predicate, quad.object) for quad in items}


def test_what_becomes_what_names_only_what_there_is():
    ontology = (HERE.parent / "ontology/nkgraph.ttl").read_text("utf-8")
    said = wikidata.terms()
    for table in (said.kinds, said.places, said.inverse_places, said.claims, said.inverse_claims, said.identifiers):  # fmt: skip
        for term in table.values():
            assert f"\n{term} a " in ontology, term
