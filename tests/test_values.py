"""Terms as plain Python values, and values as plain text."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from nkgraph.values import common_type, plain_text, python_value
from samples import EDTF, XSD, decimals, floats, integers, typed, xsd_float

READ = [
    (None, None),
    (NamedNode("https://example.org/é"), "https://example.org/é"),
    (BlankNode("b0"), "_:b0"),
    (Literal("Russia", language="en"), "Russia"),
    (Literal("12"), "12"),
    (typed("007", "integer"), 7),
    (typed("+7", "nonNegativeInteger"), 7),
    (typed("255", "unsignedByte"), 255),
    (typed(" 7\n", "int"), 7),
    (typed(".50", "decimal"), Decimal("0.50")),
    (typed("-36890000.", "decimal"), Decimal(-36890000)),
    (typed("1.5E3", "double"), 1500.0),
    (typed("-INF", "double"), float("-inf")),
    (typed("true", "boolean"), True),
    (typed("0", "boolean"), False),
    (typed("2013", "gYear"), "2013"),
    (typed("2006-10-09", "date"), "2006-10-09"),
    (Literal("../2014-05-14", datatype=NamedNode(EDTF)), "../2014-05-14"),
]

ILL_TYPED = [
    ("many", "integer"),
    ("1_000", "integer"),
    ("٧", "integer"),
    ("9" * 5000, "integer"),
    ("1e5", "decimal"),
    ("NaN", "decimal"),
    ("", "decimal"),
    ("infinity", "double"),
    ("yes", "boolean"),
]


@pytest.mark.parametrize(("term", "value"), READ)
def test_a_term_is_a_plain_value(term, value):
    read = python_value(term)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(("text", "kind"), ILL_TYPED)
def test_a_literal_that_does_not_fit_its_type_stays_text(text, kind):
    assert python_value(typed(text, kind)) == text


def test_a_triple_term_is_text():
    triple = Triple(NamedNode("https://a.example"), NamedNode("https://b.example"), Literal("c"))
    assert "https://a.example" in python_value(triple)


@given(integers)
def test_integers_come_back(number):
    assert python_value(typed(plain_text(number), "integer")) == number


@given(decimals)
def test_decimals_come_back_exactly_and_without_exponent(number):
    text = plain_text(number)
    assert "E" not in text.upper()
    assert python_value(typed(text, "decimal")) == number


@given(floats)
def test_floats_come_back(number):
    assert repr(python_value(typed(plain_text(number), "double"))) == repr(number)
    assert plain_text(number) == xsd_float(number)


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), ("", ""), (True, "true"), (False, "false"), (Decimal("1E+7"), "10000000")],
)
def test_plain_text(value, text):
    assert plain_text(value) == text


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([], None),
        ([None], None),
        ([1, None], int),
        ([1, Decimal("0.5")], Decimal),
        ([1, 0.5, Decimal(2)], float),
        ([True, False], bool),
        ([True, 1], str),
        ([1, "a"], str),
    ],
)
def test_one_type_holds_a_column(values, kind):
    assert common_type(values) is kind


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_is_itself_whatever_its_language(text):
    assert python_value(Literal(text)) == text
    assert python_value(Literal(text, language="ko")) == text
    assert python_value(Literal(text, datatype=NamedNode(XSD + "string"))) == text
