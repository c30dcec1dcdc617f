"""Starting the process of a guarded query, reading what it answers, and ending it in time.

Where this process has no other threads, as that of a command has none, it is a copy of this one
(a fork), with the graph in memory as it is. Else it is a new one, which gets the graph as N-Quads:
a copy would have none of the other threads, and whatever they hold locked, in Python, in Oxigraph
or in a library of numbers, would stay locked in it.
"""

import _thread
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any

import pyoxigraph as ox

from nkgraph.guard.child import Task, work

HAS_FORK = hasattr(os, "fork")

_LOOKS_FOR_OTHERS = 20
_BETWEEN_LOOKS = 0.0005
"""Seconds; a thread that has done its work is gone after one or two of these."""

_CHUNK = 1 << 16
_MOST_SAID = 1 << 16
_KILL = 9


class Child:
    """A process that answers a query: its answer as a stream, and how it ended.

    `read` makes it a file that parsers take.
    """

    def __init__(self, pid: int, answer: int, said: int, process: Any = None) -> None:
        self._pid = pid
        self._answer = answer
        self._said = said
        self._process = process
        self._kept = b""
        self._is_reaped = False
        self.is_at_end = False
        """Whether all of the answer has been read."""
        self.is_enough = False
        """Whether whoever reads wants no more."""
        self.size = 0
        """How many bytes of the answer have been read."""
        self.ended_by: int | None = None
        """The signal that ended the process, once it has ended by one."""

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, `size` at most; all that are left where it is negative."""
        if size < 0:
            return b"".join(iter(lambda: self.read(_CHUNK), b""))
        if not self._kept:
            self._kept = os.read(self._answer, _CHUNK)
            self.size += len(self._kept)
            self.is_at_end = not self._kept
        part, self._kept = self._kept[:size], self._kept[size:]
        return part

    def last_words(self) -> str:
        """Return the last line that the process says before it ends; wait for that."""
        said = b""
        while len(said) < _MOST_SAID and (part := os.read(self._said, _CHUNK)):
            said += part
        lines = said.decode("utf-8", "replace").split("\n")
        return next((line for line in reversed(lines) if line.strip()), "")

    def kill(self) -> None:
        """End the process at once; whether it has ended already does not matter."""
        if not self._is_reaped:  # until then, nobody else can have its number
            with suppress(OSError):
                self._process.kill() if self._process else os.kill(self._pid, _KILL)

    def reap(self) -> None:
        """Wait until the process has ended, and note how."""
        if self._is_reaped:
            return
        if self._process is not None:
            status = -self._process.wait()
        else:
            status = 0
            with suppress(ChildProcessError):  # the program around us has its children reaped
                status = -os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
        self._is_reaped = True
        self.ended_by = status if status > 0 else None

    def close(self) -> None:
        """Let go of the process's output."""
        os.close(self._answer)
        os.close(self._said)


class Watch:
    """Kills a process when its time is over, unless it is called off before."""

    def __init__(self, child: Child, seconds: float) -> None:
        self.is_over = False
        self._is_called_off = False
        self._called_off = _thread.allocate_lock()
        self._ended = _thread.allocate_lock()
        self._called_off.acquire()
        self._ended.acquire()
        longest = _thread.TIMEOUT_MAX
        _thread.start_new_thread(self._wait, (child, seconds if seconds < longest else -1))

    def _wait(self, child: Child, seconds: float) -> None:
        if not self._called_off.acquire(timeout=seconds):
            self.is_over = True
            child.kill()
        self._ended.release()

    def call_off(self) -> None:
        """Stop watching; when this returns, nothing will be killed any more."""
        if not self._is_called_off:
            self._is_called_off = True
            self._called_off.release()
            self._ended.acquire()


@contextmanager
def answering(store: ox.Store, task: Task, disk: str | None) -> Iterator[tuple[Child, Watch]]:
    """Run a query in a process of its own while the block reads its answer; then it is ended.

    `disk` is the folder of a store that is on disk.
    """
    may_fork = HAS_FORK and _is_alone()
    child = _forked(store, task) if may_fork else _spawned(store, task, disk)
    watch = None
    try:
        watch = Watch(child, task.seconds)
        yield child, watch
    finally:
        if watch is not None:
            watch.call_off()
        child.kill()
        child.reap()
        child.close()


def _forked(store: ox.Store, task: Task) -> Child:
    parent = os.getpid()
    answer, answer_end = os.pipe()
    said, said_end = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            nothing = os.open(os.devnull, os.O_RDONLY)
            os.dup2(nothing, 0)
            os.dup2(answer_end, 1)
            os.dup2(said_end, 2)
            for descriptor in {nothing, answer, answer_end, said, said_end} - {0, 1, 2}:
                os.close(descriptor)
            work(store, task, parent)
        finally:
            os._exit(1)
    os.close(answer_end)
    os.close(said_end)
    return Child(pid, answer, said)


def _is_alone() -> bool:
    """Return whether this process has no other threads; no, where the system does not tell."""
    try:
        for _ in range(_LOOKS_FOR_OTHERS):
            if len(os.listdir("/proc/self/task")) == 1:
                return True
            time.sleep(_BETWEEN_LOOKS)
    except OSError:
        pass
    return False


def _spawned(store: ox.Store, task: Task, disk: str | None) -> Child:
    import json
    import subprocess
    import tempfile

    task = task._replace(folder=disk)
    with tempfile.TemporaryFile() as given:
        line = json.dumps({**task._asdict(), "parent": os.getpid()})
        given.write(line.encode() + b"\n")
        if disk is None:
            store.dump(given, ox.RdfFormat.N_QUADS)
        given.seek(0)
        process = subprocess.Popen(
            [sys.executable, "-m", "nkgraph.guard.child"],
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
        )
    return Child(process.pid, _taken(process.stdout), _taken(process.stderr), process)


def _environment() -> dict[str, str]:
    """Return an environment in which Python finds the modules that this process has found."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def _taken(stream: IO[bytes] | None) -> int:
    """Return a descriptor of our own for a stream, which is closed."""
    assert stream is not None, "it was asked for as a pipe"
    with stream:
        return os.dup(stream.fileno())
