# ruff: noqa: E501 - statements in one line
"""Wikidata's JSON gives what its RDF gives, however the JSON is laid out."""

import bz2
import gzip
import json
from copy import deepcopy

import pytest

import nkgraph
from nkgraph.datasets import rdf
from nkgraph.datasets.rdf import formats
from nkgraph.datasets.rdf.times import gregorian
from nkgraph.errors import BadData
from rdf_files import HERE, NK, WIKIDATA, rows, stored, write

JSON = HERE / "data/rdf/wikidata.json"
DOCUMENT = json.loads(JSON.read_bytes())
ENTITIES = list(DOCUMENT["entities"].values())
LINES = ",\n".join(map(json.dumps, ENTITIES))
LAID_OUT = {
    "a page": json.dumps(DOCUMENT),
    "a page on many lines": json.dumps(DOCUMENT, indent=2),
    "an answer": json.dumps({**DOCUMENT, "success": 1}),
    "the dump": f"[\n{LINES}\n]\n",
    "a cut dump": f"[\n{LINES},\n",
    "lines": LINES.replace(",\n", "\n"),
    "an array": json.dumps(ENTITIES),
    "an array on many lines": json.dumps(ENTITIES, indent=2),
}
FACTS = (
    "SELECT ?s ?p ?o ?d ?g { ?c nkg:states ?r ; nkg:gloss ?g . ?r rdf:subject ?s ;"
    " rdf:predicate ?p ; rdf:object ?o OPTIONAL { ?r nkg:date ?d } }",
    "SELECT ?s ?p ?o { ?s ?p ?o FILTER(?p IN (nkg:capitalOf, nkg:within, nkg:date, nkg:earliest, nkg:latest, geo:lat, geo:long)"
    " && !CONTAINS(STR(?s), '/relation/')) }",
    "SELECT ?s ?k { ?s a ?k FILTER(STRSTARTS(STR(?k), STR(nkg:)) && ?k != nkg:Claim && ?k != nkg:Relation) }",
    "SELECT ?s ?l { ?s skos:prefLabel|skos:altLabel ?l FILTER(isIRI(?s) && !CONTAINS(STR(?s), '/source/')) }",
)


def changed(statement, **said):
    """Return the page with one statement of North Korea's head of state changed."""
    document = deepcopy(DOCUMENT)
    document["entities"]["Q423"]["claims"]["P35"][0] |= statement
    document["entities"]["Q423"] |= said
    return json.dumps(document)


@pytest.mark.parametrize("text", LAID_OUT.values(), ids=LAID_OUT)
def test_json_gives_what_rdf_gives(tmp_path, text):
    there, here = stored(WIKIDATA)[0], stored(write(tmp_path, text))[0]
    for facts in FACTS:
        assert rows(here, facts) == rows(there, facts)
    assert all(rows(there, facts) for facts in FACTS)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_a_packed_dump_is_read(tmp_path, pack):
    _, reading = stored(write(tmp_path, pack(LAID_OUT["the dump"].encode())))
    assert (reading.dataset.title, reading.counts.refused) == ("Wikidata's JSON", 0)


def test_a_country_without_a_value_of_its_rank_has_none(tmp_path):
    heads = "SELECT ?s { ?r rdf:subject ?s ; rdf:predicate nkg:heads }"
    snak = {"property": "P35", "datatype": "wikibase-item", "hash": "0"}
    for kind in ("novalue", "somevalue"):
        store, reading = stored(write(tmp_path, changed({"mainsnak": snak | {"snaktype": kind}})))
        assert not rows(store, heads)
        assert reading.counts.refused == 0


def test_nobody_knows_a_value_in_rdf_either(tmp_path):
    text = WIKIDATA.read_text(encoding="utf-8").replace("ps:P35 wd:Q1001", "ps:P35 _:nobody")
    assert not rows(
        stored(write(tmp_path, text))[0],
        "SELECT ?s { ?r rdf:subject ?s ; rdf:predicate nkg:heads }",
    )


def test_what_is_empty_may_be_a_list(tmp_path):
    store, reading = stored(write(tmp_path, changed({}, labels=[], aliases=[], claims=[])))
    assert reading.counts.refused == 0
    assert not rows(store, "SELECT ?r { ?r rdf:predicate nkg:heads }")


