"""One label a thing: several files that call it differently, merged and forgotten in any order."""

import json
from itertools import permutations

import pytest

import nkgraph
from merging import lines_of
from nkgraph.catalogue import Catalogue

ID = "https://w3id.org/nkgraph/ftm/NK-1"


def entity(identifier, schema, **properties):
    lists = {name: [value] for name, value in properties.items()}
    return {"id": identifier, "schema": schema, "properties": lists, "datasets": ["a_list"]}


def about(name, other):
    """Return entities that another file has too, under other names."""
    return [
        entity("NK-1", "Person", name=name, nationality="kp"),
        entity("NK-2", "Company", name=other, jurisdiction="kp"),
        entity("own", "Ownership", owner="NK-1", asset="NK-2", startDate="2010"),
        entity("dir", "Directorship", director="NK-1", organization="NK-2"),
        entity("s", "Sanction", entity="NK-1", authority="Council of " + name, startDate="2012"),
        entity("post", "Position", name="Minister of " + name, country="kp"),
        entity("occ", "Occupancy", holder="NK-1", post="post"),
    ]


FILES = {
    "a.json": about("Ri Example", "Example Lines"),
    "b.json": about("RI EXAMPLE", "Example Lines Co"),
    "c.json": [entity("m", "Membership", member="NK-1", organization="NK-9")],
}


@pytest.fixture
def files(tmp_path):
    for name, entities in FILES.items():
        (tmp_path / name).write_text("\n".join(map(json.dumps, entities)), "utf-8")
    (tmp_path / "new").mkdir()
    (tmp_path / "new/a.json").write_text("\n".join(map(json.dumps, about("Ri New", "N"))), "utf-8")
    return tmp_path


def labels_of(kg, iri=ID):
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    rows = kg.reader.select(f"SELECT ?g ?l WHERE {{ GRAPH ?g {{ <{iri}> {label} ?l }} }}").rows
    return [label.value for _, label in rows]


def merged(files, *names):
    kg = nkgraph.open()
    for name in names:
        kg.merge(files / name)
    return kg


@pytest.mark.parametrize("order", list(permutations(FILES)), ids="-".join)
def test_what_is_forgotten_leaves_what_was_there(files, order):
    kg = nkgraph.open()
    states = [lines_of(kg)]
    for name in order:
        kg.merge(files / name)
        states.append(lines_of(kg))
        assert len(labels_of(kg)) == 1
    for name in reversed(order):
        states.pop()
        kg.forget(name)
        assert lines_of(kg) == states[-1]


def test_the_first_to_go_leaves_what_the_other_alone_would_have_brought(files):
    for first, second in (("a.json", "b.json"), ("b.json", "a.json")):
        kg = merged(files, first, second)
        kg.forget(first)
        assert lines_of(kg) == lines_of(merged(files, second))


def test_an_id_is_no_name_where_another_file_has_one(files):
    kg = merged(files, "c.json")
    assert labels_of(kg) == ["NK-1"]
    kg.merge(files / "b.json")
    assert labels_of(kg) == ["RI EXAMPLE"]
    kg.forget("b.json")
    assert labels_of(kg) == ["NK-1"]


def test_the_other_name_stays_a_name(files):
    kg = merged(files, "a.json", "b.json")
    assert kg.query("relations", actor="RI EXAMPLE") == kg.query("relations", actor="Ri Example")


def test_a_newer_file_takes_its_label_along(files):
    kg = merged(files, "a.json")
    kg.merge(files / "new/a.json", replace=True)
    assert labels_of(kg) == ["Ri New"]
    assert lines_of(kg) == lines_of(merged(files, "new/a.json"))


@pytest.mark.parametrize("order", [("a.json", "b.json"), ("b.json", "a.json")], ids="-".join)
def test_every_stored_query_has_one_row_an_entity(files, order):
    kg = merged(files, *order)
    names = {}
    for query in Catalogue().listed():
        table = kg.query(query.name)
        rows = [tuple(map(str, row.values())) for row in table]
        assert len(set(rows)) == len(rows), query.name
        for row in table:
            for column in table.columns:
                if f"{column}Label" in table.columns and "/ftm" in str(row[column]):
                    names.setdefault(str(row[column]), set()).add(row[f"{column}Label"])
    assert len(names) > 3
    assert all(len(each) == 1 for each in names.values()), names


def test_without_a_source_the_other_one_names(files):
    kg = merged(files, "a.json", "b.json")
    [source] = [row["source"] for row in kg.query("sources") if "a.json" in row["sourceLabel"]]
    table = kg.without(str(source)).query("relations", actor="RI EXAMPLE")
    names = {row[end] for row in table for end in ("sourceLabel", "targetLabel")}
    assert "RI EXAMPLE" in names
    assert "Ri Example" not in names
