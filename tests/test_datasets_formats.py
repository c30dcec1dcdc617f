"""Each dataset's own traps, on small files in its format."""

from datetime import date
from decimal import Decimal

import pytest

from datasets_files import DATA, FILES, SHARED, counts, rejects, rows
from nkgraph import datasets


@pytest.mark.parametrize(("file", "name"), FILES.items())
def test_a_file_is_recognised_by_its_content(file, name):
    with datasets.read(DATA / file) as reading:
        assert reading.dataset.name == name
        assert reading.dataset.reasons
        assert reading.counts.taken > 0
        assert sum(reading.counts[1:]) == reading.counts.read


def test_every_dataset_has_a_file_of_ours():
    assert {mapping.name for mapping in datasets.mappings()} == set(FILES.values())
    assert len(FILES) == 25


def test_gdelt_keeps_codes_as_text_and_root_base_and_full_code_apart():
    first, second, *_ = rows(DATA / "gdelt-2.0.tsv")
    assert (first["kind_code"], first["kind_base"], first["kind_root"]) == ("043", "043", "04")
    assert first["kind_name"] == "Host a visit"
    assert first["common_kind"] == "consultation"
    assert (second["kind_code"], second["kind_base"], second["kind_root"]) == ("1246", "124", "12")


def test_gdelt_has_cameo_actors_and_fips_places():
    first, second, third, _ = rows(DATA / "gdelt-2.0.tsv")
    assert (first["actor_code"], first["actor_scheme"]) == ("PRK", "cameo")
    assert (first["place_code"], first["place_scheme"]) == ("KS", "fips-10-4")
    assert "actor_code" not in second, "GOV is a role and no country"
    assert (second["actor_type"], second["target_code"], second["target_type"]) == (
        "GOV",
        "PRK",
        "MIL",
    )
    assert (third["actor_name"], third["actor_type"]) == ("UNITED NATIONS", "IGO")
    assert "actor_scheme" not in third


def test_gdelt_counts_an_event_once():
    assert counts(DATA / "gdelt-2.0.tsv") == (7, 4, 2, 0, 1, 0)


def test_gdelt_dates_the_event_and_not_its_report():
    dates = [row["date"] for row in rows(DATA / "gdelt-2.0.tsv")]
    assert dates == ["2018-01-01", "2017-01-01", "2017-12-31", "2018-01-01"]


def test_gdelt_texts_may_hold_quotation_marks():
    assert rows(DATA / "gdelt-2.0.tsv")[-1]["actor_name"] == '"HEAD" OF RUSSIA'


def test_an_unknown_cameo_code_has_its_root_s_name():
    last = rows(DATA / "gdelt-2.0.tsv")[-1]
    assert (last["kind_code"], last["kind_name"], last["common_kind"]) == (
        "129",
        "Reject",
        "rejection",
    )


def test_gdelt_refuses_what_does_not_fit_by_line():
    assert rejects(DATA / "gdelt-2.0.tsv") == [
        (5, "date: '20180231' is not in the calendar"),
        (7, "40 columns instead of 61"),
    ]


def test_gdelt_1_has_addresses_since_2013():
    assert rows(DATA / "gdelt-1.0.tsv")[0]["url"] == "https://example.org/a"
    assert "url" not in rows(DATA / "gdelt-1.0-before-2013.tsv")[0]


def test_icews_takes_the_country_from_the_name_where_its_column_is_empty():
    first, second = rows(DATA / "icews.tab")
    assert (first["actor_code"], first["actor_scheme"]) == ("Japan", "country-name")
    assert second["actor_code"] == "Russian Federation"
    assert (second["target_code"], second["place_code"]) == ("North Korea", "North Korea")
    assert "place_name" not in second
    assert second["target_name"] == "North Korea"
    assert (first["kind_code"], first["kind_base"], first["kind_root"]) == ("014", "014", "01")


def test_comtrade_turns_flows_into_exporter_and_importer():
    found = rows(DATA / "comtrade.csv")
    export = next(row for row in found if row["commodity_code"] == "27")
    assert (export["exporter_code"], export["importer_code"]) == ("643", "408")
    assert (export["flow"], export["valuation"], export["reporter_code"]) == (
        "export",
        "FOB",
        "643",
    )
    assert (export["value"], export["unit"]) == (Decimal("36890000.5"), "USD")
    mirror = next(row for row in found if row["flow"] == "import")
    assert (mirror["exporter_code"], mirror["importer_code"]) == ("408", "643")
    assert (mirror["valuation"], mirror["exporter_name"]) == ("CIF", "Dem. People's Rep. of Korea")


def test_comtrade_knows_totals_from_their_parts():
    found = {
        (row["importer_code"], row["commodity_code"], row["period"]): row["aggregate"]
        for row in rows(DATA / "comtrade.csv")
    }
    assert found == {
        ("0", "TOTAL", "2013"): True,
        ("408", "TOTAL", "2013"): True,
        ("408", "27", "2013"): True,
        ("408", "2710", "2013"): False,
        ("643", "TOTAL", "2013"): False,
        ("842", "2710", "2013-03"): False,
    }


def test_comtrade_leaves_out_re_exports_and_breakdowns():
    assert counts(DATA / "comtrade.csv").left_out == 2
    assert counts(DATA / "comtrade-legacy.csv").left_out == 1


def test_comtrade_s_older_columns_say_the_same():
    world, cereals, fuels = rows(DATA / "comtrade-legacy.csv")
    assert (world["importer_code"], world["aggregate"]) == ("0", True)
    assert (cereals["exporter_code"], cereals["importer_code"]) == ("842", "408")
    assert (fuels["exporter_code"], fuels["importer_code"], fuels["flow"]) == (
        "643",
        "842",
        "import",
    )
    assert {row["commodity_scheme"] for row in (world, cereals, fuels)} == {"hs"}


