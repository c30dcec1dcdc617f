"""What becomes of a backup that is cut, altered or hostile: it is refused, and nothing is left."""

import random
import shutil
import zipfile
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

import nkgraph
from backups import (
    Files,
    backup_of,
    content,
    member,
    packed,
    refused,
    remade,
    store_with_rows,
    unpacked,
)
from nkgraph import store
from nkgraph.errors import StoreError
from nkgraph.store import archive


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with rows beside the graph; for tests that leave it as it is."""
    return store_with_rows(tmp_path_factory.mktemp("backup"))


@pytest.fixture(scope="module")
def saved(mine: Path) -> Path:
    return backup_of(mine)


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
