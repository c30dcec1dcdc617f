"""Numbers as a person writes them, with nothing that was stated rounded away."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkgraph.quantities import in_words
from samples import decimals, floats

WRITTEN = [
    (36890000, "USD", "$36.89 M"),
    (Decimal("36890000.00"), "USD", "$36.89 M"),
    (3.689e7, "USD", "$36.89 M"),
    (41610000, "USD", "$41.61 M"),
    (11000000, "USD", "$11 M"),
    (10**10, "USD", "$10 bn"),
    (1_500_000_000, "USD", "$1.5 bn"),
    (2 * 10**12, "USD", "$2 tn"),
    (6_543_210_000, "USD", "$6,543.21 M"),
    (-36890000, "USD", "\u2212$36.89 M"),
    (999_999, "USD", "$999,999"),
    (1234, "USD", "$1,234"),
    (Decimal("12.5"), "USD", "$12.50"),
    (0, "USD", "$0"),
    (Decimal("58.5"), "percent", "+58.5 %"),
    (Decimal("58.462199312714776632"), "percent", "+58.46 %"),
    (Decimal("-56.7"), "percent", "\u221256.7 %"),
    (0, "percent", "0 %"),
    (Decimal("0.00012"), "percent", "+0.00012 %"),
    (42, "share", "42 %"),
    (Decimal("88.3"), "share", "88.3 %"),
    (Decimal("42.2300"), "degrees", "42.23°"),
    (Decimal("-56.7"), "degrees", "\u221256.7°"),
    (2013, None, "2013"),
    (12345, None, "12,345"),
    (Decimal("19.333333333333333333"), None, "19.333333"),
    (-5, None, "\u22125"),
    (7, "tonnes", "7 tonnes"),
    (float("nan"), "USD", "not a number"),
    (float("-inf"), None, "\u2212infinite"),
    (1e300, None, "1e+300"),
    (1e-300, None, "1e\u2212300"),
]


@pytest.mark.parametrize(("value", "unit", "text"), WRITTEN)
def test_a_number_in_its_unit(value, unit, text):
    assert in_words(value, unit) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(36890000, "$36,890,000"), (10**10, "$10,000,000,000"), (Decimal("-0.5"), "\u2212$0.50")],
)
def test_an_amount_in_full(value, text):
    assert in_words(value, "USD", full=True) == text


def figure(text):
    """Read an amount back as a reader would."""
    number = re.search(r"[\d,.]+", text)[0].replace(",", "")
    scale = {"M": 10**6, "bn": 10**9, "tn": 10**12}.get(text.split()[-1], 1)
    return Decimal(number) * scale * (-1 if "\u2212" in text else 1)


@given(decimals)
def test_a_stated_amount_can_be_got_back(value):
    assert figure(in_words(value, "USD")) == value
    assert figure(in_words(value, "USD", full=True)) == value


@given(st.integers(-(10**5), 10**5))
def test_a_percentage_with_two_decimals_is_not_rounded(hundredths):
    value = Decimal(hundredths) / 100
    text = in_words(value, "percent")
    assert figure(text) == value
    assert text.startswith({1: "+", 0: "0", -1: "\u2212"}[(value > 0) - (value < 0)])


@given(st.integers(0, 9999))
def test_years_are_never_grouped(year):
    assert in_words(year) == str(year)


@given(
    st.integers() | floats | st.decimals(allow_nan=False, allow_infinity=False),
    st.sampled_from([None, "USD", "percent", "share", "degrees", "tonnes"]),
    st.booleans(),
)
def test_any_number_is_written_with_a_real_minus(value, unit, full):
    text = in_words(value, unit, full=full)
    assert text
    assert "-" not in text


def test_more_digits_than_anybody_reads_are_left_as_they_are():
    assert in_words(10**40, "USD") == str(10**40)
    assert in_words(Decimal(1).scaleb(-2000)) == f"0.{'0' * 1999}1"
