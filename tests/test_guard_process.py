"""The process of a guarded query: what is left of it, and what is said where it breaks off."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from guarding import COMMAND, TOO_LONG, children_of, eventually, refused
from nkgraph.errors import StoreError
from nkgraph.graph import KnowledgeGraph
from nkgraph.guard import child, process

needs_proc = pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="only Linux tells of its processes"
)


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.fixture
def running(tmp_path: Path) -> Iterator["tuple[subprocess.Popen[bytes], int]"]:
    """A command that works on a cross product, and the process that it does so in."""
    path = tmp_path / "bomb.rq"
    path.write_text(TOO_LONG["counting a cross product"])
    command = subprocess.Popen(
        [*COMMAND, "query", str(path), "--timeout", "never"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={name: value for name, value in os.environ.items() if not name.startswith("NKGRAPH_")},
    )
    with command:
        eventually(lambda: children_of(command.pid), "there is a process for the query")
        yield command, children_of(command.pid)[0]
        command.kill()


@needs_proc
def test_ctrl_c_ends_the_query_too(running: "tuple[subprocess.Popen[bytes], int]") -> None:
    command, query = running
    time.sleep(0.2)  # for it to have begun
    command.send_signal(signal.SIGINT)
    assert command.wait(60) == 130
    assert command.communicate() == (b"", b"")
    eventually(lambda: not is_alive(query), "the query ends with its command")


@needs_proc
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_a_query_does_not_outlive_its_command(
    running: "tuple[subprocess.Popen[bytes], int]", sign: signal.Signals
) -> None:
    command, query = running
    time.sleep(0.2)  # for it to have begun
    command.send_signal(sign)
    command.wait(60)
    eventually(lambda: not is_alive(query), "the query ends with its command")


@needs_proc
def test_a_query_that_is_killed_is_one_line(
    running: "tuple[subprocess.Popen[bytes], int]",
) -> None:
    command, query = running
    os.kill(query, signal.SIGKILL)
    out, said = command.communicate(timeout=60)
    assert (command.returncode, out) == (2, b"")
    assert said.decode().startswith("the query's process was ended by the system (signal 9)")
    assert said.count(b"\n") == 1


def test_nothing_is_left_open(article: KnowledgeGraph) -> None:
    def opened() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    before = opened()
    for _ in range(3):
        article.query("SELECT ?s { ?s ?p ?o } LIMIT 3")
        article.query("SELECT ?s { ?s ?p ?o }", limit=1)
        refused(article, TOO_LONG["counting a cross product"], timeout=0.1)
    assert opened() == before


def test_a_process_that_is_killed_from_outside(
    article: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process.Watch, "_wait", killing)
    assert "ended by the system (signal 9), most likely for want of memory" in refused(
        article, TOO_LONG["counting a cross product"]
    )


def killing(watch: process.Watch, child: process.Child, _seconds: float) -> None:
    """Do what the system does that has no memory left."""
    os.kill(child._pid, signal.SIGKILL)
    watch._ended.release()


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_an_answer_that_breaks_off_between_two_rows_is_none(
    article: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(_store: object, _task: object, out: object) -> None:
        out.write(b"?s\n1\n2\n")  # type: ignore[attr-defined]
        out.flush()  # type: ignore[attr-defined]
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(process, "_is_alone", lambda: True)  # a copy has what is changed here
    monkeypatch.setattr(child, "_answer", half)
    refused(article, "SELECT ?s { ?s ?p ?o }")


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_fault_of_the_engine_itself_is_one_line(
    article: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PanicException(BaseException):
        pass

    def panic(*_: object) -> None:
        raise PanicException("index out of bounds:\nthe len is 0")

    monkeypatch.setattr(process, "_is_alone", lambda: True)
    monkeypatch.setattr(child, "_answer", panic)
    with pytest.raises(StoreError, match="Oxigraph could not answer: PanicException index out of"):
        article.query("SELECT ?s { ?s ?p ?o }")
