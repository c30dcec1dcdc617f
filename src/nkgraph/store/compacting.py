"""Giving back the room that a store does not need."""

import os
import shutil
from typing import NamedTuple

from nkgraph.store import folder as layout
from nkgraph.store import renewing
from nkgraph.store.lock import WAIT_SECONDS
from nkgraph.store.writing import Writable, changing
from nkgraph.terms import SOURCE

_SUFFIXES = (".counts.parquet", ".parquet")
"""What a source's files of counts and rows are called behind the source's name."""


class Compacted(NamedTuple):
    """What became of a store."""

    before: int
    """Bytes on disk."""
    after: int
    rows: tuple[str, ...]
    """Files of rows that belonged to no source, and are gone."""
    held: int
    """Old snapshots that somebody is reading, and that the next writer clears away."""
    is_renewed: bool
    """Whether the project's own graphs were another version's, and were made anew."""


def compact(folder: str | os.PathLike[str], wait: float = WAIT_SECONDS) -> Compacted:
    """Clear away what a store does not need, and order the rest anew; what it says stays as it is.

    Old snapshots go that nobody reads, what killed writers left, rows that no source names, and
    what Oxigraph keeps of deleted quads. A store that an older Oxigraph or nkgraph made is brought
    up to date. Readers are not disturbed. Raises StoreError, and the store is then as it was.
    """
    folder = os.fspath(folder)
    before = layout.disk_use(folder)
    was = layout.read_marker(folder).seed if layout.is_store(folder) else ""
    with changing(folder, wait, must_exist=True) as snapshot:
        orphans = _drop_orphans(snapshot)
        snapshot.rebuild()
    return Compacted(
        before,
        layout.disk_use(folder),
        tuple(orphans),
        len(layout.snapshots(folder)) - 1,
        was != renewing.digest(),
    )


def _drop_orphans(snapshot: Writable) -> list[str]:
    """Delete the files of rows whose source the graph does not hold, and return their names."""
    orphans = []
    graphs = {one.value for one in snapshot.store.named_graphs()}
    for name in sorted(os.listdir(snapshot.rows)):
        suffix = next((one for one in _SUFFIXES if name.endswith(one)), None)
        if suffix and SOURCE + name.removesuffix(suffix) in graphs:
            continue
        path = os.path.join(snapshot.rows, name)
        if os.path.isdir(path):
            shutil.rmtree(path)
        else:
            os.unlink(path)
        orphans.append(name)
    return orphans
