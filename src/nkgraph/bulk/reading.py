"""Canonical rows of many files, on Spark by way of Ibis: what a merge of each would take.

The meaning of a data set stays where it is for DuckDB: the mapping, compiled to one query
(`nkgraph.datasets.compilation`), the focus, and the queries that link and lift
(`nkgraph.merge.events`). They are translated (`nkgraph.bulk.dialect`) and handed to Ibis as tables;
what is added for many files at once (which row is whose, what is repeated, how many) is Ibis's own.
"""

import pickle
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from nkgraph.bulk import cells, dialect
from nkgraph.bulk.cells import FAILED, LINE_BITS, READ, WHOLE, Found
from nkgraph.datasets import amounts, sql
from nkgraph.datasets import mapping as m
from nkgraph.datasets.canonical import EVENTS
from nkgraph.datasets.codelists import CodeList
from nkgraph.datasets.compilation import REFUSED, TAKEN, compile_mapping
from nkgraph.datasets.dates import EDTF_FUNCTION, edtf_bounds
from nkgraph.datasets.focus import Focus
from nkgraph.datasets.work import ROWS_ONCE
from nkgraph.merge.provenance import Origin

if TYPE_CHECKING:
    import ibis.expr.types as ir
    from ibis.backends.pyspark import Backend
    from pyspark.sql import DataFrame, SparkSession

DOUBLES = frozenset(field.name for field in EVENTS.fields if field.type == "double")

_FILES = "file bigint, path string, digest string, layout binary"


class Listed(NamedTuple):
    """A file that is to be read: its number among all, and what it is."""

    number: int
    path: Path
    found: Found
    origin: Origin


class Group(NamedTuple):
    """Files of one data set with the same columns, which are read together."""

    mapping: m.Mapping
    names: tuple[str, ...]
    files: tuple[Listed, ...]


class FileCounts(NamedTuple):
    """What became of a file's rows, or why it has none."""

    read: int
    refused: int
    wanted: int
    """Those that fit and are asked for, repeated ones too."""
    failed: str | None


def survey(
    session: "SparkSession", paths: Sequence[Path], as_: str | None, mapping: m.Mapping | None
) -> list[Found]:
    """Return what each file is, which the workers look at."""
    parts = min(len(paths), 4 * session.sparkContext.defaultParallelism)
    listed = session.sparkContext.parallelize([str(path.absolute()) for path in paths], parts)
    found: list[Found] = listed.map(partial(cells.survey, as_=as_, mapping=mapping)).collect()
    return found


def write_judged(
    session: "SparkSession", backend: "Backend", group: Group, focus: Focus, folder: Path
) -> None:
    """Write what a group's rows are as Parquet: the canonical columns, `reason` and `outcome`.

    Rows outside of the focus are left away. For each file there is a row with the line WHOLE.
    """
    compiled = compile_mapping(group.mapping, group.names, "a file", "problem")
    places = sorted(
        int(name[1:]) for name in dialect.columns(compiled.query) if name[1:].isdigit()
        and name[0] == "r"
    )  # fmt: skip
    rows = _files(session, group.files).mapInArrow(
        partial(cells.rows, mapping=group.mapping, places=places), cells.columns(places)
    )
    rows.createOrReplaceTempView(ROWS_ONCE)
    for name, codes in compiled.lists.items():
        _code_list(session, codes).createOrReplaceTempView(name)
    if EDTF_FUNCTION in compiled.query:
        session.udf.register(EDTF_FUNCTION, _edtf_bounds, "string")
    if amounts.FUNCTION in compiled.query:
        session.udf.register(amounts.FUNCTION, _amount, "string")
    wanted = focus.condition(group.mapping.kind)
    listed = ", ".join(sql.name(name) for name in EVENTS.columns if name != "row")
    query = (
        f"SELECT row >> {LINE_BITS} AS file, row & {(1 << LINE_BITS) - 1} AS row, {listed}, "
        f"reason, outcome FROM ({compiled.query}) WHERE outcome <> '{TAKEN}' OR ({wanted})"
    )
    judged = backend.sql(dialect.spark(query, doubles=DOUBLES))
    backend.to_parquet(judged, folder)


