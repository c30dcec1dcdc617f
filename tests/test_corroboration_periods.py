"""Periods as the rules compare them: however they are written, in words, and summed from months."""

import pyoxigraph as ox
import pytest

from nkgraph import edtf
from nkgraph.terms import NKG
from second_sources import OIL, Source, compared, of, quantities, rows, rules_of

WRITTEN = (
    "2013",
    "2013-02",
    "2013-02-03",
    "0987",
    "2012-04/2013-03",
    "2012-04-03/2013-03-05",
    "2012/2013",
    "../2013-02",
    "/2013",
    "2013-02/..",
    "2013-02-11/",
    "2013?",
    "2013-02~",
    "2013-02-03%",
    "2012~/2013-05?",
    "2013-21",
    "2012-24/2013-22~",
    "201X",
    "2013-XX",
    "2013-02-XX",
    "2013-XX-XX~",
)


def spans(*written):
    """Return what the rules make of periods: the same one, the year before, and the words."""
    source = Source()
    for period in written:
        source.figure(OIL, period, 1)
    store = compared(source)

    def said(span, name):
        quads = store.quads_for_pattern(span, ox.NamedNode(NKG + name), None, None)
        return next((quad.object.value for quad in quads), None)

    names = ("samePeriod", "yearBefore", "inWords")
    found = store.quads_for_pattern(None, ox.NamedNode(NKG + "asWritten"), None, None)
    return {q.object.value: tuple(said(q.subject, name) for name in names) for q in found}


def test_a_period_has_the_words_that_dates_have_everywhere():
    found = spans(*WRITTEN)
    assert {written: found[written][2] for written in WRITTEN} == {
        written: edtf.words(written) for written in WRITTEN
    }


@pytest.mark.parametrize(
    ("written", "same", "before"),
    [
        ("2013", "2013", "2012"),
        ("2013-01/2013-12", "2013", "2012"),
        ("2013-01-01/2013-12-31", "2013", "2012"),
        ("2013-01-01/2013-12", "2013", "2012"),
        ("2013/2013", "2013", "2012"),
        ("2012-04/2013-03", "2012-04/2013-03", "2011-04/2012-03"),
        ("2012-04-01/2013-03-31", "2012-04/2013-03", "2011-04/2012-03"),
        ("2013-02-01/2013-02-28", "2013-02", "2012-02"),
        ("2012-02-01/2012-02-29", "2012-02", "2011-02"),
        ("1900-02-01/1900-02-28", "1900-02", "1899-02"),
        ("2013-02/2013-02", "2013-02", "2012-02"),
        ("2012-02-01/2012-02-28", "2012-02-01/2012-02-28", None),  # a day is missing
        ("2013-01/2013-06", "2013-01/2013-06", "2012-01/2012-06"),
        ("2012-01/2013-12", "2012/2013", None),
        ("2012-04/2013-04", "2012-04/2013-04", None),  # thirteen months
        ("2013-02-12/2013-02-12", "2013-02-12", None),
        ("2013~", "2013~", None),
        ("2013-01~/2013-12", "2013-01~/2013-12", None),
        ("2013-XX", "2013-XX", None),
        ("../2013-12", "../2013-12", None),
        ("2013-12/2013-01", "2013-12/2013-01", None),  # no period at all, and no error
    ],
)
def test_a_period_is_the_same_however_it_is_written(written, same, before):
    assert spans(written)[written][:2] == (same, before)


@pytest.mark.parametrize("period", ["2013", "2013-01/2013-12", "2013-01-01/2013-12-31"])
def test_a_year_is_compared_however_it_is_written(period):
    source = Source()
    source.figure(OIL, period, 36900000)
    assert of("oil-2013", source) == [("agrees", "36900000", "10000")]
    assert " 36.9 M (2013) " in rules_of("oil-2013", source)[0]


@pytest.mark.parametrize(
    "period", ["2013-04/2014-03", "2012-04/2013-03", "2013~", "2013-01/2013-11"]
)
def test_what_is_not_the_calendar_year_is_not_compared_with_it(period):
    source = Source()
    source.figure(OIL, period, 36900000)
    assert of("oil-2013", source) == []


def test_changes_between_years_written_as_months_are_the_same():
    source = Source()
    source.change(OIL, "2012-01/2012-12", "2013-01-01/2013-12-31", "58.5")
    assert ("agrees", "58.5", "0") in of("oil-2013-up-58.5", source)
    assert [str(row["period"]) for row in rows(source) if row["property"] == "change"] == [
        "2012/2013"
    ] * 2


