"""Where other sources date the article's events, and know more of its projects and relations."""

import pytest

from second_sources import Source, of, rows, rules_of, short

# ------------------------------------------------------------------ events


def dates(*sources: Source) -> list[tuple[str, ...]]:
    found = [row for row in rows(*sources) if row["property"] == "date"]
    third = [row for row in found if str(row["claim"]).endswith("/third-nuclear-test")]
    return short(third, "verdict", "otherValue", "difference")


def test_the_one_at_the_articles_number_is_taken_where_several_fit() -> None:
    source = Source()
    for day in ("2006-10-09", "2009-05-25", "2013-02-12", "2013-07-01"):
        source.test(day, claimed=False)
    assert dates(source) == [("dates", "2013-02-12", "")]
    (rule, *_) = rules_of("third-nuclear-test", source)
    assert "2 of its events fit, and this is number 3 of the kind in its order" in rule


def test_none_is_taken_where_several_fit_and_no_number_tells() -> None:
    source = Source()
    source.test("2013-02-12")
    source.test("2013-07-01")
    assert dates(source) == [("agrees", "2013-02-12", ""), ("agrees", "2013-07-01", "")]
    assert all("one of 2 that fit, undecided" in rule
               for rule in rules_of("third-nuclear-test", source))  # fmt: skip


@pytest.mark.parametrize(("number", "shown"), [(1, 1), (3, 3), (4, 0)])
def test_of_too_many_that_fit_none_is_shown(number: int, shown: int) -> None:
    source = Source()
    for day in range(1, number + 1):
        date = f"2014-04-0{day}"
        who = "nkg:agent nk:russia ; nkg:target nk:north-korea"
        source.event(date, date, date, kind="nkg:DebtWriteOff", who=who)
    assert len(of("debt-write-off", source)) == shown


def test_two_publishers_date_one_event_each() -> None:
    source = Source()
    source.test("2013-02-12", speaker="A", publisher="P")
    source.test("2013-02-13", speaker="A", publisher="Q")
    assert dates(source) == [("dates", "2013-02-12", ""), ("dates", "2013-02-13", "")]


def test_one_event_that_fits_several_of_the_article_decides_nothing() -> None:
    source = Source()
    source.event("2005/2013", "2005-01-01", "2013-12-31")
    (rule,) = rules_of("third-nuclear-test", source)
    assert "one for 3 events of the article, undecided" in rule
    assert dates(source) == [("agrees", "2005/2013", "")]


@pytest.mark.parametrize(
    ("day", "number", "found"),
    [
        ("2013-02-12", 3, [("dates", "2013-02-12", "")]),
        ("2013-02-12", 4, []),
        ("2014-01-10", 3, [("differs", "2014-01-10", "10")]),
        ("2012-12-30", 3, [("differs", "2012-12-30", "-2")]),
        ("2014-01-10", 0, []),
    ],
)
def test_numbers_tell_events_apart(day: str, number: int, found: list[tuple[str, ...]]) -> None:
    source = Source()
    source.test(day, more=f"nkg:ordinal {number}" if number else "")
    assert dates(source) == found


@pytest.mark.parametrize(
    ("who", "fits"),
    [
        ("nkg:agent nk:north-korea", True),
        ("nkg:agent nk:government-of-north-korea", True),
        ("nkg:participant nk:north-korea", True),
        ("nkg:agent nk:russia", False),
        ("nkg:agent nk:russia ; nkg:target nk:north-korea", False),
        ("nkg:agent nk:russia, nk:north-korea", True),
    ],
)
def test_participants(who: str, fits: bool) -> None:
    source = Source()
    source.event("2013-02-12", "2013-02-12", "2013-02-12", who=who)
    assert bool(dates(source)) == fits


def test_another_kind_is_another_event() -> None:
    source = Source()
    for kind in ("nkg:MissileTest", "nkg:Event"):
        source.event("2013-02-12", "2013-02-12", "2013-02-12", kind=kind)
    assert rows(source) == []


