"""Dates in SQL: what a mapping says of one, as a struct of EDTF text, first and last day."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from nkgraph import edtf
from nkgraph.datasets import dateformats, datewords, numbers, sql
from nkgraph.datasets import mapping as m
from nkgraph.errors import InvalidDate

EDTF_FUNCTION = "nkgraph_edtf"
"""What DuckDB calls `edtf_bounds` by."""

_NONE = "CAST(NULL AS STRUCT(t VARCHAR, e DATE, l DATE))"
_TIME = r"([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)?"
_ISO_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}" + _TIME
_QUARTER = "[0-9]{4}-?Q[1-4]"
_FIRST_DAY = "DATE '0001-01-01'"  # the calendar of Python, and of EDTF as nkgraph reads it

Let = Callable[[str], str]
Cell = Callable[[m.Value], str]
Test = Callable[[m.Condition], str]


class Date(NamedTuple):
    """A date in SQL."""

    struct: str
    """`{t: EDTF, e: first day, l: last day}`, or NULL."""
    raw: str
    """What the file has there, or NULL."""
    problem: str
    """What is wrong with it, or NULL."""


def edtf_bounds(text: str) -> str:
    """Return an EDTF date with its bounds, as `first/last/date`, or nothing for no date.

    A date that is typed in words, and can be read in one way, becomes EDTF.
    """
    for date in (text, datewords.as_edtf(text)):
        if date is not None:
            try:
                earliest, latest = edtf.bounds(date)
            except InvalidDate:
                continue
            return f"{earliest or ''}/{latest or ''}/{date}"
    return ""


class Dates:
    """Compiles dates, given how to compile the values and conditions in them.

    `let` gives an expression a name that others may use, so that nothing is worked out twice.
    """

    def __init__(self, cell: Cell, test: Test, let: Let) -> None:
        self._cell = cell
        self._test = test
        self._let = let

    def compile(self, form: m.DateForm) -> Date:
        """Return the SQL of a date."""
        if isinstance(form, m.Written):
            return self._written(form)
        if isinstance(form, m.InParts):
            return self._in_parts(form)
        if isinstance(form, m.Span):
            return self._span(form)
        if isinstance(form, m.FirstDate):
            return self._first([self.compile(date) for date in form.dates])
        date = self.compile(form.date)
        holds = self._test(form.condition)
        struct, raw = (
            self._let(f"CASE WHEN NOT {holds} THEN {part} END") for part in (date.struct, date.raw)
        )
        return Date(struct, raw, f"CASE WHEN {raw} IS NOT NULL THEN {date.problem} END")

    def _written(self, form: m.Written) -> Date:
        raw = self._cell(form.value)
        forms = [
            _iso(raw) if written == dateformats.EDTF else _formatted(raw, written)
            for written in form.formats
        ]
        struct = self._let(forms[0] if len(forms) == 1 else f"COALESCE({', '.join(forms)})")
        known = [dateformats.read(written) for written in form.formats]
        calendar = [sql.text(read.pattern) for read in known if read is not None]
        if None in known:
            calendar.append(sql.text(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}.*)?)?"))
        fits = " OR ".join(f"regexp_full_match({raw}, {pattern})" for pattern in calendar)
        shown = f"'''' || left({raw}, 40) || ''' "
        problem = (
            f"CASE WHEN {raw} IS NULL OR {struct} IS NOT NULL THEN NULL "
            f"WHEN {fits} THEN {shown}is not in the calendar' "
            f"ELSE {shown}is no date in the form {sql.text(_in_words(form.formats))[1:]} END"
        )
        if form.precision is not None:
            struct = self._less_exact(struct, form.precision)
        return Date(struct, raw, problem)

    def _less_exact(self, struct: str, precision: m.Precision) -> str:
        branches = ""
        for texts, made in (
            (precision.year, _year(f"{struct}.e")),
            (precision.month, _month(f"{struct}.e")),
            (precision.about, _packed(f"{struct}.t || '~'", f"{struct}.e", f"{struct}.l")),
        ):
            if texts:
                test = self._test(m.Condition(precision.column, "is", texts))
                branches += f"WHEN {test} THEN {made} "
        return self._let(f"CASE WHEN {struct} IS NULL THEN NULL {branches}ELSE {struct} END")

    def _in_parts(self, form: m.InParts) -> Date:
        texts = [
            self._cell(part) if part is not None else sql.or_null(None)
            for part in (form.year, form.month, form.day)
        ]
        year, month, day = (
            self._let(numbers.parsed(text, m.NumberForm(), "BIGINT")) for text in texts
        )
        first = (
            f"TRY_CAST(printf('%04d-%02d-%02d', {year}, COALESCE({month}, 1), "
            f"CASE WHEN {month} IS NULL THEN 1 ELSE COALESCE({day}, 1) END) AS DATE)"
        )
        fits = (
            f"{year} BETWEEN 1 AND 9999 AND {first} IS NOT NULL "
            f"AND NOT ({texts[1]} IS NOT NULL AND {month} IS NULL) "
            f"AND NOT ({texts[2]} IS NOT NULL AND {day} IS NULL)"
        )
        struct = self._let(
            f"CASE WHEN {year} IS NULL OR NOT ({fits}) THEN NULL "
            f"WHEN {month} IS NULL THEN {_year(first)} "
            f"WHEN {day} IS NULL THEN {_month(first)} ELSE {_day(first)} END",
        )
        raw = self._let(
            f"CASE WHEN {texts[0]} IS NOT NULL THEN concat_ws('-', {', '.join(texts)}) END",
        )
        problem = (
            f"CASE WHEN {raw} IS NOT NULL AND {struct} IS NULL "
            f"THEN '''' || left({raw}, 40) || ''' is not in the calendar' END"
        )
        return Date(struct, raw, problem)

    def _span(self, form: m.Span) -> Date:
        start, end = self.compile(form.start), self.compile(form.end)
        s, e = start.struct, end.struct
        is_open = " OR ".join(f"({self._test(one)})" for one in form.open) or "FALSE"
        going_on = _packed(f"{s}.t || '/..'", f"{s}.e", "NULL")
        end_unknown = _packed(f"{s}.t || '/'", f"{s}.e", "NULL")
        start_unknown = _packed(f"'/' || {e}.t", "NULL", f"{e}.l")
        both = _packed(f"{s}.t || '/' || {e}.t", f"{s}.e", f"{e}.l")
        struct = self._let(
            f"CASE WHEN {s} IS NULL AND {e} IS NULL THEN NULL WHEN {is_open} THEN {going_on} "
            f"WHEN {e} IS NULL THEN {end_unknown} WHEN {s} IS NULL THEN {start_unknown} "
            f"WHEN {e}.l < {s}.e THEN NULL WHEN {s}.t = {e}.t THEN {s} ELSE {both} END",
        )
        raw = self._let(
            f"CASE WHEN {start.raw} IS NOT NULL OR {end.raw} IS NOT NULL "
            f"THEN concat_ws(' to ', {start.raw}, {end.raw}) END",
        )
        problem = (
            f"COALESCE({start.problem}, CASE WHEN {is_open} THEN NULL ELSE COALESCE({end.problem}, "
            f"CASE WHEN {e}.l < {s}.e THEN '''' || left({raw}, 60) || ''' ends before it starts' "
            "END) END)"
        )
        return Date(struct, raw, problem)

    def _first(self, dates: list[Date]) -> Date:
        def chosen(parts: list[str]) -> str:
            pairs = zip(dates, parts, strict=True)
            return (
                "CASE " + " ".join(f"WHEN {d.raw} IS NOT NULL THEN {p}" for d, p in pairs) + " END"
            )

        struct = self._let(chosen([date.struct for date in dates]))
        raw = self._let(chosen([date.raw for date in dates]))
        return Date(struct, raw, chosen([date.problem for date in dates]))


def _formatted(raw: str, written: str) -> str:
    """Return the SQL of a date in one of the forms that a mapping can spell out."""
    form = dateformats.read(written)
    if form is None:  # refused when the mapping was read
        return _NONE
    day = (
        f"CASE WHEN regexp_full_match({raw}, {sql.text(form.pattern)}) "
        f"THEN CAST(try_strptime({raw}, {sql.text(form.strptime)}) AS DATE) END"
    )
    made = {"day": _day, "month": _month, "year": _year}[form.precision](day)
    return f"CASE WHEN {day} >= {_FIRST_DAY} THEN {made} END"


def _iso(raw: str) -> str:
    """Return the SQL of an EDTF date: days are cast, everything else is left to nkgraph.edtf.

    A quarter as statistics write it (2013-Q2) is read as well: EDTF has it as its first and last
    month.
    """
    day = f"TRY_CAST(left({raw}, 10) AS DATE)"
    bounds = f"{EDTF_FUNCTION}({raw})"
    other = _packed(
        f"regexp_replace({bounds}, '^[^/]*/[^/]*/', '')",
        f"TRY_CAST(split_part({bounds}, '/', 1) AS DATE)",
        f"TRY_CAST(split_part({bounds}, '/', 2) AS DATE)",
    )
    return (
        f"CASE WHEN {raw} IS NULL THEN NULL WHEN regexp_full_match({raw}, {sql.text(_ISO_DAY)}) "
        f"THEN CASE WHEN {day} >= {_FIRST_DAY} THEN {_day(day)} END "
        f"WHEN regexp_full_match({raw}, {sql.text(_QUARTER)}) THEN {_quarter(raw)} "
        f"WHEN {bounds} <> '' THEN {other} END"
    )


def _packed(text: str, earliest: str, latest: str) -> str:
    return f"struct_pack(t := {text}, e := CAST({earliest} AS DATE), l := CAST({latest} AS DATE))"


def _day(day: str) -> str:
    return _packed(f"strftime({day}, '%Y-%m-%d')", day, day)


def _quarter(raw: str) -> str:
    year, last = f"left({raw}, 4)", f"3 * CAST(right({raw}, 1) AS INTEGER)"
    months = [f"{year} || '-' || lpad(CAST({last} - {back} AS VARCHAR), 2, '0')" for back in (2, 0)]
    first, end = (f"CAST({month} || '-01' AS DATE)" for month in months)
    return _packed(f"{months[0]} || '/' || {months[1]}", first, f"last_day({end})")


def _month(day: str) -> str:
    first = f"date_trunc('month', {day})"
    return _packed(f"strftime({day}, '%Y-%m')", first, f"last_day({day})")


def _year(day: str) -> str:
    last = f"make_date(year({day}), 12, 31)"
    return _packed(f"strftime({day}, '%Y')", f"make_date(year({day}), 1, 1)", last)


def _in_words(formats: Sequence[str]) -> str:
    """Return forms of dates as a message lists them; EDTF is not a form that one sees."""
    return " or ".join("EDTF (2013-02-12)" if form == "EDTF" else form for form in formats)
