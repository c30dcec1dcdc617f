"""Entities and RDF through a merge: into the store, with proposals, and back out again."""

import json
from pathlib import Path
from typing import Any

import pytest

import nkgraph
from merging import lines_of
from nkgraph import merge
from nkgraph.graph import KnowledgeGraph
from nkgraph.merge.identity import links, storing
from nkgraph.merge.identity.link import Judgement
from nkgraph.store import seed

HERE = Path(__file__).parent
FILES = [
    HERE / "data/ftm/entities.ftm.json",
    HERE / "data/rdf/wikidata.ttl",
    HERE.parent / "docs/example/coal.ttl",
]
PEOPLE = [
    {"id": "a", "schema": "Person", "properties": {"name": ["KIM Jong-un"], "nationality": ["kp"]}},
    {"id": "b", "schema": "Person", "properties": {"name": ["Kim Jung Un"]}},
    {"id": "o", "schema": "Family", "properties": {"person": ["a"], "relative": ["b"]}},
]


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.json"
    path.write_text("\n".join(map(json.dumps, PEOPLE)), "utf-8")
    return path


def merged(folder: str, *paths: Path) -> list[merge.Report]:
    return [merge.into(folder, merge.Request(path)) for path in paths]


def identifiers(folder: str) -> dict[str, str]:
    found = storing.read_from(nkgraph.open(folder).reader)
    return {link.subject.rpartition("/")[2]: link.identifier for link in found.values()}


def relatives(folder: str) -> set[Any]:
    table = nkgraph.open(folder).query("relations", actor="Kim Jong Un")
    return {row["targetLabel"] for row in table}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_source_comes_and_goes_without_a_trace(path: Path, tmp_path: Path) -> None:
    folder = str(tmp_path / "store")
    before = lines_of(KnowledgeGraph(seed.in_memory()))
    [report] = merged(folder, path)
    assert report.is_new
    assert report.counts.refused == 0
    with_it = lines_of(nkgraph.open(folder))
    assert len(with_it) > len(before) + 50
    [again] = merged(folder, path)
    assert not again.is_new
    assert lines_of(nkgraph.open(folder)) == with_it
    merge.forget_in(folder, path.name)
    assert lines_of(nkgraph.open(folder)) == before


def test_the_order_of_coming_and_going_leaves_no_trace(tmp_path: Path, people: Path) -> None:
    one, other = str(tmp_path / "one"), str(tmp_path / "other")
    merged(one, *FILES[:2], people)
    merge.forget_in(one, FILES[0].name)
    merge.forget_in(one, FILES[1].name)
    merged(other, people)
    assert lines_of(nkgraph.open(one)) == lines_of(nkgraph.open(other))


def test_the_articles_own_graph_is_what_it_was(tmp_path: Path, people: Path) -> None:
    folder = str(tmp_path / "store")
    merged(folder, *FILES, people)
    links.decide(folder, list(identifiers(folder).values())[:1], Judgement.ACCEPTED, by="me")

    def article(graph: KnowledgeGraph) -> set[Any]:
        return {quad for quad in graph.reader.quads() if quad.graph_name == seed.ARTICLE}

    assert article(nkgraph.open(folder)) == article(KnowledgeGraph(seed.in_memory()))


def test_a_merge_proposes_and_says_so(tmp_path: Path, people: Path) -> None:
    [report] = merged(str(tmp_path / "store"), people)
    assert report.proposed == 2
    assert "  2 links proposed: nkgraph links lists them" in report.lines()


def test_decisions_outlast_the_source(tmp_path: Path, people: Path) -> None:
    folder = str(tmp_path / "store")
    merged(folder, people)
    named = identifiers(folder)
    links.decide(folder, [named["a"]], Judgement.ACCEPTED, by="me")
    links.decide(folder, [named["b"]], Judgement.REJECTED, by="me")
    assert "Kim Jung Un" in relatives(folder)
    merge.forget_in(folder, people.name)
    assert "Kim Jung Un" not in relatives(folder)
    [report] = merged(folder, people)
    assert report.proposed == 0
    assert "Kim Jung Un" in relatives(folder)
    judgements = {
        link.identifier: link.judgement
        for link in storing.read_from(nkgraph.open(folder).reader).values()
    }
    assert judgements == {named["a"]: Judgement.ACCEPTED, named["b"]: Judgement.REJECTED}


def test_who_is_one_is_listed_once(tmp_path: Path, people: Path) -> None:
    folder = str(tmp_path / "store")
    merged(folder, people)

    def called_kim() -> list[Any]:
        listed = nkgraph.open(folder).query("actors", kind="nkg:Person")
        return [row["actorLabel"] for row in listed if "KIM J" in str(row["actorLabel"]).upper()]

    assert sorted(called_kim()) == ["KIM Jong-un", "Kim Jong Un", "Kim Jung Un"]
    links.decide(folder, [identifiers(folder)["a"]], Judgement.ACCEPTED, by="me")
    assert sorted(called_kim()) == ["Kim Jong Un", "Kim Jung Un"]


def test_what_is_no_table_is_listed_with_the_tables(nkgraph_command: Any) -> None:
    listed = nkgraph_command("datasets").stdout
    for name in ("followthemoney", "rdf"):
        assert f"\n{name} " in listed
        assert nkgraph_command("datasets", name).stdout.startswith("# W")


def test_an_entity_is_the_same_in_a_newer_file(tmp_path: Path, people: Path) -> None:
    folder = str(tmp_path / "store")
    merged(folder, people)
    links.decide(folder, [identifiers(folder)["b"]], Judgement.REJECTED, by="me")
    people.write_text(people.read_text("utf-8") + "\n\n", "utf-8")
    report = merge.into(folder, merge.Request(people, replace=True))
    assert (report.is_new, len(report.replaced), report.proposed) == (True, 1, 0)
    assert set(identifiers(folder)) == {"a", "b"}


def test_a_second_text_in_our_own_terms_speaks_with_the_first(tmp_path: Path) -> None:
    folder = str(tmp_path / "store")
    merged(folder, HERE.parent / "docs/example/coal.ttl")
    kg = nkgraph.open(folder)
    figures = {row["exporterLabel"] for row in kg.query("trade-figures", importer="North Korea")}
    assert {"Russia", "Mongolia"} <= figures
    speakers = {row["speakerLabel"] for row in kg.query("speakers")}
    assert {"Mongolian Customs Office", "Article of 14 May 2014"} <= speakers
