"""From an opened file to its canonical rows: the steps, in order."""

from dataclasses import replace
from typing import TYPE_CHECKING

from nkgraph.datasets import engine, limits, lines, plaintext, recognition, refusal, sql, totals
from nkgraph.datasets import mapping as m
from nkgraph.datasets.compilation import LEFT_OUT, REFUSED, TAKEN, Compiled, compile_sieve
from nkgraph.datasets.focus import Focus
from nkgraph.datasets.layout import FIELD, Layout
from nkgraph.datasets.looking import PARQUET_FILE, numbered
from nkgraph.datasets.outcome import CANONICAL, REJECTS, ROWS, Counts
from nkgraph.datasets.source import OpenedFile
from nkgraph.errors import BadData

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection

ROWS_ONCE = "rows_once"
"""The same as ROWS, but DuckDB lists what it refuses there; once is enough."""

_CODES_AT_A_TIME = 1000

_FEW = 0.2
"""Up to this share of a file's rows are picked out one by one."""


class Work:
    """The steps from an opened file to its canonical rows."""

    def __init__(
        self,
        file: OpenedFile,
        connection: "DuckDBPyConnection",
        found: recognition.Recognised,
        focus: Focus,
    ) -> None:
        self.file = file
        self.name = file.facts.name
        self.connection = connection
        self.mapping = found.mapping
        self.layout = found.layout
        self.written = found.numbered
        """The rows, where they were numbered to recognise the file."""
        self.focus = focus
        self.numbered: lines.Numbered | None = None
        self.lying: lines.Numbered | None = None
        """All rows of a file of which only some were numbered."""
        self.is_listing = False
        """Whether DuckDB lists the rows in which quotation marks are misplaced."""

    def do(self, compiled: Compiled) -> Counts:
        """Make the tables CANONICAL and REJECTS and the view ROWS, and return the counts."""
        engine.teach(self.connection, compiled.query)
        self.load_lists(compiled)
        if not self.judge_as_it_lies(compiled):
            self.lay_out()
            self.judge(compiled)
        self.list_rejects()
        return self.settle()

    def rows_taken(self, count: int) -> str:
        """Return SQL for the file's rows among which all that were taken are.

        Where these are few, they are picked out of the file first: to take apart every other row,
        for the second time, takes longer.
        """
        if self.numbered is None or count > self.numbered.read * _FEW:
            return f"FROM {ROWS}"
        taken = self.connection.execute(f"SELECT row FROM {CANONICAL}").fetchall()
        picked = self.pick(self.numbered, {row for (row,) in taken})
        if self.layout.format == "jsonl":
            return engine.json_rows(picked, self.layout)
        return self.text_rows(picked)

    def pick(self, numbered: lines.Numbered, numbers: set[int]) -> "Path":
        """Write some rows into a file of their own, numbered."""
        return lines.pick(numbered, self.layout.delimiter.encode(), numbers, self.file.folder)

    def judge_as_it_lies(self, compiled: Compiled) -> bool:
        """Judge the rows without numbering all of them; return whether that could be done."""
        self.numbered = numbered = plaintext.as_it_lies(self.file, self.layout)
        if numbered is None or numbered.first is None:
            return False
        rows = engine.text_rows(numbered.rows, self.layout, first=numbered.first)
        self.show(rows, rows)
        last = numbered.first + numbered.read - 1
        if self.focus == Focus():
            self.judge(compiled)
            # Where it is not there, DuckDB passed over rows, and others have their numbers.
            return bool(self.count(f"FROM {CANONICAL} WHERE row = {last}"))
        asked = self.focus.fields(self.mapping.kind)
        wanted = f"{self.wanted()} OR row = {last}"
        sieve = compile_sieve(self.mapping, self.layout.names, asked, wanted)
        sifted = {row for (row,) in self.connection.execute(sieve).fetchall()} if sieve else set()
        if last not in sifted:
            return False
        picked = self.pick(numbered, sifted)
        self.lying = numbered
        self.numbered = replace(numbered, rows=picked, first=None)
        few = self.text_rows(picked)
        self.show(few, few)
        self.judge(compiled)
        return True

    def all_that_fits(self, compiled: Compiled) -> str:
        """Return SQL for the canonical rows of the whole file, whatever its focus leaves."""
        rows = f"FROM {ROWS}"
        if self.lying is not None:
            rows = engine.text_rows(self.lying.rows, self.layout, first=self.lying.first)
        self.connection.execute(f"CREATE OR REPLACE VIEW {ROWS_ONCE} AS {rows}")
        return f"SELECT * FROM ({compiled.query}) WHERE outcome = '{TAKEN}'"

    def lay_out(self) -> None:
        """Make the views over the file's rows."""
        if self.layout.format == "parquet":
            once = rows = engine.parquet_rows(self.file.folder / PARQUET_FILE, self.layout.names)
        else:
            self.numbered = self.written or numbered(self.file, self.layout)
            path = self.numbered.rows
            if self.layout.format == "jsonl":
                once = rows = engine.json_rows(path, self.layout)
            else:
                self.is_listing = self.layout.quoted
                once = self.text_rows(path, list_refused=self.is_listing)
                rows = self.text_rows(path)
        self.show(once, rows)

    def show(self, once: str, rows: str) -> None:
        """Make the views of what some SQL has."""
        self.connection.execute(f"CREATE OR REPLACE VIEW {ROWS_ONCE} AS {once}")
        self.connection.execute(f"CREATE OR REPLACE VIEW {ROWS} AS {rows}")

    def text_rows(self, path: "Path", *, list_refused: bool = False) -> str:
        """Return SQL for numbered rows of text."""
        breaks = self.numbered is not None and self.numbered.joined
        return engine.text_rows(path, self.layout, list_refused=list_refused, line_breaks=breaks)

    def load_lists(self, compiled: Compiled) -> None:
        """Make a table of each code list."""
        for table, codes in compiled.lists.items():
            width = len(codes.columns)
            columns = ", ".join(f"k{place} VARCHAR" for place in range(width))
            self.connection.execute(f"CREATE TEMP TABLE {table} ({columns})")
            for start in range(0, len(codes.rows), _CODES_AT_A_TIME):
                rows = ", ".join(
                    sql.texts(row) for row in codes.rows[start : start + _CODES_AT_A_TIME]
                )
                self.connection.execute(f"INSERT INTO {table} VALUES {rows}")

    def judge(self, compiled: Compiled) -> None:
        """Make the table of rows that are taken, refused or left out by the mapping."""
        self.connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {CANONICAL} AS SELECT * FROM ({compiled.query}) "
            f"WHERE outcome <> '{TAKEN}' OR ({self.wanted()})"
        )

    def wanted(self) -> str:
        """Return SQL that is true of the canonical rows in focus."""
        schemes = {
            name.removesuffix("code") + "scheme": said.scheme
            for name, said in self.mapping.fields.items()
            if isinstance(said, m.Value) and said.scheme is not None
        }
        return self.focus.condition(self.mapping.kind, schemes)

    def list_rejects(self) -> None:
        """Make the table of refused rows, from all that refuse: lines, DuckDB, the mapping."""
        run = self.connection.execute
        self.list_unreadable()
        run(
            f"INSERT INTO refused SELECT row, reason, NULL FROM {CANONICAL} "
            f"WHERE outcome = '{REFUSED}'"
        )
        if self.count("FROM refused WHERE raw IS NULL"):
            if self.numbered is not None:
                self.add_raw(self.numbered)
            else:
                self.add_cells()
        run(f"CREATE TEMP TABLE {REJECTS} AS SELECT * FROM refused ORDER BY row")
        run("DROP TABLE refused")

    def list_unreadable(self) -> None:
        """Make the table `refused`, of what is no row at all, once ROWS_ONCE has been read."""
        self.connection.execute(
            "CREATE TEMP TABLE refused (row BIGINT, reason VARCHAR, raw VARCHAR)"
        )
        if self.numbered is not None and self.is_listing:
            self.add_refused_by_duckdb()
        if self.numbered is not None and self.numbered.put_aside:
            self.add_put_aside(self.numbered)

    def add_refused_by_duckdb(self) -> None:
        """Take over the rows whose quotation marks DuckDB cannot make sense of."""
        if self.count("FROM (SELECT DISTINCT line FROM reject_errors)") > limits.REFUSED_BY_DUCKDB:
            raise BadData(
                f"{self.name} has more than {limits.REFUSED_BY_DUCKDB:,} rows with misplaced "
                "quotation marks: it is no table of the kind it seems to be"
            )
        number = f"CAST(split_part(csv_line, {sql.text(self.layout.delimiter)}, 1) AS BIGINT)"
        # Of the columns that DuckDB found, one is the number that was put in front.
        found = "regexp_extract(error_message, 'Found: ([0-9]+)', 1)"
        columns = f"(CAST({found} AS INTEGER) - 1) || ' columns instead of {self.layout.width}'"
        reason = (
            "CASE WHEN error_type IN ('MISSING COLUMNS', 'TOO MANY COLUMNS') "
            f"THEN {columns} ELSE 'a quotation mark is misplaced' END"
        )
        self.connection.execute(
            f"INSERT INTO refused SELECT {number}, first({reason} ORDER BY column_idx), NULL "
            "FROM reject_errors GROUP BY ALL"
        )

    def add_raw(self, numbered: lines.Numbered) -> None:
        """Put the text of a row, as it stands in the file, beside the reason."""
        mark = sql.text(self.layout.delimiter)
        number = f"CAST(split_part(line, {mark}, 1) AS BIGINT)"
        raw = engine.with_line_breaks(f"substr(line, instr(line, {mark}) + 1)")
        refused = self.connection.execute("SELECT row FROM refused").fetchall()
        picked = self.pick(numbered, {row for (row,) in refused})
        self.connection.execute(
            f"UPDATE refused SET raw = found.raw FROM (SELECT {number} AS row, {raw} AS raw "
            f"FROM ({engine.whole_lines(picked)})) AS found WHERE found.row = refused.row"
        )

    def add_cells(self) -> None:
        """Put a row's cells beside the reason, where the file has no text of it."""
        cells = ", ".join(f"COALESCE(r{place}, '')" for place in range(len(self.layout.names)))
        self.connection.execute(
            f"UPDATE refused SET raw = concat_ws(',', {cells}) FROM {ROWS} "
            f"WHERE {ROWS}.row = refused.row"
        )

    def add_put_aside(self, numbered: lines.Numbered) -> None:
        """Add the lines that never became rows."""
        raw = engine.with_line_breaks("r1")
        layout = Layout("text", ("reason", "raw"), FIELD)
        source = engine.text_rows(numbered.refused, layout)
        self.connection.execute(f"INSERT INTO refused SELECT row, r0, {raw} FROM ({source})")

    def settle(self) -> Counts:
        """Leave only the rows that are taken, and count."""
        left_out = self.count(f"FROM {CANONICAL} WHERE outcome = '{LEFT_OUT}'")
        refused = self.count(f"FROM {REJECTS}")
        if refused or left_out:
            self.connection.execute(f"DELETE FROM {CANONICAL} WHERE outcome <> '{TAKEN}'")
        for column in ("reason", "outcome"):
            self.connection.execute(f"ALTER TABLE {CANONICAL} DROP COLUMN {column}")
        repeated = self.drop_repeated() if self.mapping.unique else 0
        if self.mapping.totals is not None:
            totals.mark(self.connection, CANONICAL, self.mapping.totals)
        taken = self.count(f"FROM {CANONICAL}")
        read_rows = self.rows_in_file()
        filtered = read_rows - taken - refused - left_out - repeated
        counts = Counts(read_rows, taken, refused, left_out, repeated, filtered)
        refusal.refuse_whole(self.connection, self.name, self.mapping, self.layout, counts)
        return counts

    def drop_repeated(self) -> int:
        """Keep the first of the rows that have one identifier."""
        repeated = self.count(f"FROM {CANONICAL} WHERE id IS NOT NULL") - self.count(
            f"FROM (SELECT DISTINCT id FROM {CANONICAL} WHERE id IS NOT NULL)"
        )
        if repeated:
            self.connection.execute(
                f"DELETE FROM {CANONICAL} WHERE id IS NOT NULL AND row NOT IN "
                f"(SELECT min(row) FROM {CANONICAL} WHERE id IS NOT NULL GROUP BY id)"
            )
        return repeated

    def rows_in_file(self) -> int:
        """Return how many rows the file has, refused ones too."""
        return self.numbered.read if self.numbered is not None else self.count(f"FROM {ROWS}")

    def count(self, source: str) -> int:
        """Return how many rows a query from somewhere has."""
        return int(self.connection.execute(f"SELECT count(*) {source}").fetchall()[0][0])
