"""DuckDB with the rows of an opened file in it, as cells of text."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from nkgraph.datasets import amounts, limits, sql
from nkgraph.datasets.dates import EDTF_FUNCTION, edtf_bounds
from nkgraph.datasets.layout import FIELD, LINE_BREAK, Layout
from nkgraph.errors import BadData, CannotWrite

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "600MB"
"""What DuckDB may hold before it moves rows to temporary files."""

_NEVER = "\x02\x03\x02\x03"
"""A delimiter that no line has, for lines that are not to be taken apart."""

_JSON_PROBLEM = "CASE WHEN NOT json_valid(line) THEN 'not JSON' " \
    "WHEN json_type(line) <> 'OBJECT' THEN 'no JSON object' END"  # fmt: skip


@contextmanager
def connected(folder: Path) -> Iterator["DuckDBPyConnection"]:
    """Yield a database in memory that puts what does not fit into `folder`."""
    import duckdb

    connection = duckdb.connect(
        config={
            "memory_limit": MEMORY,
            "temp_directory": str(folder / "duckdb"),
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "python_enable_replacements": "false",
            # DuckDB takes a text file for small and a code list for large, and would build its
            # hash tables over the file.
            "disabled_optimizers": "build_side_probe_side,join_order",
        }
    )
    try:
        yield connection
    finally:
        connection.close()


def teach(connection: "DuckDBPyConnection", query: str) -> None:
    """Give the database the functions for dates in EDTF and for amounts that a query asks for.

    They come with numpy, whose import takes as long as reading a small file.
    """
    if EDTF_FUNCTION in query:
        connection.create_function(EDTF_FUNCTION, edtf_bounds, ["VARCHAR"], "VARCHAR")
    if amounts.FUNCTION in query:
        connection.create_function(amounts.FUNCTION, amounts.parts, ["VARCHAR"], "VARCHAR")


@contextmanager
def named_errors(file: str) -> Iterator[None]:
    """Turn DuckDB's errors into BadData or CannotWrite, with the file's name."""
    import duckdb

    try:
        yield
    except duckdb.IOException as error:
        raise CannotWrite(f"{file} cannot be read into DuckDB: {one_line(error)}") from error
    except duckdb.OutOfMemoryException as error:
        raise BadData(f"{file} needs more memory than {MEMORY}: {one_line(error)}") from error
    except duckdb.Error as error:
        raise BadData(f"{file} cannot be read: {one_line(error)}") from error


def one_line(error: Exception) -> str:
    """Return what DuckDB says, on one line."""
    return " ".join(str(error).split())[:300]


def text_rows(
    path: Path,
    layout: Layout,
    *,
    list_refused: bool = False,
    line_breaks: bool = False,
    first: int | None = None,
) -> str:
    """Return SQL for the numbered rows of a text file: `row`, and cells r0, r1, …

    list_refused: DuckDB shall list rows with misplaced quotation marks in `reject_errors`.
    line_breaks: some cells have LINE_BREAK, where a line break shall stand. first: the number of
    the first row, where no number stands in front of a row and its place says it.
    """
    cells = [f"r{place}" for place in range(layout.width)]
    in_file = cells if first is not None else ["number", *cells]
    columns = ", ".join(f"{sql.text(name)}: 'VARCHAR'" for name in in_file)
    quote = "'\"'" if layout.quoted and first is None else "''"
    options = [
        "auto_detect = false",
        "header = false",
        f"delim = {sql.text(layout.delimiter)}",
        f"quote = {quote}",
        f"escape = {quote}",
        "new_line = '\\n'",
        f"columns = {{{columns}}}",
        "ignore_errors = true",
    ]
    if list_refused:
        options += ["store_rejects = true", f"rejects_limit = {limits.REFUSED_BY_DUCKDB + 1}"]
    listed = ", ".join(
        f"{with_line_breaks(cell)} AS {cell}" if line_breaks else cell for cell in cells
    )
    number = "CAST(number AS BIGINT)"
    if first is not None:
        options += [f"skip = {first - 1}", f"max_line_size = {limits.LINE_BYTES}"]
        number = f"row_number() OVER () + {first - 1}"
    source = f"read_csv({sql.text(str(path))}, {', '.join(options)})"
    return f"SELECT {number} AS row, {listed} FROM {source}"


def whole_lines(path: Path) -> str:
    """Return SQL for the lines of a text file, each with its number in front."""
    return (
        f"SELECT line FROM read_csv({sql.text(str(path))}, auto_detect = false, header = false, "
        f"delim = {sql.text(_NEVER)}, quote = '', escape = '', new_line = '\\n', "
        "ignore_errors = true, columns = {'line': 'VARCHAR'})"
    )


def json_rows(path: Path, layout: Layout) -> str:
    """Return SQL for the numbered lines of JSON: cells by the keys, and what is wrong."""
    cells = ", ".join(
        f"CASE WHEN problem IS NULL THEN line ->> {sql.text(_pointer(name))} END AS r{place}"
        for place, name in enumerate(layout.names)
    )
    return f"SELECT row, problem{', ' if cells else ''}{cells} FROM ({_judged(path)})"


def _judged(path: Path) -> str:
    """Return SQL for the numbered lines of JSON, each with what is wrong with it, or NULL."""
    source = f"({text_rows(path, Layout('jsonl', (), FIELD))})"
    problem = _JSON_PROBLEM.replace("line", "r0")
    return f"SELECT row, r0 AS line, {problem} AS problem FROM {source}"


def json_keys(path: Path) -> str:
    """Return SQL for the keys that numbered lines of JSON have, in the order in which they come."""
    judged = _judged(path)
    keys = f"SELECT row, unnest(json_keys(line)) AS key FROM ({judged}) WHERE problem IS NULL"
    return f"SELECT key FROM ({keys}) GROUP BY key ORDER BY min(row), key"


def parquet_rows(path: Path, names: tuple[str, ...]) -> str:
    """Return SQL for the rows of a Parquet file, every value as text."""
    cells = ", ".join(
        f"CAST({sql.name(name)} AS VARCHAR) AS r{place}" for place, name in enumerate(names)
    )
    return (
        f"SELECT file_row_number + 1 AS row, {cells} "
        f"FROM read_parquet({sql.text(str(path))}, file_row_number = true)"
    )


def with_line_breaks(cell: str) -> str:
    """Return SQL for a cell with the line breaks that its text has in the file."""
    return f"replace({cell}, {sql.text(LINE_BREAK)}, chr(10))"


def _pointer(name: str) -> str:
    """Return a JSON pointer (RFC 6901) to a key."""
    return "/" + name.replace("~", "~0").replace("/", "~1")
