"""FollowTheMoney: what becomes of entities, and what is asked for."""

import json
import subprocess
import sys
from datetime import date
from functools import partial

import pyoxigraph as ox
import pytest
from pyarrow import parquet

from ftm_files import GRAPH, HERE, REAL, SAMPLE, person, rows, stored, write_lines
from nkgraph.datasets import ftm
from nkgraph.datasets.entityfocus import EntityFocus
from nkgraph.datasets.ftm.model import lifting, schemata
from nkgraph.merge.identity import crosswalk

CHINA = crosswalk.entity("iso3166-1-alpha-2", "CN").value


@pytest.fixture(scope="module")
def sample():
    return stored(SAMPLE)[0]


@pytest.fixture
def written(tmp_path):
    """Return a function that writes lines to a file and gives its path."""
    return partial(write_lines, tmp_path)


# ------------------------------------------------------------------ what becomes of entities


def test_kinds(sample):
    kinds = dict(rows(sample, "SELECT ?e ?k { ?e a ?k FILTER(STRSTARTS(STR(?k), STR(nkg:)))"
                              " FILTER(STRSTARTS(STR(?e), STR(e:))) }"))  # fmt: skip
    assert {name.removeprefix("ftm/"): kind.removeprefix("ontology#")
            for name, kind in kinds.items()} == {
        "NK-boat": "Ship", "NK-lines": "Organisation", "NK-ri": "Person", "NK-pak": "Person",
        "NK-ri/wikidata/Q1000001": "Identifier", "not-in-the-file": "Entity",
        "sanc-1": "SanctionsListing", "post-1": "Post", "occ-1": "PostHolding",
    }  # fmt: skip


def test_one_english_label_and_every_other_name(sample):
    labels = rows(
        sample, "SELECT ?e ?l { ?e skos:prefLabel ?l FILTER(STRSTARTS(STR(?e), STR(e:))) }"
    )
    assert dict(labels) == {
        "ftm/NK-boat": "Morning Star",
        "ftm/NK-lines": "Example Lines",
        "ftm/NK-pak": "Pak Example",
        "ftm/NK-ri": "Ri Example",
        "ftm/not-in-the-file": "not-in-the-file",
        "ftm/post-1": "Minister of Examples",
        "ftm/sanc-1": "Sanctions listing of Example Lines by Example Council",
    }
    assert len(labels) == len(dict(labels))
    assert rows(sample, "SELECT ?n { e:NK-lines skos:altLabel ?n }") == [
        ("EXL",),
        ("Пример Лайнс",),
    ]


def test_relations_are_claimed_and_not_stated(sample):
    found = rows(
        sample,
        """SELECT ?s ?p ?o (STR(?d) AS ?date) { ?r a nkg:Relation ; rdf:subject ?s ;
             rdf:predicate ?p ; rdf:object ?o . ?c nkg:states ?r . OPTIONAL { ?r nkg:date ?d } }""",
    )
    assert found == sorted(
        (s, f"ontology#{p}", o, d)
        for s, p, o, d in [
            ("ftm/NK-boat", "isRegisteredIn", "entity/north-korea", ""),
            ("ftm/NK-lines", "owns", "ftm/NK-boat", ""),
            ("ftm/NK-lines", "isRegisteredIn", "entity/north-korea", ""),
            ("ftm/NK-lines", "isOfCountry", "entity/china", ""),
            ("ftm/NK-ri", "isCitizenOf", "entity/north-korea", ""),
            ("ftm/NK-pak", "isOfCountry", "entity/soviet-union", ""),
            ("ftm/NK-ri", "owns", "ftm/NK-lines", "2009-05/2013-12-31"),
            ("ftm/NK-ri", "directs", "ftm/NK-lines", "2011-12-29/"),
            ("ftm/NK-pak", "directs", "ftm/NK-lines", "2011-12-29/"),
            ("ftm/NK-ri", "isRelativeOf", "ftm/NK-pak", ""),
            ("ftm/NK-ri", "isMemberOf", "ftm/not-in-the-file", ""),
        ]
    )
    assert not rows(sample, "SELECT ?x { e:NK-ri nkg:owns ?x }")


def test_a_claim_says_who_says_so_and_in_which_row(sample):
    [claim] = rows(
        sample,
        """SELECT ?gloss ?row ?agent ?last ?role ?bound { ?c nkg:gloss ?gloss ; nkg:states ?r ;
             nkg:evidence/nkg:row ?row ; prov:qualifiedAttribution ?a ; nkg:modality nkg:reported .
             ?a prov:agent ?agent ; nkg:through/prov:agent ?last .
             ?r rdf:predicate nkg:owns ; nkg:role ?role ; nkg:latest ?bound }""",
    )
    assert claim == (
        "Ri Example owns Example Lines (51%), from May 2009 to 31 Dec 2013",
        "5", "dataset/example_list", "source/ftm-0123456789ab", "51%", "2013-12-31",
    )  # fmt: skip


