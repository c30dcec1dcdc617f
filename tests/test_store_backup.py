"""Backups: what they hold, and what becomes of one that is cut, altered or hostile."""

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import nkgraph
from merging import gdelt
from nkgraph import merge, store
from nkgraph.errors import CannotWrite, NkgraphError, StoreError
from nkgraph.store import Embedded, archive
from nkgraph.store import folder as layout
from nkgraph.store.writing import changing

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with rows beside the graph; for tests that leave it as it is."""
    folder = tmp_path_factory.mktemp("backup")
    merge.into(str(folder / "mine"), merge.Request(gdelt(folder / "events.csv", 30)))
    return folder / "mine"


@pytest.fixture(scope="module")
def saved(mine: Path) -> Path:
    path = mine.parent / "mine.zip"
    store.backup(mine, path)
    return path


def content(folder: Path) -> tuple[list[str], Files]:
    reader = Embedded.on_disk(str(folder))
    assert reader.held is not None
    rows = {path.name: path.read_bytes() for path in Path(reader.held.rows).iterdir()}
    return sorted(map(str, reader.quads())), rows


def unpacked(path: Path) -> Files:
    with zipfile.ZipFile(path) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


def packed(path: Path, files: Files) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, text in files.items():
            whole.writestr(name, text)
    return path


def remade(saved: Path, path: Path, edit: Callable[[dict[str, Any], Files], None]) -> Path:
    """Write a backup with a file or the manifest changed; the digests are made to fit."""
    files = unpacked(saved)
    manifest = json.loads(files.pop(archive.MANIFEST))
    edit(manifest, files)
    return packed(path, {**files, archive.MANIFEST: json.dumps(manifest).encode()})


def member(name: str, text: bytes) -> dict[str, Any]:
    return {"name": name, "size": len(text), "sha256": hashlib.sha256(text).hexdigest()}


def refused(path: Path, folder: Path) -> str:
    """Return what is said of a backup that is not restored, and see that nothing is left of it."""
    place = folder.parent
    before = sorted(place.rglob("*"))
    with pytest.raises(StoreError) as caught:
        store.restore(path, folder)
    assert sorted(place.rglob("*")) == before
    assert "\n" not in str(caught.value)
    return str(caught.value)


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


def test_no_folder_is_left_of_a_restoring_that_fails(saved: Path, tmp_path: Path) -> None:
    def swapped(_: dict[str, Any], files: Files) -> None:
        files["graph.nq"] = files["graph.nq"].replace(b'"Russia"', b'"Prussi"')

    path = remade(saved, tmp_path / "altered.zip", swapped)
    (tmp_path / "there").mkdir()
    for folder in ("there", "there/deep/in/copy", "copy"):
        with pytest.raises(StoreError, match="has not the SHA-256"):
            store.restore(path, tmp_path / folder)
        assert sorted(one.name for one in tmp_path.rglob("*")) == ["altered.zip", "there"]


def test_a_backup_that_is_cut_anywhere(saved: Path, tmp_path: Path) -> None:
    whole = saved.read_bytes()
    chance = random.Random(6)
    lengths = [0, 1, 22, len(whole) // 2, len(whole) - 22, len(whole) - 1]
    for length in lengths + [chance.randrange(len(whole)) for _ in range(10)]:
        path = tmp_path / "cut.zip"
        path.write_bytes(whole[:length])
        message = refused(path, tmp_path / "copy")
        assert "is no backup, or was cut" in message or "is damaged" in message, length


def test_a_backup_that_is_altered_anywhere(mine: Path, saved: Path, tmp_path: Path) -> None:
    """A changed byte is found, or changes nothing that is restored (a file's date, say)."""
    whole = saved.read_bytes()
    chance = random.Random(7)
    end = len(whole)
    places = [chance.randrange(end) for _ in range(10)] + [
        chance.randrange(end - 700, end) for _ in range(30)
    ]
    found = 0
    for place in places:
        path = tmp_path / "altered.zip"
        changed = bytes([whole[place] ^ (1 << chance.randrange(8))])
        path.write_bytes(whole[:place] + changed + whole[place + 1 :])
        try:
            store.verify(path)
        except StoreError as error:
            assert "\n" not in str(error)
            assert refused(path, tmp_path / "copy")
            found += 1
        else:
            store.restore(path, tmp_path / "copy")
            assert content(tmp_path / "copy") == content(mine)
            shutil.rmtree(tmp_path / "copy")
    assert found > len(places) / 2


def test_files_that_are_no_backups(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "text.zip").write_text("no zip")
    assert "is no backup" in refused(tmp_path / "text.zip", tmp_path / "copy")
    packed(tmp_path / "other.zip", {"letter.txt": b"mine"})
    assert "a zip file and no backup: it has no manifest.json" in refused(
        tmp_path / "other.zip", tmp_path / "copy"
    )
    assert "cannot be read: No such file" in refused(tmp_path / "none.zip", tmp_path / "copy")
    assert "cannot be read: Is a directory" in refused(tmp_path, tmp_path / "copy")


@pytest.mark.parametrize(
    "text",
    [
        b"", b"\xff", b"[]", b"{}", b"null", b"7", b'"nkgraph-backup"', b"[" * 100_000,
        b'{"nkgraph-backup": true}', b'{"nkgraph-backup": "1"}', b'{"nkgraph-backup": 1}',
        b'{"nkgraph-backup": 1e400}', b'{"nkgraph-backup": -1}',
    ],
)  # fmt: skip
def test_manifests_that_are_none(saved: Path, tmp_path: Path, text: bytes) -> None:
    path = packed(tmp_path / "bad.zip", {**unpacked(saved), archive.MANIFEST: text})
    assert "is damaged: its manifest.json is" in refused(path, tmp_path / "copy")


def test_backups_of_newer_versions(saved: Path, tmp_path: Path) -> None:
    path = remade(saved, tmp_path / "a.zip", lambda said, _: said.update({"nkgraph-backup": 2}))
    assert f"is of nkgraph {nkgraph.__version__}, which is newer" in refused(path, tmp_path / "x")
    path = remade(saved, tmp_path / "b.zip", lambda said, _: said.update(nkgraph="77.0"))
    assert "was made by nkgraph 77.0, which is newer" in refused(path, tmp_path / "x")
    # N-Quads are N-Quads, whichever Oxigraph wrote them.
    path = remade(saved, tmp_path / "c.zip", lambda said, _: said.update(pyoxigraph="77.0"))
    assert store.restore(path, tmp_path / "x").pyoxigraph == "77.0"


@pytest.mark.parametrize(
    "name",
    [
        "../outside.parquet", "rows/../../outside.parquet", "/tmp/outside.parquet",
        "rows//etc/outside.parquet", "rows/..\\outside.parquet", "rows/.hidden.parquet",
        "C:\\outside.parquet", "rows/a.parquet\x00.sh", "rows/run.sh", "nkgraph-store",
        "snapshots/9/graph/CURRENT", "rows/" + "a" * 300 + ".parquet", "rows/a\nb.parquet",
    ],
)  # fmt: skip
def test_names_that_leave_the_archive_or_are_not_of_it(
    saved: Path, tmp_path: Path, name: str
) -> None:
    def listed(said: dict[str, Any], files: Files) -> None:
        said["members"].append(member(name, b"x"))
        files[name] = b"x"

    def unlisted(_: dict[str, Any], files: Files) -> None:
        files[name] = b"x"

    (tmp_path / "place").mkdir()
    for number, edit in enumerate((listed, unlisted)):
        path = remade(saved, tmp_path / f"{number}.zip", edit)
        assert "is damaged: its manifest.json is not complete" in refused(
            path, tmp_path / "place" / "copy"
        ) or "does not hold what its manifest.json lists" in refused(
            path, tmp_path / "place" / "copy"
        )


def test_a_file_that_stands_there_twice(saved: Path, tmp_path: Path) -> None:
    files = unpacked(saved)
    with zipfile.ZipFile(tmp_path / "twice.zip", "w") as whole:
        for name in (*files, "graph.nq"):
            twice = pytest.warns(UserWarning, match="Duplicate name")
            with twice if name in whole.namelist() else nullcontext():
                whole.writestr(name, files[name])
    assert "does not hold what" in refused(tmp_path / "twice.zip", tmp_path / "copy")

    def both(said: dict[str, Any], files: Files) -> None:
        for name in ("rows/a.parquet", "rows/A.parquet"):  # one file, where case does not count
            said["members"].append(member(name, b"x"))
            files[name] = b"x"

    path = remade(saved, tmp_path / "case.zip", both)
    assert "does not hold what" in refused(path, tmp_path / "copy")


def test_a_file_that_is_missing(saved: Path, tmp_path: Path) -> None:
    for name in unpacked(saved):
        path = remade(saved, tmp_path / "a.zip", lambda _, files: files.pop(name, None))  # noqa: B023
        if name != archive.MANIFEST:
            assert "does not hold what its manifest.json lists" in refused(path, tmp_path / "copy")


def test_another_text_under_the_old_digest(saved: Path, tmp_path: Path) -> None:
    def swapped(said: dict[str, Any], files: Files) -> None:
        files["graph.nq"] = files["graph.nq"].replace(b'"Russia"', b'"Prussi"')

    def shorter(said: dict[str, Any], files: Files) -> None:
        files["graph.nq"] = files["graph.nq"][:-100]

    path = remade(saved, tmp_path / "a.zip", swapped)
    assert "graph.nq has not the SHA-256 that was written down" in refused(path, tmp_path / "copy")
    path = remade(saved, tmp_path / "b.zip", shorter)
    assert "graph.nq has not the size" in refused(path, tmp_path / "copy")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"this is no N-Quads\n", "graph.nq is not valid N-Quads"),
        (b"<http://e/a> <http://e/b> <http://e/c> .\n", "another number of quads"),
        (b"<http://e/a> <http://e/b> <../../etc> .\n", "graph.nq is not valid N-Quads"),
    ],
)
def test_a_graph_that_is_none(saved: Path, tmp_path: Path, text: bytes, said: str) -> None:
    def edit(manifest: dict[str, Any], files: Files) -> None:
        files["graph.nq"] = text
        manifest["members"] = [
            one if one["name"] != "graph.nq" else member("graph.nq", text)
            for one in manifest["members"]
        ]

    assert said in refused(remade(saved, tmp_path / "a.zip", edit), tmp_path / "copy")


