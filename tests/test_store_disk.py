"""Disks that are full, folders that may only be read, and folders that go away."""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import nkgraph
from merging import gdelt
from nkgraph import merge, store
from nkgraph.errors import NkgraphError, StoreError
from nkgraph.store import Embedded
from nkgraph.store.writing import changing

COMMAND = "from nkgraph.cli import main; main()"
MEGABYTE = 1 << 20
SMALL = 24 * MEGABYTE
"""Bytes of a small disk: room for the store of these tests and for two more of its size."""

LEFT_FREE = 60_000
"""Bytes that are left where a disk is full: too few for what is done, enough to begin it."""

State = tuple[list[str], list[str]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("disk")
    merge.into(str(folder / "mine"), merge.Request(gdelt(folder / "first.csv", 30)))
    store.backup(folder / "mine", folder / "mine.zip")
    return folder


def state(folder: Path) -> State:
    reader = Embedded.on_disk(str(folder))
    assert reader.held is not None
    return sorted(map(str, reader.quads())), names(Path(reader.held.rows))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def one_line(error: NkgraphError) -> str:
    assert "\n" not in str(error)
    return str(error)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("no small disk can be mounted here: that takes the superuser")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(disk: Path) -> Path:
    """Write a file that leaves little room on a disk, and return it."""
    filler = disk / "filler"
    free = shutil.disk_usage(disk).free
    filler.write_bytes(b"x" * (free - LEFT_FREE))
    return filler


def a_big_merge(disk: Path, made: Path) -> None:
    path = gdelt(made / "big.csv", 3_000, seed=3)
    merge.into(str(disk / "mine"), merge.Request(path))


def a_forgetting(disk: Path, _: Path) -> None:
    merge.forget_in(str(disk / "mine"), "first.csv")


def a_compaction(disk: Path, _: Path) -> None:
    store.compact(disk / "mine")


def a_backup(disk: Path, _: Path) -> None:
    store.backup(disk / "mine", disk / "mine.zip")


def a_restoring(disk: Path, made: Path) -> None:
    store.restore(made / "mine.zip", disk / "copy")


WORK = [a_big_merge, a_forgetting, a_compaction, a_backup, a_restoring]


@pytest.mark.parametrize("work", WORK)
def test_a_full_disk(made: Path, small_disk: Path, work: Callable[[Path, Path], None]) -> None:
    shutil.copytree(made / "mine", small_disk / "mine")
    before = state(small_disk / "mine")
    filler = fill(small_disk)
    there = names(small_disk)
    with pytest.raises(NkgraphError) as caught:
        work(small_disk, made)
    assert "no space left" in one_line(caught.value).casefold() or "make room" in str(caught.value)
    assert state(small_disk / "mine") == before
    assert names(small_disk) == there
    assert len(names(small_disk / "mine" / "snapshots")) == 1
    filler.unlink()
    work(small_disk, made)
    assert len(names(small_disk / "mine" / "snapshots")) == 1


@pytest.mark.parametrize("left", [0, 64 << 10, 2 << 20])
def test_a_full_disk_is_read_without_a_source(made: Path, small_disk: Path, left: int) -> None:
    shutil.copytree(made / "mine", small_disk / "mine")
    filler = small_disk / "filler"
    filler.write_bytes(b"x" * (shutil.disk_usage(small_disk).free - left))
    kept = nkgraph.open(small_disk / "mine").without("KOTRA Moscow office")
    assert "KOTRA Moscow office" not in {row["speakerLabel"] for row in kept.query("speakers")}
    del kept
    assert len(names(small_disk / "mine" / "snapshots")) == 1


def test_a_copy_that_has_room_nowhere(
    made: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(made / "mine", small_disk / "mine")
    (small_disk / "scratch").mkdir()
    fill(small_disk)
    monkeypatch.setattr(tempfile, "tempdir", str(small_disk / "scratch"))
    kept = nkgraph.open(small_disk / "mine")
    with pytest.raises(NkgraphError) as caught:
        kept.without("KOTRA Moscow office")
    assert "TMPDIR" in one_line(caught.value)
    assert names(small_disk / "scratch") == []
    assert len(names(small_disk / "mine" / "snapshots")) == 1


LIMITS = [
    (200_000, ["merge", "big.csv"]),
    (2_000, ["forget", "first.csv"]),
    (50_000, ["store", "compact"]),
    (50_000, ["store", "backup", "new.zip"]),
]


@pytest.mark.parametrize(("largest", "arguments"), LIMITS, ids=lambda value: str(value))
def test_files_that_may_not_grow(
    made: Path, tmp_path: Path, largest: int, arguments: list[str]
) -> None:
    """A quota, in effect: the operating system lets no file become larger than this."""
    shutil.copytree(made / "mine", tmp_path / "mine")
    gdelt(tmp_path / "big.csv", 3_000, seed=3)
    before, there = state(tmp_path / "mine"), names(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *arguments, "--store", "mine"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest)),
    )
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "nkgraph itself is at fault" not in done.stderr
    assert state(tmp_path / "mine") == before
    assert names(tmp_path) == there