def test_reported_figures_are_read_where_they_can_be_read_in_one_way():
    first, thousands, decimal = rows(DATA / "reported.csv")
    assert first["value"] == 7710000
    assert thousands["value"] == 3220000000
    assert decimal["value"] == Decimal("33.98")
    assert rejects(DATA / "reported.csv") == [
        (5, "value: '1,234' can be read with a decimal comma or with thousands"),
        (6, "no actor"),
        (7, "period: '2013-02-30' is not in the calendar"),
        (8, "no figure"),
    ]


def test_the_smallest_reported_file_has_five_columns():
    (only,) = rows(DATA / "reported-smallest.csv")
    assert (only["kind"], only["commodity_code"], only["unit"]) == ("trade", "all", "USD")
    assert only["id"]


def test_provocations_are_north_korea_s():
    first, second, third, fourth = rows(DATA / "csis-provocations.csv")
    assert {row["actor_code"] for row in (first, second, third, fourth)} == {"PRK"}
    assert [row["common_kind"] for row in (first, second, third, fourth)] == [
        "nuclear test",
        "nuclear test",
        "missile launch",
        "other",
    ]
    assert first["label"] == "A first test, by several\naccounts."
    assert len({row["id"] for row in (first, second, third, fourth)}) == 4


def test_lines_are_counted_as_an_editor_counts_them():
    assert [row["row"] for row in rows(DATA / "csis-provocations.csv")] == [2, 4, 5, 6]


def test_cow_states_that_go_on_have_no_end():
    russia, korea, north = rows(DATA / "cow-states.csv")
    assert (russia["code"], "to" in russia) == ("365", False)
    assert (korea["code"], korea["from"], korea["to"]) == (
        "730",
        date(1887, 1, 1),
        date(1905, 11, 17),
    )
    assert (north["abbreviation"], north["from"], "to" in north) == (
        "PRK",
        date(1948, 9, 9),
        False,
    )


def test_cow_system_membership_is_by_year():
    first, *_ = rows(DATA / "cow-system.csv")
    assert (first["from"], first["to"]) == (date(1948, 1, 1), date(1948, 12, 31))


def test_cow_wars_have_open_and_unknown_ends():
    dates = {row["id"]: row["date"] for row in rows(DATA / "cow-wars.csv")}
    assert dates == {
        "901-731-1950": "1950-06-24/1953-07-27",
        "901-732-1950": "1950-06/1953-07-27",
        "902-710-1960": "1960-01-01/1961-06-30",
        "903-365-2005": "2005-02-24/..",
    }
    assert rejects(DATA / "cow-wars.csv") == [
        (6, "date: '1990-5-1 to 1990-4-1' ends before it starts")
    ]


def test_ucdp_has_spans_of_dates_and_gleditsch_ward_codes():
    first, second = rows(DATA / "ucdp-ged.csv")
    assert (first["date"], second["date"]) == ("2017-07-31", "2017-07-01/2017-07-31")
    assert (first["actor_code"], first["actor_scheme"]) == ("731", "gleditsch-ward")
    assert (first["deaths"], first["mentions"], first["kind_name"]) == (
        5,
        3,
        "state-based conflict",
    )
    assert rejects(DATA / "ucdp-ged.csv") == [(4, "latitude: 95 lies outside -90 to 90")]


def test_acled_dates_are_as_exact_as_it_says():
    found = rows(DATA / "acled.csv")
    assert [row["date"] for row in found] == ["2023-01-31", "2023-05-16~", "2023-03"]
    assert (found[2]["earliest"], found[2]["latest"]) == (date(2023, 3, 1), date(2023, 3, 31))
    assert [row["place_code"] for row in found] == ["408", "008", "408"]
    (older,) = rows(DATA / "acled-older.csv")
    assert older["date"] == "2015-01-01"
    assert older["kind_code"] == "Strategic developments"


REAL = {
    "gdelt/20180101000000.export.CSV": ("gdelt", 2414),
    "icews/events.2018.sample.tab": ("icews", 1853),
    "comtrade/legacy-india-iron-exports-2012.csv": ("comtrade-legacy", 3466),
    "comtrade/legacy-india-iron-exports-2013.csv": ("comtrade-legacy", 3532),
    "comtrade/v1-china-2022.csv": ("comtrade", 439),
    "provocations/north_korea_provocations_1958_present.csv": ("csis-provocations", 493),
    "cow/states2016.csv": ("cow-states", 243),
    "reported/figures.csv": ("reported", 20),
}


@pytest.mark.parametrize(("file", "expected"), REAL.items())
def test_files_as_their_publishers_ship_them(file, expected):
    if not (SHARED / file).exists():
        pytest.skip("the publishers' files are not here")
    name, number = expected
    with datasets.read(SHARED / file) as reading:
        assert (reading.dataset.name, reading.counts.taken) == (name, number)
        assert reading.counts.refused == 0


def test_the_sum_of_china_s_imports_is_their_total():
    file = SHARED / "comtrade" / "v1-china-2022.csv"
    if not file.exists():
        pytest.skip("the publishers' files are not here")
    imports = [row for row in rows(file) if row["flow"] == "import"]
    parts = sum(row["value"] for row in imports if not row["aggregate"])
    (total,) = [row["value"] for row in imports if row["aggregate"]]
    assert abs(parts / total - 1) < Decimal("0.001")


def test_reported_events_need_no_figure():
    file = SHARED / "reported" / "figures.csv"
    if not file.exists():
        pytest.skip("the publishers' files are not here")
    events = [row for row in rows(file) if row["kind"] == "event"]
    assert [row["period"] for row in events if row["id"] == "b1"] == ["2013-07/2013-12"]
    assert not any("value" in row for row in events)