def test_values_of_other_kinds_are_terms(tmp_path):
    values = {
        "P1": ("string", "https://e.org/a", "url", "https://e.org/a"),
        "P2": ("string", "not an address", "url", "not an address"),
        "P3": ("string", "A B.jpg", "commonsMedia", "http://commons.wikimedia.org/wiki/Special:FilePath/A%20B.jpg"),
        "P4": ("monolingualtext", {"text": "Chosŏn", "language": "ko-latn"}, "monolingualtext", "Chosŏn"),
        "P5": ("quantity", {"amount": "+1.50", "unit": "1"}, "quantity", "1.5"),
        "P6": ("globecoordinate", {"latitude": 1, "longitude": -2.5, "globe": "http://www.wikidata.org/entity/Q405"}, "globe-coordinate",
               "<http://www.wikidata.org/entity/Q405> Point(-2.5 1)"),
        "P7": ("wikibase-entityid", {"entity-type": "item", "numeric-id": 5}, "wikibase-item", "http://www.wikidata.org/entity/Q5"),
    }  # fmt: skip
    claims = {
        name: [{"id": f"Q1${name}", "rank": "normal", "mainsnak": {
            "snaktype": "value", "property": name, "datatype": datatype, "datavalue": {"value": value, "type": kind}}}]
        for name, (kind, value, datatype, _) in values.items()
    }  # fmt: skip
    store, reading = stored(
        write(tmp_path, json.dumps({"type": "item", "id": "Q1", "labels": {}, "claims": claims}))
    )
    assert reading.counts.refused == 0
    direct = "http://www.wikidata.org/prop/direct/"
    found = dict(
        rows(store, f"SELECT ?p ?v {{ wd:Q1 ?p ?v FILTER(STRSTARTS(STR(?p), '{direct}')) }}")
    )
    assert found == {direct + name: said for name, (*_, said) in values.items()}


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ({"rank": "best"}, "a statement without a rank"),
        ({"mainsnak": None}, "a statement without a rank"),
        ({"mainsnak": {"snaktype": "value", "property": "P35> <x"}}, "no property: 'P35> <x'"),
        ({"mainsnak": {"snaktype": "value", "property": "P35", "datavalue": {"type": "time", "value": {
            "time": "yesterday", "precision": 11, "calendarmodel": ""}}}}, "a value of P35 that cannot be read"),
        ({"mainsnak": {"snaktype": "value", "property": "P35", "datavalue": {"type": "wikibase-entityid", "value": {
            "id": "Q1> <x"}}}}, "a value of P35 that cannot be read"),
        ({"mainsnak": {"snaktype": "value", "property": "P35", "datavalue": {"type": "wikibase-entityid", "value": "Q1"}}},
         "a value of P35 that cannot be read"),
        ({"mainsnak": {"snaktype": "value", "property": "P35", "datavalue": {"type": "globecoordinate", "value": {
            "latitude": 10**400, "longitude": 1}}}}, "a value of P35 that cannot be read"),
    ],
)  # fmt: skip
def test_a_statement_that_cannot_be_read_is_refused_alone(tmp_path, statement, reason):
    store, reading = stored(write(tmp_path, changed(statement)))
    assert [one.reason for one in reading.refused] == [reason]
    assert rows(store, "SELECT ?c { ?c nkg:capitalOf nk:north-korea }")


@pytest.mark.parametrize("identifier", [None, 5, ["Q423"]])
def test_a_statement_needs_no_id(tmp_path, identifier):
    store, reading = stored(write(tmp_path, changed({"id": identifier})))
    assert reading.counts.refused == 0
    assert rows(store, "SELECT ?s { ?r rdf:subject ?s ; rdf:predicate nkg:heads }")


def test_a_property_without_a_list_of_statements_has_none(tmp_path):
    store, _ = stored(write(tmp_path, changed({}, claims={"P35": 5, "P36": {"rank": "normal"}})))
    assert not rows(store, "SELECT ?r { ?r rdf:predicate nkg:heads }")


