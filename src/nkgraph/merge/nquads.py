"""N-Quads as DuckDB writes them: text that goes straight into the store's bulk loader.

https://www.w3.org/TR/n-quads/. A row of a query becomes some lines of text; DuckDB writes them in
parallel, several times faster than Python could make the same quads.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from nkgraph.datasets import sql
from nkgraph.merge.loading import Loading
from nkgraph.terms import PREFIXES

if TYPE_CHECKING:
    import duckdb

_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+"
"""Characters that act on a terminal and say nothing; DuckDB's texts hold no lone surrogates."""

_NOT_PLAIN = r"[\x00-\x1f\x7f-\x9f\"\\]"
"""What few texts hold: one look for all of it is a tenth of the cost of replacing each."""

LINKED = "linked"
"""The table of the rows that are lifted."""

_PARTS = 3
_ROWS_A_PART = (2_000, 35_000)
"""Into how many parts the rows go, and how few and how many may be in one: 280,000 quads.

Of every two parts Oxigraph makes a larger one while it loads (it compacts from two files on), which
costs as much as a fifth of loading. Fewer parts would take more memory.
"""

_NO_DELIMITER = "\x02"
"""A column's end, of which there is only one column: escaped texts hold no control character."""

MACROS = rf"""
CREATE OR REPLACE TEMP MACRO nq_escape(t) AS
  CASE WHEN regexp_matches(t, '{_NOT_PLAIN}') THEN
    replace(replace(replace(replace(replace(regexp_replace(t, '{_CONTROL}', ' ', 'g'),
      '\', '\\'), '"', '\"'), chr(10), '\n'), chr(13), '\r'), chr(9), '\t')
  ELSE t END;
CREATE OR REPLACE TEMP MACRO nq_text(t) AS '"' || nq_escape(t) || '"';
CREATE OR REPLACE TEMP MACRO nq_english(t) AS '"' || nq_escape(t) || '"@en';
CREATE OR REPLACE TEMP MACRO nq_edtf(t) AS
  '"' || nq_escape(t) || '"^^<{PREFIXES["edtf"]}EDTF>';
CREATE OR REPLACE TEMP MACRO nq_day(t) AS '"' || CAST(t AS VARCHAR) || '"^^<{PREFIXES["xsd"]}date>';
CREATE OR REPLACE TEMP MACRO nq_decimal(t) AS
  '"' || rtrim(rtrim(CAST(t AS VARCHAR), '0'), '.') || '"^^<{PREFIXES["xsd"]}decimal>';
CREATE OR REPLACE TEMP MACRO nq_integer(t) AS
  '"' || CAST(t AS VARCHAR) || '"^^<{PREFIXES["xsd"]}integer>';
CREATE OR REPLACE TEMP MACRO nq_boolean(t) AS
  '"' || CASE WHEN t THEN 'true' ELSE 'false' END || '"^^<{PREFIXES["xsd"]}boolean>';
"""
"""Terms: of a text, an English label, an EDTF date, a day and numbers. NULL stays NULL."""


def iri(compact: str) -> str:
    """Return a compact IRI of our own as it stands in a text of SQL."""
    prefix, _, local = compact.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def line(subject: str, predicate: str, value: str, graph: str) -> str:
    """Return SQL for one line without its end, NULL where the value is.

    subject and value are SQL, predicate a compact IRI, graph an IRI in brackets.
    """
    return f"{subject} || ' {iri(predicate)} ' || ({value}) || ' {graph} .'"


def lines(each: Iterable[str]) -> str:
    """Return SQL for some lines in one text, without those that are NULL."""
    return f"concat_ws(chr(10), {', '.join(each)})"


def write(connection: "duckdb.DuckDBPyConnection", query: str, loading: Loading) -> None:
    """Write the one column of a query over LINKED, whose texts are lines or nothing."""
    rows = connection.table(f"temp.{LINKED}").shape[0]
    fewest, most = _ROWS_A_PART
    size = min(max(-(-rows // _PARTS), fewest), most)
    for first in range(0, rows, size):
        part = loading.part()
        copy(
            connection,
            f"WITH {LINKED} AS (SELECT * FROM temp.{LINKED} "
            f"WHERE rowid BETWEEN {first} AND {first + size - 1}) {filled(query)}",
            part,
        )
        loading.load(part)


def filled(query: str) -> str:
    """Return a query for the one column of another, `lines`, without its empty texts."""
    return f"SELECT lines FROM ({query}) WHERE lines <> ''"


def copy(connection: "duckdb.DuckDBPyConnection", query: str, path: Path) -> None:
    """Write a query's one column to a file, packed where its name ends in .gz."""
    connection.execute(
        f"COPY ({query}) TO {sql.text(str(path))} "
        f"(FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '{_NO_DELIMITER}')"
    )
