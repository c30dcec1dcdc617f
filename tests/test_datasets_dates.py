"""Dates in every form that a mapping can name, against Python's own calendar."""

from datetime import date, datetime, timedelta

import duckdb
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nkgraph import edtf
from nkgraph.datasets import dateformats, dates
from nkgraph.datasets import mapping as m
from nkgraph.datasets.expressions import Names
from nkgraph.errors import InvalidDate

CONNECTION = duckdb.connect()
CONNECTION.create_function(dates.EDTF_FUNCTION, dates.edtf_bounds, ["VARCHAR"], "VARCHAR")


def value(name: str) -> m.Value:
    return m.Value(m.Column((name,), 1))


def read(form: m.DateForm, **cells: str | None):
    """Return a date's EDTF text, its bounds and what is wrong with it."""
    names = Names()

    def test(condition: m.Condition) -> str:
        texts = ", ".join(f"'{text}'" for text in condition.texts)
        return f"(COALESCE({condition.column.names[0]}, '') IN ({texts}))"

    compiled = dates.Dates(lambda v: names.let(v.origin.names[0]), test, names.let).compile(form)
    columns = ", ".join(
        f"CAST(${place + 1} AS VARCHAR) AS {name}" for place, name in enumerate(cells)
    )
    query = f"(SELECT {columns})"
    for level in names.levels:
        listed = ", ".join(f"{expression} AS {name}" for name, expression in level)
        query = f"(SELECT *, {listed} FROM {query})"
    struct = compiled.struct
    query = f"SELECT {struct}.t, {struct}.e, {struct}.l, {compiled.problem} FROM {query}"
    return CONNECTION.execute(query, list(cells.values())).fetchall()[0]


def written(text: str | None, *formats: str):
    return read(m.Written(value("a"), formats or ("EDTF",)), a=text)


DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@given(DAYS)
@settings(deadline=None, max_examples=40)
def test_days_are_read_in_every_form(day):
    iso = day.isoformat()
    expected = (iso, day, day, None)
    assert written(iso) == expected
    assert written(f"{iso} 00:00:00.000") == expected
    assert written(f"{iso}T12:30:00Z") == expected
    assert written(iso.replace("-", ""), "YYYYMMDD") == expected
    assert written(f"{day.day} {day:%B} {day.year:04}", "D MMMM YYYY") == expected
    assert written(f"{day.day:02}-{day:%b}-{day.year:04}", "DD-MMM-YYYY") == expected
    assert written(f"{day.day}.{day.month}.{day.year:04}", "D.M.YYYY") == expected
    assert written(f"{day.month}/{day.day}/{day.year:04}", "YYYYMMDD", "M/D/YYYY") == expected
    assert read(m.InParts(value("y"), value("m"), value("d")), y=str(day.year), m=str(day.month),
                d=f"{day.day:02}") == expected  # fmt: skip


@given(st.integers(0, 9999), st.integers(0, 13), st.integers(0, 32))
@settings(deadline=None, max_examples=40)
def test_only_days_of_the_calendar_are_dates(year, month, day):
    try:
        expected = date(year, month, day)
    except ValueError:
        expected = None
    for text, form in (
        (f"{year:04}-{month:02}-{day:02}", "EDTF"),
        (f"{year:04}{month:02}{day:02}", "YYYYMMDD"),
        (f"{month:02}/{day:02}/{year:04}", "MM/DD/YYYY"),
    ):
        found = written(text, form)
        assert found[1] == expected
        if expected is None:
            assert found[3] == f"'{text}' is not in the calendar"
    parts = read(
        m.InParts(value("y"), value("m"), value("d")), y=str(year), m=str(month), d=str(day)
    )
    assert parts[1] == expected


EDTF_TEXTS = st.from_regex(
    r"[12][0-9]{2}[0-9X](-[01X][0-9X](-[0-3X][0-9X])?)?[?~%]?"
    r"(/([12][0-9]{3}(-[01][0-9])?|\.\.|))?",
    fullmatch=True,
)


@given(EDTF_TEXTS)
@settings(deadline=None, max_examples=40)
def test_edtf_is_read_as_everywhere_else(text):
    try:
        expected = edtf.bounds(text)
    except InvalidDate:
        assert written(text)[0] is None
        assert written(text)[3]
    else:
        assert written(text) == (text, *expected, None)


@given(st.text(max_size=12))
@settings(deadline=None, max_examples=40)
def test_any_text_is_a_date_or_refused(text):
    text = text.replace("\0", "")
    assume(text)
    for formats in (("EDTF",), ("YYYYMMDD",), ("D MMMM YYYY", "EDTF")):
        t, _, _, problem = written(text, *formats)
        assert (t is None) == (problem is not None)


@pytest.mark.parametrize(
    ("text", "form", "problem"),
    [
        ("2018-02-31", "EDTF", "'2018-02-31' is not in the calendar"),
        ("20180231", "YYYYMMDD", "'20180231' is not in the calendar"),
        ("2018-13", "EDTF", "'2018-13' is not in the calendar"),
        ("0000-01-01", "EDTF", "'0000-01-01' is not in the calendar"),
        ("yesterday", "EDTF", "'yesterday' is no date in the form EDTF (2013-02-12)"),
        ("2018", "YYYYMMDD", "'2018' is no date in the form YYYYMMDD"),
        ("infinity", "EDTF", "'infinity' is no date in the form EDTF (2013-02-12)"),
        ("epoch", "EDTF", "'epoch' is no date in the form EDTF (2013-02-12)"),
        ("2018-2-3", "EDTF", "'2018-2-3' is no date in the form EDTF (2013-02-12)"),
        ("2018-01-01 (BC)", "EDTF", "'2018-01-01 (BC)' is not in the calendar"),
        ("2018-01-01x", "EDTF", "'2018-01-01x' is not in the calendar"),
    ],
)
def test_what_is_wrong_is_said(text, form, problem):
    assert written(text, form) == (None, None, None, problem)


