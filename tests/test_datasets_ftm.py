"""FollowTheMoney: what becomes of entities, and what a hostile file cannot do."""

import gzip
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph.datasets import ftm, textlines
from nkgraph.datasets.entityfocus import EntityFocus
from nkgraph.datasets.ftm.model import lifting, schemata
from nkgraph.errors import BadData
from nkgraph.merge.identity import crosswalk

HERE = Path(__file__).parent
SAMPLE = HERE / "data/ftm/entities.ftm.json"
REAL = HERE.parents[1] / "shared/data/opensanctions"
GRAPH = "https://w3id.org/nkgraph/source/ftm-0123456789ab"
PREFIXES = """
PREFIX nkg: <https://w3id.org/nkgraph/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX e: <https://w3id.org/nkgraph/ftm/>
PREFIX ftm: <https://schema.followthemoney.tech/#>
"""


def stored(path, focus=None):
    """Return a file's store and its reading."""
    store = ox.Store()
    with ftm.reading(path, focus) as reading:
        for chunk in reading.quads(GRAPH):
            store.bulk_load(chunk, format=ox.RdfFormat.N_QUADS)
    return store, reading


def rows(store, query):
    found = store.query(PREFIXES + query, use_default_graph_as_union=True)
    return sorted(
        tuple(term.value.removeprefix("https://w3id.org/nkgraph/") if term else "" for term in row)
        for row in found
    )


@pytest.fixture(scope="module")
def sample():
    return stored(SAMPLE)[0]


@pytest.fixture
def written(tmp_path):
    """Return a function that writes lines to a file and gives its path."""

    def write(*lines, name="entities.json"):
        path = tmp_path / name
        path.write_bytes(b"\n".join(x if isinstance(x, bytes) else x.encode() for x in lines))
        return path

    return write


