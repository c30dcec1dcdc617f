"""A mapping's values and conditions as SQL over the cells of a row.

A column of the file is always called by its place (`c0`, `c1`, …), so no name of the file or of
the mapping becomes SQL; every text becomes a quoted literal.
"""

import re
from dataclasses import dataclass

from nkgraph.datasets import amounts, codelists, sql
from nkgraph.datasets import mapping as m
from nkgraph.datasets.codelists import CodeList
from nkgraph.datasets.layout import folded
from nkgraph.datasets.mapping_values import nearest
from nkgraph.errors import BadData, BadMapping, NkgraphError

_NAMES_SHOWN = 12

_NAMED = re.compile(r"\bv([0-9]+)\b")


@dataclass(frozen=True)
class Joined:
    """A code list that is joined to the rows by a code."""

    alias: str
    list: CodeList
    key: str


class Names:
    """Expressions that got names, by how many steps they are from the cells."""

    def __init__(self) -> None:
        self.levels: list[list[tuple[str, str]]] = []
        self._known: dict[str, str] = {}
        self._level: dict[str, int] = {}

    def let(self, expression: str) -> str:
        """Return the name of an expression, which may use cells and names."""
        if expression in self._known:
            return self._known[expression]
        used = [self._level[f"v{number}"] for number in _NAMED.findall(expression)
                if f"v{number}" in self._level]  # fmt: skip
        level = max(used, default=-1) + 1
        name = f"v{len(self._known)}"
        self._known[expression], self._level[name] = name, level
        while len(self.levels) <= level:
            self.levels.append([])
        self.levels[level].append((name, expression))
        return name


