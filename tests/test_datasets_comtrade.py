"""What UN Comtrade's files have beside the figures that are wanted, and what they say twice."""

import pyoxigraph as ox
import pytest

import nkgraph
from datasets_files import DATA, counts, rows
from nkgraph import datasets
from nkgraph.errors import BadData
from nkgraph.merge.commodities import Commodities
from nkgraph.merge.provenance import Counts
from nkgraph.merge.report import in_words

HEADER = (
    "typeCode,period,reporterCode,flowCode,partnerCode,partner2Code,classificationCode,cmdCode,"
    "customsCode,mosCode,motCode,primaryValue\n"
)


def figures(tmp_path, *lines):
    path = tmp_path / "figures.csv"
    path.write_text(HEADER + "".join(line + "\n" for line in lines))
    return path


def test_overlapping_downloads_count_a_row_once(tmp_path):
    once = "C,2013,643,X,408,0,H4,27,C00,0,0,36890000"
    revised = "C,2013,643,X,408,0,H4,27,C00,0,0,36890001"
    path = figures(tmp_path, once, revised, once)
    assert [row["value"] for row in rows(path)] == [36890000, 36890001]
    assert counts(path).repeated == 1


def test_older_columns_count_a_row_once_too(tmp_path):
    path = tmp_path / "older.csv"
    row = "H4,2013,2,643,408,27,36890000\n"
    path.write_text(
        "Classification,Period,Trade Flow Code,Reporter Code,Partner Code,Commodity Code,"
        "Trade Value (US$)\n" + row + row
    )
    assert (counts(path).taken, counts(path).repeated) == (1, 1)


def test_modes_of_supply_are_parts_and_services_have_totals(tmp_path):
    path = figures(
        tmp_path,
        "S,2013,643,X,408,0,EB10,S,C00,0,0,500",
        "S,2013,643,X,408,0,EB10,S,C00,1,0,300",
        "S,2013,643,X,408,0,EB10,SC,C00,0,0,200",
        "S,2013,643,X,408,0,EB10,SC1,C00,0,0,150",
        "S,2013,643,M,408,0,EB02,200,C00,0,0,70",
        "S,2013,643,M,408,0,EB02,205,C00,0,0,60",
    )
    totals = {row["commodity_code"]: row["aggregate"] for row in rows(path)}
    assert totals == {"S": True, "SC": True, "SC1": False, "200": True, "205": False}
    assert counts(path).left_out == 1


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("C,2013,643,X,408,0,H4,27,C00,0,2100,5", "motCode holds '2100' and never '0' or '0.0'"),
        ("A,2013,RUS,Export,PRK,W00,HS,27,C00,0,0,5", "flowCode holds 'Export' and never 'M' or"),
    ],
)
def test_a_file_with_nothing_that_is_wanted_is_told_why(tmp_path, line, why):
    with pytest.raises(BadData, match=why), datasets.read(figures(tmp_path, line)):
        pass


def test_no_row_may_have_all_that_it_should(tmp_path):
    path = figures(
        tmp_path,
        "C,2013,643,X,408,0,H4,27,C00,0,2100,5",
        "C,2013,643,RX,408,0,H4,27,C00,0,0,5",
    )
    with pytest.raises(BadData, match="no row has all that it should"), datasets.read(path):
        pass


def test_a_summary_tells_apart_why_rows_are_not_there():
    found = Counts(10, 4, 5, 1)
    assert in_words(found, repeated=2, left_out=1) == (
        "4 of 10 rows taken, 2 not asked for, 1 left out, 2 repeated, 1 refused"
    )
    assert in_words(Counts(2, 1, 1, 0), repeated=1) == "1 of 2 rows taken, 1 repeated"


def test_all_services_are_not_all_goods():
    found = Commodities(ox.Store())
    assert found.find("hs", "TOTAL", None)[0].endswith("/all-goods")
    assert found.find("ebops", "TOTAL", "All services") == (
        "https://w3id.org/nkgraph/commodity/ebops/TOTAL",
        "All services",
    )


def test_zeros_that_a_spreadsheet_ate_are_put_back(tmp_path):
    path = tmp_path / "eaten.csv"
    path.write_text(
        "period,reporterCode,flowCode,partnerCode,classificationCode,cmdCode,aggrLevel,primaryValue\n"
        "2013,643,M,408,H4,3,2,100\n2013,643,M,408,H4,303,4,100\n2013,643,M,408,H4,30,2,7\n"
        "2013,643,M,408,H4,TOTAL,0,107\n2013,643,M,408,S3,11,3,5\n"
    )
    found = {row["commodity_code"]: row["aggregate"] for row in rows(path)}
    assert found == {"03": True, "0303": False, "30": False, "TOTAL": True, "011": False}


def test_a_year_beside_its_months_is_a_total(tmp_path):
    path = figures(
        tmp_path,
        "C,201301,643,X,408,0,H4,27,C00,0,0,5",
        "C,201302,643,X,408,0,H4,27,C00,0,0,6",
        "C,2013,643,X,408,0,H4,27,C00,0,0,70",
        "C,2013,643,X,408,0,H4,28,C00,0,0,70",
        "C,2012,643,X,408,0,H4,27,C00,0,0,70",
    )
    totals = [(row["period"], row["commodity_code"]) for row in rows(path) if row["aggregate"]]
    assert totals == [("2013", "27")]


def test_wits_has_thousands_of_dollars_and_the_world_banks_codes():
    path = DATA / "wits.csv"
    assert (counts(path).taken, counts(path).left_out) == (5, 1)  # a re-export
    north, world, back, fuels, romania = rows(path)
    assert north["value"] == 101500250
    assert north["exporter_scheme"] == "world-bank"
    assert (north["exporter_code"], north["importer_code"]) == ("RUS", "PRK")
    assert (back["exporter_code"], back["importer_code"]) == ("PRK", "RUS")
    assert (back["reporter_code"], back["valuation"], back["flow"]) == ("RUS", "CIF", "import")
    assert [row["aggregate"] for row in (north, world, fuels)] == [True, True, False]
    assert (fuels["commodity_code"], fuels["commodity_scheme"]) == ("27", "hs")
    assert romania["reporter_code"] == "ROU"


def test_one_figure_from_comtrade_and_from_wits_is_one_witness():
    graph = nkgraph.open()
    graph.merge(DATA / "wits.csv")
    alone = witnesses(graph)
    graph.merge(DATA / "comtrade.csv")
    assert {
        subject: number for subject, number in witnesses(graph).items() if subject in alone
    } == alone


def witnesses(graph):
    return {row["subject"]: row["witnesses"] for row in graph.query("witnesses")}
