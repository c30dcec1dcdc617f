"""Folders of files into folders of parts, by DuckDB; `tests/spark` compares what Spark makes."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

import nkgraph
from merging import gdelt, lines_of
from nkgraph import bulk, merge
from nkgraph.bulk import engine
from nkgraph.errors import BadCall, BadData, BadParameter, CannotRead, CannotWrite, EngineError
from nkgraph.store import writing
from nkgraph.store.seed import in_memory
from parted import everything, quads, table

DATA = Path(__file__).parent / "data"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with two files, one of them packed in a folder of its own, and one that is none."""
    folder = tmp_path / "files"
    (folder / "2018").mkdir(parents=True)
    gdelt(folder / "one.csv", 30, seed=1)
    other = gdelt(tmp_path / "two.csv", 20, seed=2)
    (folder / "2018" / "two.csv.gz").write_bytes(gzip.compress(other.read_bytes()))
    (folder / "note.txt").write_text("nothing\nof the kind\n", encoding="utf-8")
    (folder / ".hidden").write_text("x", encoding="utf-8")
    return folder


def test_the_same_as_merged_one_by_one(files: Path, tmp_path: Path) -> None:
    report = bulk.write_parts([files], merge.Request(files), tmp_path / "out")
    assert [source.origin.name for source in report.sources] == ["two.csv.gz", "one.csv"]
    assert report.lines() == ["2 files: GDELT 2.0 events: 50 of 50 rows taken"]
    assert len(report.failed) == 1
    assert report.failed[0].startswith("note.txt is none of the datasets")
    store = str(tmp_path / "store")
    for name in ("one.csv", "2018/two.csv.gz"):
        merge.into(store, merge.Request(files / name))
    merged = {line.removesuffix(" .") for line in lines_of(nkgraph.open(store))}
    written = {line.removesuffix(" .") for line in quads(tmp_path / "out")}
    assert written <= merged
    derived = {line for line in merged - written if "/source/derived>" in line}
    assert merged - written == derived


def test_tables(tmp_path: Path) -> None:
    bulk.write_parts([DATA / "gdelt-2.0.tsv"], merge.Request(DATA), tmp_path / "out")
    names, *rows = table(tmp_path / "out", "rows")
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    assert sorted(columns["row"]) == [1, 2, 3, 6]
    assert {"source", "agent", "target", "place", "kind", "year"} <= set(names)
    assert {path.name for path in (tmp_path / "out" / "rows").iterdir()} == {
        f"year={year}" for year in columns["year"]
    }
    (names, *counts) = table(tmp_path / "out", "counts")
    of_a_state = [one for one in zip(columns["agent"], columns["target"], strict=True) if any(one)]
    assert sum(row[names.index("number")] for row in counts) == len(of_a_state) == 3
    assert len(table(tmp_path / "out", "refused")) == 1 + 2