def person(identifier="p1", **properties):
    lists = {name: [value] for name, value in properties.items()}
    return json.dumps({"id": identifier, "schema": "Person", "properties": lists})


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
    labels = rows(sample, "SELECT ?e ?l { ?e rdfs:label ?l FILTER(STRSTARTS(STR(?e), STR(e:))) }")
    assert dict(labels) == {
        "ftm/NK-boat": "Morning Star",
        "ftm/NK-lines": "Example Lines",
        "ftm/NK-pak": "Pak Example",
        "ftm/NK-ri": "Ri Example",
        "ftm/addr-1": "1 Example Street, Pyongyang",
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


def test_everything_stays_in_the_files_own_terms(sample):
    stated = 0
    for line in SAMPLE.read_text("utf-8").splitlines():
        entity = json.loads(line)
        for prop, values in entity["properties"].items():
            schema = schemata()[entity["schema"]]
            qname = schema.properties[prop].qname
            found = rows(sample, f"SELECT ?v {{ e:{entity['id']} <{ftm_iri(qname)}> ?v }}")
            assert {value.removeprefix("ftm/") for (value,) in found} == set(values), qname
            stated += len(values)
    assert stated > 40


def ftm_iri(qname):
    return f"https://schema.followthemoney.tech/#{qname}"


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
    start = f"<{ftm_iri('Interval:startDate')}>"
    assert ("2018-02-31",) in rows(store, f"SELECT ?d {{ e:x {start} ?d }}")


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
    assert rows(store, "SELECT ?l ?n { e:a rdfs:label ?l ; skos:altLabel ?n }") == [("One", "Two")]


def test_the_same_file_gives_the_same_quads():
    first, second = (stored(SAMPLE)[0] for _ in range(2))
    assert set(first) == set(second)
    assert not any(isinstance(q.subject, ox.BlankNode) for q in first)


# ------------------------------------------------------------------ what is asked for


def test_focus_on_a_country():
    china = frozenset([crosswalk.entity("iso3166-1-alpha-2", "CN").value])
    store, reading = stored(SAMPLE, EntityFocus(actors=china))
    # The company, what links it with others, and those others.
    things = {
        row[0]
        for row in rows(store, "SELECT ?e { ?e rdfs:label ?l FILTER(STRSTARTS(STR(?e), STR(e:))) }")
    }
    assert things == {"ftm/NK-boat", "ftm/NK-lines", "ftm/NK-ri", "ftm/NK-pak", "ftm/sanc-1"}
    assert reading.rows_read == 12
    assert reading.counts.taken + reading.counts.filtered == 12
    assert reading.counts.taken == 7


def test_focus_on_a_time():
    store, _ = stored(SAMPLE, EntityFocus(until=date(2009, 12, 31)))
    dated = rows(store, "SELECT ?p { ?r nkg:date ?d ; rdf:predicate ?p }")
    assert dated == [("ontology#owns",)]


# ------------------------------------------------------------------ hostile and broken files


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "no JSON"),
        ("[1, 2]", "a JSON list where an object should be"),
        ('{"schema": "Person", "properties": {}}', "no id"),
        ('{"id": " ", "schema": "Person"}', "no id"),
        ('{"id": "x"}', "no schema that FollowTheMoney has: none"),
        ('{"id": "x", "schema": "Martian"}', "no schema that FollowTheMoney has: 'Martian'"),
        ('{"id": "x", "schema": ["Person"]}', "no schema"),
        ('{"id": "x", "schema": "Thing"}', "the schema Thing, which no entity can have"),
        ('{"id": "x", "schema": "Person", "properties": []}', "properties that are no object"),
        ('{"id": "x", "schema": "Person", "properties": {"a> <b": []}}', "a property called"),
        ('{"id": "x", "schema": "Person", "properties": {"name": [[1]]}}', "a value of name"),
        ('{"id": "x", "schema": "Person", "properties": {"name": [true]}}', "a value of name"),
        ('{"id": "x", "schema": "Family", "properties": {"person": ["y"]}}', "a relation (Family)"),
        ("[" * 100_000, "nested too deeply"),
        ('{"id": "x", "properties": ' + '{"name":' * 90_000, "nested too deeply"),
        ('{"id": "' + "x" * 300 + '", "schema": "Person"}', "an id of more than"),
        (b'{"id": "\xff", "schema": "Person"', "no JSON"),
        ('{"id": "x", "n": ' + "9" * 5000 + "}", "no JSON"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_entity_is_refused_with_its_number(written, line, reason):
    store, reading = stored(written(person("a", name="A"), "", line, person("b", name="B")))
    [refused] = reading.rejects
    assert refused.row == 3
    assert reason in refused.reason
    assert len(refused.raw) <= 500
    assert reading.counts.taken == 2
    assert len(rows(store, "SELECT ?p { ?p a nkg:Person }")) == 2


def test_a_file_of_something_else_is_refused_whole(written):
    with pytest.raises(BadData, match=r"other\.csv is no file of FollowTheMoney: 2 of its 2 lines"):
        stored(written("a,b", "1,2", name="other.csv"))


def test_a_text_of_ten_million_characters_is_refused(written):
    store, reading = stored(written(person("a", name="A"), person("b", notes="x" * 10_000_000)))
    assert [refused.reason for refused in reading.rejects] == [
        "a value of notes with more than 1,000,000 characters"
    ]
    assert len(rows(store, "SELECT ?p { ?p a nkg:Person }")) == 1


def test_a_line_beyond_all_bounds_is_passed_over(written):
    long = b'{"id": "' + b"x" * (textlines.LINE_BYTES + 10)
    _, reading = stored(written(person("a"), long, person("b")))
    assert [(refused.row, refused.reason) for refused in reading.rejects] == [
        (2, "a line of more than 16 MiB")
    ]
    assert reading.counts.taken == 2


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_marks(written, end, mark):
    text = end.join([person("a", name="Ré"), person("b", name="B")]) + end
    store, reading = stored(written(mark + text.encode()))
    assert (reading.rows_read, reading.rejects.count) == (2, 0)
    assert len(rows(store, "SELECT ?p { ?p a nkg:Person }")) == 2


def test_packed(tmp_path):
    packed = tmp_path / "x.gz"
    packed.write_bytes(gzip.compress(SAMPLE.read_bytes()))
    assert set(stored(packed)[0]) == set(stored(SAMPLE)[0])


def test_hostile_ids_and_names_stay_text(written):
    identifier = 'a> <b> <c> . \n"\\ ../é\u202e'
    name = '"@en . <x> <y> <z> .\n\u0000\ud800=cmd|calc'
    store, reading = stored(written(person(identifier, name=name), person("ok")))
    assert reading.rejects.count == 0
    assert len(rows(store, "SELECT ?p { ?p a nkg:Person }")) == 2
    assert {quad.graph_name.value for quad in store} == {GRAPH}


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)  # fmt: skip
PROPERTIES = st.dictionaries(
    st.sampled_from(["name", "country", "startDate", "owner", "asset", "wikidataId", "entity"])
    | st.text(max_size=6),
    st.lists(st.text(max_size=12) | VALUES, max_size=3) | VALUES,
    max_size=5,
)
ENTITIES = st.fixed_dictionaries(
    {
        "id": st.text(max_size=12),
        "schema": st.sampled_from(sorted(schemata())),
        "properties": PROPERTIES,
    },
    optional={"caption": VALUES, "datasets": VALUES},
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(entities=st.lists(ENTITIES | VALUES, min_size=1, max_size=6))
def test_whatever_the_lines_are_every_one_is_taken_or_refused(tmp_path_factory, entities):
    path = tmp_path_factory.mktemp("ftm") / "x.json"
    path.write_text("".join(json.dumps(entity) + "\n" for entity in entities), "utf-8")
    try:
        store, reading = stored(path)
    except BadData as error:
        assert "is no file of FollowTheMoney" in str(error)
        return
    assert reading.rows_read == reading.counts.taken + reading.rejects.count == len(entities)
    assert {quad.graph_name.value for quad in store} <= {GRAPH}
    assert not rows(store, "SELECT ?s { ?s ?p ?o FILTER(isBlank(?s) || isBlank(?o)) }")
    labels = rows(store, "SELECT ?e (COUNT(?l) AS ?n) { ?e rdfs:label ?l } GROUP BY ?e")
    assert {number for _, number in labels} <= {"1"}


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
    labels = rows(store, "SELECT ?e (COUNT(?l) AS ?n) { ?e rdfs:label ?l } GROUP BY ?e")
    assert {number for _, number in labels} == {"1"}
    if name[0] == "p":
        assert (
            len(rows(store, "SELECT ?r { ?r rdf:predicate nkg:pays }")) == 291
        )  # one with two payers
