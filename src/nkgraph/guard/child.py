"""The process that a guarded query runs in: how it is confined, and what it hands back.

The answer goes to standard output: rows as SPARQL 1.1's TSV, which Oxigraph writes and reads back
exactly and faster than the other formats, triples as N-Triples, a yes or no as JSON. Standard error
ends with a line `done`, or with the kind of an error and what it says. Whoever reads takes an
answer without its `done` for broken off.

    https://www.w3.org/TR/sparql11-results-csv-tsv/
"""

import os
import sys
from collections.abc import Iterable
from itertools import islice
from typing import IO, Any, NamedTuple, NoReturn

import pyoxigraph as ox

DONE = "done"

_PR_SET_PDEATHSIG = 1
_SIGNALS_OF_A_CRASH = ("SIGSEGV", "SIGBUS", "SIGABRT", "SIGILL", "SIGFPE")
_MOST_SAID = 4000


class Task(NamedTuple):
    """A query and its bounds; `folder` is where its store is, if it has to be opened anew."""

    text: str
    is_over_union: bool
    seconds: float
    memory: int
    rows: int | None
    folder: str | None = None


def work(store: ox.Store | None, task: Task, parent: int) -> NoReturn:
    """Answer a query on standard output, and end the process."""
    try:
        _confine(task, parent)
        if task.folder is not None:
            store = ox.Store.read_only(task.folder)
        assert store is not None, "a store in memory comes with the process"
        with os.fdopen(1, "wb", closefd=False) as out:
            _answer(store, task, out)
        last = DONE
    except BaseException as error:  # Rust's panics and Python's want of memory too
        last = f"{type(error).__name__} {' '.join(str(error).split())}"[:_MOST_SAID]
    try:
        os.write(2, f"\n{last}\n".encode("utf-8", "replace"))
    finally:
        os._exit(0)


def _answer(store: ox.Store, task: Task, out: IO[bytes]) -> None:
    found = store.query(task.text, use_default_graph_as_union=task.is_over_union)
    if isinstance(found, ox.QueryBoolean):
        found.serialize(out, ox.QueryResultsFormat.JSON)
    elif isinstance(found, ox.QueryTriples):
        _write_triples(found, task.rows, out)
    elif task.rows is None:
        found.serialize(out, ox.QueryResultsFormat.TSV)
    else:
        _write_first(found, task.rows, out)


def _write_triples(found: Iterable[ox.Triple], most: int | None, out: IO[bytes]) -> None:
    """Write each triple once; one more than `most`, so that it can be told that there are more."""
    each: Iterable[ox.Triple] = dict.fromkeys(found) if most is None else _once(found, most + 1)
    ox.serialize(each, out, ox.RdfFormat.N_TRIPLES)


def _once(found: Iterable[ox.Triple], most: int) -> Iterable[ox.Triple]:
    seen: dict[ox.Triple, None] = {}
    for triple in found:
        seen[triple] = None
        if len(seen) == most:
            break
    return seen


def _write_first(found: ox.QuerySolutions, most: int, out: IO[bytes]) -> None:
    """Write `most` rows and one more, and do not look for others."""
    out.write("\t".join(map(str, found.variables)).encode() + b"\n")
    for solution in islice(found, most + 1):
        # A term as N-Triples has it is one of TSV, but that it may hold a tab.
        cells = ("" if term is None else str(term).replace("\t", "\\t") for term in solution)
        out.write("\t".join(cells).encode() + b"\n")


def _confine(task: Task, parent: int) -> None:
    """Let the system end this process: by its parent's end, the time, or the want of memory."""
    _signals()
    _end_with(parent)
    if task.seconds < _LONGEST:
        _at_the_latest(task.seconds + _GRACE)
    _bound_memory(task.memory)


_LONGEST = 1e9
"""Seconds that a clock of the system can hold."""

_GRACE = 1.0
"""Seconds after which the process ends by itself, if nobody has ended it in time."""


def _signals() -> None:
    """Let signals do what they do to a plain process: Python's and others' handlers go."""
    import signal

    for name in (*_SIGNALS_OF_A_CRASH, "SIGALRM", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, which ends this


def _end_with(parent: int) -> None:
    """Ask Linux to end this process when its parent ends; elsewhere only its time ends it."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, 9, 0, 0, 0)
    if os.getppid() != parent:  # it ended before that
        os._exit(1)


def _at_the_latest(seconds: float) -> None:
    import signal

    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _bound_memory(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        with open("/proc/self/statm", encoding="ascii") as stream:
            used = int(stream.read().split()[5]) * resource.getpagesize()
        with open("/proc/self/oom_score_adj", "w", encoding="ascii") as stream:
            stream.write("1000")  # where memory runs out all the same, this goes first
    except OSError:  # no Linux, whose limit this is
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    bound = used + memory
    if hard != resource.RLIM_INFINITY:
        bound = min(bound, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (bound, hard))


def _given() -> tuple[ox.Store | None, Task, int]:
    """Return what stands on standard input: a line of JSON, then a store in memory as N-Quads."""
    import json

    said: dict[str, Any] = json.loads(sys.stdin.buffer.readline())
    parent = said.pop("parent")
    task = Task(**said)
    if task.folder is not None:
        return None, task, parent
    store = ox.Store()
    # Parsed here, since what the store itself loads gets other names for its blank nodes.
    store.bulk_extend(ox.parse(sys.stdin.buffer, ox.RdfFormat.N_QUADS, lenient=True))
    return store, task, parent


if __name__ == "__main__":
    work(*_given())
