"""Compacting: room comes back, and what the store says stays as it is."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import nkgraph
from merging import gdelt
from nkgraph import merge, store
from nkgraph.errors import StoreError
from nkgraph.store import Embedded
from nkgraph.store import folder as layout
from nkgraph.store.writing import changing

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    merge.into(str(folder), merge.Request(gdelt(tmp_path / "events.csv", 30)))
    return folder


def content(folder: Path) -> tuple[set[object], dict[str, bytes]]:
    reader = Embedded.on_disk(str(folder))
    assert reader.held is not None
    rows = {path.name: path.read_bytes() for path in Path(reader.held.rows).iterdir()}
    return set(reader.quads()), rows


def test_nothing_is_lost(mine: Path) -> None:
    before = content(mine)
    counts = nkgraph.open(mine).query("event-counts", actor="PRK")
    done = store.compact(mine)
    assert content(mine) == before
    assert nkgraph.open(mine).query("event-counts", actor="PRK") == counts
    assert (done.rows, done.held, done.is_renewed) == ((), 0, False)
    assert done.after == layout.disk_use(str(mine))
    assert layout.read_marker(str(mine)).snapshot == "2"


def test_the_room_of_what_was_forgotten_comes_back(mine: Path, tmp_path: Path) -> None:
    small = store.compact(mine).after
    merge.into(str(mine), merge.Request(gdelt(tmp_path / "more.csv", 2_000, seed=2)))
    merge.forget_in(str(mine), "more.csv")
    done = store.compact(mine)
    assert done.before > done.after
    assert done.after == pytest.approx(small, rel=0.05)


def test_rows_that_no_source_names_go(mine: Path) -> None:
    before = content(mine)
    with changing(str(mine)) as snapshot:
        (Path(snapshot.rows) / "gdelt-0000.parquet").write_bytes(b"x" * 10_000)
        (Path(snapshot.rows) / "gdelt-0000.counts.parquet").write_bytes(b"x")
        (Path(snapshot.rows) / "nkgraph-scratch").mkdir()
        (Path(snapshot.rows) / "a name <that> no IRI can have.parquet").write_bytes(b"x")
    done = store.compact(mine)
    assert len(done.rows) == 4
    assert content(mine) == before


def test_what_a_reader_holds_is_said_and_stays(mine: Path) -> None:
    reader = Embedded.on_disk(str(mine))
    before = len(reader.store)
    done = store.compact(mine)
    assert done.held == 1
    assert len(list(reader.quads())) == before
    found = store.info(mine)
    assert (found.old_snapshots, found.snapshot) == (1, "2")
    assert found.old_bytes > 0
    del reader
    assert store.compact(mine).held == 0


def test_what_lies_among_the_snapshots_and_is_not_ours_stays(mine: Path) -> None:
    copy = mine / "snapshots" / "7-copy"
    copy.mkdir()
    (copy / "letter.txt").write_text("mine")
    (mine / "snapshots" / "new-0123456789ab").mkdir()
    (mine / "snapshots" / "9").mkdir()
    assert store.compact(mine).held == 0
    assert sorted(path.name for path in (mine / "snapshots").iterdir()) == ["2", "7-copy"]
    assert (copy / "letter.txt").read_text() == "mine"


def test_only_a_store_is_compacted(tmp_path: Path, disk_store: Path) -> None:
    before = sorted(disk_store.iterdir())
    for folder in (tmp_path, tmp_path / "none", disk_store):
        with pytest.raises(StoreError, match="holds no store: name one that nkgraph has made"):
            store.compact(folder)
    assert list(tmp_path.iterdir()) == []
    assert sorted(disk_store.iterdir()) == before


def test_the_command(nkgraph_command: Run, mine: Path) -> None:
    reader = Embedded.on_disk(str(mine))
    done = nkgraph_command("store", "compact", "--store", str(mine))
    assert done.returncode == 0
    assert done.stdout.startswith(f"{mine}: ")
    assert " before, " in done.stdout
    assert done.stderr == "1 old snapshot is being read\n"
    del reader
