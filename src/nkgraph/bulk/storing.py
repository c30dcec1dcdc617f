"""Parts into a store on disk, as if each of their files had been merged."""

import gzip
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from nkgraph import counting
from nkgraph.bulk import parts
from nkgraph.bulk.admission import Admission, once
from nkgraph.bulk.report import Report
from nkgraph.datasets import sql
from nkgraph.datasets.canonical import EVENTS
from nkgraph.merge import deriving, mentioned, provenance
from nkgraph.merge.changing import OnDisk
from nkgraph.merge.provenance import Merged, Origin
from nkgraph.merge.taking import Request, drop, refused_as_merged, takes_place_of
from nkgraph.store.embedded import Embedded
from nkgraph.store.writing import Writable, changing

Write = Callable[[Embedded, Path, Admission], Report]
"""Writes parts into a folder, of those sources that are admitted."""


def into_folder(folder: str, request: Request, write: Write) -> Report:
    """Merge what `write` writes into the store in a folder, which is made where there is none.

    Raises what `write` raises and StoreError; the store is then as it was.
    """
    with changing(folder) as snapshot:
        # Not here: when the block ends, nobody may hold the graph.
        report = _into(snapshot, request, write)
        snapshot.is_changed = bool(report.sources)
    return report


def _into(snapshot: Writable, request: Request, write: Write) -> Report:
    held = _Held(provenance.merged(snapshot.store), is_replaced=request.replace)
    rows = Path(snapshot.rows).absolute()
    with tempfile.TemporaryDirectory(prefix="nkgraph-", dir=rows) as scratch:
        made = Path(scratch)
        parts.make_room(made)
        written = write(Embedded(snapshot.store), made, once(held.admits))
        report = written.without_change(held.unchanged)
        if not report.sources:
            return report
        change = OnDisk(snapshot)
        drop(change, held.replaced)
        request.tell("loading")
        _load(change.store, made)
        _keep_rows(made, report, rows)
    if held.replaced:
        mentioned.sweep(change.store)
    deriving.again(change)
    return report


class _Held:
    """What a store holds, and what of it makes room."""

    def __init__(self, merged: list[Merged], *, is_replaced: bool) -> None:
        self.merged = merged
        self.is_replaced = is_replaced
        self.replaced: list[Merged] = []
        self.unchanged: list[str] = []

    def admits(self, origin: Origin) -> bool:
        if any(one.origin.same_reading(origin) for one in self.merged):
            self.unchanged.append(origin.name)
            return False
        older = [one for one in self.merged if takes_place_of(origin, one)]
        if older and not self.is_replaced:
            raise refused_as_merged(older[0], origin)
        self.replaced += older
        return True


def _load(store: ox.Store, made: Path) -> None:
    project = made / parts.QUADS / f"project{parts.PACKED}"  # which the store has
    for path in sorted((made / parts.QUADS).glob(f"*{parts.PACKED}")):
        if path != project:
            with gzip.open(path) as stream:
                # Lenient: it was written from checked terms.
                store.bulk_load(cast(IO[bytes], stream), format=ox.RdfFormat.N_QUADS, lenient=True)


def _keep_rows(made: Path, report: Report, rows: Path) -> None:
    """Put the rows and counts of each source where a merge of its file puts them."""
    import duckdb

    listed = ", ".join(sql.name(name) for name in EVENTS.columns)
    with duckdb.connect() as connection:
        for kind, columns in ((parts.ROWS, listed), (parts.COUNTS, "* EXCLUDE (source)")):
            found = sql.text(str(made / kind / "**" / "*.parquet"))
            connection.execute(
                f"CREATE TEMP VIEW all_{kind} AS FROM read_parquet({found}, "
                "hive_partitioning = false, union_by_name = true)"
            )
            for source in report.sources:
                graph = source.origin.graph
                kept = rows / provenance.rows_file(graph)
                target = kept if kind == parts.ROWS else counting.beside(kept)
                order = "row" if kind == parts.ROWS else "ALL"
                connection.execute(
                    f"COPY (SELECT {columns} FROM all_{kind} WHERE source = {sql.text(graph)} "
                    f"ORDER BY {order}) TO {sql.text(str(target))} "
                    "(FORMAT parquet, COMPRESSION zstd)"
                )
