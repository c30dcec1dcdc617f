"""A mapping and a file's columns, compiled to one SELECT that judges every row."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from nkgraph.datasets import mapping as m
from nkgraph.datasets import numbers, sql
from nkgraph.datasets.canonical import Field, Table
from nkgraph.datasets.codelists import CodeList
from nkgraph.datasets.dates import Date, Dates
from nkgraph.datasets.expressions import Expressions, Names

TAKEN, REFUSED, LEFT_OUT = "taken", "refused", "left out"
"""What becomes of a row: LEFT_OUT by the mapping's own `where`."""

_TRUE = "('true', 't', 'yes', 'y', '1')"
_FALSE = "('false', 'f', 'no', 'n', '0')"


@dataclass(frozen=True)
class Compiled:
    """SQL that makes canonical rows out of a relation `rows_once` of cells."""

    query: str
    """Yields the table's columns, `reason` (NULL for a row that fits) and `outcome`."""
    lists: dict[str, CodeList]
    """Tables that the query needs, by name, each with the columns k0, k1, …"""
    numbers: frozenset[int]
    """Columns of the file that are read as numbers and as nothing else."""


def compile_mapping(
    mapping: m.Mapping, columns: tuple[str, ...], file: str, problem: str | None = None
) -> Compiled:
    """Return the SQL for a mapping of a file with these columns.

    `problem` is SQL for what is wrong with a whole row, or NULL. Raises BadMapping where the
    mapping speaks of columns that the file lacks, and BadData where a built-in one does.
    """
    return _Compilation(mapping, Expressions(mapping, columns, file)).compile(problem)


def compile_sieve(
    mapping: m.Mapping, columns: tuple[str, ...], asked: Collection[str], wanted: str
) -> str | None:
    """Return SQL for the numbers of those rows of `rows_once` of which anything is to be made.

    These are the rows that do not fit, and those of which `wanted` is true: SQL over the table's
    fields, of which `asked` are texts. Of each row only that is made which shows whether it fits
    and is wanted. None where a code list would have to be looked into for that.
    """
    types = {field.name: field.type for field in mapping.table.fields}
    shown = {name for one in mapping.table.required for name in (*one.fields, "kind")}
    needed = {
        name: said
        for name, said in mapping.fields.items()
        if types[name] != "text" or name in shown or name in asked
    }
    compiled = compile_mapping(replace(mapping, fields=needed), columns, mapping.title)
    if compiled.lists:
        return None
    return f"SELECT row FROM ({compiled.query}) WHERE outcome <> '{TAKEN}' OR ({wanted})"


