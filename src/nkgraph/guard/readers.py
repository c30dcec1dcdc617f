"""Stores whose queries are ended when they take too long, or more memory than they may.

A query cannot be broken off inside a process. So one of a store in this process runs in another
process; one of an endpoint runs on the server, and what is ended is the wait for it.
"""

import signal
from collections.abc import Callable, Sized
from typing import Any, TypeVar

import pyoxigraph as ox

from nkgraph.errors import LimitReached, NkgraphError, StoreError
from nkgraph.guard.child import DONE, Task
from nkgraph.guard.limits import Limits, in_words
from nkgraph.guard.process import Child, answering
from nkgraph.sparql import names_its_graphs
from nkgraph.store import Embedded, Reader, Rows
from nkgraph.store.embedded import in_thread
from nkgraph.store.endpoint import Endpoint
from nkgraph.store.syntax import explain
from nkgraph.store.trouble import in_one_line, unreadable

Answer = TypeVar("Answer")

_OF_A_TERM = 100
"""Bytes that a term takes in memory, beside those of its text."""

_BETWEEN_LOOKS = 4096
"""Rows after which the size of the answer is looked at again."""

_NO_MEMORY = "cannot allocate memory"
_TOO_LONG_A_VALUE = "buffer maximal size"
_MOST_SHOWN = 200


def limited(reader: Reader, limits: Limits) -> "Guarded | Timed":
    """Return the same store with limits to what its queries may take.

    Its `select` and `construct` give one row more than the limit says, so that whoever asked can
    tell that there are more. Each method raises LimitReached beside what the store's own raises.
    """
    if isinstance(reader, Embedded):
        return Guarded(reader, limits)
    assert isinstance(reader, Endpoint), "there are two kinds of stores"
    return Timed(reader, limits)


