"""Spark and DuckDB make the same of the same files: rows, quads, counts and what is refused."""

import gzip
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import nkgraph
from merging import gdelt, lines_of
from nkgraph import bulk, merge
from parted import everything
from spark.conftest import Cluster

DATA = Path(__file__).parents[1] / "data"
LOCAL = "local[2]"
SECONDS_TO_END = 900

TABLES = (
    "acled.csv", "acled-older.csv", "csis-provocations.csv", "gdelt-1.0.tsv",
    "gdelt-1.0-before-2013.tsv", "gdelt-2.0.tsv", "icews.tab", "ucdp-ged.csv",
    "ucdp-ged-few-columns.csv",
)  # fmt: skip
"""The small files of our own that are tables of events."""


NOT_TAKEN = ("damaged.CSV.gz", "note.txt", "twice.CSV")
"""What `folder_of_files` makes that has a message instead of rows."""


def started(*arguments: str | Path) -> "subprocess.Popen[str]":
    """Begin a merge in a process of its own, as Java stays with the one that starts it."""
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from nkgraph.cli import main; main()",
            "merge",
            *map(str, arguments),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def merged(*arguments: str | Path) -> tuple[list[str], list[str], int]:
    """Return what a merge prints, what it complains of, and its exit status."""
    with started(*arguments) as process:
        said, complained = process.communicate(timeout=SECONDS_TO_END)
    return said.splitlines(), complained.splitlines(), process.returncode


def folder_of_files(folder: Path, files: int, rows: int) -> Path:
    """Make a folder of GDELT files, of which some are packed, broken, the same or none."""
    inside = folder / "2018"
    inside.mkdir(parents=True)
    for seed in range(1, files + 1):
        gdelt(inside / f"{seed:03}.export.CSV", rows, seed=seed)
    packed = inside / "001.export.CSV"
    (folder / "packed.CSV.gz").write_bytes(gzip.compress(packed.read_bytes()[: -(1 << 10)]))
    cut = gzip.compress(packed.read_bytes())[:-100]
    (folder / "damaged.CSV.gz").write_bytes(cut)
    shutil.copy(DATA / "gdelt-2.0.tsv", folder / "refuses.tsv")
    shutil.copy(inside / "002.export.CSV", folder / "twice.CSV")
    (folder / "note.txt").write_text("nothing\nof the kind\n", encoding="utf-8")
    (folder / ".hidden").write_text("nothing\n", encoding="utf-8")
    return folder


def test_a_folder_on_this_machine(tmp_path: Path) -> None:
    files = folder_of_files(tmp_path / "files", 2, 40)
    said, complained, status = merged(files, "--engine", LOCAL, "--parts", tmp_path / "spark")
    report = bulk.write_parts([files], merge.Request(files), tmp_path / "duckdb")
    assert len(report.sources) == 4
    assert said == [*report.lines(), f"{tmp_path / 'spark'} is written"]
    assert sorted(complained) == sorted(report.failed)
    assert (len(complained), status) == (len(NOT_TAKEN), 2)
    made = everything(tmp_path / "duckdb")
    assert len(made["rows"]) > 100
    assert len(made["refused"]) > 2
    assert made == everything(tmp_path / "spark")
    assert not (tmp_path / "spark" / "scratch").exists()


def test_nobody_is_there(tmp_path: Path) -> None:
    files = gdelt(tmp_path / "one.csv", 5)
    nobody = "spark://127.0.0.1:1"
    said, complained, status = merged(files, "--engine", nobody, "--parts", tmp_path / "out")
    assert (said, status) == ([], 2)
    assert complained == [f"there is no Spark at {nobody}: Connection refused"]
    assert [path.name for path in tmp_path.iterdir()] == ["one.csv"]


@pytest.mark.slow
def test_every_table_of_events(tmp_path: Path) -> None:
    files = [DATA / name for name in TABLES]
    _, complained, status = merged(*files, "--engine", LOCAL, "--parts", tmp_path / "spark")
    assert (complained, status) == ([], 0)
    bulk.write_parts(files, merge.Request(DATA), tmp_path / "duckdb")
    made = everything(tmp_path / "duckdb")
    assert len(made["list"]["sources"]) == len(TABLES)
    assert made == everything(tmp_path / "spark")


@pytest.mark.slow
def test_filters(tmp_path: Path) -> None:
    files = folder_of_files(tmp_path / "files", 2, 200)
    asked = merge.Asked(("PRK",), "2018-03", "2018-09", ("19", "consultation"))
    bulk.write_parts([files], merge.Request(files, asked=asked), tmp_path / "duckdb")
    merged(
        files, "--engine", LOCAL, "--parts", tmp_path / "spark", "--actor", "PRK", "--since",
        "2018-03", "--until", "2018-09", "--event", "19", "--event", "consultation",
    )  # fmt: skip
    made = everything(tmp_path / "duckdb")
    assert 10 < len(made["rows"]) < 200
    assert made == everything(tmp_path / "spark")


@pytest.mark.slow
def test_into_a_store(tmp_path: Path) -> None:
    files = folder_of_files(tmp_path / "files", 3, 100)
    one_by_one, together = str(tmp_path / "one"), str(tmp_path / "together")
    for path in bulk.files_in([files]):
        if path.name not in NOT_TAKEN:
            merge.into(one_by_one, merge.Request(path))
    said, _, _ = merged(files, "--engine", LOCAL, "--store", together)
    assert said[0].startswith("5 files: GDELT 2.0 events: ")
    mine, other = nkgraph.open(one_by_one), nkgraph.open(together)
    assert lines_of(mine) == lines_of(other)
    for by in (None, "month", "source"):
        assert mine.query("event-counts", by=by) == other.query("event-counts", by=by)
    said, _, _ = merged(files, "--engine", LOCAL, "--store", together)
    assert said == ["5 files already merged, nothing is changed"]
    merge.forget_in(together, "refuses.tsv")
    assert "refuses.tsv" not in " ".join(lines_of(nkgraph.open(together)))


@pytest.mark.slow
def test_a_cluster_of_which_a_worker_is_killed(tmp_path: Path, cluster: Cluster) -> None:
    files = folder_of_files(tmp_path / "files", 12, 400)
    target = tmp_path / "spark"
    with started(files, "--engine", cluster.address, "--parts", target) as merging:
        until = time.monotonic() + SECONDS_TO_END
        # Parquet stands in the scratch folder from when the first worker has begun to write.
        while not list(tmp_path.glob(".spark.unfinished/scratch/judged/**/*.parquet")):
            assert merging.poll() is None, merging.communicate()
            assert time.monotonic() < until
            time.sleep(0.02)
        cluster.kill(0)
        said, complained = merging.communicate(timeout=SECONDS_TO_END)
    assert said.startswith("14 files: GDELT 2.0 events: "), complained
    assert (len(complained.splitlines()), merging.returncode) == (len(NOT_TAKEN), 2)
    bulk.write_parts([files], merge.Request(files), tmp_path / "duckdb")
    assert everything(tmp_path / "duckdb") == everything(target)