class Expressions:
    """Compiles values and conditions for a file with certain columns."""

    def __init__(self, mapping: m.Mapping, columns: tuple[str, ...], file: str) -> None:
        self._mapping = mapping
        self._file = file
        self._columns = columns
        self._places: dict[str, int] = {}
        for place, name in reversed(tuple(enumerate(columns))):
            self._places[folded(name)] = place
        self._exact = {name: place for place, name in reversed(tuple(enumerate(columns)))}
        self._optional = {folded(name) for name in mapping.optional}
        self._lists: dict[str, CodeList] = {}
        self.used: set[int] = set()
        self.joins: list[Joined] = []

    def place(self, column: m.Column) -> int | None:
        """Return where a column stands in the file; None for an optional one that it lacks."""
        for name in column.names:
            place = self._exact.get(name, self._places.get(folded(name)))
            if place is not None:
                return place
        if all(folded(name) in self._optional for name in column.names):
            return None
        raise self._missing(column)

    def cell(self, column: m.Column) -> str:
        """Return the SQL of a column's text, NULL where it says nothing."""
        place = self.place(column)
        if place is None:
            return sql.or_null(None)
        self.used.add(place)
        return f"c{place}"

    def text(self, value: m.Value) -> str:
        """Return the SQL of a value's text."""
        return self.coded(value)[0]

    def coded(self, value: m.Value) -> tuple[str, str | None]:
        """Return the SQL of a value's text, and of the scheme that its code is from."""
        expression, scheme = self._origin(value.origin)
        for step in value.steps:
            expression = self._step(expression, step)
        if value.scheme is not None:
            scheme = sql.text(value.scheme)
        return expression, scheme

    def test(self, condition: m.Condition) -> str:
        """Return the SQL of a condition; it is true or false, never NULL."""
        cell = f"COALESCE({self.cell(condition.column)}, '')"
        if condition.other is not None:
            return f"({cell} = COALESCE({self.cell(condition.other)}, ''))"
        word = "IN" if condition.test == "is" else "NOT IN"
        return f"({cell} {word} {sql.texts(condition.texts)})"

    def _origin(self, origin: m.Origin) -> tuple[str, str | None]:
        if isinstance(origin, m.Column):
            return self.cell(origin), None
        if isinstance(origin, m.Constant):
            return sql.text(origin.text), None
        if isinstance(origin, m.First):
            return self._first([self.coded(value) for value in origin.values])
        if isinstance(origin, m.Choose):
            return self._choose(origin)
        parts = [self.text(value) for value in origin.values]
        if isinstance(origin, m.Join):
            joined = f"concat_ws({sql.text(origin.separator)}, {', '.join(parts)})"
            return f"nullif({joined}, '')", None
        parts = [f"COALESCE({part}, '')" for part in parts]
        return f"left(md5(concat_ws(chr(31), {', '.join(parts)})), 16)", None

    def _first(self, values: list[tuple[str, str | None]]) -> tuple[str, str | None]:
        text = f"COALESCE({', '.join(expression for expression, _ in values)})"
        if all(scheme is None for _, scheme in values):
            return text, None
        branches = " ".join(
            f"WHEN {expression} IS NOT NULL THEN {sql.or_null(scheme)}"
            for expression, scheme in values
        )
        return text, f"CASE {branches} END"

    def _choose(self, origin: m.Choose) -> tuple[str, str | None]:
        cell = self.cell(origin.column)
        otherwise = None if origin.otherwise is None else self.coded(origin.otherwise)
        branches = {text: self.coded(value) for text, value in origin.when.items()}
        made = []
        for part in (0, 1):
            cases = " ".join(
                f"WHEN {sql.text(text)} THEN {sql.or_null(branch[part])}"
                for text, branch in branches.items()
            )
            rest = sql.or_null(otherwise[part] if otherwise else None)
            made.append(f"CASE {cell} {cases} ELSE {rest} END")
        schemes = [
            branch[1] for branch in (*branches.values(), *([otherwise] if otherwise else []))
        ]
        return made[0], made[1] if any(schemes) else None

    def _step(self, text: str, step: m.Step) -> str:
        if isinstance(step, m.Part):
            return (
                f"nullif(trim(split_part({text}, {sql.text(step.separator)}, {step.number})), '')"
            )
        if isinstance(step, m.Amount):
            return amounts.sql_of(text, step.part)
        if isinstance(step, m.Parentheses):
            inside = f"regexp_extract({text}, '.*[(]([^()]*)[)]', 1)"
            outside = f"regexp_replace({text}, '\\s*[(][^()]*[)]', '', 'g')"
            return f"nullif(trim({inside if step.inside else outside}), '')"
        if isinstance(step, m.Characters):
            return f"left({text}, {step.number})"
        if isinstance(step, m.Pad):
            padded = f"lpad({text}, {step.width}, '0')"
            short = f"length({text}) < {step.width} AND regexp_full_match({text}, '[0-9]+')"
            return f"CASE WHEN {short} THEN {padded} ELSE {text} END"
        if isinstance(step, m.Present):
            return f"CASE WHEN {text} IS NOT NULL THEN {sql.text(step.text)} END"
        if isinstance(step, m.Words):
            cases = " ".join(
                f"WHEN {sql.text(word)} THEN nullif({sql.text(meaning)}, '')"
                for word, meaning in step.pairs.items()
            )
            rest = text if step.keep else "NULL"
            return f"CASE {text} {cases} ELSE {rest} END" if cases else rest
        return self._looked_up(text, step)

    def _looked_up(self, text: str, step: m.Lookup) -> str:
        where = f"{self._mapping.shown}, line {step.line}"
        if step.list not in self._lists:
            self._lists[step.list] = codelists.read(step.list, self._mapping.folder, where)
        codes = self._lists[step.list]
        position = codes.position(step.column)
        if position is None:
            raise BadMapping(
                f"{where}: the code list {step.list!r} has no column {step.column!r}; "
                f"it has {', '.join(codes.columns)}"
            )
        joined = next((j for j in self.joins if j.list is codes and j.key == text), None)
        if joined is None:
            joined = Joined(f"l{len(self.joins)}", codes, text)
            self.joins.append(joined)
        found = f"nullif({joined.alias}.k{position}, '')"
        return f"COALESCE({found}, {text})" if step.keep else found

    def _missing(self, column: m.Column) -> NkgraphError:
        name = column.names[0]
        here = ", ".join(self._columns[:_NAMES_SHOWN])
        here += " …" if len(self._columns) > _NAMES_SHOWN else ""
        close = nearest(name, list(self._columns)) or f" (it has {here})"
        what = f"{self._file} has no column {name!r}{close}"
        if self._mapping.folder is None:
            return BadData(f"{what}: it is no {self._mapping.title}, or one that somebody changed")
        return BadMapping(
            f"{self._mapping.shown}, line {column.line}: {what}; if some files lack it, name it "
            "under optional"
        )
