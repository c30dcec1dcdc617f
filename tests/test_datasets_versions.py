"""What publishers' files were like in other years, and what their neighbours in a folder are."""

from datetime import date
from pathlib import Path

import pytest

import nkgraph
from datasets_files import DATA, counts, rejects, rows, text_of
from nkgraph import datasets
from nkgraph.datasets import dateformats
from nkgraph.errors import BadData, UnknownDataset


def test_acled_wrote_the_day_first_and_other_kinds() -> None:
    found = rows(DATA / "acled-2016.csv")
    assert [row["date"] for row in found] == ["2015-03-04", "2015-12-31", "1997-01-01"]
    kinds = [row["common_kind"] for row in found]
    assert kinds == ["protest", "fighting", "fighting"]
    assert [row for row, _ in rejects(DATA / "acled-2016.csv")] == [4]


def test_acled_has_a_states_name_in_that_of_its_forces() -> None:
    riot, battle, bomb = rows(DATA / "acled-2016.csv")
    assert (riot["actor_code"], riot["target_code"]) == ("Algeria", "Algeria")
    assert battle["actor_code"] == "Algeria"
    assert "target_code" not in battle, "years in parentheses are no country"
    assert ("actor_code" in bomb, bomb["target_code"]) == (False, "Algeria")
    riot, battle, *_ = rows(DATA / "acled.csv")[:3]
    assert riot["actor_code"] == battle["actor_code"] == "North Korea"
    assert "target_code" not in battle


