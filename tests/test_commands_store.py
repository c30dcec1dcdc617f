"""nkgraph store: what its actions say, and of calls that are wrong; what there is to know."""

import os
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

import nkgraph
from backups import content, store_with_rows
from conftest import Run
from nkgraph import store
from nkgraph.store.writing import changing


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with rows beside the graph; for tests that leave it as it is."""
    return store_with_rows(tmp_path_factory.mktemp("backup"))


def test_the_commands(nkgraph_command: Run, mine: Path, tmp_path: Path) -> None:
    done = nkgraph_command("store", "backup", "mine.zip", "--store", str(mine))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("mine.zip: 7 graphs, ")
    done = nkgraph_command("store", "info", "mine.zip")
    assert (done.returncode, done.stderr) == (0, "")
    assert "whole and as it was written" in done.stdout
    assert "GDELT 2.0 events: events.csv" in done.stdout
    done = nkgraph_command("store", "restore", "mine.zip", env={"NKGRAPH_STORE": "copy"})
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("copy: 7 graphs, ")
    assert content(tmp_path / "copy") == content(mine)
    done = nkgraph_command("store", "info", "--store", "copy")
    assert f"made by     nkgraph {nkgraph.__version__}, pyoxigraph {ox.__version__}" in done.stdout
    assert "own graphs  as this version has them" in done.stdout
    assert "writer      nobody" in done.stdout
    (tmp_path / "mine.zip").write_bytes((tmp_path / "mine.zip").read_bytes()[:-5000])
    for arguments in (("info", "mine.zip"), ("restore", "mine.zip", "--store", "new")):
        done = nkgraph_command("store", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "ACTION is missing"),
        (["frobnicate"], "no action 'frobnicate': take one of info, backup, restore, compact"),
        (["info"], "no store is named: say --store FOLDER"),
        (["backup"], "FILE is missing: nkgraph store backup FILE.zip"),
        (["backup", "a.zip"], "no store is named"),
        (["backup", "a.zip", "--store", "http://127.0.0.1:9/"], "kept by its server"),
        (["compact", "a.zip", "--store", "none"], "'a.zip' is one argument too many"),
        (["compact", "--store", "none"], "holds no store"),
        (["info", "--store", "none"], "there is no folder"),
        (["info", "--store", "."], "holds no store"),
        (["restore", "none.zip", "--store", "new"], "cannot be read: No such file"),
    ],
)
def test_calls_that_are_wrong(
    nkgraph_command: Run, tmp_path: Path, arguments: list[str], said: str
) -> None:
    done = nkgraph_command("store", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_info_of_a_database_of_oxigraphs_own(disk_store: Path) -> None:
    found = store.info(disk_store)
    assert (found.nkgraph, found.snapshot, found.writer, found.is_current) == ("", "", None, False)
    assert found.quads > 4000
    assert found.graph_bytes > 100_000
    assert os.fspath(disk_store) == found.folder


def test_info_while_somebody_writes(mine: Path, tmp_path: Path) -> None:
    shutil.copytree(mine, tmp_path / "mine")
    with changing(str(tmp_path / "mine")):
        found = store.info(tmp_path / "mine")
    assert found.old_snapshots == 1
    assert found.writer is not None
    assert found.writer.startswith(f"process {os.getpid()} since ")
    found = store.info(tmp_path / "mine")
    assert (found.old_snapshots, found.old_bytes, found.writer) == (0, 0, None)
