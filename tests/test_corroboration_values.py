"""Where other sources agree with the article's numbers or differ: one behaviour a test."""

import pytest

from second_sources import BACK, OIL, TO_CHINA, Source, decimal, of, rows, rules_of, short

# ------------------------------------------------------------------ values


def test_same_flow_and_period() -> None:
    source = Source()
    source.figure(OIL, "2013", 36895001)
    source.figure(OIL, "2008", 41600000)
    assert of("oil-2013", source) == [("differs", "36895001", "5001")]
    assert of("oil-2008", source) == [("agrees", "41600000", "-10000")]


def test_other_flows_periods_and_units_are_not_compared() -> None:
    source = Source()
    source.figure(("nk:north-korea", "nk:russia", "nk:oil"), "2013", 1)
    source.figure(("nk:russia", "nk:north-korea", "nk:coal"), "2013", 1)
    source.figure(("nk:russia", "nk:china", "nk:oil"), "2013", 1)
    source.figure(OIL, "2013-05", 1)
    source.figure(OIL, "2013", 1, unit="nk:euro")
    assert rows(source) == []


def test_about_widens_what_agrees_and_the_rule_says_so() -> None:
    for about, verdict, words in (
        (False, "differs", "41 M (2008) is 40.5 M to 41.5 M"),
        (True, "differs", "about 41 M (2008) is 40.5 M to 41.5 M"),
    ):
        source = Source()
        source.figure(OIL, "2008", 41000000, about=about)
        assert of("oil-2008", source) == [(verdict, "41000000", "-610000")]
        assert words in rules_of("oil-2008", source)[0]
    source = Source()
    source.figure(OIL, "2008", 40000000, about=True)
    assert of("oil-2008", source) == [("agrees", "40000000", "-1610000")]
    assert "about 40 M (2008) is 36 M to 44 M" in rules_of("oil-2008", source)[0]


def test_a_value_before_a_change() -> None:
    source = Source()
    source.figure(OIL, "2009", 45770000, speaker="A", publisher="P")
    source.change(OIL, "2008", "2009", "10.0", speaker="A", publisher="P")
    assert of("oil-2008", source) == [("agrees", "41609091", "-909")]
    assert rules_of("oil-2008", source)[0].startswith("earlier value, by arithmetic: 45.77 M ")


@pytest.mark.parametrize(
    "other",
    [{"speaker": "B", "publisher": "P"}, {"speaker": "A", "publisher": "Q"}],
    ids=["another voice", "another publisher"],
)
def test_a_value_and_a_change_of_different_tellers_give_none(other: dict[str, str]) -> None:
    source = Source()
    source.figure(OIL, "2009", 45770000, speaker="A", publisher="P")
    source.change(OIL, "2008", "2009", "10.0", **other)
    assert of("oil-2008", source) == []


def test_a_value_that_is_given_is_not_reckoned() -> None:
    source = Source()
    source.figure(OIL, "2009", 45770000)
    source.change(OIL, "2008", "2009", 10)
    source.figure(OIL, "2008", 30000000)
    assert of("oil-2008", source) == [("differs", "30000000", "-11610000")]


def test_a_fall_to_nothing_has_no_value_before() -> None:
    source = Source()
    source.figure(OIL, "2009", 0)
    source.change(OIL, "2008", "2009", -100)
    assert of("oil-2008", source) == []


def test_one_way_of_both_with_the_way_back_of_the_same_voice() -> None:
    source = Source()
    source.both_ways("nk:russia", "2013", 104000000, speaker="A")
    source.figure(("nk:russia", "nk:north-korea", "nk:all-goods"), "2013", 96290000, speaker="A")
    assert of("exports-to-russia-2013", source) == [("agrees", "7710000", "0")]
    assert "both ways (2013) less 96.29 M" in rules_of("exports-to-russia-2013", source)[0]