def test_what_unpacks_to_absurd_sizes(
    saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bomb(manifest: dict[str, Any], files: Files) -> None:
        text = b"<http://e/a> <http://e/b> <http://e/c> .\n" * 1_000_000
        files["graph.nq"] = text
        manifest["members"] = [member("graph.nq", text)]
        for name in list(files):
            if name != "graph.nq":
                del files[name]

    path = remade(saved, tmp_path / "bomb.zip", bomb)
    assert path.stat().st_size < 200_000
    assert "graph.nq would unpack to 41,000,000 bytes" in refused(path, tmp_path / "copy")
    big = member("rows/a.parquet", b"x") | {"size": 10**15}
    path = remade(saved, tmp_path / "lie.zip", lambda said, _: said["members"].append(big))
    assert "does not hold what" in refused(path, tmp_path / "copy")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 10))
    assert "has 10 free: make room, or name a folder on another disk" in refused(
        saved, tmp_path / "copy"
    )


def test_an_encrypted_part(saved: Path, tmp_path: Path) -> None:
    whole = bytearray(saved.read_bytes())
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = whole.index(sign)
        whole[place + flags] |= 1
    (tmp_path / "locked.zip").write_bytes(whole)
    assert "is damaged: graph.nq cannot be unpacked" in refused(
        tmp_path / "locked.zip", tmp_path / "copy"
    )


def test_a_store_that_is_damaged_gives_no_backup(mine: Path, tmp_path: Path) -> None:
    shutil.copytree(mine, tmp_path / "mine")
    for path in (tmp_path / "mine").rglob("*.sst"):
        path.write_bytes(path.read_bytes()[:50])
    with pytest.raises(NkgraphError, match="is damaged"):
        store.backup(tmp_path / "mine", tmp_path / "mine.zip")
    assert not (tmp_path / "mine.zip").exists()


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
