"""Cells as a person reads them, and texts that cannot act."""

import unicodedata

import pytest
from hypothesis import given
from pyoxigraph import BlankNode, Literal, NamedNode

from nkgraph.presentation import cell, date_columns, inert, labelled, shown, without
from nkgraph.table import Table
from samples import CLAIM, EDTF, ENTITY, asked, texts, typed

RUSSIA = NamedNode(ENTITY + "russia")


def edtf(text):
    return Literal(text, datatype=NamedNode(EDTF))


@pytest.mark.parametrize(
    ("term", "unit", "text"),
    [
        (None, None, ""),
        (RUSSIA, None, "nk:russia"),
        (NamedNode(CLAIM + "oil-2013"), None, "claim:oil-2013"),
        (NamedNode("https://example.org/x"), None, "https://example.org/x"),
        (BlankNode("b"), None, "_:b"),
        (Literal("Russia", language="en"), None, "Russia"),
        (typed("36890000", "decimal"), "USD", "$36.89 M"),
        (typed("2013", "integer"), None, "2013"),
        (Literal(True), None, "yes"),
        (Literal(False), None, "no"),
        (edtf("2006-10-09"), None, "9 Oct 2006"),
        (edtf("../2014-05-14"), None, "before 14 May 2014"),
        (typed("2013-02", "gYearMonth"), None, "Feb 2013"),
        (Literal("2014-05~"), "date", "about May 2014"),
        (Literal("2014-05~"), None, "2014-05~"),
        (edtf("some day"), None, "some day"),
        (typed("many", "integer"), "USD", "many"),
    ],
)
def test_a_term_as_a_person_reads_it(term, unit, text):
    assert cell(term, unit) == text


@pytest.mark.parametrize(
    ("text", "shown_text"),
    [
        ("\x1b[31mred\x07", r"\x1b[31mred\x07"),
        ("\x9b1m\x7f", r"\x9b1m\x7f"),
        ("abc\u202edef\u2066", r"abc\u202edef\u2066"),
        ("zero\u200bwidth\ufeff", r"zero\u200bwidth\ufeff"),
        ("\U000e0041tag", r"\U000e0041tag"),
        ("two\nlines\tand\r\nmore", "two lines and  more"),
        ("a\u2028b\u2029c\x85d\u00a0e", "a b c d e"),
        (
            "👨\u200d👩\u200d👧 e\u0301 日本 می\u200cخواهم",
            "👨\u200d👩\u200d👧 e\u0301 日本 می\u200cخواهم",
        ),
        ("a\u200db \u200d👩\u200d", "ab 👩"),
        ("[red]not markup[/red]", "[red]not markup[/red]"),
    ],
)
def test_what_would_act_is_shown(text, shown_text):
    assert inert(text) == shown_text


@given(texts)
def test_no_text_can_act(text):
    made = inert(text)
    assert len(made.splitlines()) <= 1
    assert not {"Cc", "Zl", "Zp", "Cs"} & {unicodedata.category(char) for char in made}
    hidden = {char for char in made if unicodedata.category(char) == "Cf"}
    assert hidden <= {"\u200c", "\u200d"}
    assert inert(made) == made


TABLE = Table(
    ["actor", "actorLabel", "kind", "kindLabel", "value", "date"],
    [
        [RUSSIA, Literal("Russia"), Literal("state"), Literal("State"),
         typed("10000000000", "decimal"), edtf("2013")],
        [None, None, None, None, None, edtf("../2012")],
    ],
    asked(value="USD"),
)  # fmt: skip


def test_a_column_knows_what_it_holds():
    columns = shown(TABLE)
    assert [column.kind for column in columns] == ["iri", "text", "text", "text", "number", "date"]
    assert columns[4].cells == ["$10 bn", ""]
    assert columns[5].cells == ["2013", "before 2012"]
    assert [column.head for column in columns] == list(TABLE.columns)


def test_only_iris_give_way_to_their_labels():
    assert labelled(TABLE) == ["actor"]
    heads = [column.head for column in without(shown(TABLE), ["actor"])]
    assert heads == ["actor", "kind", "kindLabel", "value", "date"]


def test_a_prefix_that_all_share_can_be_left_out():
    claims = [[NamedNode(CLAIM + name)] for name in ("oil-2012", "oil-2013")]
    [column] = shown(Table(["claim"], [*claims, [None]]))
    assert column.without_prefix().cells == ["oil-2012", "oil-2013", ""]
    [mixed] = shown(Table(["x"], [*claims, [RUSSIA]]))
    assert mixed.without_prefix() == mixed
    [whole] = shown(Table(["x"], [[NamedNode("https://example.org/a:b")]]))
    assert whole.without_prefix() == whole


def test_columns_of_dates_are_found_by_their_type() -> None:
    table = Table(
        ["when", "what", "since", "none"],
        [
            (None, edtf("2013~"), typed("2013-01-01", "date"), None),
            (edtf("2012"), None, None, None),
        ],
    )
    assert date_columns(table) == ["when", "what", "since"]
