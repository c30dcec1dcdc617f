"""FollowTheMoney: what a broken or hostile file cannot do."""

import gzip
import json
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ftm_files import GRAPH, SAMPLE, person, rows, stored, write_lines
from nkgraph.datasets import textlines
from nkgraph.datasets.ftm.model import schemata
from nkgraph.errors import BadData


@pytest.fixture
def written(tmp_path):
    """Return a function that writes lines to a file and gives its path."""
    return partial(write_lines, tmp_path)


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


def test_half_a_character_in_what_a_relation_says(written):
    """JSON can write one half of a pair (`\\ud800`), which is no text."""
    owned = {"owner": ["a"], "asset": ["b"], "role": ["x\ud800"], "summary": ["\udfff"]}
    line = json.dumps({"id": "c", "schema": "Ownership", "properties": owned})
    store, reading = stored(written(person("a", name="A\udc00"), person("b", name="B"), line))
    assert reading.counts.taken == 3
    assert len(rows(store, "SELECT ?s { ?s nkg:role ?role }")) == 1


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
    taken = reading.counts.taken + reading.counts.repeated
    assert reading.rows_read == taken + reading.rejects.count == len(entities)
    assert {quad.graph_name.value for quad in store} <= {GRAPH}
    assert not rows(store, "SELECT ?s { ?s ?p ?o FILTER(isBlank(?s) || isBlank(?o)) }")
    labels = rows(store, "SELECT ?e (COUNT(?l) AS ?n) { ?e skos:prefLabel ?l } GROUP BY ?e")
    assert {number for _, number in labels} <= {"1"}
