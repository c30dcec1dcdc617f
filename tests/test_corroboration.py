"""Where other sources agree with the article, differ from it or date it: one behaviour a test."""

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from nkgraph import sparql
from nkgraph.graph import KnowledgeGraph
from nkgraph.store import seed
from nkgraph.store.embedded import Embedded
from nkgraph.terms import NKG, PREFIXES, SOURCE
from second_sources import (
    BACK,
    OIL,
    TO_CHINA,
    Source,
    decimal,
    rows,
    short,
)  # fmt: skip

GOLDEN = Path(__file__).parent / "golden"
TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
CORROBORATION = ox.NamedNode(NKG + "Corroboration")


def of(claim: str, *sources: Source) -> list[tuple[str, ...]]:
    """Return verdict, other value and difference of each row of a claim."""
    found = rows(*sources)
    return short(
        [row for row in found if str(row["claim"]).endswith("/" + claim)],
        "verdict", "otherValue", "difference",
    )  # fmt: skip


def rules_of(claim: str, *sources: Source) -> list[str]:
    return [str(row["rule"]) for row in rows(*sources) if str(row["claim"]).endswith("/" + claim)]


# ------------------------------------------------------------------ the rules as such


def golden_store(*files: str) -> ox.Store:
    store = ox.Store()
    for graph, path in seed.files().items():
        seed.load_turtle(store, path, graph)
    for file in files:
        seed.load_turtle(store, str(GOLDEN / file), ox.NamedNode(SOURCE + Path(file).stem))
    seed.derive(store)
    return store


def derived(store: ox.Store) -> set[ox.Quad]:
    return set(store.quads_for_pattern(None, None, None, seed.DERIVED))


def test_each_rule_is_documented_and_a_construct() -> None:
    paths = [Path(path) for path in seed.rules_of_corroboration()]
    assert len(paths) == 23
    assert [path.name[:2] for path in paths] == [f"{number:02}" for number in range(1, 24)]
    for path in paths:
        text = path.read_text("utf-8")
        assert text.startswith("# "), path.name
        assert sparql.form(text) == "CONSTRUCT", path.name


def test_each_rule_makes_something_and_says_only_what_the_ontology_defines() -> None:
    store = golden_store("reported-figures.ttl", "provocations.ttl")
    made = set()
    seed.derive_shortcuts(store)
    for path in seed.rules_of_corroboration():
        before = len(store)
        seed._apply(store, [path])
        if len(store) > before:
            made.add(Path(path).name[:2])
    # Two of them need events that cannot be told apart, or projects that only words tell of.
    assert made == {f"{number:02}" for number in range(1, 24)} - {"18", "20", "22"}
    for quad in derived(store):
        assert not isinstance(quad.subject, ox.BlankNode)
        assert not isinstance(quad.object, ox.BlankNode)
        if quad.predicate.value.startswith(NKG):
            assert any(store.quads_for_pattern(quad.predicate, TYPE, None, seed.ONTOLOGY)), quad


def test_the_project_alone_is_left_as_it_is() -> None:
    store = golden_store()
    before = set(store)
    seed.corroborate(store)
    assert set(store) == before
    assert not list(store.quads_for_pattern(None, TYPE, CORROBORATION, None))


def test_deriving_again_changes_nothing_and_no_source_is_touched() -> None:
    store = golden_store("reported-figures.ttl", "provocations.ttl")
    before = set(store)
    seed.derive(store)
    assert set(store) == before
    alone = golden_store()
    for graph in seed.files():
        assert set(store.quads_for_pattern(None, None, None, graph)) == set(
            alone.quads_for_pattern(None, None, None, graph)
        )


def test_every_row_leads_back_to_both_sides() -> None:
    store = golden_store("reported-figures.ttl", "provocations.ttl")
    found = [quad.subject for quad in store.quads_for_pattern(None, TYPE, CORROBORATION, None)]
    assert len(found) == 26
    said = ox.NamedNode(PREFIXES["prov"] + "wasDerivedFrom")
    claim = ox.NamedNode(NKG + "ofClaim")
    for one in found:
        (mine,) = store.quads_for_pattern(one, claim, None, None)
        assert list(store.quads_for_pattern(mine.object, None, None, seed.ARTICLE))
        others = [quad.object for quad in store.quads_for_pattern(one, said, None, None)]
        assert any(not list(store.quads_for_pattern(o, None, None, seed.ARTICLE)) for o in others)


def number(term: str, kind: str) -> str:
    if kind.rpartition("#")[2] in ("decimal", "integer"):
        whole, _, rest = term.partition(".")
        return f"{whole}.{rest.rstrip('0')}".rstrip(".")
    return f"{term}^^{kind}"


