"""Backups: what they hold, where they go, and that what is restored is the store."""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import nkgraph
from backups import backup_of, content, refused, store_with_rows, unpacked
from merging import gdelt
from nkgraph import merge, store
from nkgraph.errors import CannotWrite, NkgraphError, StoreError
from nkgraph.store import Embedded, archive
from nkgraph.store import folder as layout


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with rows beside the graph; for tests that leave it as it is."""
    return store_with_rows(tmp_path_factory.mktemp("backup"))


@pytest.fixture(scope="module")
def saved(mine: Path) -> Path:
    return backup_of(mine)


def test_a_backup_restored_is_the_store(mine: Path, saved: Path, tmp_path: Path) -> None:
    manifest = store.restore(saved, tmp_path / "copy")
    assert content(tmp_path / "copy") == content(mine)
    for name, values in (("event-counts", {"actor": "PRK"}), ("trade-figures", {})):
        asked = [nkgraph.open(folder).query(name, **values) for folder in (mine, tmp_path / "copy")]
        assert asked[0] == asked[1]
        assert len(asked[0])
    marker = layout.read_marker(str(tmp_path / "copy"))
    assert marker.seed == layout.read_marker(str(mine)).seed
    assert manifest.quads == len(content(mine)[0])
    report = merge.into(
        str(tmp_path / "copy"), merge.Request(gdelt(tmp_path / "more.csv", 5, seed=3))
    )
    assert report.is_new


def test_a_backup_is_read_without_nkgraph(mine: Path, saved: Path) -> None:
    files = unpacked(saved)
    manifest = json.loads(files[archive.MANIFEST])
    assert manifest["nkgraph"] == nkgraph.__version__
    assert manifest["pyoxigraph"] == ox.__version__
    quads = [str(quad) for quad in ox.parse(files["graph.nq"], ox.RdfFormat.N_QUADS)]
    assert sorted(quads) == content(mine)[0]
    assert manifest["quads"] == len(quads) == sum(one["quads"] for one in manifest["sources"])
    assert {one["label"] for one in manifest["sources"]} >= {
        "Article of 14 May 2014", "GDELT 2.0 events: events.csv",
    }  # fmt: skip
    assert {name for name in files if name.startswith("rows/")} == {
        f"rows/{name}" for name in content(mine)[1]
    }
    for one in manifest["members"]:
        text = files[one["name"]]
        assert (one["size"], one["sha256"]) == (len(text), hashlib.sha256(text).hexdigest())
    script = (
        "import io, sys, zipfile, rdflib\n"
        "graph = rdflib.Dataset()\n"
        "graph.parse(io.BytesIO(zipfile.ZipFile(sys.argv[1]).read('graph.nq')), format='nquads')\n"
        "print(len({(s, p, o, g) for s, p, o, g in graph.quads()}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, saved], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) == len(quads)


def test_two_backups_of_one_state_hold_the_same(mine: Path, saved: Path, tmp_path: Path) -> None:
    again = store.backup(mine, tmp_path / "again.zip")
    assert again.manifest.members == store.verify(saved).members
    assert again.size == (tmp_path / "again.zip").stat().st_size


def test_blank_nodes_and_triple_terms_come_back(tmp_path: Path) -> None:
    text = (
        b'_:a <http://e/p> "x"@en--ltr <http://e/g> .\n_:a <http://e/p> _:b <http://e/h> .\n'
        b"<http://e/r> <http://e/q> <<( <http://e/s> <http://e/p> _:a )>> <http://e/g> .\n"
        b'<http://e/s> <http://e/p> "\\u0000\\n\\"\\u00e9" .\n'
    )
    own = ox.Store(str(tmp_path / "own"))  # a database of Oxigraph's own, with what ours never has
    own.load(text, format=ox.RdfFormat.N_QUADS)
    own.flush()
    del own
    assert store.backup(tmp_path / "own", tmp_path / "own.zip").manifest.seed == ""
    store.restore(tmp_path / "own.zip", tmp_path / "mine")
    before, after = (
        ox.Dataset(Embedded.on_disk(str(tmp_path / name)).quads()) for name in ("own", "mine")
    )
    for one in (before, after):
        one.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    assert before == after
    assert len(after) == 4


def test_a_backup_takes_one_state_whatever_is_merged_meanwhile(
    mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(mine, tmp_path / "mine")
    before = content(tmp_path / "mine")
    from nkgraph.store import backing

    add_graph = backing._add_graph

    def then_merge(*given: Any) -> archive.Member:
        found = add_graph(*given)
        merge.into(str(tmp_path / "mine"), merge.Request(gdelt(tmp_path / "more.csv", 5, seed=3)))
        return found

    monkeypatch.setattr(backing, "_add_graph", then_merge)
    store.backup(tmp_path / "mine", tmp_path / "mine.zip")
    assert content(tmp_path / "mine") != before
    store.restore(tmp_path / "mine.zip", tmp_path / "copy")
    assert content(tmp_path / "copy") == before


def test_what_stood_there_stands_there_until_the_backup_is_whole(
    mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.zip"
    path.write_bytes(b"of yesterday")

    from nkgraph.store import backing

    def fails(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(backing, "_sources", fails)
        with pytest.raises(KeyboardInterrupt):
            store.backup(mine, path)
    assert path.read_bytes() == b"of yesterday"
    assert [one.name for one in tmp_path.iterdir()] == ["mine.zip"]
    store.backup(mine, path)
    assert store.verify(path).quads > 1000


@pytest.mark.parametrize("name", ["nkgraph-store", "writer.lock", "new.zip", "snapshots/new.zip"])
def test_a_backup_does_not_go_into_the_store_itself(mine: Path, name: str) -> None:
    before = sorted(mine.rglob("*"))
    marker = (mine / "nkgraph-store").read_bytes()
    with pytest.raises(CannotWrite, match="in the store's own folder"):
        store.backup(mine, mine / name)
    assert sorted(mine.rglob("*")) == before
    assert (mine / "nkgraph-store").read_bytes() == marker


def test_places_where_no_backup_can_be(mine: Path, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none" / "mine.zip"):
        with pytest.raises(CannotWrite, match="could not be written"):
            store.backup(mine, path)
    with pytest.raises(StoreError, match="there is no folder"):
        store.backup(tmp_path / "none", tmp_path / "none.zip")
    assert list(tmp_path.iterdir()) == []


def test_a_backup_goes_through_a_pipe(mine: Path, tmp_path: Path) -> None:
    program = "from nkgraph.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "store", "backup", "/dev/stdout", "--store", str(mine)],
        capture_output=True,
        check=True,
    )
    (tmp_path / "piped.zip").write_bytes(done.stdout)
    assert b"graphs" in done.stderr
    store.restore(tmp_path / "piped.zip", tmp_path / "copy")
    assert content(tmp_path / "copy") == content(mine)


def test_folders_that_a_restored_store_does_not_go_into(
    mine: Path, saved: Path, tmp_path: Path
) -> None:
    shutil.copytree(mine, tmp_path / "store")
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("mine")
    (tmp_path / "photos" / "snapshots" / "2025").mkdir(parents=True)
    (tmp_path / "file").write_text("mine")
    assert "holds a store: name a new folder" in refused(saved, tmp_path / "store")
    assert "holds something else" in refused(saved, tmp_path / "letters")
    assert "holds something else" in refused(saved, tmp_path / "photos")
    assert "is a file" in refused(saved, tmp_path / "file")
    assert "no store can be made" in refused(saved, tmp_path / "file" / "store")


def test_an_empty_folder_and_what_a_killed_restore_left(
    mine: Path, saved: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "left" / "snapshots" / "new-0123456789ab" / "graph").mkdir(parents=True)
    (tmp_path / "left" / "writer.lock").write_text("process 1 since long ago")
    for name in ("empty", "left", "deep/in/new"):
        store.restore(saved, tmp_path / name)
        assert content(tmp_path / name) == content(mine)


def test_a_store_that_is_damaged_gives_no_backup(mine: Path, tmp_path: Path) -> None:
    shutil.copytree(mine, tmp_path / "mine")
    for path in (tmp_path / "mine").rglob("*.sst"):
        path.write_bytes(path.read_bytes()[:50])
    with pytest.raises(NkgraphError, match="is damaged"):
        store.backup(tmp_path / "mine", tmp_path / "mine.zip")
    assert not (tmp_path / "mine.zip").exists()
