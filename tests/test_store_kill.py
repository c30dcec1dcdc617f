"""What is left of work on a store that is killed: all of it or nothing, and the store opens.

The moments are random, but the same in each run. Merging is killed in the quick group by
`test_merge_safety`.
"""

import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from merging import gdelt
from nkgraph import merge, store
from nkgraph.errors import StoreError
from nkgraph.store import Embedded

COMMAND = "from nkgraph.cli import main; main()"
KILLS = 3
KILLS_SLOW = 20
"""How often each kind of work is killed, in the quick group and in the slow one."""

State = tuple[list[str], list[str]]


class Made(NamedTuple):
    """What the work begins with: a store, the same with one more source, and backups of both."""

    folder: Path
    without: State
    with_it: State


class Work(NamedTuple):
    """A command that is killed, and what may be found afterwards: nothing of it, or all."""

    arguments: tuple[str, ...]
    begins: str
    """The store that it begins with."""
    check: Callable[[Path, Made], bool]
    """Looks at what is left, and returns whether the work was done."""


def state(folder: Path) -> State:
    """Return the quads of a store, but for the time of the merge, and the names of its rows."""
    reader = Embedded.on_disk(str(folder))
    assert reader.held is not None
    quads = sorted(
        str(quad) for quad in reader.quads() if "endedAtTime" not in quad.predicate.value
    )
    return quads, sorted(path.name for path in Path(reader.held.rows).iterdir())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("kill")
    more = gdelt(folder / "more.csv", 300, seed=7)
    merge.into(str(folder / "without"), merge.Request(gdelt(folder / "first.csv", 20)))
    shutil.copytree(folder / "without", folder / "with")
    merge.into(str(folder / "with"), merge.Request(more))
    store.backup(folder / "with", folder / "with.zip")
    store.backup(folder / "without", folder / "without.zip")
    found = Made(folder, state(folder / "without"), state(folder / "with"))
    assert len(found.with_it[0]) > len(found.without[0]) + 1000
    return found


def is_merged(place: Path, made: Made) -> bool:
    found = state(place / "mine")
    assert found in (made.without, made.with_it)
    return found == made.with_it


def is_forgotten(place: Path, made: Made) -> bool:
    return not is_merged(place, made)


def is_backed_up(place: Path, made: Made) -> bool:
    """An older backup of the name is there, or the new one is."""
    assert state(place / "mine") == made.with_it
    manifest = store.verify(place / "backup.zip")
    assert manifest.quads in (
        store.verify(made.folder / name).quads for name in ("with.zip", "without.zip")
    )
    return manifest == store.verify(made.folder / "with.zip")._replace(made=manifest.made)


def is_drawn(place: Path, made: Made) -> bool:
    assert state(place / "mine") == made.with_it
    page = place / "map.html"
    if not page.exists():
        return False
    assert page.read_text(encoding="utf-8").rstrip().endswith("</html>")
    return True


def is_compacted(place: Path, made: Made) -> bool:
    assert state(place / "mine") == made.with_it
    return store.info(place / "mine").snapshot == "3"


def is_restored(place: Path, made: Made) -> bool:
    try:
        found = state(place / "new")
    except StoreError as error:
        assert "there is no folder" in str(error) or "holds no store" in str(error)
        return False
    assert found == made.with_it
    return True


WORK = {
    "merge": Work(("merge", "more.csv", "--store", "mine"), "without", is_merged),
    "forget": Work(("forget", "more.csv", "--store", "mine"), "with", is_forgotten),
    "backup": Work(("store", "backup", "backup.zip", "--store", "mine"), "with", is_backed_up),
    "view": Work(("view", "events", "-o", "map.html", "--store", "mine"), "with", is_drawn),
    "compact": Work(("store", "compact", "--store", "mine"), "with", is_compacted),
    "restore": Work(("store", "restore", "with.zip", "--store", "new"), "with", is_restored),
}


def placed(work: Work, made: Made, place: Path) -> Path:
    """Lay out in a folder what the work begins with."""
    shutil.copytree(made.folder / work.begins, place / "mine")
    for name in ("more.csv", "with.zip"):
        (place / name).hardlink_to(made.folder / name)
    shutil.copyfile(made.folder / "without.zip", place / "backup.zip")
    return place


