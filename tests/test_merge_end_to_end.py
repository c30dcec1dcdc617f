"""From a file to a store to an answer, and back out again."""

import bz2
import csv
import gzip
import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import nkgraph
from merging import gdelt, lines_of
from nkgraph import merge
from nkgraph.errors import AlreadyMerged, AmbiguousValue, UnknownSource
from nkgraph.graph import KnowledgeGraph
from nkgraph.store import Embedded, seed, writing
from nkgraph.terms import NKG

Run = Callable[..., Any]


def content(store: Path) -> list[str]:
    return sorted(map(str, Embedded.on_disk(str(store)).quads()))


def article_of(graph: KnowledgeGraph) -> set[Any]:
    return {quad for quad in graph.reader.quads() if quad.graph_name == seed.ARTICLE}


def rows_of(store: Path) -> list[str]:
    held = Embedded.on_disk(str(store)).held
    assert held is not None
    return sorted(path.name for path in Path(held.rows).iterdir())


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "mine"


def test_a_file_answers_and_is_forgotten(
    tmp_path: Path, store: Path, nkgraph_command: Run, article: KnowledgeGraph
) -> None:
    first, second = gdelt(tmp_path / "first.csv", 30), gdelt(tmp_path / "second.csv", 20, seed=2)
    done = nkgraph_command("merge", str(first), "--store", str(store))
    assert (done.returncode, done.stderr) == (0, "")
    assert "30 of 30 rows taken" in done.stdout
    before = content(store)
    assert len(rows_of(store)) == 2, "the rows in full, and the counts"
    nkgraph_command("merge", str(second), "--store", str(store))
    graph = nkgraph.open(store)
    events = graph.query("events-between", actor="PRK")
    assert len(events) > 5
    assert len({row["source"] for row in events}) == 2 + 1, "the article's events and both files'"
    assert article_of(graph) == article_of(article)
    done = nkgraph_command("forget", "second.csv", "--store", str(store))
    assert done.stdout.startswith("GDELT 2.0 events: second.csv: taken out, ")
    assert content(store) == before
    assert len(rows_of(store)) == 2, "the rows in full, and the counts"
    nkgraph_command("forget", "first.csv", "--store", str(store))
    assert content(store) == sorted(map(str, article.reader.quads()))
    assert rows_of(store) == []


def test_the_same_again_changes_nothing_and_says_so(tmp_path: Path, store: Path) -> None:
    path = gdelt(tmp_path / "first.csv", 10)
    graph = nkgraph.open()
    assert graph.merge(path).is_new
    before = set(graph.reader.quads())
    report = graph.merge(path)
    assert not report.is_new
    assert report.lines() == ["first.csv: GDELT 2.0 events: already merged, nothing is changed"]
    assert set(graph.reader.quads()) == before


def test_what_a_source_says_something_of_keeps_its_name_when_another_goes(tmp_path: Path) -> None:
    """A file of RDF may have a state as subject only: no statement leads to it."""
    figures, said = tmp_path / "figures.csv", tmp_path / "said.ttl"
    figures.write_text("publisher,exporter,importer,period,value\nPost,FRA,PRK,2013,5\n")
    said.write_text(
        "@prefix nk: <https://w3id.org/nkgraph/entity/> . @prefix s: <https://schema.org/> .\n"
        'nk:france s:foundingDate "1958" .\n'
    )
    alone = nkgraph.open()
    alone.merge(said)
    graph = nkgraph.open()
    graph.merge(figures)
    graph.merge(said)
    graph.forget("figures.csv")
    assert lines_of(graph) == lines_of(alone)
    graph.forget("said.ttl")
    assert lines_of(graph) == lines_of(nkgraph.open())


@pytest.mark.parametrize("first", ["csv", "zip"])
def test_the_same_content_packed_in_another_way_is_the_same(tmp_path: Path, first: str) -> None:
    plain = gdelt(tmp_path / "events.csv", 10)
    raw = plain.read_bytes()
    (tmp_path / "events.csv.gz").write_bytes(gzip.compress(raw))
    (tmp_path / "events.csv.bz2").write_bytes(bz2.compress(raw))
    with zipfile.ZipFile(tmp_path / "events.zip", "w") as archive:
        archive.write(plain, "inside.csv")
    graph = nkgraph.open()
    report = graph.merge(tmp_path / f"events.{first}")
    assert report.is_new
    file = tmp_path / f"events.{first}"
    assert report.origin.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    before = set(graph.reader.quads())
    for other in ("csv", "csv.gz", "csv.bz2", "zip"):
        (line,) = graph.merge(tmp_path / f"events.{other}").lines()
        known = "" if other == first else f" as events.{first}"
        assert line == (
            f"events.{other}: GDELT 2.0 events: already merged{known}, nothing is changed"
        )
        with pytest.raises(AlreadyMerged, match="by other filters"):
            graph.merge(tmp_path / f"events.{other}", actors=["RUS"])
    assert set(graph.reader.quads()) == before


