"""GDELT as databases and scripts hand it on: some of its columns, with a header or as JSON."""

import json

import pytest

from datasets_files import counts, rows
from nkgraph import datasets
from nkgraph.errors import UnknownDataset

FEW = "SQLDATE,Actor1CountryCode,Actor2CountryCode,EventCode\n"


def test_a_few_columns_are_enough(tmp_path):
    path = tmp_path / "selected.csv"
    path.write_text(FEW + "20180102,PRK,KOR,0231\n20180102,PRK,KOR,0231\n20180103,USA,PRK,1056\n")
    first, second, third = rows(path)
    assert (first["date"], first["actor_code"], first["target_code"]) == (
        "2018-01-02", "PRK", "KOR",
    )  # fmt: skip
    assert (first["kind_code"], first["kind_root"], first["common_kind"]) == (
        "0231", "02", "appeal",
    )  # fmt: skip
    assert second["kind_name"] == "Appeal for economic aid", "without an id nothing is repeated"
    assert (third["kind_name"], third["common_kind"]) == ("Demand", "demand")


def test_who_acted_is_needed(tmp_path):
    path = tmp_path / "selected.csv"
    path.write_text("SQLDATE,EventCode,NumMentions\n20180102,043,4\n")
    with pytest.raises(UnknownDataset), datasets.read(path):
        pass


@pytest.mark.parametrize("as_array", [False, True])
def test_json_leaves_out_what_is_empty(tmp_path, as_array):
    row = {
        "GLOBALEVENTID": "1", "SQLDATE": "20180102", "Actor1CountryCode": "PRK",
        "Actor2CountryCode": "KOR", "EventCode": "043", "EventBaseCode": "043",
        "EventRootCode": "04", "QuadClass": "1", "ActionGeo_ADM1Code": "KN12",
        "DATEADDED": "20180102000000",
    }  # fmt: skip
    found = [row, {**row, "GLOBALEVENTID": "2", "SOURCEURL": "https://a.test/"}, row]
    text = json.dumps(found) if as_array else "".join(json.dumps(one) + "\n" for one in found)
    path = tmp_path / "selected.json"
    path.write_text(text)
    assert [one["kind_name"] for one in rows(path)] == ["Host a visit", "Host a visit"]
    assert counts(path).repeated == 1
    with datasets.read(path) as reading:
        assert reading.dataset.name == "gdelt", "14 digits of DATEADDED are 2.0's"


def test_zeros_that_a_spreadsheet_ate_are_put_back(tmp_path):
    path = tmp_path / "numbers.csv"
    path.write_text(
        "GLOBALEVENTID,SQLDATE,Actor1CountryCode,Actor2CountryCode,EventCode,EventBaseCode,EventRootCode\n"
        "1,20180102,PRK,KOR,231,23,2\n2,20180102,PRK,KOR,43,43,4\n3,20180102,PRK,KOR,193,193,19\n"
    )
    found = rows(path)
    assert [row["kind_code"] for row in found] == ["0231", "043", "193"]
    assert [row["kind_base"] for row in found] == ["023", "043", "193"]
    assert found[0]["kind_name"] == "Appeal for economic aid"