def begun(work: Work, place: Path, code: str = COMMAND) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", code, *work.arguments],
        cwd=place,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def killed(work: Work, place: Path, after: float) -> bool:
    """Do the work, kill it after some seconds, and return whether it had said that it is done."""
    process = begun(work, place)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    said, _ = process.communicate()
    return bool(said.strip())


def kill_often(
    name: str, times: int, made: Made, tmp_path: Path, *, is_thorough: bool = False
) -> None:
    work = WORK[name]
    whole = placed(work, made, tmp_path / "whole")
    assert not work.check(whole, made)
    started = time.monotonic()
    process = begun(work, whole)
    assert process.communicate()[0].strip()
    takes = time.monotonic() - started
    assert work.check(whole, made)
    chance = random.Random(name)
    for number in range(times):
        place = placed(work, made, tmp_path / str(number))
        was_said = killed(work, place, chance.uniform(takes * 0.2, takes * 1.05))
        is_done = work.check(place, made)
        assert is_done or not was_said, "what was acknowledged is there"
        if number == times - 1 or is_thorough:
            next_one(name, is_done, place, made)
        shutil.rmtree(place)


def next_one(name: str, is_done: bool, place: Path, made: Made) -> None:
    """See that whoever does the same again finds nothing in the way, and clears what is left."""
    work = WORK[name]
    process = begun(work, place)
    process.communicate()
    refuses = is_done and name in (
        "forget",
        "restore",
    )  # nothing of the name, and a store, is there
    assert process.returncode == (2 if refuses else 0)
    if name != "compact":  # which counts on
        assert work.check(place, made)
    for folder in (place / "mine", place / "new"):
        if folder.exists():
            store.compact(folder)
            assert len(list((folder / "snapshots").iterdir())) == 1


@pytest.mark.parametrize("name", [name for name in WORK if name != "merge"])
def test_work_that_is_killed(name: str, made: Made, tmp_path: Path) -> None:
    kill_often(name, KILLS, made, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", WORK)
def test_work_that_is_killed_often(name: str, made: Made, tmp_path: Path) -> None:
    kill_often(name, KILLS_SLOW, made, tmp_path, is_thorough=True)


AT_A_STEP = """
import os, shutil, signal, sys
left = int(sys.argv.pop(1))
def dying(function):
    def called(*given, **named):
        global left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return function(*given, **named)
    return called
import nkgraph.store.writing, nkgraph.merge
for name in ("rename", "replace", "unlink", "rmdir", "link", "fsync", "truncate"):
    setattr(os, name, dying(getattr(os, name)))
shutil.copyfile = dying(shutil.copyfile)
shutil.rmtree = dying(shutil.rmtree)
from nkgraph.cli import main
main()
"""
"""Runs a command and kills it before its n-th call that changes a folder."""


def die_at_steps(name: str, steps: range, made: Made, tmp_path: Path) -> int:
    """Kill the work before each of these calls, until it ends by itself; return how often."""
    work = WORK[name]
    for step in steps:
        place = placed(work, made, tmp_path / str(step))
        arguments = work._replace(arguments=(str(step), *work.arguments))
        process = begun(arguments, place, AT_A_STEP)
        said, _ = process.communicate()
        is_done = work.check(place, made)
        if process.returncode != -signal.SIGKILL:
            assert process.returncode == 0
            assert is_done
            return step
        assert is_done or not said.strip()
        if step % 8 == 0:
            next_one(name, is_done, place, made)
        shutil.rmtree(place)
    return steps.stop


def test_a_forgetting_that_is_killed_at_some_of_its_steps(made: Made, tmp_path: Path) -> None:
    die_at_steps("forget", range(12, 90, 20), made, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["merge", "forget", "compact", "restore", "backup"])
def test_work_that_is_killed_at_each_of_its_steps(name: str, made: Made, tmp_path: Path) -> None:
    last = die_at_steps(name, range(500), made, tmp_path)
    assert last >= (1 if name == "backup" else 20)