def test_a_packed_file_of_an_older_store_is_known_by_its_own_digest(tmp_path: Path) -> None:
    path = tmp_path / "events.csv.gz"
    path.write_bytes(gzip.compress(gdelt(tmp_path / "events.csv", 10).read_bytes()))
    graph = nkgraph.open()
    graph.merge(path)
    said = ox.NamedNode(NKG + "contentDigest")
    kept = [quad for quad in graph.reader.quads() if quad.predicate != said]
    assert len(kept) == len(list(graph.reader.quads())) - 1
    store = ox.Store()
    store.extend(kept)
    older = KnowledgeGraph(Embedded(store))
    assert not older.merge(path).is_new
    assert set(older.reader.quads()) == set(kept)


def test_other_filters_and_newer_versions_are_put_in_place_when_asked(tmp_path: Path) -> None:
    path = gdelt(tmp_path / "first.csv", 30)
    graph = nkgraph.open()
    graph.merge(path, actors=["North Korea"])
    some = len(graph.query("events-between"))
    with pytest.raises(
        AlreadyMerged, match=r"by other filters \(actor nk:north-korea\).*--replace"
    ):
        graph.merge(path)
    report = graph.merge(path, replace=True)
    assert report.replaced == ("GDELT 2.0 events: first.csv",)
    assert len(graph.query("events-between")) > some
    gdelt(path, 31)
    with pytest.raises(AlreadyMerged, match=r"another file of the name first\.csv is merged"):
        graph.merge(path)
    fresh = nkgraph.open()
    fresh.merge(path)
    graph.merge(path, replace=True)
    assert lines_of(graph) == lines_of(fresh)


def test_the_older_version_goes_at_once_where_it_is_most_of_a_store(
    tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "events.csv"
    merge.into(str(store), merge.Request(gdelt(path, 10, seed=2)))
    monkeypatch.setattr(writing, "_FEW_QUADS", 0)
    monkeypatch.setattr(writing, "_REMOVING_COSTS", 1000)
    merge.into(str(store), merge.Request(gdelt(path, 30), replace=True))
    alone = tmp_path / "alone"
    merge.into(str(alone), merge.Request(path))
    when = "prov#endedAtTime"
    assert [line for line in content(store) if when not in line] == [
        line for line in content(alone) if when not in line
    ]
    assert rows_of(store) == rows_of(alone)


def test_refused_rows_are_written_as_a_table(
    nkgraph_command: Run, tmp_path: Path, store: Path
) -> None:
    path = gdelt(tmp_path / "events.csv", 5)
    with path.open("a", encoding="utf-8") as stream:
        stream.write("=cmd\tno event\n")
    refused = tmp_path / "refused.csv"
    done = nkgraph_command("merge", str(path), "--store", str(store), "--rejects", str(refused))
    assert done.returncode == 0, done.stderr
    with refused.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.reader(stream))
    assert rows == [
        ["row", "reason", "raw"],
        ["6", "2 columns instead of 61", "'=cmd\tno event"],
    ]


def test_the_refused_rows_of_several_files_stand_behind_their_files(
    nkgraph_command: Run, tmp_path: Path
) -> None:
    one, other = gdelt(tmp_path / "one.csv", 3), gdelt(tmp_path / "=two.csv", 4, seed=2)
    for path in (one, other):
        with path.open("a", encoding="utf-8") as stream:
            stream.write("too\tfew\n")
    none = tmp_path / "none.csv"
    none.write_text("a,b\n1,2\n", encoding="utf-8")
    refused = tmp_path / "refused.csv"
    files = [str(path) for path in (one, none, other)]
    done = nkgraph_command("merge", *files, "--store", "mine", "--rejects", str(refused))
    assert done.returncode == 2
    with refused.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.reader(stream))
    assert rows == [
        ["file", "row", "reason", "raw"],
        ["one.csv", "4", "2 columns instead of 61", "too\tfew"],
        ["'=two.csv", "5", "2 columns instead of 61", "too\tfew"],
    ]