def test_one_way_of_both_never_with_another_voice() -> None:
    source = Source()
    source.both_ways("nk:russia", "2013", 104000000, speaker="A")
    source.figure(("nk:russia", "nk:north-korea", "nk:all-goods"), "2013", 96290000, speaker="B")
    assert of("exports-to-russia-2013", source) == []


# ------------------------------------------------------------------ changes


def test_the_same_change() -> None:
    source = Source()
    source.change(BACK, "2012", "2013", "-30")
    source.change(OIL, "2006", "2007", "56.7")
    source.change(OIL, "2011", "2013", "58.5")
    assert of("exports-to-russia-2013-down-29.9", source) == [("agrees", "-30", "-0.1")]
    assert of("oil-2007-down-56.7", source) == [("differs", "56.7", "113.4")]
    assert of("oil-2013-up-58.5", source) == []


def test_a_change_recomputed_from_another_sources_values() -> None:
    source = Source()
    source.figure(OIL, "2006", 100000000, speaker="A", publisher="P")
    source.figure(OIL, "2007", 43300000, speaker="A", publisher="Q")
    assert of("oil-2007-down-56.7", source) == [("agrees", "-56.7", "0")]
    assert rules_of("oil-2007-down-56.7", source)[0].startswith(
        "change recomputed, by arithmetic: 43.3 M (2007) against 100 M (2006) is "
    )
    assert "oil-2007-down-56.7" in str(rows(source, query="witnesses"))


def test_a_change_recomputed_with_the_articles_own_figure_says_so_and_is_no_witness() -> None:
    source = Source()
    source.figure(OIL, "2012", 30000000)
    assert of("oil-2013-up-58.5", source) == [("differs", "22.97", "-35.53")]
    assert (
        "the article's own 36.89 M (2013) against 30 M (2012)"
        in (rules_of("oil-2013-up-58.5", source)[0])
    )
    source = Source()
    source.figure(OIL, "2012", 23280000)
    assert of("oil-2013-up-58.5", source) == [("agrees", "58.46", "-0.04")]
    assert "up-58.5" not in str(rows(source, query="witnesses"))


def test_a_stated_change_is_not_recomputed() -> None:
    source = Source()
    source.figure(OIL, "2012", 23280000)
    source.change(OIL, "2012", "2013", 20)
    assert of("oil-2013-up-58.5", source) == [("differs", "20", "-38.5")]


def test_directions() -> None:
    source = Source()
    source.figure(OIL, "2008", 20000000)
    source.figure(OIL, "2009", 10000000)
    source.change(OIL, "2011", "2012", "-5", speaker="A")
    assert of("oil-2009-recovered", source) == [("differs", "decrease", "")]
    assert of("oil-2012-down", source) == [("agrees", "decrease", "")]
    assert "counted from the year before" in rules_of("oil-2012-down", source)[0]
    undecided = Source()
    undecided.change(OIL, "2011", "2012", "0")
    assert of("oil-2012-down", undecided) == []


# ------------------------------------------------------------------ periods left open


@pytest.mark.parametrize(
    ("period", "is_compared"),
    [
        ("2011", False), ("2012", True), ("2013", True), ("2014", False), ("2015", False),
        ("2013-07", False), ("2014-03", True), ("2014-06", False),
    ],
)  # fmt: skip
def test_which_periods_an_open_one_may_be(period: str, is_compared: bool) -> None:
    source = Source()
    source.standing("nk:china", period, f"nkg:sharePercent {decimal('70.5')}")
    found = [row for row in rows(source) if row["property"] == "share"]
    assert short(found, "period", "articleValue", "otherValue", "difference", "verdict") == (
        [(period, "90", "70.5", "-19.5", "differs")] if is_compared else []
    )
    assert all("same share, period left open: " in str(row["rule"]) for row in found)


def test_each_period_has_a_verdict_of_its_own() -> None:
    source = Source()
    source.change(TO_CHINA, "2012", "2013", "17.2")
    source.change(TO_CHINA, "2011", "2012", "0.1")
    found = [row for row in rows(source) if row["property"] == "change"]
    assert short(found, "period", "verdict", "difference") == [
        ("2011/2012", "differs", "-17.1"),
        ("2012/2013", "agrees", "0"),
    ]


