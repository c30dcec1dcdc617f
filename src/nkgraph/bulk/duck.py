"""Parts made by DuckDB: one file after another, each as a merge of it reads and lifts it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from nkgraph import counting
from nkgraph.bulk import parts
from nkgraph.bulk.admission import Admission
from nkgraph.bulk.parts import Source
from nkgraph.bulk.report import Report
from nkgraph.datasets import sql
from nkgraph.datasets.reading import Reading, read
from nkgraph.errors import BadData, NkgraphError
from nkgraph.merge import events, mentioned, nquads
from nkgraph.merge.intake import counts_of, explained, facts_of, prepare
from nkgraph.merge.provenance import Origin
from nkgraph.merge.taking import Request, origin_of
from nkgraph.merge.wanted import Wanted

if TYPE_CHECKING:
    import duckdb

_OF_MANY = "of_many"


def write(
    paths: Sequence[Path],
    request: Request,
    wanted: Wanted,
    store: ox.Store,
    folder: Path,
    admission: Admission,
) -> Report:
    """Write what files hold as parts into a folder.

    request: as what to read them; its path does not count. store: what is known already, to which
    the descriptions of what the files mention are added. A file that is not taken is named in the
    report.
    """
    sources: list[Source] = []
    failed: list[str] = []
    repeated = 0
    for number, path in enumerate(paths):
        request.tell(f"{path.name}: reading")
        try:
            with read(
                path, as_=request.dataset, mapping=request.mapping, focus=wanted.focus
            ) as table:
                origin = _origin(table, wanted)
                if admission(origin):
                    _write_one(table, origin.graph, number, folder, store)
                    sources.append(Source(origin, counts_of(table)))
                    repeated += table.counts.repeated
        except NkgraphError as error:
            failed.append(str(error))
    described = list(store.quads_for_pattern(None, None, None, mentioned.GRAPH))
    parts.finish(folder, sources, described, "duckdb")
    return Report(tuple(sources), tuple(failed), repeated)


def _origin(table: Reading, wanted: Wanted) -> Origin:
    if table.kind != "events":
        raise BadData(only_events(table.file.name, table.kind))
    return origin_of(facts_of(table), wanted.said)


def _write_one(table: Reading, graph: str, number: int, folder: Path, store: ox.Store) -> None:
    quads = folder / parts.QUADS / f"events-{number:05}{parts.PACKED}"
    connection = table.connection
    with explained(table.file.name):
        prepare(table)
        events.link(connection, table.table, store)
        nquads.copy(connection, nquads.filled(events.query(graph)), quads)
        mentioned.add(store, events.described(connection, store))
        _write_tables(connection, graph, f"part-{number:05}", folder)


def _write_tables(
    connection: "duckdb.DuckDBPyConnection", graph: str, name: str, folder: Path
) -> None:
    source = f"{sql.text(graph)} AS source"
    connection.execute(f"CREATE OR REPLACE TEMP VIEW {_OF_MANY} AS SELECT {source}, * FROM linked")
    rows = sql.text(str(folder / parts.ROWS))
    connection.execute(
        f"COPY ({parts.rows_query(_OF_MANY)}) TO {rows} (FORMAT parquet, COMPRESSION zstd, "
        f"PARTITION_BY ({parts.YEAR}), FILENAME_PATTERN '{name}_{{i}}', OVERWRITE_OR_IGNORE)"
    )
    for kind, query in (
        (parts.COUNTS, f"SELECT {source}, * FROM ({counting.summed()})"),
        (parts.REFUSED, f"SELECT {source}, row, reason FROM rejects"),
    ):
        target = folder / kind / f"{name}.parquet"
        connection.execute(
            f"COPY ({query}) TO {sql.text(str(target))} (FORMAT parquet, COMPRESSION zstd)"
        )


def only_events(name: str, kind: str) -> str:
    """Say that a file is no table of events."""
    return f"{name} holds {kind}: only tables of events are written as parts or read by Spark"