def frame(session: "SparkSession", backend: "Backend", table: "ir.Table") -> "DataFrame":
    """Return a table of Ibis as what Spark calls a data frame."""
    return session.sql(backend.compile(table))


def counts_by_file(
    session: "SparkSession", backend: "Backend", judged: "ir.Table"
) -> dict[int, FileCounts]:
    """Return what became of the files' rows, by the files' numbers."""

    def rows(table: "ir.Table") -> list[dict[str, Any]]:
        # Not Ibis's own to_pyarrow, which goes by way of pandas, whose newest Spark warns of.
        found: list[dict[str, Any]] = frame(session, backend, table).toArrow().to_pylist()
        return found

    whole = judged.filter(judged.row == WHOLE)
    parts = judged.filter(judged.row != WHOLE)
    said = rows(whole.select("file", "reason"))
    counted = rows(parts.group_by("file", "outcome").aggregate(number=parts.count()))
    numbers = {(one["file"], one["outcome"]): one["number"] for one in counted}
    found: dict[int, FileCounts] = {}
    for one in said:
        file, reason = one["file"], one["reason"]
        failed = reason.removeprefix(FAILED) if reason.startswith(FAILED) else None
        found[file] = FileCounts(
            read=0 if failed is not None else int(reason.removeprefix(READ)),
            refused=numbers.get((file, REFUSED), 0),
            wanted=numbers.get((file, TAKEN), 0),
            failed=failed,
        )
    return found


def taken(judged: "ir.Table", sources: "ir.Table", *, is_unique: bool) -> "ir.Table":
    """Return the canonical rows that are taken, with the `source` that each belongs to.

    sources: the files that take part, with the columns file and source. is_unique: whether rows
    with the identifier of an earlier row of the file are left away.
    """
    import ibis

    rows: Any = judged.filter(judged.outcome == TAKEN).drop("reason", "outcome")
    if is_unique:
        place = ibis.row_number().over(group_by=["file", "id"], order_by="row")
        first = rows.mutate(place=place)
        rows = first.filter(first.id.isnull() | (first.place == 0)).drop("place")
    joined: ir.Table = rows.inner_join(sources, "file").drop("file")
    return joined


def refused(judged: "ir.Table", sources: "ir.Table") -> "ir.Table":
    """Return the rows that are refused: source, row, reason."""
    rows = judged.filter((judged.outcome == REFUSED) & (judged.row != WHOLE))
    table: ir.Table = rows.inner_join(sources, "file").select("source", "row", "reason")
    return table


def _files(session: "SparkSession", files: Sequence[Listed]) -> Any:
    rows = [
        (
            one.number,
            str(one.path.absolute()),
            one.found.facts.sha256 if one.found.facts else "",
            bytearray(pickle.dumps(one.found.layout)),
        )
        for one in files
    ]
    # A file is read by one worker; several parts a core let those that are free take the rest.
    parts = min(len(rows), 4 * session.sparkContext.defaultParallelism)
    return session.createDataFrame(rows, _FILES).repartition(parts, "file")


def _code_list(session: "SparkSession", codes: CodeList) -> Any:
    schema = ", ".join(f"k{place} string" for place in range(len(codes.columns)))
    return session.createDataFrame([tuple(row) for row in codes.rows], schema)


def _amount(text: str | None) -> str | None:
    """Return the parts of an amount for Spark, which hands nothing over as None."""
    return None if text is None else amounts.parts(text)


def _edtf_bounds(text: str | None) -> str | None:
    # DuckDB asks no function of ours about NULL.
    return None if text is None else edtf_bounds(text)
