"""A store inside this process: in memory, or a folder on disk that is opened to be read."""

import _thread
import os
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pyoxigraph as ox

from nkgraph.errors import BadQueryText, StoreError
from nkgraph.sparql import names_its_graphs
from nkgraph.store import folder as layout
from nkgraph.store.reader import Rows
from nkgraph.store.syntax import explain
from nkgraph.store.trouble import in_one_line, unreadable

Result = TypeVar("Result")

_ROCKSDB_ENTRY = "CURRENT"
"""The file that RocksDB, which Oxigraph keeps its quads in, begins to read at."""


class Embedded:
    """An Oxigraph store that answers and is not written to.

    `held` is the snapshot of a store on disk, where that is what it reads, and `read_from` the
    folder, of nkgraph's or of Oxigraph's own.
    """

    def __init__(
        self,
        store: ox.Store,
        where: str = "the graph in memory",
        held: layout.Held | None = None,
        read_from: str | None = None,
    ) -> None:
        self.store = store
        self.where = where
        self.held = held
        self.read_from = read_from

    @property
    def folder(self) -> str | None:
        """The folder of the store that nkgraph made and can write to, if that is what this is."""
        return self.held.folder if self.held else None

    def __del__(self) -> None:
        held = getattr(self, "held", None)
        if held is not None:
            os.close(held.lock)

    @classmethod
    def on_disk(cls, folder: str) -> "Embedded":
        """Open the store in a folder; nothing in the folder changes, and none is made.

        A folder that is an Oxigraph database of its own is read too.

        Raises StoreError where there is no store, or one that cannot be read.
        """
        where = f"the store {folder!r}"
        if not os.path.exists(folder):
            raise StoreError(f"there is no folder {folder!r}: name one that holds a store")
        if not os.path.isdir(folder):
            raise StoreError(f"{folder!r} is a file: name the folder that holds the store")
        try:
            if layout.is_store(folder):
                held = layout.hold(folder)
                try:
                    return cls(ox.Store.read_only(held.graph), where, held, folder)
                except BaseException:
                    os.close(held.lock)
                    raise
            # Looked for first, so that a damaged store is not taken for none.
            if not os.path.exists(os.path.join(folder, _ROCKSDB_ENTRY)):
                raise StoreError(
                    f"the folder {folder!r} holds no store: name one that nkgraph has made"
                )
            return cls(ox.Store.read_only(folder), where, None, folder)
        except (OSError, RuntimeError, ValueError) as error:
            raise unreadable(folder, error) from error

    def select(self, text: str) -> Rows:
        """Return the rows of a SELECT."""

        def run() -> Rows:
            solutions = self._query(text)
            if not isinstance(solutions, ox.QuerySolutions):
                raise BadQueryText("the query is no SELECT: it gives no rows")
            columns = tuple(variable.value for variable in solutions.variables)
            return Rows(columns, [tuple(solution) for solution in solutions])

        return self._guarded(run)

    def ask(self, text: str) -> bool:
        """Return the answer to an ASK."""
        return self._guarded(lambda: bool(self._query(text)))

    def construct(self, text: str) -> list[ox.Triple]:
        """Return what a CONSTRUCT or DESCRIBE builds, each triple once."""

        def run() -> list[ox.Triple]:
            triples = self._query(text)
            if not isinstance(triples, ox.QueryTriples):
                raise BadQueryText("the query is no CONSTRUCT or DESCRIBE: it builds no triples")
            return list(dict.fromkeys(triples))

        return self._guarded(run)

    def quads(self) -> Iterator[ox.Quad]:
        """Return everything in the store."""
        try:
            # Not in another thread: Oxigraph's iterator aborts the process when it changes threads.
            yield from self.store.quads_for_pattern(None, None, None, None)
        except (OSError, RuntimeError) as error:
            raise self._trouble(error) from error

    def _query(self, text: str) -> Any:
        # With the union asked for, Oxigraph would pass over the query's own FROM.
        return self.store.query(text, use_default_graph_as_union=not names_its_graphs(text))

    def _guarded(self, run: Callable[[], Result]) -> Result:
        try:
            return in_thread(run)
        except SyntaxError as error:
            raise explain(error) from error
        except (OSError, RuntimeError) as error:
            raise self._trouble(error) from error

    def _trouble(self, error: Exception) -> StoreError:
        if self.read_from is None:
            return StoreError(f"{self.where} cannot be read: {in_one_line(error)}")
        return unreadable(self.read_from, error)


def in_thread(run: Callable[[], Result], seconds: float | None = None) -> Result:
    """Run in a thread, so that Ctrl-C or the end of the time ends the wait, though not the work.

    Raises what `run` raises, and TimeoutError when it has not ended after `seconds`.
    The low-level module, since the high-level one takes 3 ms to import.
    """
    result: list[Result] = []
    failure: list[BaseException] = []
    running = _thread.allocate_lock()
    running.acquire()

    def work() -> None:
        try:
            result.append(run())
        except BaseException as error:  # raised again below, in the thread that asked
            # Without its frames: what they hold of Oxigraph must not outlive this thread.
            failure.append(error.with_traceback(None))
        finally:
            running.release()

    _thread.start_new_thread(work, ())
    longest = _thread.TIMEOUT_MAX
    if not running.acquire(timeout=-1 if seconds is None or seconds > longest else seconds):
        raise TimeoutError
    if failure:
        raise failure[0]
    return result[0]