class Guarded:
    """A store of this process, whose queries run in processes of their own."""

    def __init__(self, reader: Embedded, limits: Limits) -> None:
        self._reader = reader
        self._limits = limits

    def select(self, text: str) -> Rows:
        """Return the rows of a SELECT."""
        columns, rows = self._answer(text, self._rows)
        return Rows(columns, rows)

    def ask(self, text: str) -> bool:
        """Return the answer to an ASK."""
        return self._answer(text, _yes_or_no)

    def construct(self, text: str) -> list[ox.Triple]:
        """Return what a CONSTRUCT or DESCRIBE builds, each triple once."""
        return self._answer(text, self._triples)

    def _rows(self, child: Child) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        found = ox.parse_query_results(child, ox.QueryResultsFormat.TSV)  # type: ignore[arg-type]
        assert isinstance(found, ox.QuerySolutions)
        columns = tuple(variable.value for variable in found.variables)
        rows: list[tuple[Any, ...]] = []
        try:
            for solution in found:
                rows.append(tuple(solution))
                if self._has_enough(rows, child, len(columns)):
                    break
        finally:
            # An error keeps this frame, and Oxigraph's rows must not end in another thread, which
            # a collection of garbage may run in.
            del found
        return columns, rows

    def _triples(self, child: Child) -> list[ox.Triple]:
        triples: list[ox.Triple] = []
        for quad in ox.parse(child, ox.RdfFormat.N_TRIPLES):  # type: ignore[arg-type]
            triples.append(quad.triple)
            if self._has_enough(triples, child, 3):
                break
        return triples

    def _has_enough(self, rows: Sized, child: Child, width: int) -> bool:
        """Return whether one row more was read than asked for. Raises LimitReached."""
        if len(rows) % _BETWEEN_LOOKS == 0:
            size = child.size + len(rows) * (width + 1) * _OF_A_TERM
            if size > self._limits.memory:
                raise LimitReached(
                    f"the answer takes more than {in_words(self._limits.memory)} of memory, after "
                    f"{len(rows):,} rows: ask for less, or for some of them (--limit, in Python "
                    "limit=…)"
                )
        child.is_enough = self._limits.rows is not None and len(rows) > self._limits.rows
        return child.is_enough

    def _answer(self, text: str, read: Callable[[Child], Answer]) -> Answer:
        held = self._reader.held
        task = Task(text, not names_its_graphs(text), *self._limits)
        disk = held.graph if held else self._reader.read_from
        trouble = None
        with answering(self._reader.store, task, disk) as (child, watch):
            try:
                answer = read(child)
                if child.is_enough:
                    return answer
                child.read()  # a parser may stop before the end
            except (SyntaxError, ValueError, OSError, MemoryError) as error:
                trouble = in_one_line(error)
            said = child.last_words() if child.is_at_end else ""
            watch.call_off()
            if said == DONE and trouble is None:
                return answer
            if not child.is_at_end:
                child.kill()
            child.reap()
        # Outside, without what was caught: its frames hold parts of Oxigraph that must not get into
        # another thread, which a collection of garbage may run in.
        if watch.is_over or child.ended_by == getattr(signal, "SIGALRM", None):
            raise _too_long(self._limits.seconds)
        raise self._failure(said, trouble or "", child.ended_by)

    def _failure(self, said: str, trouble: str, ended_by: int | None) -> NkgraphError:
        """Return the error that a process's last words, and how it ended, stand for."""
        kind, _, reason = said.partition(" ")
        if kind == "SyntaxError":
            return explain(SyntaxError(reason))
        # What allocates in Rust and C++ aborts where it gets no memory; C says so and ends.
        if kind == "MemoryError" or ended_by == signal.SIGABRT or _NO_MEMORY in said:
            return LimitReached(
                f"the query needs more than {in_words(self._limits.memory)} of memory and was "
                "ended: ask for less, or allow it more (--memory, in Python memory=…)"
            )
        if _TOO_LONG_A_VALUE in trouble:
            return LimitReached(
                "the answer has a value that is longer than 16 MiB: ask for a part of it (SUBSTR)"
            )
        if ended_by in (signal.SIGSEGV, signal.SIGBUS):
            return LimitReached(
                "the query goes too deep for Oxigraph, which had no stack left: nest it less"
            )
        if ended_by is not None:
            return LimitReached(
                f"the query's process was ended by the system (signal {ended_by}), most likely for "
                "want of memory: ask for less"
            )
        if kind.endswith("Error"):
            cause = OSError(reason)
            error = self._unreadable(cause)
            error.__cause__ = cause
            return error
        return StoreError(f"Oxigraph could not answer: {(said or trouble)[:_MOST_SHOWN]}")

    def _unreadable(self, error: OSError) -> StoreError:
        if self._reader.read_from is not None:
            return unreadable(self._reader.read_from, error)
        return StoreError(f"{self._reader.where} cannot be read: {str(error)[:_MOST_SHOWN]}")


class Timed:
    """An endpoint that is waited for so long, and no longer."""

    def __init__(self, reader: Endpoint, limits: Limits) -> None:
        self._reader = reader
        self._limits = limits

    def select(self, text: str) -> Rows:
        """Return the rows of a SELECT."""
        return self._in_time(lambda: self._reader.select(text))

    def ask(self, text: str) -> bool:
        """Return the answer to an ASK."""
        return self._in_time(lambda: self._reader.ask(text))

    def construct(self, text: str) -> list[ox.Triple]:
        """Return what a CONSTRUCT or DESCRIBE builds, each triple once."""
        return self._in_time(lambda: self._reader.construct(text))

    def _in_time(self, run: Callable[[], Answer]) -> Answer:
        self._reader.seconds = self._limits.seconds if self._limits.is_timed else None
        if self._limits.rows is not None:
            self._reader.first = self._limits.rows + 1
        try:
            return in_thread(run, self._limits.seconds)
        except TimeoutError:
            self._reader.close()  # the server may notice, and stop
        finally:
            self._reader.seconds = self._reader.first = None
        raise _too_long(self._limits.seconds)


def _yes_or_no(child: Child) -> bool:
    return bool(ox.parse_query_results(child, ox.QueryResultsFormat.JSON))  # type: ignore[arg-type]


def _too_long(seconds: float) -> NkgraphError:
    return LimitReached(
        f"the query took longer than {seconds:g} s and was ended: ask for less, or allow it more "
        "(--timeout, in Python timeout=…)"
    )