def test_an_open_change_recomputed_only_from_one_voice_and_year_to_year() -> None:
    source = Source()
    source.figure(TO_CHINA, "2012", 2484699000, speaker="A")
    source.figure(TO_CHINA, "2013", 2911545000, speaker="A")
    source.figure(TO_CHINA, "2011", 1000000000, speaker="B")
    assert of("exports-to-china-up-17.2", source) == [("agrees", "17.18", "-0.02")]


# ------------------------------------------------------------------ shares, ranks, debts


def test_a_share_computed_from_exports_and_imports() -> None:
    source = Source()
    source.both_ways("nk:china", "2013", 890)
    source.figure(("nk:north-korea", "nk:world", "nk:all-goods"), "2013", 400)
    source.figure(("nk:world", "nk:north-korea", "nk:all-goods"), "2013", 600)
    assert of("china-share-around-90", source) == [("agrees", "89", "-1")]
    assert of("china-biggest-partner", source) == [("agrees", "1", "0")]
    assert (
        "890 both ways (2013) of 400 (2013) and 600 (2013) is "
        in (rules_of("china-share-around-90", source)[0])
    )


def test_ranks() -> None:
    source = Source()
    source.standing("nk:russia", "2013", "nkg:rank 3", about=True)
    source.standing("nk:china", "2013", f"nkg:sharePercent {decimal('50.3')}", about=True)
    source.standing("nk:china", "2012", f"nkg:sharePercent {decimal('50.3')}", speaker="A")
    assert of("russia-second-partner", source) == [("differs", "3", "1")]
    assert of("china-biggest-partner", source) == [("agrees", "1", "0")] * 2
    half = Source()
    half.standing("nk:china", "2013", f"nkg:sharePercent {decimal('50.04')}", about=True)
    half.standing("nk:china", "2012", f"nkg:sharePercent {decimal('50')}")
    assert of("china-biggest-partner", half) == [("agrees", "1", "0")]


def test_debts() -> None:
    source = Source()
    source.debt("2012-09-17", 11000000000)
    source.debt("2014-01-01", 2000000000)
    source.debt("2014-04-18", 1000000000)
    assert of("debt-owed", source) == [("differs", "11000000000", "1000000000")]
    assert of("debt-write-off", source) == [("agrees", "10000000000", "0")]
    growing = Source()
    growing.debt("2012-09-17", 1000000000)
    growing.debt("2014-04-18", 11000000000)
    assert of("debt-write-off", growing) == []


def test_a_part_of_the_debt_that_the_same_voice_gives() -> None:
    source = Source()
    part = {"kind": "nkg:DebtWriteOff", "who": "nkg:agent nk:russia ; nkg:target nk:north-korea",
            "more": f"nkg:partPercent {decimal(50)}"}  # fmt: skip
    source.event("2014-05", "2014-05-01", "2014-05-31", speaker="A", **part)  # type: ignore[arg-type]
    source.debt("2012-09-17", 11000000000, speaker="A")
    source.debt("2012-09-17", 20000000000, speaker="B")
    found = [row for row in rows(source) if row["property"] == "amount written off"]
    assert short(found, "origin", "otherValue", "verdict") == [("A", "5500000000", "differs")]


def test_what_differs_is_a_disagreement_with_the_other_sources_claim() -> None:
    source = Source()
    statement = source.debt("2012-09-17", 11500000000)
    found = [row for row in rows(source, query="disagreements") if row["how"] == "differs"]
    assert short(found, "claim", "otherStatement") == [
        ("claim:debt-owed", f"What {statement} states.")
    ]
    agreeing = Source()
    agreeing.debt("2012-09-17", 10100000000)
    assert "differs" not in {row["how"] for row in rows(agreeing, query="disagreements")}