def test_acled_has_a_states_name_in_that_of_rebels_too(tmp_path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(
        "event_id_cnty,event_date,event_type,actor1,inter1,actor2,inter2,country,latitude,longitude\n"
        "BDI1,2016-01-01,Battles,Republican Forces of Burundi (FOREBU),2,"
        "Police Forces of Burundi (2005-2020),1,Burundi,-3,29\n"
    )
    (row,) = rows(path)
    assert ("actor_code" in row, row["target_code"]) == (False, "Burundi")


def test_acled_has_nobody_by_number(tmp_path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(
        "event_id_cnty,event_date,event_type,actor1,inter1,actor2,inter2,country,latitude,longitude\n"
        "PRK1,2019-01-01,Protests,Protesters (North Korea),6,,0,North Korea,39,125\n"
    )
    (row,) = rows(path)
    assert row["actor_type"] == "6"
    assert {"target_type", "target_name", "target_code"}.isdisjoint(row)


def test_ucdp_ships_candidates_without_a_header() -> None:
    first, second = rows(DATA / "ucdp-ged-no-header.csv")
    assert (first["actor_code"], first["target_code"]) == ("731", "732")
    assert (first["date"], second["date"]) == ("2024-01-02/2024-01-03", "2024-01-05")
    assert (first["label"], first["deaths"]) == ("One - Other", 2)


def test_ucdp_had_other_names_for_deaths_and_countries() -> None:
    (row,) = rows(DATA / "ucdp-ged-2015.csv")
    assert (row["deaths"], row["place_code"], row["place_scheme"]) == (4, "732", "gleditsch-ward")


def test_extra_state_wars_are_between_a_state_and_others() -> None:
    british, french = rows(DATA / "cow-extra-state-wars.csv")
    assert (british["actor_code"], british["target_name"]) == ("200", "Rebels")
    assert "target_code" not in british
    assert (british["date"], french["date"]) == ("1850-08-26/1851", "1850-09-01/1852-04")
    assert (british["deaths"], british["common_kind"]) == (100, "war")


SECOND_PHASES = {"1953": "1950/1953", "-9": "1950/", "-7": "1950/.."}


@pytest.mark.parametrize("end", SECOND_PHASES)
def test_a_war_that_was_taken_up_again_ends_with_its_second_phase(tmp_path, end) -> None:
    path = tmp_path / "wars.csv"
    path.write_text(
        "WarNum,WarName,ccode,StateName,Side,StartYear1,EndYear1,StartYear2,EndYear2\n"
        f"1,A War,731,North Korea,1,1950,1951,1952,{end}\n"
    )
    (row,) = rows(path)
    assert row["date"] == SECOND_PHASES[end]


def test_an_intra_state_war_ends_with_the_last_of_its_phases(tmp_path) -> None:
    path = tmp_path / "wars.csv"
    path.write_text(
        "WarNum,WarName,WarType,CcodeA,SideA,CcodeB,SideB,StartYr1,EndYr1,StartYr2,EndYr2,StartYr3,"
        "EndYr3\n"
        "1,A Rising,4,731,North Korea,-8,Others,1950,1951,1952,1953,1954,-9\n"
        "2,A Rising,4,731,North Korea,-8,Others,1950,1951,1952,1953,-8,-8\n"
        "3,A Rising,4,731,North Korea,-8,Others,1950,1951,1952,1953,1954,-7\n"
    )
    assert [row["date"] for row in rows(path)] == ["1950/", "1950/1953", "1950/.."]


def test_intra_state_wars_have_the_columns_of_both_editions() -> None:
    first, second = rows(DATA / "cow-intra-state-wars.csv")
    assert (first["date"], second["date"]) == ("1820-06-10/1822-11", "2001-02-03/..")
    assert (first["actor_code"], first["target_name"]) == ("365", "Rebels, of several kinds")
    assert first["deaths"] == 110
    (older,) = rows(DATA / "cow-intra-state-wars-2014.csv")
    assert (older["date"], older["target_code"]) == ("1820-06-10/1822-11-04", "640")


def test_disputes_are_one_states_part_each() -> None:
    north, south = rows(DATA / "cow-mids.csv")
    assert (north["date"], north["actor_type"]) == ("1990-07/1991-01-24", "side A")
    assert (north["kind_name"], north["common_kind"]) == ("display of force", "show of force")
    assert (south["common_kind"], south["actor_code"]) == ("other", "732")
    assert counts(DATA / "cow-mids.csv")[:3] == (3, 2, 1)


def test_polecat_follows_icews() -> None:
    threat, protest = rows(DATA / "polecat.tab")
    assert (threat["actor_code"], threat["target_code"], threat["place_code"]) == (
        "PRK", "KOR", "KOR",
    )  # fmt: skip
    assert (threat["kind_name"], threat["common_kind"]) == ("THREATEN restrict", "threat")
    assert float(threat["goldstein"]) == -4.4
    assert {"actor_code", "target_code", "place_code"}.isdisjoint(protest)
    assert (protest["actor_name"], protest["earliest"]) == ("students", date(2023, 2, 1))


def test_comtrade_by_way_of_pandas_has_codes_as_decimals(tmp_path) -> None:
    path = tmp_path / "trade.csv"
    path.write_text(
        ",period,reporterCode,flowCode,partnerCode,partner2Code,motCode,cmdCode,primaryValue\n"
        "0,2013,643.0,X,408.0,0.0,0.0,TOTAL,103000000.0\n"
        "1,2013,643.0,X,0.0,0.0,,TOTAL,527266000000.0\n"
        "2,2013,100.0,M,408.0,156.0,,TOTAL,1\n"
        "3,2013,100,M,408,0,,TOTAL,1\n"
    )
    first, world, plain = rows(path)
    assert (first["exporter_code"], first["importer_code"], first["reporter_code"]) == (
        "643", "408", "643",
    )  # fmt: skip
    assert (world["importer_code"], world["aggregate"]) == ("0", True)
    assert (plain["exporter_code"], plain["reporter_code"]) == ("408", "100")


ICEWS = (
    "Event ID\tEvent Date\tSource Name\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
    "Target Name\tTarget Country\tLatitude\tLongitude\n"
)


def test_icews_by_way_of_r_and_of_databases(tmp_path) -> None:
    path = tmp_path / "events.tab"
    path.write_text(ICEWS + "1\t20140131\tA\tNULL\tThreaten\t13y\tNULL\tB\tChina\tNULL\tNULL\n")
    (row,) = rows(path)
    assert (row["date"], row["kind_code"], row["common_kind"]) == ("2014-01-31", "13y", "threat")
    assert {"actor_code", "latitude", "goldstein"}.isdisjoint(row)


@pytest.mark.parametrize(
    ("header", "row", "hint"),
    [
        ("stateabb,ccode,year,milex,milper,irst,pec,tpop,upop,cinc,version",
         "PRK,731,1990,1,2,3,4,5,6,.01,7", "cow-system, but the column milex is of another"),
        ("dispnum,incidnum,stabb,ccode,stday,stmon,styear,endday,endmon,endyear,sidea,hostlev",
         "1,2,PRK,731,1,1,1990,1,1,1990,1,3", "cow-mids, but the column incidnum is of another"),
        ("ccode,statename,stateabb,year,imports,exports,source1,source2,version",
         "731,North Korea,PRK,2013,4,3,1,1,4", "cow-system, but the column imports is of another"),
        (",".join(f"name{n}" for n in range(50)), ",".join("1" * 50), None),
    ],
)  # fmt: skip
def test_a_neighbour_is_not_taken_for_what_it_is_not(tmp_path, header, row, hint) -> None:
    path = tmp_path / "neighbour.csv"
    path.write_text(f"{header}\n{row}\n")
    with pytest.raises(UnknownDataset) as raised, datasets.read(path):
        pass
    said = str(raised.value)
    assert f"nearest is {hint}" in said if hint else "nearest" not in said


def test_a_short_year_is_of_the_last_century_or_of_this_one() -> None:
    form = dateformats.read("D-MMM-YY")
    assert form is not None
    assert (form.strptime, form.precision) == ("%d-%b-%y", "day")
    assert dateformats.read("YY-YYYY") is None
    assert dateformats.read("YYY") is None


def test_ucdp_may_have_gone_through_pandas(tmp_path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(
        "id,type_of_violence,side_a,side_b,country,country_id,date_start,date_end,latitude,"
        "longitude,best,gwnoa,gwnob\n"
        "1,1.0,A,B,India,750.0,2015-01-01,2015-01-01,20,77,3.0,750.0,770.0\n"
        "2,3,A,B,India,750,2015-01-01,2015-01-01,20,77,3,750,-99\n"
    )
    first, second = rows(path)
    assert (first["actor_code"], first["target_code"], first["place_code"]) == ("750", "770", "750")
    assert (first["kind_code"], first["common_kind"], first["deaths"]) == ("1", "fighting", 3)
    assert "target_code" not in second


def test_acled_has_no_number_for_kosovo(tmp_path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(
        "event_id_cnty,event_date,event_type,actor1,iso,country,latitude,longitude\n"
        "XKX1,2019-01-01,Protests,Protesters (Kosovo),0,Kosovo,42,21\n"
        "PRK1,2019-01-01,Protests,Protesters (North Korea),408.0,North Korea,39,125\n"
    )
    kosovo, korea = rows(path)
    assert (kosovo["place_code"], kosovo["place_scheme"]) == ("Kosovo", "country-name")
    assert (korea["place_code"], korea["place_scheme"]) == ("408", "iso3166-1-numeric")


@pytest.mark.parametrize(
    ("dates", "taken"),
    [
        (["02/01/2023", "02/13/2023", "03/04/2023"], None),
        (["02/01/2023", "02/13/2023", "25/04/2023"], 2),
        (["02/01/2023", "2023-13-02", "03/04/2023"], 2),
    ],
)
def test_acled_with_the_month_first_is_not_taken_for_the_day(tmp_path, dates, taken) -> None:
    path = tmp_path / "events.csv"
    path.write_text(
        "event_id_cnty,event_date,event_type,actor1,country,latitude,longitude\n"
        + "".join(f"PRK{n},{day},Protests,A,North Korea,39,125\n" for n, day in enumerate(dates))
    )
    if taken is not None:
        assert counts(path).taken == taken
        return
    with pytest.raises(BadData, match="dates such as '02/13/2023', with the month first"):
        rows(path)


def test_an_icews_event_may_have_the_id_of_another_day(tmp_path: Path) -> None:
    header, first, *_ = text_of("icews.tab").splitlines()
    day = first.split("\t")[1]
    path = tmp_path / "a"
    path.write_text("\n".join([header, first, first.replace(day, "2018-03-05"), first]))
    assert counts(path)[:5] == (3, 2, 0, 0, 1)


def test_a_mark_at_the_beginning_of_a_text_may_be_a_letter(
    tmp_path: Path,
) -> None:
    header, first, second, *_ = text_of("icews.tab").splitlines()
    name = first.split("\t")[2]
    path = tmp_path / "a"
    path.write_text("\n".join([header, first.replace(name, f'"{name}" it is', 1), second]))
    assert rows(path)[0]["actor_name"] == f'"{name}" it is'


def test_gdelt_may_have_dates_with_hyphens(tmp_path: Path) -> None:
    names = datasets.named("gdelt").reader.columns
    lines = [line.split("\t") for line in text_of("gdelt-2.0.tsv").splitlines()[:3]]
    for line in lines:
        line[1] = f"{line[1][:4]}-{line[1][4:6]}-{line[1][6:]}"
    path = tmp_path / "a"
    path.write_text("\n".join("\t".join(line) for line in [names, *lines]))
    assert [row["date"] for row in rows(path)] == ["2018-01-01", "2017-01-01", "2017-12-31"]


def test_provocations_may_be_headed_otherwise(tmp_path: Path) -> None:
    header, body = text_of("csis-provocations.csv").split("\n", 1)
    headed = header.upper().replace("TYPE", "Provocation Type").replace("RESOURCES", "Source")
    path = tmp_path / "a"
    path.write_text(f"\ufeff{headed}\n{body}", "utf-8")
    assert [row["common_kind"] for row in rows(path)] == [
        row["common_kind"] for row in rows(DATA / "csis-provocations.csv")
    ]


def test_who_names_a_dataset_knows_what_its_columns_hold(tmp_path: Path) -> None:
    path = tmp_path / "a"
    lines = ["2013-02-12,Nuclear,Nuclear Test,a", "9-Oct-06,Missile,b,c"]
    path.write_text("\n".join(["date,type,event,description", *lines]))
    with pytest.raises(UnknownDataset, match="its column type holds 'Nuclear'"):
        rows(path)
    found = rows(path, as_="csis-provocations")
    assert [row["common_kind"] for row in found] == ["nuclear test", "missile launch"]
    assert [row["date"] for row in found] == ["2013-02-12", "2006-10-09"]


@pytest.mark.parametrize("actor", ["North Korea", "Russia"])
def test_polecat_names_several_countries_of_one_actor(tmp_path: Path, actor: str) -> None:
    header, first, second = text_of("polecat.tab").splitlines()
    path = tmp_path / "polecat.tab"
    path.write_text("\n".join([header, first.replace("\tPRK\t", "\tPRK; RUS\t", 1), second]))
    graph = nkgraph.open()
    report = graph.merge(path, actors=[actor])
    assert (report.counts.taken, report.unmatched) == (1, (("PRK; RUS", 1),))
    (event,) = graph.query("events-between", actor="South Korea")
    assert ": A spokesman of PRK; RUS → South Korea" in event["eventLabel"]