@pytest.mark.parametrize(
    ("date", "earliest", "latest", "verdict", "how"),
    [
        ("2009-05-25", "2009-05-25", "2009-05-25", "agrees", "same date"),
        ("2009-05", "2009-05-01", "2009-05-31", "agrees", "date no more exact"),
        ("../2009-06-01", "", "2009-06-01", "agrees", "date no more exact"),
    ],
)
def test_dates_of_an_event_whose_day_is_known(
    date: str, earliest: str, latest: str, verdict: str, how: str
) -> None:
    source = Source()
    source.event(date, earliest, latest)
    assert of("second-nuclear-test", source) == [(verdict, date, "")]
    assert how in rules_of("second-nuclear-test", source)[0]


@pytest.mark.parametrize(
    ("date", "earliest", "latest", "verdict"),
    [
        ("2014-04", "2014-04-01", "2014-04-30", "dates"),
        ("2014-05", "2014-05-01", "2014-05-31", "dates"),
        ("2014-06", "2014-06-01", "2014-06-30", None),
        ("../2014-04-30", "", "2014-04-30", "agrees"),
    ],
)
def test_dates_of_an_event_that_is_only_past(
    date: str, earliest: str, latest: str, verdict: str | None
) -> None:
    source = Source()
    who = "nkg:agent nk:russia ; nkg:target nk:north-korea"
    source.event(date, earliest, latest, kind="nkg:DebtWriteOff", who=who)
    assert of("debt-write-off", source) == ([(verdict, date, "")] if verdict else [])


# ------------------------------------------------------------------ projects


@pytest.mark.parametrize(
    ("status", "as_of", "since", "verdict"),
    [
        ("open", "2014-05", "2013-09-22", "differs"),
        ("open", "2014-05-14", "", "differs"),
        ("open", "2014-07", "2014-07-18", None),
        ("initiated", "2013", "", "agrees"),
        ("agreed", "2008", "", None),
        ("agreed", "2015", "", "differs"),
        ("under-way", "2012", "", "differs"),
    ],
)
def test_how_far_a_project_is(status: str, as_of: str, since: str, verdict: str | None) -> None:
    source = Source()
    source.project(status, as_of, since)
    assert [row[0] for row in of("railway-initiated", source)] == ([verdict] if verdict else [])


@pytest.mark.parametrize(
    ("label", "who", "is_meant"),
    [
        ("Railway between Rajin and Khasan opened", "nk:north-korea, nk:russia", True),
        ("The line opened: the RAILWAY of Najin, to Khasan", "nk:russia, nk:north-korea", True),
        ("Railway to Khasan opened", "nk:north-korea, nk:russia", False),
        ("Road between Rajin and Khasan opened", "nk:north-korea, nk:russia", False),
        ("Railway between Rajin and Khasan discussed", "nk:north-korea, nk:russia", False),
        ("Railway between Rajin and Khasan opened", "nk:north-korea", False),
    ],
)
def test_a_project_in_an_events_words(label: str, who: str, is_meant: bool) -> None:
    source = Source()
    source.event("2013-09-22", "2013-09-22", "2013-09-22", kind="nkg:Event", label=label,
                 who=f"nkg:participant {who}")  # fmt: skip
    assert of("railway-initiated", source) == ([("differs", "open", "")] if is_meant else [])
    for rule in rules_of("railway-initiated", source):
        assert f"an event's words name ({label})" in rule


# ------------------------------------------------------------------ relations


def test_relations() -> None:
    source = Source()
    relation = "a nkg:Relation ; rdf:subject {} ; rdf:predicate nkg:{} ; rdf:object {}"
    source.says(relation.format("nk:khasan", "within", "nk:russia"))
    source.says(relation.format("nk:jilin", "borders", "nk:north-korea") + " ; nkg:negated true")
    source.says(relation.format("nk:government-of-north-korea", "getsCloserTo", "nk:russia"))
    source.says(relation.format("nk:north-korea", "within", "nk:china"))
    assert short(rows(source), "claim", "articleValue", "otherValue", "verdict") == [
        ("claim:khasan-in-russia", "stated", "stated", "agrees"),
        ("claim:jilin-borders-north-korea", "stated", "denied", "differs"),
    ]
