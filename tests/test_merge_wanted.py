"""Filters: those that mean nothing are refused, and what leaves nothing of a file is told."""

import pytest

import nkgraph
from datasets_files import DATA
from merging import lines_of
from nkgraph import merge
from nkgraph.errors import BadParameter

NOBODY = merge.Asked(actors=["Fiji"])


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"actors": ["Atlantis"]}, "'Atlantis' is no country that is known"),
        ({"since": "2018-13"}, "since: '2018-13' is not in the calendar"),
        ({"until": "2018/.."}, "until: '2018/..' is open at that end"),
        ({"since": "2019", "until": "2018"}, "since 2019-01-01 is later than until 2018-12-31"),
    ],
)
def test_a_filter_that_means_nothing_is_refused(filters, message):
    graph = nkgraph.open()
    with pytest.raises(BadParameter) as caught:
        graph.merge(DATA / "icews.tab", **filters)
    assert message in str(caught.value)
    assert not [row for row in graph.query("sources") if "icews" in str(dict(row)["source"])]


def test_one_year_is_since_and_until():
    report = nkgraph.open().merge(DATA / "icews.tab", since="2018", until="2018")
    assert report.counts.taken


@pytest.mark.parametrize(
    ("file", "asked", "holds"),
    [
        ("acled.csv", {"until": "1700"}, "of 2023; most often with North Korea (2), Rioters"),
        ("gdelt-2.0.tsv", {"actors": ["Japan"]}, "of 2017 to 2018; most often with PRK (3), KOR"),
        ("icews.tab", {"places": ["Fiji"]}, "consultation (1), statement (1); most often at "),
        ("reported.csv", {"since": "2200"}, "of 2013 to 2014; most often with PRK (3), RUS (2)"),
        ("cow-states.csv", {"actors": ["Fiji"]}, "most often with Korea (1), North Korea (1)"),
    ],
)
def test_what_a_file_holds_is_said_where_nothing_is_asked_for(file, asked, holds):
    graph = nkgraph.open()
    before = lines_of(graph)
    report = graph.merge(DATA / file, **asked)
    assert report.counts.taken == 0
    assert not report.is_new
    assert lines_of(graph) == before
    first, second, *_ = report.lines()
    assert "nothing is merged, since no row fits " in first
    assert holds in second


def test_entities_that_nobody_asked_for_are_counted(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('{"id": "a", "schema": "Person", "properties": {"name": ["A"]}}\n')
    report = nkgraph.open().merge(path, actors=["Fiji"])
    assert report.lines()[0].endswith(
        "0 of 1 rows taken, 1 not asked for: nothing is merged, since no row fits actor nk:fiji"
    )
    assert report.lines()[1] == "  it holds most often Person (1)"


def test_what_is_merged_stays_where_nothing_else_is_asked_for(tmp_path):
    store = str(tmp_path / "store")
    assert not merge.into(store, merge.Request(DATA / "acled.csv", asked=NOBODY)).is_new
    assert not (tmp_path / "store").exists()
    assert merge.into(store, merge.Request(DATA / "acled.csv")).is_new
    request = merge.Request(DATA / "acled.csv", asked=NOBODY, replace=True)
    assert not merge.into(store, request).is_new
    labels = [row["sourceLabel"] for row in nkgraph.open(store).query("sources")]
    assert any("acled.csv" in label for label in labels)


def test_refused_rows_are_written_though_nothing_is_asked_for(tmp_path):
    rejects = tmp_path / "rejects.csv"
    report = nkgraph.open().merge(DATA / "icews.tab", until="1700", rejects=rejects)
    assert len(rejects.read_text().splitlines()) == 1 + report.counts.refused == 2
    assert "  refused: line 4" in report.lines()[2]