@pytest.mark.parametrize(
    "name",
    ["first.csv", "GDELT 2.0 events: first.csv", "first", "gdelt", "ending", "digest", "iri"],
)
def test_a_source_is_forgotten_by_any_of_its_names(tmp_path: Path, name: str) -> None:
    graph = nkgraph.open()
    before = set(graph.reader.quads())
    origin = graph.merge(gdelt(tmp_path / "first.csv", 10)).origin
    ending = origin.graph.rpartition("/")[2]
    graph.forget(
        {"digest": origin.sha256[:8], "iri": origin.graph, "ending": ending}.get(name, name)
    )
    assert set(graph.reader.quads()) == before


def test_a_data_set_names_a_source_where_there_is_one_of_it(tmp_path: Path) -> None:
    graph = nkgraph.open()
    graph.merge(gdelt(tmp_path / "first.csv", 10))
    graph.merge(gdelt(tmp_path / "second.csv", 10, seed=2))
    with pytest.raises(AmbiguousValue, match=r"first\.csv.*second\.csv"):
        graph.forget("gdelt")
    graph.forget("first")
    assert graph.forget("GDELT").source.origin.name == "second.csv"


def test_of_several_files_it_is_said_which_are_merged(nkgraph_command: Run, tmp_path: Path) -> None:
    good, broken = gdelt(tmp_path / "good.csv", 10), tmp_path / "broken.csv"
    broken.write_text("a,b\n1,2\n", encoding="utf-8")
    store = tmp_path / "store"
    ran = nkgraph_command("merge", good, broken, "--store", store)
    assert ran.returncode == 2
    last = ran.stderr.splitlines()[-1]
    assert "1 of 2 files are in" in last
    assert "good.csv; not merged: broken.csv" in last
    ran = nkgraph_command("merge", broken, broken, "--store", tmp_path / "none")
    assert ran.stderr.splitlines()[-1].endswith("none of the 2 files is merged")
    assert not (tmp_path / "none").exists()


def test_what_is_no_merged_source_is_not_forgotten(tmp_path: Path) -> None:
    graph = nkgraph.open()
    with pytest.raises(UnknownSource, match="nothing is merged"):
        graph.forget("src:article-2014-05-14")
    graph.merge(gdelt(tmp_path / "first.csv", 10))
    with pytest.raises(UnknownSource, match=r"first\.csv"):
        graph.forget("src:background")


def test_merging_needs_a_store(nkgraph_command: Run, tmp_path: Path) -> None:
    path = gdelt(tmp_path / "first.csv", 3)
    done = nkgraph_command("merge", str(path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "say --store FOLDER" in done.stderr
    done = nkgraph_command("merge", str(path), "--store", "http://127.0.0.1:1/")
    assert done.returncode == 2
    assert "check the address and that the server runs" in done.stderr


def test_a_file_that_is_none_leaves_no_store(nkgraph_command: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sir,\n\nwith regards\n")
    done = nkgraph_command("merge", "letter.txt", "--store", "mine")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "mine").exists()


def test_python_writes_to_the_store_that_it_opened(tmp_path: Path, store: Path) -> None:
    nkgraph.open().merge(gdelt(tmp_path / "memory.csv", 5))
    path = gdelt(tmp_path / "first.csv", 10)
    from nkgraph import merge

    merge.into(str(store), merge.Request(path))
    graph = nkgraph.open(store)
    graph.merge(gdelt(tmp_path / "second.csv", 10, seed=5))
    assert len(nkgraph.open(store).query("sources")) == len(graph.query("sources"))
    graph.forget("second.csv")
    assert "second.csv" not in str(list(graph.query("sources")))


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    path = gdelt(tmp_path / "hostile.csv", 3)
    lines = path.read_text().splitlines()
    name = 'A "B" \\ <c:d> . C\x07\x1b[31m\u0085'
    cells = lines[0].split("\t")
    cells[6], cells[7] = name, "PRK"
    path.write_text("\n".join(["\t".join(cells), *lines[1:]]) + "\n", encoding="utf-8")
    graph = nkgraph.open()
    graph.merge(path)
    labels = [str(row["eventLabel"]) for row in graph.query("timeline")]
    assert any('A "B" \\ <c:d> . C' in label for label in labels)
    assert all(label.isprintable() for label in labels)
