"""FollowTheMoney's entities as tables: OpenSanctions' simple one, and statements."""

import csv
import json

import pytest

from ftm_files import SAMPLE, rows, stored
from nkgraph.datasets import ftm
from nkgraph.datasets.ftm import tables
from nkgraph.errors import BadData

SIMPLE = (
    '"id","schema","name","aliases","birth_date","countries","addresses","identifiers",'
    '"sanctions","phones","emails","dataset","first_seen","last_seen","last_change"\n'
)
RI = (
    '"NK-1","Person","Ri Example","RI EXAMPLE;""Example; Ri"";리보기","1960-02-03","kp;ru",'
    '"1 Example Street, Pyongyang","Q1000001;927220230",'
    '"Programme 1 - Sells, and buys - 2013-03-07 - 2016-04-02;2016-03-02","","",'
    '"A list;Another list","2023-04-20T18:00:25","2024-06-01T10:57:03","2023-07-26T20:01:14"\n'
)
STATEMENTS = (
    "canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin",
    "lang", "original_value", "external", "first_seen", "last_seen", "id",
)  # fmt: skip


@pytest.fixture
def written(tmp_path):
    def write(text, name="targets.simple.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_a_row_of_the_simple_table(written):
    store, reading = stored(written(SIMPLE + RI))
    assert (reading.rejects.count, reading.counts.taken) == (0, 1)
    assert rows(store, "SELECT ?n { e:NK-1 skos:prefLabel ?n }") == [("Ri Example",)]
    assert rows(store, "SELECT ?n { e:NK-1 skos:altLabel ?n }") == [
        ("Example; Ri",), ("RI EXAMPLE",), ("리보기",),
    ]  # fmt: skip
    assert rows(store, "SELECT ?o { ?r rdf:predicate nkg:isOfCountry ; rdf:object ?o }") == [
        ("entity/north-korea",), ("entity/russia",),
    ]  # fmt: skip
    assert rows(store, "SELECT ?c { ?i nkg:identifies e:NK-1 ; skos:notation ?c }") == [
        ("Q1000001",)
    ]
    assert rows(store, "SELECT (STR(?d) AS ?t) { ?s nkg:target e:NK-1 ; nkg:date ?d }") == [
        ("2013-03-07/2016-04-02",), ("2016-03-02/",),
    ]  # fmt: skip
    agents = rows(store, "SELECT DISTINCT ?l { ?a a nkg:ReferenceDocument ; skos:prefLabel ?l }")
    assert agents == [("A list",), ("Another list",)]


@pytest.mark.parametrize("change", [
    lambda text: text.replace("\n", "\r\n"),
    lambda text: "\ufeff" + text,
    lambda text: text.replace('"dataset"', '"program_ids","dataset"').replace(
        '"A list;Another list"', '"UN","A list;Another list"'),
    lambda text: text.replace('"id","schema"', "id,schema"),
], ids=["CRLF", "BOM", "newer", "unquoted"])  # fmt: skip
def test_other_forms_of_it(written, change):
    plain, other = (stored(written(text))[0] for text in (SIMPLE + RI, change(SIMPLE + RI)))
    assert set(plain) == set(other)


def test_rows_that_are_refused(written):
    text = SIMPLE + RI + RI.replace("Person", "Nonsense") + '"NK-3","Person"\n' + '"","Person"' + (
        ',""' * 13 + "\n") + RI.replace("NK-1", "NK-9") + RI.replace("NK-1", "NK-10")  # fmt: skip
    store, reading = stored(written(text))
    assert [(one.row, one.reason) for one in reading.rejects] == [
        (3, "no schema that FollowTheMoney has: 'Nonsense'"),
        (4, "2 columns instead of 15"),
        (5, "no id"),
    ]
    assert len(rows(store, "SELECT ?x { ?x a nkg:Person }")) == 3


def test_a_quote_that_never_ends_costs_no_more_than_its_line(written):
    text = SIMPLE + RI * 3 + '"NK-4","Person","' + "x" * 200_000 + "\n" + RI
    _, reading = stored(written(text))
    assert [one.row for one in reading.rejects] == [5]
    assert (reading.counts.taken, reading.counts.repeated) == (1, 3)


def test_statements_say_what_the_entities_say(written, tmp_path):
    table = tmp_path / "statements.csv"
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, STATEMENTS, restval="")
        writer.writeheader()
        for line in SAMPLE.read_text("utf-8").splitlines():
            entity = json.loads(line)
            said = {"canonical_id": entity["id"], "entity_id": "x", "schema": entity["schema"]}
            stated = [("id", "abc"), *entity["properties"].items()]
            for prop, values in stated:
                for value in [values] if prop == "id" else values:
                    for dataset in entity.get("datasets", ["a_list"]):
                        writer.writerow({**said, "prop": prop, "value": value, "dataset": dataset})
    relations = "SELECT ?s ?p ?o { ?r rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }"
    found, reading = stored(table)
    assert reading.rejects.count == 0
    assert rows(found, relations) == rows(stored(SAMPLE)[0], relations)


def test_an_entity_is_what_the_most_telling_of_its_statements_says(written):
    table = written(
        "canonical_id,entity_id,prop,schema,value,dataset\n"
        "NK-1,x,name,LegalEntity,Ri Example,one\n"
        "NK-1,x,birthDate,Person,1960,another\n"
        "NK-1,x,country,Thing,kp,one\n"
    )
    kinds = {kind for (kind,) in rows(stored(table)[0], "SELECT ?kind { e:NK-1 a ?kind }")}
    assert "ontology#Person" in kinds


def test_they_are_recognised_by_their_header():
    assert ftm.looks_like(SIMPLE)
    assert ftm.looks_like(",".join(STATEMENTS) + "\n")
    assert not ftm.looks_like("id,name,countries\n1,2,3\n")
    assert tables.form(SAMPLE.read_text("utf-8")) is None


def test_a_table_of_something_else_under_that_header(written):
    with pytest.raises(BadData, match="no file of FollowTheMoney"):
        stored(written(SIMPLE + "1,2,3\n" * 5))