def test_an_id_never_becomes_more_than_an_id(tmp_path):
    store, _ = stored(write(tmp_path, changed({"id": "Q423$x> <http://e.org/p> <http://e.org/o"})))
    heads = rows(
        store, "SELECT ?s ?o { ?r rdf:subject ?s ; rdf:predicate nkg:heads ; rdf:object ?o }"
    )
    assert heads == [("http://www.wikidata.org/entity/Q1001", NK + "north-korea")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"type": "item", "id": "Q7", "labels": {', "not JSON, or longer than an entity is"),
        (
            '{"type": "lexeme", "id": "L7", "lemmas": {}}',
            "a lexeme: only items and properties are read",
        ),
        ('{"id": "Q7", "missing": ""}', "Wikidata has nothing under this id"),
        ("[1]", "no entity with an id"),
    ],
)
def test_an_entity_that_cannot_be_read_is_refused_alone(tmp_path, line, reason):
    store, reading = stored(write(tmp_path, f"[\n{LINES},\n{line}\n]\n"))
    assert [one.reason for one in reading.refused] == [reason]
    assert rows(store, FACTS[0])


def test_a_page_that_is_cut_gives_its_whole_entities(tmp_path):
    text = LAID_OUT["a page"]
    store, reading = stored(write(tmp_path, text[: text.index('"Q1003"') + 300]))
    assert [one.reason for one in reading.refused] == [
        "the file ends before its JSON does: fetch it again"
    ]
    assert rows(store, FACTS[0])


def test_a_page_without_anything_is_refused_whole(tmp_path):
    text = '{"entities": {"Q7": {"type": "lexeme", "id": "L7", "lemmas": {}}}}'
    with pytest.raises(BadData, match="no statement that can be taken: line 1: a lexeme"):
        stored(write(tmp_path, text))


@pytest.mark.parametrize(
    "text",
    ['{"data": [{"type": "item", "id": "x1", "labels": []}]}', '{"id": "Q1"}', '{"type": "item", "id": "Q1"}',
     '{"schema": "Person", "id": "Q1", "properties": {"type": ["item"]}}'],
)  # fmt: skip
def test_other_json_is_not_wikidatas(tmp_path, text):
    assert formats.recognised(text) is not formats.WIKIDATA_JSON
    with pytest.raises(BadData, match="no RDF"), rdf.reading(write(tmp_path, text)):
        pass


@pytest.mark.parametrize(
    ("time", "precision", "is_julian", "expected"),
    [
        ("+2013-02-00T00:00:00Z", 10, False, "2013-02-01"),
        ("+2013-00-00T00:00:00Z", 9, True, "2013-01-01"),
        ("+00000002013-02-03T00:00:00Z", 11, False, "2013-02-03"),
        ("+1917-10-25T00:00:00Z", 11, True, "1917-11-07"),
        ("+1582-10-04T00:00:00Z", 11, True, "1582-10-14"),
        ("+1700-02-29T00:00:00Z", 11, True, "1700-03-11"),
        ("+1600-01-01T00:00:00Z", 11, True, "1600-01-11"),
        ("+2013-05-06T00:00:00Z", 9, False, "2013-01-01"),
        ("+2013-05-06T00:00:00Z", 10, False, "2013-05-01"),
        ("+2013-13-31T00:00:00Z", 11, False, "2013-12-31"),
        ("+0200-02-31T00:00:00Z", 11, False, "0200-02-28"),
        ("+0204-02-31T00:00:00Z", 11, True, "0204-03-02"),
        ("-0500-00-00T00:00:00Z", 9, False, "-0499-01-01"),
        ("-0500-00-00T00:00:00Z", 7, False, "-0500-01-01"),
        ("-0001-02-03T00:00:00Z", 11, False, "0000-02-03"),
        ("-0100-07-12T00:00:00Z", 11, True, "-0099-07-10"),
        ("-2014-01-05T00:00:00Z", 11, True, "-2014-12-19"),
        ("-4713-01-02T00:00:00Z", 11, True, "-4713-11-25"),
    ],
)
def test_times_are_filled_up_and_in_our_calendar(time, precision, is_julian, expected):
    assert gregorian(time, precision, is_julian) == f"{expected}T00:00:00Z"


def test_there_is_no_year_0():
    with pytest.raises(ValueError, match=r"\+0000"):
        gregorian("+0000-01-01T00:00:00Z", 11, False)


def test_merged_it_tells_where_a_place_lies(tmp_path):
    path = write(tmp_path, LAID_OUT["a page"])
    graph = nkgraph.open()
    graph.merge(path)
    (capital,) = [row for row in graph.query("places") if str(row["place"]).endswith("/Q18808")]
    assert (capital["within"], float(capital["latitude"])) == ("North Korea (data set)", 39.03)