def test_rdflib_derives_the_same() -> None:
    store = golden_store("reported-figures.ttl", "provocations.ttl", "second-source.ttl")
    store.clear_graph(seed.DERIVED)  # the rules need no shortcuts
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=store.dump(format=ox.RdfFormat.N_QUADS), format="nquads")
    seed.corroborate(store)
    graph = dataset.graph(rdflib.URIRef(seed.DERIVED.value))
    for path in seed.rules_of_corroboration():
        made = dataset.query(Path(path).read_text("utf-8")).graph
        assert made is not None
        graph += made

    def plain(term: rdflib.term.Node) -> str:
        if isinstance(term, rdflib.Literal):
            return number(str(term), str(term.datatype or term.language or ""))
        return str(term)

    def same(term: object) -> str:
        if isinstance(term, ox.Literal):
            kind = "" if term.datatype.value.endswith("#string") else term.datatype.value
            return number(term.value, term.language or kind)
        return term.value  # type: ignore[attr-defined]

    found = {tuple(map(plain, triple)) for triple in graph}
    assert len(found) > 1800
    assert found == {
        tuple(map(same, (quad.subject, quad.predicate, quad.object))) for quad in derived(store)
    }


# ------------------------------------------------------------------ silence


@pytest.mark.parametrize(
    ("silent", "left"),
    [
        ("KOTRA", {"Embassy of Russia to the DPRK", "State Duma", "RIA Novosti",
                   "RIA Novosti; State Duma"}),
        ("Reuters", {"KOTRA", "Embassy of Russia to the DPRK", "RIA Novosti"}),
        ("Reported figures", set()),
    ],
)  # fmt: skip
def test_without_a_speaker_a_publisher_or_a_source(silent: str, left: set[str]) -> None:
    graph = KnowledgeGraph(Embedded(golden_store("reported-figures.ttl"))).without(silent)
    assert {str(row["origin"]) for row in graph.query("corroboration")} == left


def test_without_the_article_nothing_is_compared() -> None:
    graph = KnowledgeGraph(Embedded(golden_store("reported-figures.ttl", "provocations.ttl")))
    assert not len(graph.without("Article of 14 May 2014").query("corroboration"))


# ------------------------------------------------------------------ who tells it, on whose word


def test_two_publishers_of_one_agency_are_one_witness() -> None:
    source = Source()
    for publisher in ("One paper", "Another paper"):
        source.figure(OIL, "2013", 36890000, speaker="The agency", publisher=publisher)
    found = [row for row in rows(source) if row["property"] == "value"]
    assert short(found, "sourceLabel", "origin", "verdict") == [
        ("Another paper", "The agency", "agrees"),
        ("One paper", "The agency", "agrees"),
    ]
    (row,) = [row for row in rows(source, query="witnesses") if "oil-2013" in str(row["subject"])]
    assert row["sources"] == 3
    assert row["origins"] == "Federal Customs Service of Russia; KOTRA; The agency"
    assert row["witnesses"] == 3


def test_an_office_is_no_further_witness_than_its_agency() -> None:
    source = Source()
    source.figure(OIL, "2013", 36890000, speaker="The Moscow bureau")
    source.parts.append(
        "t:agent-the-moscow-bureau nkg:standsFor nk:kotra-moscow-office ."
    )  # as an accepted link has it
    (row,) = [row for row in rows(source, query="witnesses") if "oil-2013" in str(row["subject"])]
    assert (row["sources"], row["witnesses"]) == (2, 2)


def test_a_voice_without_a_publisher_is_told_by_the_data_set() -> None:
    source = Source()
    source.figure(OIL, "2008", 41610000, speaker="The agency")
    source.figure(OIL, "2012", 23280000, claimed=False)
    found = [row for row in rows(source) if row["property"] == "value"]
    assert short(found, "sourceLabel", "origin") == [
        ("The other source", ""),
        ("The other source", "The agency"),
    ]


def test_articles_are_compared_with_one_another() -> None:
    second = Source("second", "article", "2015-06-01")
    second.figure(OIL, "2013", 36900000, speaker="The agency")
    found = [row for row in rows(second) if row["property"] == "value"]
    assert short(found, "articleValue", "sourceLabel", "origin", "otherValue", "verdict") == [
        (
            "36900000", "Article of 14 May 2014",
            "Federal Customs Service of Russia; KOTRA Moscow office", "36890000", "agrees",
        ),
        ("36890000", "The second source", "The agency", "36900000", "agrees"),
    ]  # fmt: skip


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
        ("2013-07", True), ("2014-03", True), ("2014-06", False),
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
