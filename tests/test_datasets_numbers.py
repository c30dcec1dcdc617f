"""Numbers as people write them: read in the one way that there is, or refused."""

from decimal import Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph.datasets import numbers
from nkgraph.datasets.canonical import DECIMAL
from nkgraph.datasets.mapping import NumberForm

CONNECTION = duckdb.connect()
PLAIN = NumberForm()


def read(text: str, form: NumberForm = PLAIN, sql_type: str = DECIMAL):
    query = f"SELECT {numbers.parsed('raw', form, sql_type)} FROM (SELECT $1 AS raw)"
    return CONNECTION.execute(query, [text]).fetchall()[0][0]


def problem(text: str, form: NumberForm = PLAIN):
    number = numbers.parsed("raw", form, DECIMAL)
    query = f"SELECT {numbers.problem('raw', number, form)} FROM (SELECT $1 AS raw)"
    return CONNECTION.execute(query, [text]).fetchall()[0][0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7710000", "7710000"),
        ("36890000.5", "36890000.5"),
        ("-11.5", "-11.5"),
        ("−11.5", "-11.5"),
        ("+5", "5"),
        (".5", "0.5"),
        ("1.5E+06", "1500000"),
        ("1e9", "1000000000"),
        ("1,234,567", "1234567"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1.234,5", "1234.5"),
        ("1.234.567,89", "1234567.89"),
        ("1 234 567", "1234567"),
        ("1\u202f234,5", "1234.5"),
        ("1\u00a0234", "1234"),
        ("1'234'567", "1234567"),
        ("1’234", "1234"),
        ("33,98", "33.98"),
        ("0,125", "0.125"),
        ("1234,5678", "1234.5678"),
        ("1.234", "1.234"),
    ],
)
def test_what_can_be_read_in_one_way_is_a_number(text, value):
    assert read(text) == Decimal(value)
    assert problem(text) is None


@pytest.mark.parametrize("text", ["nan", "NaN", "null", "NULL"])
def test_what_programs_write_for_no_number_is_nothing(text):
    assert read(text) is None
    assert problem(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "12,34,5",
        "1,23.4",
        "1..2",
        "--5",
        "5-",
        "1 2",
        "12%",
        "$5",
        "inf",
        "Infinity",
        "1_000",
        "0x10",
        "1e999",
        "٣",
        "½",
        "=1+1",
        "1,234,56",
        "1.234.56",
    ],
)
def test_what_is_no_number_is_refused(text):
    assert read(text) is None
    assert problem(text) == f"'{text}' is not such a number"
    assert read(text, sql_type="BIGINT") is None
    assert read(text, sql_type="DOUBLE") is None


@pytest.mark.parametrize("text", ["1,234", "-12,345", "999,999"])
def test_a_comma_that_can_be_either_is_refused_with_the_reason(text):
    assert read(text) is None
    assert problem(text) == f"'{text}' can be read with a decimal comma or with thousands"


def test_the_mapping_says_what_the_marks_are():
    comma = NumberForm(decimal=",", thousands=".")
    assert read("1,234", comma) == Decimal("1.234")
    assert read("1.234", comma) == 1234
    assert read("1.234.567,8", comma) == Decimal("1234567.8")
    assert read("12.34", comma) is None
    thousands = NumberForm(thousands=",")
    assert read("1,234", thousands) == 1234
    assert read("1,234.5", thousands) == Decimal("1234.5")
    assert read("1,23", thousands) is None
    assert read("1 234,5", NumberForm(decimal=",", thousands=" ")) == Decimal("1234.5")
    assert read("1\u202f234,5", NumberForm(decimal=",", thousands="\u202f")) == Decimal("1234.5")
    assert problem("12.34", comma) == "'12.34' is not such a number"


@pytest.mark.parametrize("mark", ["]", "^", "\\", "'", "[", "_"])
def test_any_mark_is_taken_as_it_is(mark):
    assert read(f"1{mark}234", NumberForm(thousands=mark)) == 1234
    assert read(f"1{mark}5", NumberForm(decimal=mark)) == Decimal("1.5")


def test_amounts_in_thousands_are_multiplied():
    assert read("7.5", NumberForm(times=1000)) == 7500
    assert read("9" * 28, NumberForm(times=1000)) is None, "beyond what a decimal holds"


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("12.0", 12), ("12.5", None), ("1e3", 1000), ("1,234,567", 1234567)],
)
def test_whole_numbers_are_whole(text, value):
    assert read(text, sql_type="BIGINT") == value
    assert read("9" * 30, sql_type="BIGINT") is None


@given(st.decimals(-(10**15), 10**15, allow_nan=False, places=3))
@settings(deadline=None, max_examples=40)
def test_every_plain_number_comes_back(number):
    assert read(f"{number:f}") == number
    assert read(f"{number:,}") in (number, None)
    assert read(f"{number:,}", NumberForm(thousands=",")) == number
    german = f"{number:,}".translate(str.maketrans(",.", ".,"))
    assert read(german, NumberForm(decimal=",", thousands=".")) == number


@given(st.text(max_size=20))
@settings(deadline=None, max_examples=40)
def test_any_text_is_a_number_or_none(text):
    text = text.replace("\0", "")
    for sql_type in (DECIMAL, "BIGINT", "DOUBLE"):
        value = read(text, sql_type=sql_type)
        assert value is None or float(value) == float(value)
    assert (problem(text) is None) == (read(text) is not None)