def test_nothing_is_no_date_and_no_mistake():
    assert written(None) == (None, None, None, None)


@pytest.mark.parametrize(
    ("text", "expected", "first", "last"),
    [
        ("2013-Q1", "2013-01/2013-03", date(2013, 1, 1), date(2013, 3, 31)),
        ("2013Q4", "2013-10/2013-12", date(2013, 10, 1), date(2013, 12, 31)),
    ],
)
def test_quarters_are_their_months(text, expected, first, last):
    assert written(text) == (expected, first, last, None)


def test_there_are_four_quarters():
    assert written("2013-Q5")[0] is None
    assert written("2013-Q5")[3]


def test_months_and_years_have_bounds():
    assert written("201202", "YYYYMM") == ("2012-02", date(2012, 2, 1), date(2012, 2, 29), None)
    assert written("2012", "YYYY", "YYYYMM") == (
        "2012",
        date(2012, 1, 1),
        date(2012, 12, 31),
        None,
    )
    parts = m.InParts(value("y"), value("m"), value("d"))
    assert read(parts, y="2012", m="2", d=None)[0] == "2012-02"
    assert read(parts, y="2012", m=None, d="5")[0] == "2012"
    assert read(parts, y="1816.0", m="1.0", d="2.0")[0] == "1816-01-02"
    assert read(parts, y=None, m="2", d="5")[0] is None
    assert read(parts, y="2012", m="x", d="5")[3] == "'2012-x-5' is not in the calendar"
    assert read(parts, y="2012.5", m="1", d="5")[3] == "'2012.5-1-5' is not in the calendar"


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-40, 400))
@settings(deadline=None, max_examples=40)
def test_spans_start_before_they_end(start, days):
    end = start + timedelta(days=days)
    form = m.Span(m.Written(value("a"), ("EDTF",)), m.Written(value("b"), ("EDTF",)), ())
    text, earliest, latest, problem = read(form, a=start.isoformat(), b=end.isoformat())
    if days < 0:
        assert text is None
        assert problem == f"'{start} to {end}' ends before it starts"
    else:
        assert text == (str(start) if days == 0 else f"{start}/{end}")
        assert (earliest, latest, problem) == (start, end, None)
        assert edtf.bounds(text) == (start, end)


def test_spans_are_open_or_unknown_at_an_end():
    goes_on = m.Condition(m.Column(("b",), 1), "is", ("-7",))
    form = m.Span(m.Written(value("a"), ("EDTF",)), m.Written(value("b"), ("EDTF",)), (goes_on,))
    day = date(2005, 2, 24)
    assert read(form, a="2005-02-24", b="-7") == ("2005-02-24/..", day, None, None)
    assert read(form, a="2005-02-24", b=None) == ("2005-02-24/", day, None, None)
    assert read(form, a=None, b="2005-02-24") == ("/2005-02-24", None, day, None)
    assert read(form, a=None, b=None) == (None, None, None, None)
    assert read(form, a="x", b="2005-02-24")[3] == "'x' is no date in the form EDTF (2013-02-12)"


def test_precision_makes_a_date_less_exact():
    precision = m.Precision(m.Column(("p",), 1), about=("2",), month=("3",), year=("4",))
    form = m.Written(value("a"), ("EDTF",), precision)
    found = {p: read(form, a="2023-03-14", p=p)[:3] for p in ("1", "2", "3", "4")}
    assert found == {
        "1": ("2023-03-14", date(2023, 3, 14), date(2023, 3, 14)),
        "2": ("2023-03-14~", date(2023, 3, 14), date(2023, 3, 14)),
        "3": ("2023-03", date(2023, 3, 1), date(2023, 3, 31)),
        "4": ("2023", date(2023, 1, 1), date(2023, 12, 31)),
    }


def test_the_first_date_that_is_given_counts_even_if_it_is_wrong():
    form = m.FirstDate((m.Written(value("a"), ("EDTF",)), m.Written(value("b"), ("EDTF",))))
    assert read(form, a=None, b="2013")[0] == "2013"
    assert read(form, a="2012", b="2013")[0] == "2012"
    assert read(form, a="2012-99", b="2013")[3] == "'2012-99' is not in the calendar"


@pytest.mark.parametrize(
    "written",
    ["", "YYYY-DD", "MM-DD", "YYYY YYYY", "YYYY-MM-MMM", "hello", "YYYYMMDDhh", "%Y", "DD YYYY"],
)
def test_forms_that_mean_nothing_are_known(written):
    assert dateformats.read(written) is None


@given(st.sampled_from(["YYYY/MM/DD", "D. MMMM YYYY", "YYYYMM", "YYYY", "MMM D, YYYY"]), DAYS)
@settings(deadline=None, max_examples=40)
def test_forms_read_what_python_writes(form, day):
    python = dateformats.read(form).strptime
    text = datetime(day.year, day.month, day.day).strftime(python.replace("%Y", f"{day.year:04}"))
    _, earliest, latest, problem = written(text, form)
    assert problem is None
    assert earliest <= day <= latest