@pytest.fixture
def read_only(made: Path, tmp_path: Path) -> Iterator[Path]:
    """A store that may only be read: for its disk's sake with the superuser, else by its mode."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.geteuid() != 0:
        shutil.copytree(made / "mine", disk / "mine")
        for folder, _, _ in os.walk(disk):
            Path(folder).chmod(0o555)
        (disk / "mine" / "writer.lock").chmod(0o444)
        yield disk / "mine"
        for folder, _, _ in os.walk(disk):
            Path(folder).chmod(0o755)
        return
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("the superuser may write everywhere, and cannot mount a disk to read here")
    try:
        shutil.copytree(made / "mine", disk / "mine")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        yield disk / "mine"
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_folder_that_may_only_be_read(made: Path, read_only: Path, tmp_path: Path) -> None:
    graph = nkgraph.open(read_only)
    assert len(graph.query("event-counts", actor="PRK"))
    assert store.info(read_only).writer is None
    store.backup(read_only, tmp_path / "out.zip")
    store.restore(tmp_path / "out.zip", tmp_path / "copy")
    assert state(tmp_path / "copy") == state(read_only) == state(made / "mine")
    for work in (
        lambda: graph.merge(gdelt(tmp_path / "more.csv", 5, seed=3)),
        lambda: graph.forget("first.csv"),
        lambda: store.compact(read_only),
    ):
        with pytest.raises(StoreError, match=r"cannot be written: .*; it can be read"):
            work()
    with pytest.raises(StoreError, match="no store can be made in"):
        store.restore(tmp_path / "out.zip", read_only.parent / "new")
    assert state(read_only) == state(made / "mine")


def test_a_folder_that_vanishes_under_a_reader(made: Path, tmp_path: Path) -> None:
    """What is open may still be read, by the grace of the operating system; nothing is torn."""
    folder = tmp_path / "mine"
    shutil.copytree(made / "mine", folder)
    graph = nkgraph.open(folder)
    whole = list(graph.query("timeline"))
    shutil.rmtree(folder)
    for name, values in (("timeline", {}), ("event-counts", {"actor": "PRK"})):
        try:
            rows = list(graph.query(name, **values))
        except StoreError as error:
            assert "has gone: its folder was moved or deleted" in one_line(error)
        else:
            assert name != "timeline" or rows == whole
    with pytest.raises(StoreError, match="there is no folder"):
        nkgraph.open(folder)
    with pytest.raises(StoreError, match="holds no store"):
        graph.forget("first.csv")
    assert not folder.exists()


def test_a_folder_that_vanishes_under_a_backup(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nkgraph.store import backing

    add_graph = backing._add_graph

    def then_gone(*given: object) -> object:
        found = add_graph(*given)  # type: ignore[arg-type]
        shutil.rmtree(tmp_path / "mine")
        return found

    shutil.copytree(made / "mine", tmp_path / "mine")
    monkeypatch.setattr(backing, "_add_graph", then_gone)
    with pytest.raises(StoreError, match="has gone: its folder was moved or deleted"):
        store.backup(tmp_path / "mine", tmp_path / "mine.zip")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("stage", ["reading", "lifting", "loading"])
def test_a_folder_that_vanishes_under_a_merge(made: Path, tmp_path: Path, stage: str) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(made / "mine", folder)

    def tell(doing: str) -> None:
        if doing == stage:
            folder.rename(tmp_path / "gone")  # at once, and not while files are being added
            shutil.rmtree(tmp_path / "gone", ignore_errors=True)

    path = gdelt(tmp_path / "more.csv", 50, seed=3)
    with pytest.raises(NkgraphError) as caught:
        merge.into(str(folder), merge.Request(path, tell=tell))
    assert one_line(caught.value)
    assert not folder.exists()


def test_a_store_that_is_replaced_under_a_writer(made: Path, tmp_path: Path) -> None:
    """The old folder is deleted and another store stands there: its new owner's, and untouched."""
    folder = tmp_path / "mine"
    shutil.copytree(made / "mine", folder)

    def change() -> None:
        with changing(str(folder)) as snapshot:
            shutil.rmtree(folder)
            shutil.copytree(made / "mine", folder)
            snapshot.store.clear()

    with pytest.raises(StoreError, match=r"moved or deleted while it was|as it was"):
        change()
    assert state(folder) == state(made / "mine")


def test_a_folder_that_is_moved_under_a_writer(made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(made / "mine", folder)

    def change() -> None:
        with changing(str(folder)) as snapshot:
            folder.rename(tmp_path / "elsewhere")
            snapshot.store.clear()

    with pytest.raises(StoreError, match="has gone while it was being written"):
        change()
    assert not folder.exists()
    assert state(tmp_path / "elsewhere") == state(made / "mine")
    store.compact(tmp_path / "elsewhere")
    assert len(names(tmp_path / "elsewhere" / "snapshots")) == 1
