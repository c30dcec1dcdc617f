"""What part of a dataset is taken, what is written of it, and what the counts say."""

from datetime import date

import pytest

from datasets_files import DATA, SHARED, counts, rows
from nkgraph import datasets
from nkgraph.datasets import Focus
from nkgraph.errors import CannotWrite

GDELT = DATA / "gdelt-2.0.tsv"


def ids(focus, file=GDELT):
    return [row.get("id", row.get("name"))[-1] for row in rows(file, focus=focus)]


@pytest.mark.parametrize(
    ("focus", "expected"),
    [
        (Focus(), "1235"),
        (Focus(actors={"cameo": ["PRK"]}), "12"),
        (Focus(actors={"cameo": ["PRK", "CHN"]}), "125"),
        (Focus(actors={"iso3166-1-alpha-3": ["PRK"]}), ""),
        (Focus(actors={"name": ["united nations"]}), "3"),
        (Focus(actors={"cameo": ["PRK"], "name": ["united nations"]}), "123"),
        (Focus(since=date(2017, 12, 31)), "135"),
        (Focus(until=date(2017, 12, 31)), "23"),
        (Focus(since=date(2017, 12, 31), until=date(2017, 12, 31)), "3"),
        (Focus(kinds={"cameo": ["043"]}), "1"),
        (Focus(kinds={"cameo": ["12"]}), "25"),
        (Focus(kinds={"cameo": ["124"]}), "2"),
        (Focus(kinds={"icews": ["043"]}), ""),
        (Focus(kinds={"common": ["Consultation"]}), "1"),
        (Focus(kinds={"name": ["host a"]}), "1"),
        (Focus(places={"fips-10-4": ["KN"]}), "2"),
        (Focus(places={"name": ["korea"]}), "12"),
        (Focus(actors={"cameo": ["PRK"]}, places={"fips-10-4": ["KN"]}), "2"),
        (Focus(actors={"x' OR 1=1 --": ["x' OR 1=1 --"]}), ""),
        (Focus(actors={"cameo": []}), ""),
    ],
)
def test_rows_in_focus_are_taken(focus, expected):
    assert "".join(ids(focus)) == expected


def test_what_is_refused_is_so_whatever_is_in_focus():
    found = counts(GDELT, focus=Focus(actors={"cameo": ["CHN"]}))
    assert found == (7, 1, 2, 0, 0, 4)
    with datasets.read(GDELT, focus=Focus(actors={"cameo": ["XXX"]})) as reading:
        assert reading.counts.taken == 0
        assert len(reading.first_rejects(9)) == 2


def test_spans_and_open_ends_touch_the_days_asked_for():
    wars = DATA / "cow-wars.csv"

    def found(since, until):
        return [row["id"] for row in rows(wars, focus=Focus(since=since, until=until))]

    assert found(date(1953, 7, 27), date(1955, 1, 1)) == ["901-731-1950", "901-732-1950"]
    assert found(date(2020, 1, 1), None) == ["903-365-2005"]
    assert found(None, date(1950, 6, 1)) == ["901-732-1950"]


def test_figures_are_found_by_either_side():
    file = DATA / "comtrade.csv"
    assert len(rows(file, focus=Focus(actors={"comtrade": ["842"]}))) == 1
    assert len(rows(file, focus=Focus(actors={"comtrade": ["408"]}))) == 4
    assert rows(file, focus=Focus(places={"name": ["x"]})) == []
    assert len(rows(file, focus=Focus(since=date(2013, 4, 1)))) == 5


def test_states_are_found_by_code():
    file = DATA / "cow-states.csv"
    assert [row["name"] for row in rows(file, focus=Focus(actors={"cow-number": ["730"]}))] == [
        "Korea"
    ]
    assert [row["name"] for row in rows(file, focus=Focus(since=date(1950, 1, 1)))] == [
        "Russia",
        "North Korea",
    ]


def test_all_columns_of_the_rows_taken_are_written(tmp_path):
    import pyarrow.parquet as pq

    with datasets.read(GDELT, focus=Focus(actors={"cameo": ["PRK"]})) as reading:
        reading.full_rows(tmp_path / "full.parquet")
        reading.canonical_rows(tmp_path / "canonical.parquet")
    full = pq.read_table(tmp_path / "full.parquet")
    assert full.column_names[:2] == ["row", "GLOBALEVENTID"]
    assert full.num_columns == 62
    assert full["row"].to_pylist() == [1, 2]
    assert full["EventCode"].to_pylist() == ["043", "1246"]
    assert full["GoldsteinScale"].to_pylist() == [2.8, -5.0]
    assert full["Actor1Type2Code"].to_pylist() == [None, None]
    canonical = pq.read_table(tmp_path / "canonical.parquet")
    assert canonical["kind_code"].to_pylist() == ["043", "1246"]
    assert [path.name for path in sorted(tmp_path.iterdir())] == [
        "canonical.parquet",
        "full.parquet",
    ]


def test_line_breaks_and_doubled_names_are_written(tmp_path):
    import pyarrow.parquet as pq

    file = tmp_path / "a.csv"
    file.write_text(
        "publisher,exporter,importer,period,value,row,Row,,what,what\n"
        'P,PRK,RUS,2013,5,1,2,3,"one\ntwo",x\n'
    )
    with datasets.read(file) as reading:
        reading.full_rows(tmp_path / "full.parquet")
    full = pq.read_table(tmp_path / "full.parquet")
    assert len(set(map(str.lower, full.column_names))) == 11
    assert full["what"].to_pylist() == ["one\ntwo"]


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    with datasets.read(GDELT) as reading:
        with pytest.raises(CannotWrite, match="cannot write"):
            reading.full_rows(tmp_path / "no folder" / "full.parquet")
        (tmp_path / "folder").mkdir()
        with pytest.raises(CannotWrite):
            reading.canonical_rows(tmp_path / "folder")
        assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_formulas_are_texts(tmp_path):
    found = rows(DATA / "reported.csv")
    assert all(not row["publisher"].startswith("=") for row in found)
    with datasets.read(DATA / "reported.csv") as reading:
        assert "=cmd|calc!A1" in reading.first_rejects(9)[-1].raw


def test_nothing_is_left_behind(tmp_path, monkeypatch):
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with datasets.read(DATA / "acled.csv"):
        assert list(tmp_path.iterdir())
    assert list(tmp_path.iterdir()) == []


def test_north_korea_in_a_published_file():
    file = SHARED / "gdelt" / "20180101000000.export.CSV"
    if not file.exists():
        pytest.skip("the publishers' files are not here")
    found = counts(file, focus=Focus(actors={"cameo": ["PRK"]}))
    lines = [line.split("\t") for line in file.read_text().splitlines()]
    assert found.taken == sum("PRK" in (line[7], line[17]) for line in lines)
    assert found.filtered == found.read - found.taken