def test_a_sanction_is_an_event_of_an_authority(sample):
    assert rows(
        sample,
        """SELECT ?agent ?target ?date ?gloss { ?s a nkg:SanctionsListing ; nkg:agent ?agent ;
             nkg:target ?target ; nkg:date ?date . ?c nkg:states ?s ; nkg:gloss ?gloss }""",
    ) == [
        ("ftm-authority/example%20council", "ftm/NK-lines", "2013-03-07/",
         "Example Lines is on a sanctions list by Example Council, from 7 Mar 2013"),
    ]  # fmt: skip


def test_a_post_is_held_in_a_country(sample):
    assert rows(sample, "SELECT ?w ?p ?in { ?h nkg:person ?w ; nkg:post ?p ; nkg:postIn ?in }") == [
        ("ftm/NK-ri", "ftm/post-1", "entity/north-korea")
    ]


@pytest.mark.parametrize("bytes_at_once", [8 << 20, 1000])
def test_every_line_is_kept_in_full(tmp_path, monkeypatch, bytes_at_once):
    monkeypatch.setattr("nkgraph.datasets.ftm.keeping._BYTES_AT_ONCE", bytes_at_once)
    with ftm.reading(SAMPLE) as reading:
        for _ in reading.quads(GRAPH):
            pass
        reading.keep_rows(tmp_path / "rows.parquet")
    table = parquet.read_table(tmp_path / "rows.parquet").to_pylist()
    lines = SAMPLE.read_text("utf-8").splitlines()
    assert [(one["row"], one["entity"]) for one in table] == list(enumerate(lines, 1))


def test_lines_that_are_not_asked_for_are_not_kept(tmp_path):
    with ftm.reading(SAMPLE, EntityFocus(actors=frozenset([CHINA]))) as reading:
        for _ in reading.quads(GRAPH):
            pass
        reading.keep_rows(tmp_path / "rows.parquet")
        assert parquet.read_table(tmp_path / "rows.parquet").num_rows == reading.counts.taken


def test_an_impossible_date_is_a_text_and_no_date(written):
    lines = (
        person("a"), person("b"),
        '{"id": "x", "schema": "Family", "properties": {"person": ["a"], "relative": ["b"],'
        ' "startDate": ["2018-02-31"], "endDate": ["1999"]}}',
        '{"id": "y", "schema": "Family", "properties": {"person": ["a"], "relative": ["b"],'
        ' "startDate": ["2018"], "endDate": ["1999"]}}',
    )  # fmt: skip
    store, reading = stored(written(*lines))
    assert rows(store, "SELECT (STR(?d) AS ?t) { ?r nkg:date ?d }") == [("/1999",)]
    assert reading.rejects.count == 0


def test_entities_within_entities(written):
    nested = {
        "id": "o", "schema": "Ownership",
        "properties": {
            "owner": [{"id": "p", "schema": "Person", "properties": {"name": ["A B"]}}],
            "asset": [{"id": "c", "schema": "Company", "properties": {"name": ["C"]}}],
        },
    }  # fmt: skip
    store, _ = stored(written(json.dumps(nested)))
    assert rows(
        store, "SELECT ?l { ?r rdf:predicate nkg:owns . ?c nkg:states ?r ; nkg:gloss ?l }"
    ) == [("A B owns C",)]


def test_an_entity_on_several_lines_has_one_label(written):
    store, _ = stored(written(person("a", name="One"), person("a", name="Two")))
    assert rows(store, "SELECT ?l ?n { e:a skos:prefLabel ?l ; skos:altLabel ?n }") == [
        ("One", "Two")
    ]


def test_the_same_file_gives_the_same_quads():
    first, second = (stored(SAMPLE)[0] for _ in range(2))
    assert set(first) == set(second)
    assert not any(isinstance(q.subject, ox.BlankNode) for q in first)


# ------------------------------------------------------------------ what is asked for


def test_focus_on_a_country():
    store, reading = stored(SAMPLE, EntityFocus(actors=frozenset([CHINA])))
    # The company, what links it with others, and those others.
    things = {
        row[0]
        for row in rows(
            store, "SELECT ?e { ?e skos:prefLabel ?l FILTER(STRSTARTS(STR(?e), STR(e:))) }"
        )
    }
    assert things == {"ftm/NK-boat", "ftm/NK-lines", "ftm/NK-ri", "ftm/NK-pak", "ftm/sanc-1"}
    assert reading.rows_read == 12
    assert reading.counts.taken + reading.counts.filtered == 12
    assert reading.counts.taken == 7


