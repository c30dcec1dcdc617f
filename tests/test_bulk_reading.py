"""The expressions of Ibis that Spark runs, run by DuckDB: they give what its own reading does."""

from pathlib import Path

import duckdb
import pytest

from nkgraph import datasets
from nkgraph.bulk.cells import LINE_BITS
from nkgraph.datasets.canonical import EVENTS

ibis = pytest.importorskip("ibis", reason="Ibis comes with nkgraph[spark]")
reading = pytest.importorskip("nkgraph.bulk.reading")

# Ibis 12 calls DuckDB 2 by names that this means to drop.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

DATA = Path(__file__).parent / "data"
FILES = ("gdelt-2.0.tsv", "gdelt-1.0.tsv")


@pytest.fixture
def connection() -> "duckdb.DuckDBPyConnection":
    """Rows of two files as Spark's workers would have judged them, some of them twice."""
    made = duckdb.connect()
    columns = ", ".join(f'"{name}" {kind}' for name, kind in EVENTS.columns.items())
    made.execute(f"CREATE TABLE judged (file BIGINT, {columns}, reason VARCHAR, outcome VARCHAR)")
    for number, name in enumerate(FILES):
        with datasets.read(DATA / name) as read:
            rows = read.relation.fetchall()
            refused = read.first_rejects(100)
        marks = ", ".join("?" * (len(EVENTS.columns) + 3))
        for row in rows:
            made.execute(f"INSERT INTO judged VALUES ({marks})", [number, *row, None, "taken"])
        again = [number, rows[0][0] + 1000, *rows[0][1:], None, "taken"]
        made.execute(f"INSERT INTO judged VALUES ({marks})", again)
        for one in refused:
            made.execute(
                "INSERT INTO judged (file, row, reason, outcome) VALUES (?, ?, ?, 'refused')",
                [number, one.row, one.reason],
            )
        made.execute(
            "INSERT INTO judged (file, row, reason, outcome) VALUES (?, 0, ?, 'refused')",
            [number, f"{reading.READ}{len(rows) + len(refused) + 1}"],
        )
    made.execute(
        "CREATE TABLE sources AS SELECT * FROM (VALUES (0, 'a'), (1, 'b')) t (file, source)"
    )
    return made


def rows_of(connection: "duckdb.DuckDBPyConnection", table: object) -> list[tuple[object, ...]]:
    found = connection.sql(ibis.to_sql(table, dialect="duckdb"))
    names = [name for name in EVENTS.columns if name in found.columns]
    listed = ", ".join(f'"{name}"' for name in ("source", *names))
    return found.select(listed).order("source, row").fetchall()


def test_the_rows_that_are_taken(connection: "duckdb.DuckDBPyConnection") -> None:
    backend = ibis.duckdb.from_connection(connection)
    taken = reading.taken(backend.table("judged"), backend.table("sources"), is_unique=True)
    expected = []
    for source, name in zip("ab", FILES, strict=True):
        with datasets.read(DATA / name) as read:
            expected += [(source, *row) for row in read.relation.order("row").fetchall()]
    assert rows_of(connection, taken) == expected


def test_repeated_rows_stay_where_identifiers_are_none(
    connection: "duckdb.DuckDBPyConnection",
) -> None:
    backend = ibis.duckdb.from_connection(connection)
    taken = reading.taken(backend.table("judged"), backend.table("sources"), is_unique=False)
    once = reading.taken(backend.table("judged"), backend.table("sources"), is_unique=True)
    assert len(rows_of(connection, taken)) == len(rows_of(connection, once)) + len(FILES)


def test_the_rows_that_are_refused(connection: "duckdb.DuckDBPyConnection") -> None:
    backend = ibis.duckdb.from_connection(connection)
    refused = reading.refused(backend.table("judged"), backend.table("sources"))
    with datasets.read(DATA / FILES[0]) as read:
        expected = [("a", one.row, one.reason) for one in read.first_rejects(100)]
    found = connection.sql(ibis.to_sql(refused, dialect="duckdb")).order("source, row").fetchall()
    assert found == expected


def test_a_row_keeps_its_file_in_its_number() -> None:
    number = (7 << LINE_BITS) + 123
    assert (number >> LINE_BITS, number & ((1 << LINE_BITS) - 1)) == (7, 123)
