"""What rows of figures become."""

from decimal import Decimal
from pathlib import Path

import pytest

import nkgraph
from nkgraph.graph import KnowledgeGraph
from nkgraph.merge.statements import ordinal

ROWS = """\
publisher,published,stated_by,kind,exporter,importer,commodity,period,period_before,value,unit,\
change_percent,share_percent,rank,approximate,what
Evening Post,2015,Trade Office,trade,RUS,PRK,oil,2014,2013,34,million USD,-7.9,41.7,,false,
Evening Post,2015,Trade Office,trade,CHN,PRK,coal,2014,,5000,CNY,,,,false,
Evening Post,2015,Trade Office,trade-bilateral,PRK,CHN,all,2014,2013,2000000,USD,3,12.5,1,true,
Evening Post,2015,Trade Office,trade-total,PRK,,all,2014,,7000000,USD,,,,true,
Morning Post,2015,Trade Office,debt,RUS,PRK,,2012,,500000,USD,,,,false,
Morning Post,2015,,debt-write-off,RUS,PRK,,2014-05,,,,,90,,true,
Morning Post,2015,,event,PRK,,,2013-02,,,,,,,false,the third nuclear test
Morning Post,2015,,event,PRK,RUS,,2014-05,,,,,,,false,a railway was opened
Morning Post,2015,,event,RUS,PRK,,2014-04-18,,,,,,,false,write-off of the debt ratified
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    path = tmp_path_factory.mktemp("figures") / "figures.csv"
    path.write_text(ROWS)
    graph = nkgraph.open()
    report = graph.merge(path)
    assert (report.counts.taken, report.counts.refused) == (9, 0)
    return graph


def ours(graph: KnowledgeGraph, query: str, **values: str) -> list[dict[str, object]]:
    rows = [dict(row) for row in graph.query(query, **values)]
    return [row for row in rows if "/source/reported-" in str(row["claim"])]


def test_a_trade_figure_by_whoever_gave_it(graph: KnowledgeGraph) -> None:
    (row,) = ours(graph, "trade-figures", importer="PRK", year="2014")
    assert (row["exporterLabel"], row["commodityLabel"]) == ("Russia", "Oil")
    assert (row["value"], row["speakers"]) == (Decimal(34_000_000), "Trade Office")


def test_months_and_quarters_keep_their_period_and_are_no_years(tmp_path: Path) -> None:
    path = tmp_path / "months.csv"
    path.write_text(
        "publisher,exporter,importer,period,value,commodity\n"
        "Post,RUS,PRK,2013-05,36890000,oil\n"
        "Post,RUS,PRK,2013-Q2,36890000,oil\n"
        "Post,RUS,PRK,2013-01/2013-12,36890000,oil\n"
    )
    graph = nkgraph.open()
    graph.merge(path)
    said = {str(row["statement"]) for row in ours(graph, "claims", about="Russia")}
    assert {text.rpartition(" in ")[2].partition(":")[0] for text in said} == {
        "May 2013", "Apr 2013 to Jun 2013", "2013",
    }  # fmt: skip
    shown = ours(graph, "trade-figures")
    assert [(row["year"], row["value"]) for row in shown] == [(2013, Decimal(36_890_000))]
    periods = [str(row["period"]) for row in ours(graph, "trade-periods", year="2013")]
    assert periods == ["2013", "2013-04/2013-06", "2013-05"]
    assert ours(graph, "trade-periods", year="2012") == []
    # The article's figure is the year's: only the twelve months together speak to it.
    compared = [row for row in graph.query("corroboration") if row["property"] == "value"]
    assert [(row["period"], row["verdict"]) for row in compared] == [("2013", "agrees")]


def test_a_change_between_months_is_none_between_years(tmp_path: Path) -> None:
    path = tmp_path / "changes.csv"
    path.write_text(
        "publisher,exporter,importer,period,period_before,change_percent\n"
        "Post,RUS,PRK,2013-05,2012-05,5\n"
        "Post,RUS,PRK,2013~,2012,6\n"
    )
    graph = nkgraph.open()
    graph.merge(path)
    changes = {row["statedPercent"]: row for row in ours(graph, "trade-changes")}
    assert (changes[5]["fromYear"], changes[5]["toYear"]) == (None, None)
    assert (changes[6]["fromYear"], changes[6]["toYear"]) == (2012, 2013)
    drawn = {row["statedPercent"]: row["year"] for row in ours(graph, "trade")}
    assert drawn == {5: None, 6: 2013}


def test_a_month_is_not_what_the_article_says_of_no_period(tmp_path: Path) -> None:
    path = tmp_path / "shares.csv"
    path.write_text(
        "publisher,kind,exporter,importer,period,share_percent\n"
        "Post,trade-bilateral,PRK,CHN,2013-05,50\n"
        "Post,trade-bilateral,PRK,CHN,2013,89\n"
    )
    graph = nkgraph.open()
    graph.merge(path)
    compared = [row for row in graph.query("corroboration") if row["property"] == "share"]
    assert [(row["period"], row["verdict"]) for row in compared] == [("2013", "agrees")]


def test_what_is_not_in_dollars_is_said_and_is_no_figure_in_dollars(graph: KnowledgeGraph) -> None:
    said = [str(row["statement"]) for row in ours(graph, "claims", about="China")]
    assert "China's exports to North Korea, Coal, in 2014: 5,000 CNY" in said


def test_changes_shares_and_ranks(graph: KnowledgeGraph) -> None:
    (change,) = ours(graph, "trade-changes")
    assert (change["fromYear"], change["toYear"]) == (2013, 2014)
    assert change["statedPercent"] == Decimal("-7.9")
    (standing,) = ours(graph, "partner-standing")
    assert (standing["partnerLabel"], standing["sharePercent"], standing["rank"]) == (
        "China", Decimal("12.5"), 1,
    )  # fmt: skip


def test_events_of_one_actor_and_of_two(graph: KnowledgeGraph) -> None:
    found = {row["eventLabel"]: row for row in ours(graph, "timeline")}
    assert found["the third nuclear test"]["kindLabel"] == "nuclear test"
    assert found["the third nuclear test"]["participants"] == "North Korea"
    assert found["write-off of the debt ratified"]["kindLabel"] == "debt write-off"
    assert found["a railway was opened"]["participants"] == "North Korea; Russia"
    write_offs = [row for row in found.values() if row["kindLabel"] == "debt write-off"]
    assert {row["date"] for row in write_offs} == {"2014-04-18", "2014-05"}


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("the third nuclear test", 3),
        ("North Korea's 6th nuclear  test", None),
        ("its 6th nuclear test", 6),
        ("10th Nuclear Test", 10),
        ("underground nuclear test", None),
        ("0th nuclear test", None),
        ("the third of its nuclear tests", None),
    ],
)
def test_what_counts_an_event_of_its_kind(words: str, number: int | None) -> None:
    assert ordinal(words, "nuclear test") == number
    assert ordinal(words, "") is None


def test_an_event_that_is_counted_has_its_number(graph: KnowledgeGraph) -> None:
    numbers = [
        quad.object
        for quad in graph.reader.quads()
        if quad.predicate.value.endswith("#ordinal") and "/reported-" in str(quad.graph_name)
    ]
    assert [getattr(number, "value", "") for number in numbers] == ["3"]


def test_the_chain_goes_through_the_publisher_to_the_file(graph: KnowledgeGraph) -> None:
    rows = graph.query(
        "PREFIX nkg: <https://w3id.org/nkgraph/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#>"
        " PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
        " SELECT DISTINCT ?one ?two ?three { ?claim a nkg:Claim ; nkg:evidence/nkg:row 2 ;"
        " prov:qualifiedAttribution ?a . ?a prov:agent/rdfs:label ?one ; nkg:through ?b ."
        " ?b prov:agent/rdfs:label ?two ; nkg:through/prov:agent/rdfs:label ?three }"
    )
    assert [tuple(row.values()) for row in rows] == [
        ("Trade Office", "Evening Post", "Reported figures: figures.csv")
    ]


def test_mirror_flows_stand_side_by_side_and_totals_are_marked() -> None:
    graph = nkgraph.open()
    graph.merge(Path(__file__).parent / "data" / "comtrade.csv")
    rows = graph.query(
        "PREFIX nkg: <https://w3id.org/nkgraph/ontology#>"
        " SELECT ?figure ?aggregate { ?figure a nkg:TradeFigure ; nkg:valuation ?v ."
        " OPTIONAL { ?figure nkg:aggregate ?aggregate } }"
    )
    assert {row["aggregate"] for row in rows} == {True, None}
    figures = [row for row in graph.query("trade-periods") if "/comtrade-" in str(row["claim"])]
    assert len({row["claim"] for row in figures}) == len(figures) == len(rows)
    of_years = {row["claim"] for row in graph.query("trade-figures")}
    (month,) = [row["period"] for row in figures if row["claim"] not in of_years]
    assert month == "2013-03"


COMTRADE = "period,reporterCode,flowCode,partnerCode,cmdCode,classificationCode,primaryValue,"
BY_RUSSIA = f"""{COMTRADE}cifvalue,fobvalue
2013,643,X,156,TOTAL,H4,35000000000,,35000000000
2013,643,X,156,27,H4,20000000000,,20000000000
2012,643,X,156,27,H4,18000000000,,18000000000
2013,643,X,643,27,H4,5,,5
2013,643,X,0,27,H4,90000000000,,90000000000
"""
BY_CHINA = f"""{COMTRADE}cifvalue,fobvalue
2013,156,M,643,TOTAL,H5,39600000000,39600000000,
2013,156,X,643,27,H5,1,,1
201302,156,M,643,27,H5,1900000000,1900000000,
"""


def test_what_both_sides_report_of_a_flow_is_compared(tmp_path: Path) -> None:
    graph = nkgraph.open()
    for name, text in (("russia", BY_RUSSIA), ("china", BY_CHINA)):
        (tmp_path / f"{name}.csv").write_text(text)
        graph.merge(tmp_path / f"{name}.csv")
    (row,) = [dict(row) for row in graph.query("mirror-flows")]
    assert (row["exporterLabel"], row["importerLabel"]) == ("Russia", "China")
    assert (row["commodityLabel"], row["period"]) == ("All goods", "2013")
    assert (row["exporterValue"], row["exporterValuation"]) == (Decimal(35_000_000_000), "FOB")
    assert (row["importerValue"], row["importerValuation"]) == (Decimal(39_600_000_000), "CIF")
    assert (row["difference"], row["differencePercent"]) == (
        Decimal(4_600_000_000),
        Decimal("13.14"),
    )
    assert row["claim"] != row["otherClaim"]
    assert not list(graph.without("China").query("mirror-flows"))