def test_focus_on_a_time():
    store, _ = stored(SAMPLE, EntityFocus(until=date(2009, 12, 31)))
    dated = rows(store, "SELECT ?p { ?r nkg:date ?d ; rdf:predicate ?p }")
    assert dated == [("ontology#owns",)]


# ------------------------------------------------------------------ recognition, model, cost


def test_recognised_by_its_content():
    assert ftm.looks_like(SAMPLE.read_text("utf-8"))
    assert not ftm.looks_like("a,b\n1,2\n")
    assert not ftm.looks_like('{"@context": {}, "@id": "x"}\n')
    assert not ftm.looks_like("")


def test_what_becomes_what_names_only_what_there_is():
    ontology = (HERE.parent / "ontology/nkgraph.ttl").read_text("utf-8")
    said = lifting()
    predicates = [*said.kinds.values(), *said.edges.values(), *said.countries.values()]
    predicates += said.referred.values()
    assert all(f"\n{predicate} a owl:" in ontology for predicate in predicates)
    assert {*said.kinds, *said.edges} <= set(schemata())
    assert all(schemata()[name].edge for name in said.edges)
    known = {prop for schema in schemata().values() for prop in schema.properties}
    assert {*said.countries, *said.referred, *said.names, *said.roles} <= known


def test_the_model_is_that_of_the_package():
    followthemoney = pytest.importorskip("followthemoney")
    model = followthemoney.model
    assert set(model.schemata) == set(schemata())
    for name, schema in model.schemata.items():
        ours = schemata()[name]
        assert set(ours.ancestry) == schema.names
        assert {
            prop.name: (prop.qname, prop.type.name)
            for prop in schema.properties.values()
            if not prop.stub
        } == {prop: (about.qname, about.type) for prop, about in ours.properties.items()}
        assert bool(ours.edge) == bool(schema.edge)


def test_reading_does_not_import_the_heavy():
    program = (
        "import sys; from nkgraph.datasets import ftm\n"
        "with ftm.reading(sys.argv[1]) as r: list(r.quads('https://example.org/g'))\n"
        "print(*(m for m in ('rdflib', 'pandas', 'duckdb', 'rapidfuzz') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program, SAMPLE], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("", "")


@pytest.mark.parametrize("name", ["parteispenden.entities.ftm.json", "t1.entities.ftm.json"])
def test_real_files(name):
    if not REAL.is_dir():
        pytest.skip("the real files are not here")
    store, reading = stored(REAL / name)
    assert (reading.rejects.count, reading.counts.taken) == (0, {"p": 475, "t": 7}[name[0]])
    labels = rows(store, "SELECT ?e (COUNT(?l) AS ?n) { ?e skos:prefLabel ?l } GROUP BY ?e")
    assert {number for _, number in labels} == {"1"}
    if name[0] == "p":
        assert (
            len(rows(store, "SELECT ?r { ?r rdf:predicate nkg:pays }")) == 291
        )  # one with two payers


def test_a_line_that_is_repeated_word_for_word_makes_no_second_claim(tmp_path):
    line = person(nationality="kp", name="A Person")
    other = person(nationality="kp", name="A Person", alias="Another name")  # a part of the same
    path = write_lines(tmp_path, line, line, other, line + "  ", "{", "{")
    store, reading = stored(path)
    counts = reading.counts
    assert (counts.read, counts.taken, counts.repeated, counts.refused) == (6, 2, 2, 2)
    assert len(rows(store, "SELECT ?claim { ?claim nkg:states ?statement }")) == 1
    assert rows(store, "SELECT ?name { e:p1 skos:altLabel ?name }") == [("Another name",)]
    with ftm.reading(path) as again:
        list(again.quads(GRAPH))
        again.keep_rows(tmp_path / "rows.parquet")
    assert parquet.read_table(tmp_path / "rows.parquet")["row"].to_pylist() == [1, 3]


def test_what_stands_within_two_others_is_claimed_once_by_each_list(tmp_path):
    def target(identifier, owner_of):
        owned = {
            "id": "o" + identifier,
            "schema": "Ownership",
            "properties": {"owner": [identifier], "asset": [owner_of]},
        }
        entity = {"id": identifier, "schema": "Person", "datasets": ["a_list"]}
        return json.dumps(
            {**entity, "properties": {"name": [identifier], "ownershipOwner": [owned]}}
        )

    firm = {"id": "firm", "schema": "Company", "datasets": ["a_list"]}
    firm["properties"] = {"name": ["A Firm"], "jurisdiction": ["kp"]}
    same = json.dumps({**firm, "datasets": ["another_list"]})
    path = write_lines(tmp_path, target("one", firm), target("two", firm), same)
    store, _ = stored(path)
    said = rows(
        store,
        "SELECT ?claim { ?claim nkg:states ?what . ?what rdf:predicate nkg:isRegisteredIn }",
    )
    assert len(said) == 2
