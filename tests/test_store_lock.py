"""One writer at a time: the second is told whom it waits for, and nobody waits for the dead."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from nkgraph import store
from nkgraph.errors import StoreError
from nkgraph.store import Embedded
from nkgraph.store.lock import only_writer, writer

HOLDING = (
    "import sys, time\nfrom nkgraph.store.lock import only_writer\n"
    "with only_writer(sys.argv[1]):\n    print('in', flush=True)\n    time.sleep(60)\n"
)
LEAVING_A_CHILD = (
    "import os, sys, time\nfrom nkgraph.store.lock import only_writer\n"
    "with only_writer(sys.argv[1]):\n"
    "    if os.fork():\n        os._exit(0)\n"
    "    print(os.getpid(), flush=True)\n    time.sleep(60)\n"
)


@contextmanager
def another(script: str, folder: Path) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(folder), "a\x1b[31mb"], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def refusal(folder: Path, wait: float = 0.1) -> str:
    with pytest.raises(StoreError) as caught, only_writer(str(folder), wait):
        pass
    assert str(caught.value).isprintable()
    return str(caught.value)


def test_a_second_writer_is_told_who_writes_since_when_and_by_which_command(tmp_path: Path) -> None:
    with another(HOLDING, tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in\n"
        message = refusal(tmp_path)
        assert f"is being written by process {process.pid} since 20" in message
        assert f"(python {tmp_path} 'a?[31mb')" in message
        assert message.endswith(
            "was not free after 0.1 seconds: try again when that has ended, or end it"
        )
        assert (writer(str(tmp_path)) or "").startswith(f"process {process.pid} since ")
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert writer(str(tmp_path)) is None, "the lock of a dead process does not block"
    with only_writer(str(tmp_path), 0):
        assert f"process {os.getpid()} since" in refusal(tmp_path)
        assert f"process {os.getpid()} since" in (tmp_path / "writer.lock").read_text()


def test_a_lock_that_a_dead_process_left_to_its_child(tmp_path: Path) -> None:
    with another(LEAVING_A_CHILD, tmp_path) as process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        try:
            process.wait()
            assert f"a process that process {process.pid} has left behind" in refusal(tmp_path)
        finally:
            os.kill(child, signal.SIGKILL)
        end = time.monotonic() + 10
        while writer(str(tmp_path)) is not None and time.monotonic() < end:
            time.sleep(0.01)
        with only_writer(str(tmp_path), 1):
            pass


@pytest.mark.parametrize(
    ("note", "holder"),
    [
        (b"", "another process"),
        (b"\xff\x00garbage", "another process"),
        (b"process 12 since 2026-01-01 10:00:00 on elsewhere.example: nkgraph merge a.csv\n",
         "process 12 on elsewhere.example since 2026-01-01 10:00:00 (nkgraph merge a.csv)"),
        (b"process 99999999999999999999 since 2026-01-01 10:00:00 on elsewhere: x\n",
         "process 99999999999999999999 on elsewhere since 2026-01-01 10:00:00 (x)"),
    ],
)  # fmt: skip
def test_what_stands_in_the_locks_file(tmp_path: Path, note: bytes, holder: str) -> None:
    with only_writer(str(tmp_path)):
        (tmp_path / "writer.lock").write_bytes(note)
        assert f"is being written by {holder}, and was not free" in refusal(tmp_path, 0)


def test_a_writer_that_waits_goes_on_when_the_first_has_ended(tmp_path: Path) -> None:
    done = threading.Event()

    def second() -> None:
        with only_writer(str(tmp_path), 20):
            done.set()

    with only_writer(str(tmp_path)):
        waiting = threading.Thread(target=second)
        waiting.start()
        assert not done.wait(0.2)
    waiting.join()
    assert done.is_set()


def test_a_lock_in_a_folder_that_was_deleted_is_worth_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    with only_writer(str(folder)) as check:
        check()
        shutil.rmtree(folder)
        with pytest.raises(StoreError, match="moved or deleted while it was being written"):
            check()
        folder.mkdir()
        with only_writer(str(folder), 0) as new_check:  # another store, of the same name
            new_check()
            with pytest.raises(StoreError, match="moved or deleted"):
                check()


def test_a_folder_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some network file systems have none."""
    import fcntl

    store.restore(*_backup(tmp_path))

    def none(*_: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none)
    with pytest.raises(StoreError, match="cannot be written: No locks available"):
        store.compact(tmp_path / "mine")
    with pytest.raises(StoreError, match=r"locks nothing \(No locks available\); copy the folder"):
        Embedded.on_disk(str(tmp_path / "mine"))


def _backup(folder: Path) -> tuple[Path, Path]:
    from nkgraph.store.writing import changing

    with changing(str(folder / "first")):
        pass
    store.backup(folder / "first", folder / "first.zip")
    return folder / "first.zip", folder / "mine"