def test_a_second_time_gives_the_same(files: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        bulk.write_parts([files], merge.Request(files), tmp_path / name)
    assert everything(tmp_path / "one") == everything(tmp_path / "two")


def test_a_file_that_is_there_twice(files: Path, tmp_path: Path) -> None:
    (files / "same.csv").write_bytes((files / "one.csv").read_bytes())
    report = bulk.write_parts([files], merge.Request(files), tmp_path / "out")
    assert "same.csv is the same file as one.csv, and is taken once" in report.failed


def test_the_projects_own_graphs_are_a_part(files: Path, tmp_path: Path) -> None:
    bulk.write_parts([files], merge.Request(files), tmp_path / "out")
    part = tmp_path / "out" / "quads" / "project.nq.gz"
    assert len(gzip.decompress(part.read_bytes()).splitlines()) == len(list(in_memory().quads()))


@pytest.mark.parametrize(
    ("spoil", "error", "message"),
    [
        (lambda out: (out.mkdir(), (out / "mine").touch()), CannotWrite, "is there already"),
        (lambda out: out.touch(), CannotWrite, "is there already"),
    ],
)
def test_nothing_is_written_over(
    files: Path, tmp_path: Path, spoil: Callable[[Path], object], error: type[Exception],
    message: str,
) -> None:  # fmt: skip
    spoil(tmp_path / "out")
    with pytest.raises(error, match=message):
        bulk.write_parts([files], merge.Request(files), tmp_path / "out")


def test_nothing_to_take_leaves_nothing(files: Path, tmp_path: Path) -> None:
    (files / "one.csv").unlink()
    (files / "2018" / "two.csv.gz").write_bytes(b"\x1f\x8b damaged")
    with pytest.raises(BadData, match=r"\(and 1 more files\)"):
        bulk.write_parts([files], merge.Request(files), tmp_path / "out")
    (files / "2018" / "two.csv.gz").unlink()
    (files / "note.txt").unlink()
    with pytest.raises(CannotRead, match="has no files"):
        bulk.write_parts([files], merge.Request(files), tmp_path / "out")
    assert not [path for path in tmp_path.iterdir() if "out" in path.name]


def test_only_events(tmp_path: Path) -> None:
    with pytest.raises(BadData, match=r"comtrade\.csv holds figures: only tables of events"):
        bulk.write_parts([DATA / "comtrade.csv"], merge.Request(DATA), tmp_path / "out")


def test_filters_that_mean_nothing(files: Path, tmp_path: Path) -> None:
    asked = merge.Asked(actors=("Atlantis",))
    with pytest.raises(BadParameter, match="Atlantis"):
        bulk.write_parts([files], merge.Request(files, asked=asked), tmp_path / "out")


@pytest.mark.parametrize(
    ("typed", "is_spark"),
    [(None, False), ("duckdb", False), ("local", True), ("local[*]", True), ("local[2]", True),
     ("local[2,4]", True), ("spark://host:7077", True), ("spark://[::1]:7077", True)],
)  # fmt: skip
def test_engines(typed: str | None, is_spark: bool) -> None:
    assert engine.is_spark(typed) is is_spark


@pytest.mark.parametrize("typed", ["spark", "Spark://h:1", "spark://h", "yarn", "local[x]", ""])
def test_what_is_no_engine(typed: str) -> None:
    with pytest.raises(BadCall, match="is no engine: say duckdb"):
        engine.is_spark(typed)


def test_spark_that_is_not_installed(
    files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("sqlglot")
    pytest.importorskip("py4j")
    monkeypatch.setitem(__import__("sys").modules, "pyspark.sql", None)
    with pytest.raises(EngineError, match=r"not installed: pip install 'nkgraph\[spark\]'"):
        bulk.write_parts([files], merge.Request(files), tmp_path / "out", "local[2]")
    assert not (tmp_path / "out").exists()


def test_the_command(nkgraph_command: Callable[..., object], files: Path, tmp_path: Path) -> None:
    done = nkgraph_command("merge", str(files), "--parts", "out")
    assert done.returncode == 2  # type: ignore[attr-defined]
    assert done.stdout.splitlines() == [  # type: ignore[attr-defined]
        "2 files: GDELT 2.0 events: 50 of 50 rows taken", "out is written",
    ]  # fmt: skip
    assert done.stderr.startswith("note.txt is none of the datasets")  # type: ignore[attr-defined]
    for options, message in (
        (("--parts", "b", "--store", "s"), "--parts writes for a bulk loader"),
        (("--parts", "b", "--rejects", "r"), "--rejects is for files merged one by one"),
        (("--engine", "x", "--store", "s"), "--engine 'x' is no engine"),
    ):
        done = nkgraph_command("merge", str(files), *options)
        assert (done.returncode, done.stdout) == (2, "")  # type: ignore[attr-defined]
        assert done.stderr.startswith(message)  # type: ignore[attr-defined]


def test_a_folder_into_a_store(
    nkgraph_command: Callable[..., object], files: Path, tmp_path: Path
) -> None:
    done = nkgraph_command("merge", str(files), "--store", "mine")
    assert done.stdout.count("GDELT 2.0 events") == 2  # type: ignore[attr-defined]
    sources = [str(row["sourceLabel"]) for row in nkgraph.open(tmp_path / "mine").query("sources")]
    assert {"GDELT 2.0 events: one.csv", "GDELT 2.0 events: two.csv.gz"} <= set(sources)


def test_a_newer_version_takes_the_place_of_most_of_a_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_FEW_QUADS", 0)
    monkeypatch.setattr(writing, "_REMOVING_COSTS", 1000)
    store, path = str(tmp_path / "store"), gdelt(tmp_path / "events.csv", 10, seed=2)
    merge.into(store, merge.Request(path))
    newer = merge.Request(gdelt(path, 30), replace=True)
    bulk.into_folder([path], newer, store, "duckdb")
    alone = str(tmp_path / "alone")
    bulk.into_folder([path], newer, alone, "duckdb")
    mine, other = nkgraph.open(store), nkgraph.open(alone)
    assert without_times(mine) == without_times(other)
    assert mine.query("event-counts") == other.query("event-counts")


def without_times(graph: nkgraph.KnowledgeGraph) -> list[str]:
    return [line for line in lines_of(graph) if "prov#endedAtTime" not in line]
