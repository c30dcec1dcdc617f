"""What Spark's workers do with a file: say what it is, and give its rows as cells.

Unpacking, decoding, numbering and taking rows apart is for one file at a time, and done by the very
code that reads a file without Spark (`nkgraph.datasets`). So a worker needs nkgraph, and sees the
files under the paths that the driver names. What rows mean is for all files at once, and is done
by expressions that Spark runs itself.
"""

import pickle
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from nkgraph.datasets import engine
from nkgraph.datasets import mapping as m
from nkgraph.datasets.focus import Focus
from nkgraph.datasets.layout import Layout
from nkgraph.datasets.looking import recognise, sample_of
from nkgraph.datasets.recognition import Recognised
from nkgraph.datasets.source import FileFacts, open_bytes
from nkgraph.datasets.work import ROWS_ONCE, Work
from nkgraph.errors import BadData, NkgraphError

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

LINE_BITS = 40
"""A row's number among all files: its file's number, and in the lower bits the line's."""

WHOLE = 0
"""The line of the row that stands for a file as a whole, which no row of a table has."""

READ, FAILED = "\x02read ", "\x02failed "
"""Begin what that row says: how many rows the file has, or why it cannot be read."""

ROWS_AT_ONCE = 20_000
"""Rows that go from a worker's Python to its Java together."""


class Found(NamedTuple):
    """A file, and what it shows itself to be."""

    facts: FileFacts | None
    mapping: str | None
    """The name of the data set."""
    layout: Layout | None
    problem: str | None
    """Why it is nothing that can be taken."""


def survey(path: str, as_: str | None, mapping: m.Mapping | None) -> Found:
    """Return what a file is."""
    try:
        with open_bytes(path) as file, engine.connected(file.folder) as connection:
            with engine.named_errors(file.facts.name):
                found = recognise(file, connection, as_, mapping)
            return Found(file.facts, found.mapping.name, found.layout, None)
    except NkgraphError as error:
        return Found(None, None, None, str(error))


def columns(places: Sequence[int]) -> str:
    """Return the schema of `rows`, as Spark writes one."""
    return ", ".join(["row bigint", "problem string", *(f"r{place} string" for place in places)])


def rows(
    batches: Iterator["pa.RecordBatch"], mapping: m.Mapping, places: Sequence[int]
) -> Iterator["pa.RecordBatch"]:
    """Yield the cells of some files' rows. A batch has for each file number, path, digest, layout.

    A file that cannot be read to its end gives a row that says so, and does not stop the others.
    """
    for batch in batches:
        for number, path, digest, layout in zip(
            *(column.to_pylist() for column in batch.columns), strict=True
        ):
            first = number << LINE_BITS
            try:
                yield from _of_file(first, path, digest, pickle.loads(layout), mapping, places)
            except NkgraphError as error:
                yield _whole(first, f"{FAILED}{error}", places)


def _of_file(
    first: int,
    path: str,
    digest: str,
    layout: Layout,
    mapping: m.Mapping,
    places: Sequence[int],
) -> Iterator["pa.RecordBatch"]:
    with open_bytes(path) as file, engine.connected(file.folder) as connection:
        name = file.facts.name
        if file.facts.sha256 != digest:
            raise BadData(f"{name} was changed while it was read: merge it again")
        with engine.named_errors(name):
            if file.is_parquet:
                sample_of(file, connection)  # which puts it where it is read from
            work = Work(file, connection, Recognised(mapping, layout, (), 0), Focus())
            work.lay_out()
            problem = "problem" if layout.format == "jsonl" else "CAST(NULL AS VARCHAR)"
            cells = "".join(f", r{place}" for place in places)
            yield from _batches(
                connection, f"SELECT {first} + row, {problem}{cells} FROM {ROWS_ONCE}", places
            )
            work.list_unreadable()
            nothing = ", CAST(NULL AS VARCHAR)" * len(places)
            yield from _batches(
                connection, f"SELECT {first} + row, reason{nothing} FROM refused", places
            )
            yield _whole(first, f"{READ}{work.rows_in_file()}", places)


def _batches(
    connection: "DuckDBPyConnection", query: str, places: Sequence[int]
) -> Iterator["pa.RecordBatch"]:
    schema = _schema(places)
    for batch in connection.sql(query).to_arrow_reader(ROWS_AT_ONCE):
        yield batch.rename_columns(schema.names).cast(schema)


def _whole(first: int, said: str, places: Sequence[int]) -> "pa.RecordBatch":
    import pyarrow as pa

    values: list[list[Any]] = [[first + WHOLE], [said], *[[None] for _ in places]]
    return pa.RecordBatch.from_arrays(
        [pa.array(value, kind) for value, kind in zip(values, _schema(places).types, strict=True)],
        schema=_schema(places),
    )


def _schema(places: Sequence[int]) -> "pa.Schema":
    import pyarrow as pa

    texts = [("problem", pa.string()), *((f"r{place}", pa.string()) for place in places)]
    return pa.schema([("row", pa.int64()), *texts])