class _Compilation:
    """A mapping while it is compiled."""

    def __init__(self, mapping: m.Mapping, expressions: Expressions) -> None:
        self.mapping = mapping
        self.table: Table = mapping.table
        self.expressions = expressions
        self.names = Names()
        self.dates = Dates(self.cell, expressions.test, self.names.let)
        self.made: dict[str, str] = {}
        self.problems: list[str] = []
        self.numeric: set[int] = set()
        self.otherwise_used: set[int] = set()

    def compile(self, problem: str | None) -> Compiled:
        for field in self.table.fields:
            said = self.mapping.fields.get(field.name)
            if said is not None:
                self.field(field, said)
        kept = " AND ".join(self.expressions.test(test) for test in self.mapping.where) or "TRUE"
        if problem is not None:
            self.problems.insert(0, problem)
            # What is no row at all is refused, and not left out for what it does not say.
            kept = f"({problem} IS NOT NULL OR ({kept}))"
        self.problems += [self.missing(*required) for required in self.required()]
        reason = f"COALESCE({', '.join(self.problems)})"
        return Compiled(
            query=self.query(reason, kept),
            lists={f"codes_{joined.alias}": joined.list for joined in self.expressions.joins},
            numbers=frozenset(self.numeric - self.otherwise_used),
        )

    def cell(self, value: m.Value) -> str:
        """Return the name of a value's text."""
        return self.names.let(self.text(value)[0])

    def text(self, value: m.Value) -> tuple[str, str | None]:
        used = set(self.expressions.used)
        self.expressions.used.clear()
        made = self.expressions.coded(value)
        self.otherwise_used |= self.expressions.used
        self.expressions.used |= used
        return made

    def field(self, field: Field, said: "m.Value | m.DateForm | m.Condition") -> None:
        if isinstance(said, m.Condition):
            self.made[field.name] = self.expressions.test(said)
        elif not isinstance(said, m.Value):
            self.date(field, self.dates.compile(said))
        elif field.type == "text":
            self.text_field(field, said)
        elif field.type == "boolean":
            self.boolean(field, self.cell(said))
        else:
            self.number(field, said)

    def text_field(self, field: Field, value: m.Value) -> None:
        text, scheme = self.text(value)
        self.made[field.name] = name = self.names.let(text)
        if field.among and self.mapping.folder is not None:  # of ours, tests see to that
            self.closed(field, name)
        if scheme is not None:
            scheme_field = field.name.removesuffix("code") + "scheme"
            self.made[scheme_field] = (
                f"CASE WHEN {name} IS NOT NULL THEN {self.names.let(scheme)} END"
            )

    def closed(self, field: Field, name: str) -> None:
        """Take a text in any case, and refuse one that is not in the field's list."""
        kept = f"{'upper' if field.among[0].isupper() else 'lower'}({name})"
        self.made[field.name] = kept
        wrong = sql.text("' is none that is known")
        self.problem(
            field,
            f"CASE WHEN {kept} NOT IN {sql.texts(field.among)} "
            f"THEN chr(39) || left({name}, 40) || {wrong} END",
        )

    def boolean(self, field: Field, raw: str) -> None:
        self.made[field.name] = (
            f"CASE WHEN lower({raw}) IN {_TRUE} THEN TRUE WHEN lower({raw}) IN {_FALSE} "
            "THEN FALSE END"
        )
        self.problems.append(
            f"CASE WHEN {raw} IS NOT NULL AND lower({raw}) NOT IN {_TRUE} AND lower({raw}) NOT IN "
            f"{_FALSE} THEN {sql.text(field.name + ': ')} || '''' || left({raw}, 40) || "
            "''' is neither true nor false' END"
        )

    def number(self, field: Field, value: m.Value) -> None:
        if isinstance(value.origin, m.Column) and not value.steps:
            raw = self.names.let(self.expressions.cell(value.origin))
            place = self.expressions.place(value.origin)
            if value.number == m.NumberForm() and place is not None:
                self.numeric.add(place)
        else:
            raw = self.cell(value)
        sql_type = self.table.columns[field.name]
        name = self.names.let(numbers.parsed(raw, value.number, sql_type))
        self.made[field.name] = name
        self.problem(field, numbers.problem(raw, name, value.number))
        if field.within is not None:
            low, high = field.within
            self.problem(
                field,
                f"CASE WHEN {name} NOT BETWEEN {low} AND {high} "
                f"THEN left({raw}, 40) || ' lies outside {low} to {high}' END",
            )

    def date(self, field: Field, date: Date) -> None:
        self.problem(field, date.problem)
        if field.type == "day":
            end = "l" if field.name == "to" else "e"
            self.made[field.name] = f"{date.struct}.{end}"
            return
        self.made[field.name] = f"{date.struct}.t"
        for bound, part in zip(field.bounds or (), "el", strict=False):
            self.made[bound] = f"{date.struct}.{part}"

    def problem(self, field: Field, problem: str) -> None:
        self.problems.append(f"{sql.text(field.name + ': ')} || ({problem})")

    def required(self) -> list[tuple[str, tuple[str, ...], str | None]]:
        return [(r.called, r.fields, r.but_for_kind) for r in self.table.required]

    def missing(self, called: str, fields: tuple[str, ...], but_for_kind: str | None) -> str:
        filled = [f"{self.made[name]} IS NULL" for name in fields if name in self.made]
        if but_for_kind is not None and "kind" in self.made:
            filled.append(f"{self.made['kind']} IS DISTINCT FROM {sql.text(but_for_kind)}")
        return f"CASE WHEN {' AND '.join(filled) or 'TRUE'} THEN 'no {called}' END"

    def query(self, reason: str, kept: str) -> str:
        """Put the levels together: cells, then names over names, then the table's columns."""
        used = sorted(self.expressions.used | self.otherwise_used | self.numeric)
        null = self.mapping.reader.null
        cells = ", ".join(["row", *(f"{_cell(place, null)} AS c{place}" for place in used)])
        if "problem" in reason:
            cells += ", problem"
        steps = [f"cells AS (SELECT {cells} FROM rows_once)"]
        before = "cells"
        for number, level in enumerate(self.names.levels):
            listed = ", ".join(f"{expression} AS {name}" for name, expression in level)
            joins = "".join(
                f" LEFT JOIN codes_{j.alias} AS {j.alias} ON {j.alias}.k0 = {j.key}"
                for j in (self.expressions.joins if number == 0 else ())
            )
            steps.append(f"s{number} AS (SELECT {before}.*, {listed} FROM {before}{joins})")
            before = f"s{number}"
        listed = ", ".join(
            f"CAST({self.made.get(name, 'NULL')} AS {sql_type}) AS {sql.name(name)}"
            for name, sql_type in self.table.columns.items()
            if name != "row"
        )
        steps.append(
            f"made AS (SELECT row, {listed}, {reason} AS reason, {kept} AS kept FROM {before})"
        )
        outcome = (
            f"CASE WHEN NOT kept THEN '{LEFT_OUT}' WHEN reason IS NOT NULL THEN '{REFUSED}' "
            f"ELSE '{TAKEN}' END"
        )
        return f"WITH {', '.join(steps)} SELECT * EXCLUDE (kept), {outcome} AS outcome FROM made"


def _cell(place: int, null: tuple[str, ...]) -> str:
    trimmed = f"trim(r{place})"
    if null == ("",):
        return f"nullif({trimmed}, '')"
    return f"CASE WHEN {trimmed} IN {sql.texts(null)} THEN NULL ELSE {trimmed} END"
