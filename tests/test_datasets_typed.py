"""Amounts and dates as people type them: read where there is one way to."""

import pytest

from datasets_files import rejects, rows
from nkgraph.datasets import amounts, datewords

HEADER = "publisher,exporter,importer,period,value,unit,change_percent,share_percent,approximate"


@pytest.mark.parametrize(
    ("text", "number", "unit", "is_about"),
    [
        ("36.89 million", "36890000.00", "", False),
        ("~37 m", "37000000", "", True),
        ("c. 100", "100", "", True),
        ("about 5 tonnes", "5", "tonnes", True),
        ("1.2 bn", "1200000000.0", "", False),
        ("$1,234.5 million", "1234500000.0", "USD", False),
        ("€5m", "5000000", "EUR", False),
        ("US$ 5 bn", "5000000000", "USD", False),
        ("RUB 5 bn", "5000000000", "RUB", False),
        ("$5m USD", "5000000", "USD", False),
        ("36.89 USD million", "36890000.00", "USD", False),
        ("−7.9 %", "-7.9", "%", False),
        ("3.220.000.000,5 RUB", "3220000000.5", "RUB", False),
        ("12 500 barrels a day", "12500", "barrels a day", False),
        ("5 USD/t", "5", "USD/t", False),
        ("5 m3", "5", "m3", False),
        ("1.5e6 USD", "1500000", "USD", False),
        ("1,234", "1,234", "", False),
    ],
)
def test_an_amount_is_taken_apart(text, number, unit, is_about):
    assert amounts.read(text) == (number, unit, is_about)


@pytest.mark.parametrize(
    "text",
    ["1–2 bn", "1-2 bn", "5 to 6 million", "5 million or more", "over 5 million", "$5 RUB",
     "1.2 bn million USD", "1,234 million", "much", "USD", ""],
)  # fmt: skip
def test_what_is_not_one_amount_of_one_unit_is_none(text):
    assert amounts.read(text) is None


def test_an_amount_keeps_all_its_digits():
    digits = "12345678901234567890123456789"
    assert amounts.read(f"{digits}.123456789").number == f"{digits}.123456789"
    assert amounts.read(f"{digits}.5 million").number == f"{digits}500000.0"


@pytest.mark.parametrize("text", ["~{}x", "~-{}x", "1{}~"])
def test_a_cell_of_spaces_is_read_at_once(text):
    assert amounts.parts(text.format(" " * 100_000)) == ""


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("May 2014", "2014-05"),
        ("14 May 2014", "2014-05-14"),
        ("Sept. 3, 2013", "2013-09-03"),
        ("2013 Q2", "2013-04/2013-06"),
        ("Q3/2013", "2013-07/2013-09"),
        ("1H2013", "2013-01/2013-06"),
        ("H2 2013", "2013-07/2013-12"),
        ("first half of 2013", "2013-01/2013-06"),
        ("2012–2013", "2012/2013"),
        ("2012-2013", "2012/2013"),
        ("c. 2013", "2013~"),
        ("about May 2013", "2013-05~"),
        ("c. 2012-2013", "2012~/2013~"),
        ("2013/14", None),
        ("2013-2012", None),
        ("Foo 2013", None),
        ("5/6/2013", None),
        ("12 2013", None),
        ("Q5 2013", None),
    ],
)
def test_a_date_in_words_becomes_edtf(text, date):
    assert datewords.as_edtf(text) == date


def reported(folder, *lines):
    path = folder / "figures.csv"
    path.write_text("\n".join([HEADER, *lines]), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("cells", "row"),
    [
        ("2013,36.89 million,USD,,,", {"value": 36890000, "unit": "USD"}),
        ("2013,~37 m,,,,", {"value": 37000000, "unit": "USD", "approximate": True}),
        ("2013,~37 m,,,,no", {"approximate": True}),
        ("2013,37,million USD,,,", {"value": 37000000, "unit": "USD"}),
        ("2013,€5m,,,,", {"value": 5000000, "unit": "EUR"}),
        ("2013,7710000,,,,", {"value": 7710000, "unit": "USD"}),
        ("2013,7710000,tonnes,,,about", {"unit": "tonnes", "approximate": True}),
        ("H1 2013,5,,,,", {"period": "2013-01/2013-06"}),
        ("c. 2013,5,,,,", {"period": "2013~"}),
        ("2013,,,−7.9%,~90 percent,", {"percent": -7.9, "share": 90, "approximate": True}),
    ],
)
def test_a_reported_figure_may_be_typed_as_it_is_said(tmp_path, cells, row):
    (found,) = rows(reported(tmp_path, f"A Paper,RUS,PRK,{cells}"))
    assert {key: type(value)(found[key]) for key, value in row.items()} == row


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("2013,1–2 bn,USD,,,", "value: '1–2 bn USD' is not such a number"),
        ("2013,over 5 million,,,,", "value: 'over 5 million' is not such a number"),
        ("2013,$5,RUB,,,", "value: '$5 RUB' is not such a number"),
        ("2013,5%,,,,", "value: '5%' is not such a number"),
        ("2013,,,5 USD,,", "percent: '5 USD' is not such a number"),
        ('2013,"1,234",,,,', "value: '1,234' can be read with a decimal comma or with thousands"),
        ("31 Feb 2013,5,,,,", "period: '31 Feb 2013' is no date in the form EDTF (2013-02-12)"),
        ("2013,,USD,,,", "no figure"),
    ],
)
def test_what_is_no_one_figure_is_refused(tmp_path, cells, reason):
    path = reported(tmp_path, "A Paper,RUS,PRK,2013,1,,,,", f"A Paper,RUS,PRK,{cells}")
    assert rejects(path) == [(3, reason)]
