"""Drafts of mappings do not guess where a guess may be wrong."""

import pytest

from datasets_files import rows
from nkgraph import datasets
from nkgraph.errors import BadMapping


def draft(folder, text):
    (folder / "a.csv").write_text(text, encoding="utf-8")
    return datasets.draft(folder / "a.csv")


def read(folder, mapping):
    (folder / "m.yaml").write_text(mapping, encoding="utf-8")
    return rows(folder / "a.csv", mapping=folder / "m.yaml")


def test_a_date_in_three_columns_keeps_its_month_and_day(tmp_path):
    made = draft(tmp_path, "year,month,day,actor\n2013,2,12,Japan\n2013,2,,Japan\n")
    assert "date: {year: year, month: month, day: day}" in made
    assert [row["date"] for row in read(tmp_path, made)] == ["2013-02-12", "2013-02"]


def test_a_date_that_can_be_two_is_asked_for(tmp_path):
    made = draft(tmp_path, "date,actor\n12/02/2013,Japan\n05/06/2009,Japan\n")
    assert 'date: {column: date, format: "???"}  # M/D/YYYY or D/M/YYYY?' in made
    with pytest.raises(BadMapping, match=r"line 10: \?\?\? stands where the draft did not know"):
        read(tmp_path, made)


@pytest.mark.parametrize(("day", "form"), [("12/25/2013", "M/D/YYYY"), ("25/12/2013", "D/M/YYYY")])
def test_one_date_that_can_be_one_decides(tmp_path, day, form):
    made = draft(tmp_path, "date,actor\n" + "01/02/2013,Japan\n" * 9 + f"{day},Japan\n")
    assert f"date: {{column: date, format: {form}}}" in made


def test_numbers_of_countries_can_be_of_many_lists(tmp_path):
    made = draft(tmp_path, "date,sender,receiver\n2013,731,732\n")
    assert 'actor_code: {column: sender, scheme: "???"}  # un-m49, iso3166-1-numeric' in made
    assert 'target_code: {column: receiver, scheme: "???"}' in made


def test_dates_in_words_need_no_format(tmp_path):
    made = draft(
        tmp_path, 'When,Country 1,Country 2\n"May 3, 2013",Russia,Japan\nMay 2014,Russia,\n'
    )
    assert "date: When\n" in made
    assert [row["date"] for row in read(tmp_path, made)] == ["2013-05-03", "2014-05"]
