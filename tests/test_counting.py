"""Counts that come from Parquet are those that SPARQL gives."""

from pathlib import Path

import pytest

import nkgraph
from merging import gdelt
from nkgraph import counting, merge
from nkgraph.graph import KnowledgeGraph

FIGURES = (
    "publisher,stated_by,kind,exporter,importer,period,what\n"
    "Evening Post,Trade Office,event,PRK,RUS,2018-03,a visit\n"
)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    folder = tmp_path_factory.mktemp("counting")
    (folder / "figures.csv").write_text(FIGURES)
    for path in (
        gdelt(folder / "one.csv", 300),
        gdelt(folder / "two.csv", 200, seed=2),
        folder / "figures.csv",
    ):
        merge.into(str(folder / "mine"), merge.Request(path))
    return nkgraph.open(folder / "mine")


@pytest.mark.parametrize("by", [None, "year", "month", "kind", "source"])
@pytest.mark.parametrize("actor", [None, "North Korea", "China"])
@pytest.mark.parametrize("partner", [None, "RUS"])
def test_the_same_answers(
    graph: KnowledgeGraph,
    monkeypatch: pytest.MonkeyPatch,
    by: str | None,
    actor: str | None,
    partner: str | None,
) -> None:
    asked = {"by": by, "actor": actor, "partner": partner}
    assert len(counting.available(graph.reader)) == 2
    counted = graph.query("event-counts", **asked)
    monkeypatch.setattr(counting, "available", lambda reader: [])
    by_sparql = graph.query("event-counts", **asked)
    assert len(counted) > 0
    assert counted == by_sparql


def test_every_event_is_counted_once(graph: KnowledgeGraph) -> None:
    events = {row["event"] for row in graph.query("events-between", actor="PRK")}
    rows = graph.query("event-counts", actor="PRK", by="source")
    assert sum(int(str(row["count"])) for row in rows) == len(events)


def test_what_is_forgotten_is_not_counted(tmp_path: Path) -> None:
    store = tmp_path / "mine"
    for name, seed in (("one.csv", 1), ("two.csv", 2)):
        merge.into(str(store), merge.Request(gdelt(tmp_path / name, 50, seed=seed)))
    both = nkgraph.open(store).query("event-counts", by="source")
    merge.forget_in(str(store), "two.csv")
    one = nkgraph.open(store).query("event-counts", by="source")
    assert len({row["source"] for row in both}) == len({row["source"] for row in one}) + 1
