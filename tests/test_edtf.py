"""Dates: what they can mean, how they read, and which are refused."""

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkgraph import edtf
from nkgraph.errors import InvalidDate

READ = [
    ("2006-10-09", date(2006, 10, 9), date(2006, 10, 9), "9 Oct 2006"),
    ("2013-02", date(2013, 2, 1), date(2013, 2, 28), "Feb 2013"),
    ("2012-02", date(2012, 2, 1), date(2012, 2, 29), "Feb 2012"),
    ("1900-02", date(1900, 2, 1), date(1900, 2, 28), "Feb 1900"),
    ("2013", date(2013, 1, 1), date(2013, 12, 31), "2013"),
    ("0987", date(987, 1, 1), date(987, 12, 31), "987"),
    ("2013-21", date(2013, 3, 1), date(2013, 5, 31), "spring 2013"),
    ("2013-23", date(2013, 9, 1), date(2013, 11, 30), "autumn 2013"),
    ("2011-24", date(2011, 12, 1), date(2012, 2, 29), "winter 2011"),
    ("2014-05~", date(2014, 5, 1), date(2014, 5, 31), "about May 2014"),
    ("2014-05-14?", date(2014, 5, 14), date(2014, 5, 14), "perhaps 14 May 2014"),
    ("2014%", date(2014, 1, 1), date(2014, 12, 31), "perhaps about 2014"),
    ("201X", date(2010, 1, 1), date(2019, 12, 31), "2010s"),
    ("201X-XX", date(2010, 1, 1), date(2019, 12, 31), "2010s"),
    ("20XX", date(2000, 1, 1), date(2099, 12, 31), "between 2000 and 2099"),
    ("2013-XX-XX", date(2013, 1, 1), date(2013, 12, 31), "2013"),
    ("2013-02-XX", date(2013, 2, 1), date(2013, 2, 28), "Feb 2013"),
    ("201X-02-29", date(2012, 2, 29), date(2016, 2, 29), "between 29 Feb 2012 and 29 Feb 2016"),
    ("2013-XX-31", date(2013, 1, 31), date(2013, 12, 31), "between 31 Jan 2013 and 31 Dec 2013"),
    ("0XXX", date(1, 1, 1), date(999, 12, 31), "between 1 and 999"),
    ("2013-07/2013-12", date(2013, 7, 1), date(2013, 12, 31), "from Jul 2013 to Dec 2013"),
    ("2013/2013-07", date(2013, 1, 1), date(2013, 7, 31), "from 2013 to Jul 2013"),
    ("2012~/2013", date(2012, 1, 1), date(2013, 12, 31), "from about 2012 to 2013"),
    ("../2014-05-14", None, date(2014, 5, 14), "before 14 May 2014"),
    ("/2014-05-14", None, date(2014, 5, 14), "until 14 May 2014"),
    ("2012/..", date(2012, 1, 1), None, "since 2012"),
    ("2012/", date(2012, 1, 1), None, "from 2012"),
]

REFUSED = [
    ("", "is no date"),
    ("yesterday", "is no date"),
    ("13", "is no date"),
    ("2013-2-1", "is no date"),
    ("2013-02-03T10:00:00", "is no date"),
    ("2013 ", "is no date"),
    ("2013\n", "is no date"),
    ("٢٠١٣", "is no date"),
    ("201x", "is no date"),
    ("2013-13", "not in the calendar"),
    ("2013-00", "not in the calendar"),
    ("2013-02-29", "not in the calendar"),
    ("201X-02-30", "not in the calendar"),
    ("2013-21-01", "day of a season"),
    ("9999-24", "out of range"),
    ("0000", "out of range"),
    ("-0001", "out of range"),
    ("Y17000", "out of range"),
    ("XXXX-12-25", "names no year"),
    ("2014/2013", "ends before it starts"),
    ("../..", "names no date"),
    ("/", "names no date"),
    ("2012/2013/2014", "more than two ends"),
]

years = st.integers(1, 9999)
days = st.dates()
qualifiers = st.sampled_from(["", "?", "~", "%"])
digits = st.text("0123456789X", min_size=4, max_size=4)
pairs = st.text("0123X", min_size=2, max_size=2)
# What looks like EDTF and mostly is, so that most examples reach the code behind the pattern.
stated = st.builds(
    lambda year, parts, qualifier: "-".join([year, *parts]) + qualifier,
    digits,
    st.lists(pairs, max_size=2),
    qualifiers,
)
texts = stated | st.builds(
    "{}/{}".format, stated | st.just(".."), stated | st.sampled_from(["", ".."])
)


@pytest.mark.parametrize(("text", "earliest", "latest", "wording"), READ)
def test_a_date_has_bounds_and_words(text, earliest, latest, wording):
    assert edtf.bounds(text) == (earliest, latest)
    assert edtf.words(text) == wording


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_what_is_no_date_is_refused_in_one_line(text, reason):
    for function in (edtf.bounds, edtf.words):
        with pytest.raises(InvalidDate, match=reason) as caught:
            function(text)
        assert "\n" not in str(caught.value)


@given(days)
def test_a_day_is_its_own_bounds_and_lies_in_its_month_and_year(day):
    assert edtf.bounds(day.isoformat()) == (day, day)
    month = edtf.bounds(f"{day:%Y-%m}" if day.year >= 1000 else day.isoformat()[:7])
    year = edtf.bounds(day.isoformat()[:4])
    assert year[0] <= month[0] <= day <= month[1] <= year[1]


@given(years, st.integers(1, 12))
def test_a_month_ends_where_the_calendar_ends_it(year, month):
    _, latest = edtf.bounds(f"{year:04}-{month:02}")
    assert latest.day == calendar.monthrange(year, month)[1]


@given(days, days)
def test_an_interval_reaches_from_its_start_to_its_end(a, b):
    start, end = sorted([a, b])
    assert edtf.bounds(f"{start.isoformat()}/{end.isoformat()}") == (start, end)
    if start < end:
        with pytest.raises(InvalidDate):
            edtf.bounds(f"{end.isoformat()}/{start.isoformat()}")


@given(texts)
def test_words_are_found_for_whatever_has_bounds(text):
    try:
        earliest, latest = edtf.bounds(text)
    except InvalidDate:
        return
    assert earliest is not None or latest is not None
    assert earliest is None or latest is None or earliest <= latest
    wording = edtf.words(text)
    assert wording.strip() == wording != ""
    assert "X" not in wording


@given(st.text() | texts)
def test_any_text_is_read_or_refused_in_one_line(text):
    refusal = ""
    try:
        edtf.bounds(text)
    except InvalidDate as error:
        refusal = str(error)
    assert len(refusal.splitlines()) <= 1


@given(days, st.lists(st.integers(0, 3), max_size=3))
def test_open_digits_span_every_day_that_fits(day, places):
    text = list(day.isoformat())
    for place in places:
        text[place] = "X"
    if "".join(text[:4]) == "XXXX":
        return
    earliest, latest = edtf.bounds("".join(text))
    assert earliest <= day <= latest


def test_a_long_text_is_quoted_in_part():
    with pytest.raises(InvalidDate, match=r"…' is no date: write 2013") as caught:
        edtf.bounds("[" * 2000)
    assert len(str(caught.value)) < 150
