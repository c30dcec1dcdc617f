"""Entities in an array, as scripts write them and Aleph's interface answers."""

import json

import pytest

from ftm_files import person
from nkgraph.datasets import ftm
from nkgraph.errors import BadData

TWO = [
    {"id": "a", "schema": "Person", "properties": {"name": ["A"]}},
    {
        "id": "b", "schema": "Membership", "properties": {"member": ["a"], "organization": ["c"]},
        "datasets": ["list"],
    },
]  # fmt: skip


def counts(path):
    with ftm.reading(path) as reading:
        statements = b"".join(reading.quads("https://a.test/"))
        return reading.counts, reading.first_rejects(3), statements


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(TWO),
        json.dumps(TWO, indent=2),
        "[\n" + ",\n".join(map(json.dumps, TWO)) + "\n]\n",
        json.dumps({"total": 2, "results": TWO, "facets": [{"id": "x"}]}),
    ],
)
def test_an_array_of_entities_is_as_lines_of_them(tmp_path, text):
    array, lines = tmp_path / "array.json", tmp_path / "lines.json"
    array.write_text(text)
    lines.write_text("".join(json.dumps(entity) + "\n" for entity in TWO))
    assert ftm.looks_like(text)
    assert counts(array) == counts(lines)


def test_what_else_is_an_array_is_none():
    assert not ftm.looks_like('[{"id": "a", "schema": "Nothing", "properties": {}}]')
    assert not ftm.looks_like('{"data": [{"period": "2013"}]}')
    assert not ftm.looks_like('[{"type": "item", "id": "Q1", "labels": {}}]')


def test_entities_within_a_line_stay_with_it(tmp_path):
    path = tmp_path / "nested.json"
    sanction = {"id": "s", "schema": "Sanction", "properties": {"entity": ["a"]}}
    path.write_text(
        json.dumps({"id": "a", "schema": "Person", "properties": {"sanctions": [sanction]}})
    )
    found, _, statements = counts(path)
    assert found.taken == 1
    assert b"sanctions list" in statements


def test_a_cut_array_gives_what_is_whole(tmp_path):
    path = tmp_path / "cut.json"
    path.write_text(json.dumps(TWO)[:-20])
    found, (rejected,), _ = counts(path)
    assert (found.read, found.taken, found.refused) == (2, 1, 1)
    assert (rejected.row, "fetch it again" in rejected.reason) == (2, True)


def test_what_is_no_json_any_more_is_refused_whole(tmp_path):
    path = tmp_path / "broken.json"
    path.write_text(json.dumps(TWO)[:-1] + "; and so on" * 20)
    with pytest.raises(BadData, match=r"broken\.json: behind entity 2 it "):
        counts(path)


def test_rows_in_full_have_the_places_in_the_array(tmp_path):
    from pyarrow import parquet

    path = tmp_path / "array.json"
    path.write_text(json.dumps([json.loads(person("a")), {"id": "x"}, json.loads(person("b"))]))
    with ftm.reading(path) as reading:
        list(reading.quads("https://a.test/"))
        reading.keep_rows(tmp_path / "rows.parquet")
    assert parquet.read_table(tmp_path / "rows.parquet")["row"].to_pylist() == [1, 3]
