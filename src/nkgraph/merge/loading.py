"""N-Quads on their way into a store: what is written is loaded while the rest is being written.

Loading is most of what a merge takes. Oxigraph's bulk loader takes a kilobyte of memory for each of
up to a million quads, so they come in parts. One is loaded at a time: two at once get into each
other's way, and into that of the compaction, which has a thread of its own. Nothing is lost when a
part fails: whoever changes a store throws away what the change began (`nkgraph.store.writing`).
"""

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from types import TracebackType

import pyoxigraph as ox

AT_ONCE = 1
"""How many parts are loaded at the same time."""

PART_BYTES = 16 << 20
"""16 MiB: about 80,000 quads, for which the bulk loader takes 60 MB of memory. The fewer parts, the
less often Oxigraph makes one file of several."""

_MOST_UNDER_WAY = 4
"""How many parts may be there before whoever writes has to wait: those loaded, and as many more."""


class Loading:
    """Takes N-Quads for a store, as files or as chunks of bytes; a context that ends with all in.

    Parts may come in any order, so no blank node stands in them. A part that cannot be loaded
    raises, at the next call or at the end, what pyoxigraph does.
    """

    def __init__(self, store: ox.Store, folder: Path) -> None:
        self._store = store
        self._folder = folder
        self._parts = 0
        self._under_way: set[Future[None]] = set()
        self._pool = ThreadPoolExecutor(AT_ONCE, "loading")

    def part(self) -> Path:
        """Return where the next part may be written."""
        self._parts += 1
        return self._folder / f"part-{self._parts}.nq"

    def load(self, part: Path) -> None:
        """Load a part that is written, and delete its file; return as soon as there is room."""
        self._under_way.add(self._pool.submit(self._take_once, part))
        while len(self._under_way) > _MOST_UNDER_WAY:
            self._settle(wait(self._under_way, return_when="FIRST_COMPLETED").done)

    def write(self, chunks: Iterable[bytes]) -> None:
        """Write chunks of whole lines into parts, and load these."""
        part, size = self.part(), 0
        stream = part.open("wb")
        try:
            for chunk in chunks:
                if size >= PART_BYTES:
                    stream.close()
                    self.load(part)
                    part, size = self.part(), 0
                    stream = part.open("wb")
                size += stream.write(chunk)
        finally:
            stream.close()
        if size:
            self.load(part)
        else:
            part.unlink()

    def finish(self) -> None:
        """Wait until everything is in the store."""
        self._settle(wait(self._under_way).done)

    def _take_once(self, part: Path) -> None:
        """Take one part in, and delete its file. Runs in a thread of its own."""
        try:
            self._take(part)
        finally:
            part.unlink(missing_ok=True)

    def _take(self, part: Path) -> None:
        # Lenient: it was written from checked terms, and checking each again takes a tenth more.
        self._store.bulk_load(path=part, format=ox.RdfFormat.N_QUADS, lenient=True)

    def __enter__(self) -> "Loading":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self.finish()
        finally:
            self._pool.shutdown(cancel_futures=True)
            self._under_way.clear()

    def _settle(self, done: set[Future[None]]) -> None:
        self._under_way -= done
        for one in done:
            one.result()
