"""A data file while it is read: its rows in the canonical columns, and those that were refused."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from nkgraph.datasets import engine, holding, sql
from nkgraph.datasets import mapping as m
from nkgraph.datasets.compilation import Compiled, compile_mapping
from nkgraph.datasets.focus import Focus
from nkgraph.datasets.looking import recognise
from nkgraph.datasets.outcome import CANONICAL, REJECTS, Counts
from nkgraph.datasets.source import FileFacts, OpenedFile, open_bytes
from nkgraph.datasets.work import Work
from nkgraph.errors import CannotWrite

if TYPE_CHECKING:
    import pandas as pd
    from duckdb import DuckDBPyConnection, DuckDBPyRelation


class Rejected(NamedTuple):
    """A row that was refused."""

    row: int
    """The line's number in the file, from 1; in Parquet, the row's."""
    reason: str
    raw: str


@dataclass(frozen=True)
class Dataset:
    """Which dataset a file is."""

    name: str
    title: str
    publisher: str
    licence: str
    homepage: str | None
    version: str | None
    reasons: tuple[str, ...]
    """Why it is that dataset."""


@dataclass(frozen=True)
class Reading:
    """A data file's rows, for as long as the file is open."""

    dataset: Dataset
    mapping: m.Mapping
    kind: str
    file: FileFacts
    counts: Counts
    connection: "DuckDBPyConnection"
    _names: tuple[str, ...]
    _compiled: Compiled
    _work: Work = field(repr=False)

    @property
    def rows_read(self) -> int:
        """How many rows the file has, without its header and blank lines."""
        return self.counts.read

    @property
    def table(self) -> str:
        """The name of the table that holds the canonical rows in `connection`."""
        return CANONICAL

    @property
    def relation(self) -> "DuckDBPyRelation":
        """The canonical rows; nkgraph.datasets.canonical tells what their columns are."""
        return self.connection.table(CANONICAL)

    @property
    def rejects(self) -> "DuckDBPyRelation":
        """The rows that were refused: `row`, `reason`, `raw`, in the order of the file."""
        return self.connection.table(REJECTS)

    def first_rejects(self, count: int) -> list[Rejected]:
        """Return the first rows that were refused."""
        rows = self.connection.execute(f"FROM {REJECTS} LIMIT {int(count)}").fetchall()
        return [Rejected(*row) for row in rows]

    def instead(self) -> str | None:
        """Return what the file holds where the focus leaves nothing; None where it leaves any."""
        if self.counts.taken or not self.counts.filtered:
            return None
        with engine.named_errors(self.file.name):
            rows = self._work.all_that_fits(self._compiled)
            return holding.in_words(self.connection, self.kind, rows)

    def canonical_rows(self, path: str | Path) -> None:
        """Write the canonical rows as Parquet."""
        self._write(f"FROM {CANONICAL} ORDER BY row", path)

    def full_rows(self, path: str | Path) -> None:
        """Write the rows that were taken as Parquet, with all columns that the file has.

        `row` is the line's number. Columns that the dataset's figures come from are numbers, all
        others text; a word for nothing is NULL.
        """
        listed = ", ".join(
            f"{self._full(place)} AS {sql.name(name)}"
            for place, name in enumerate(_distinct(self._names))
        )
        with engine.named_errors(self.file.name):
            rows = self._work.rows_taken(self.counts.taken)
        only = f"WHERE row IN (SELECT row FROM {CANONICAL})"
        if self.counts.taken == self.counts.read:
            only = ""
        # As they come, they are in order already: sorting them all costs as much as writing them.
        self.connection.execute("SET preserve_insertion_order = true")
        self._write(f"SELECT row, {listed} FROM ({rows}) {only}", path)

    def _full(self, place: int) -> str:
        cell = f"r{place}"
        null = self.mapping.reader.null
        text = f"nullif({cell}, '')"
        if len(null) > 1:
            text = f"CASE WHEN trim({cell}) IN {sql.texts(null)} THEN NULL ELSE {cell} END"
        return f"TRY_CAST({text} AS DOUBLE)" if place in self._compiled.numbers else text

    def _write(self, query: str, path: str | Path) -> None:
        target = Path(path)
        beside = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            self.connection.execute(
                f"COPY ({query}) TO {sql.text(str(beside))} (FORMAT parquet, COMPRESSION zstd)"
            )
            beside.replace(target)
        except OSError as error:
            raise CannotWrite(f"cannot write {path}: {error.strerror or error}") from error
        except _duckdb_error() as error:
            raise CannotWrite(f"cannot write {path}: {engine.one_line(error)}") from error
        finally:
            beside.unlink(missing_ok=True)


@contextmanager
def read(
    path: "str | Path | pd.DataFrame",
    *,
    as_: str | None = None,
    mapping: "str | Path | m.Mapping | None" = None,
    focus: Focus | None = None,
) -> Iterator[Reading]:
    """Read a data file: a path, `-` for standard input, or a pandas data frame.

    Which dataset it is shows in its content; `as_` names one, `mapping` gives a mapping of the
    user's own. Of the rows, those in `focus` are taken. The file, and all that `Reading` gives,
    is there until the context ends.

    Raises CannotRead and CannotWrite; UnknownDataset for a file that is none or may be several;
    BadMapping; BadData for a file that is damaged, too large, or not what it claims to be.
    """
    with open_bytes(path) as file, engine.connected(file.folder) as connection:
        with engine.named_errors(file.facts.name):
            reading = _reading(file, connection, as_, mapping, focus or Focus())
        yield reading


def _reading(
    file: OpenedFile,
    connection: "DuckDBPyConnection",
    as_: str | None,
    mapping: "str | Path | m.Mapping | None",
    focus: Focus,
) -> Reading:
    found = recognise(file, connection, as_, mapping)
    known, layout = found.mapping, found.layout
    problem = "problem" if layout.format == "jsonl" else None
    compiled = compile_mapping(known, layout.names, file.facts.name, problem)
    work = Work(file, connection, found, focus)
    counts = work.do(compiled)
    dataset = Dataset(
        name=known.name,
        title=known.title,
        publisher=known.publisher,
        licence=known.licence,
        homepage=known.homepage,
        version=known.version,
        reasons=found.reasons,
    )
    return Reading(
        dataset, known, known.kind, file.facts, counts, connection,
        layout.names, compiled, work,
    )  # fmt: skip


def _distinct(names: Sequence[str]) -> list[str]:
    """Return column names of which no two are the same to DuckDB, nor `row`."""
    seen = {"row"}
    made = []
    for place, name in enumerate(names):
        unique = name.strip().replace("\0", "") or f"column {place + 1}"
        number = 1
        while unique.lower() in seen:
            number += 1
            unique = f"{name.strip()} {number}"
        seen.add(unique.lower())
        made.append(unique)
    return made


def _duckdb_error() -> type[Exception]:
    import duckdb

    error: type[Exception] = duckdb.Error
    return error