def test_fiscal_years_of_two_sources_are_the_same_and_their_changes_an_interval():
    article = Source("second", "article", "2014-06-01")
    article.figure(OIL, "2012-04/2013-03", 30000000, speaker="A ministry")
    article.change(OIL, "2011-04/2012-03", "2012-04/2013-03", 50, speaker="A ministry")
    other = Source()
    other.figure(OIL, "2012-04-01/2013-03-31", 30200000)
    other.figure(OIL, "2011-04-01/2012-03-31", 20100000)
    found = {
        (str(row["property"]), str(row["period"]), str(row["verdict"]))
        for row in rows(article, other)
        if str(row["claim"]).startswith("https://w3id.org/nkgraph/test/")
        and str(row["source"]).endswith("/other")
    }
    assert found == {
        ("value", "2012-04/2013-03", "agrees"),
        ("change", "2011-04/2013-03", "agrees"),
    }
    rule = next(str(row["rule"]) for row in rows(article, other) if row["property"] == "value")
    assert "30.2 M (from Apr 2012 to Mar 2013)" in rule


# ------------------------------------------------------------------ where the article names none


@pytest.mark.parametrize(
    ("period", "is_compared"),
    [
        ("2012", True),
        ("2013-01/2013-12", True),
        ("2012-04/2013-03", True),  # twelve months, not a calendar year
        ("2013-04-01/2014-03-31", True),
        ("2014-01/2014-03", True),
        ("2014-03", True),
        ("2013-07/2014-06", False),  # goes on after the article
        ("2014-01/2014-06", False),
        ("2014-05", False),
        ("2014", False),
        ("2013-01/2013-06", False),  # half a year is none
        ("2011", False),
        ("2011-04/2012-03", False),
    ],
)
def test_a_share_without_a_period_is_compared_with_years_that_had_ended(period, is_compared):
    source = Source()
    source.standing("nk:china", period, "nkg:sharePercent 89.1")
    assert bool(of("china-share-around-90", source)) == is_compared


# ------------------------------------------------------------------ twelve months


def months(source, numbers=range(1, 13), value=3075000, year=2013, **who):
    for number in numbers:
        source.figure(OIL, f"{year}-{number:02}", value, **who)


def test_a_year_is_summed_from_its_twelve_months_and_says_so():
    source = Source()
    months(source, speaker="The customs")
    assert of("oil-2013", source) == [("agrees", "36900000", "10000")]
    assert rules_of("oil-2013", source) == [
        "twelve months together, by arithmetic: 36.9 M (2013, its twelve months together) is "
        "36.894 M to 36.906 M; the article's 36.89 M (2013) is 36.885 M to 36.895 M"
    ]
    # What is reckoned with it says so too.
    (change,) = rules_of("oil-2013-up-58.5", source)
    assert change.startswith(
        "change recomputed, by arithmetic: 36.9 M (2013, its twelve months together) against"
    )


def test_months_written_by_their_days_count_too_and_a_month_said_twice_counts_once():
    source = Source()
    months(source, range(1, 12))
    months(source, range(3, 7))
    source.figure(OIL, "2013-12-01/2013-12-31", 3075000)
    assert of("oil-2013", source) == [("agrees", "36900000", "10000")]


@pytest.mark.parametrize("missing", [1, 7, 12])
def test_no_year_is_summed_where_a_month_is_missing(missing):
    source = Source()
    months(source, [number for number in range(1, 13) if number != missing])
    months(source, [missing], year=2012)
    source.figure((*OIL[:2], "nk:all-goods"), f"2013-{missing:02}", 3075000)
    assert of("oil-2013", source) == []


def test_no_year_is_summed_where_a_month_has_two_figures():
    source = Source()
    months(source)
    source.figure(OIL, "2013-05", 3076000)
    assert of("oil-2013", source) == []


def test_months_of_two_voices_or_two_sources_are_no_year():
    source, other = Source(), Source("another")
    months(source, range(1, 7), speaker="The customs")
    months(source, range(7, 13), speaker="The ministry")
    months(other, range(7, 13), speaker="The customs")
    assert of("oil-2013", source, other) == []


def test_months_in_two_units_are_no_year():
    source = Source()
    months(source, range(1, 12))
    months(source, [12], unit="nk:euro")
    assert of("oil-2013", source) == []


def test_a_year_that_the_voice_gives_itself_is_not_summed():
    source = Source()
    months(source, speaker="The customs")
    source.figure(OIL, "2013-01/2013-12", 36890000, speaker="The customs")
    (rule,) = rules_of("oil-2013", source)
    assert rule.startswith("same flow and period")


def test_months_that_are_about_right_make_a_year_that_is():
    source = Source()
    months(source, range(2, 13), value=3000000)
    months(source, [1], value=3000000, about=True)
    (rule,) = rules_of("oil-2013", source)
    assert "about 36 M (2013, its twelve months together)" in rule


def test_trade_both_ways_is_summed_and_each_month_is_what_it_is_derived_from():
    source = Source()
    for number in range(1, 13):
        source.both_ways("nk:china", f"2013-{number:02}", 545000000)
    found = [key for key in quantities(compared(source)) if "twelve months" in key]
    assert len(found) == 12
