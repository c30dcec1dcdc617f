"""The readable table: what it looks like, that it fits, and that nothing in it acts."""

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode
from rich.cells import cell_len

from nkgraph import terminal
from nkgraph.presentation import inert
from nkgraph.table import Table
from nkgraph.terminal import cells
from samples import CLAIM, ENTITY, HOSTILE, asked, hostile_table, tables, texts, typed


class Screen(io.StringIO):
    encoding = "utf-8"

    def isatty(self):
        return True


def name(label):
    return NamedNode(ENTITY + label.lower().replace(" ", "-")), Literal(label, language="en")


TRADE = Table(
    ["exporter", "exporterLabel", "importer", "importerLabel", "year", "value", "statedPercent",
     "claim"],
    [
        [*name("North Korea"), *name("Russia"), typed("2013", "integer"),
         typed("7710000", "decimal"), typed("-29.9", "decimal"), NamedNode(CLAIM + "exports-2013")],
        [*name("Russia"), *name("North Korea"), typed("2013", "integer"),
         typed("36890000", "decimal"), typed("58.5", "decimal"), NamedNode(CLAIM + "oil-2013")],
        [*name("Russia"), *name("North Korea"), None,
         typed("10000000000", "decimal"), None, NamedNode(CLAIM + "debt-write-off")],
    ],
    asked(notes="Figures as the article has them.", value="USD", statedPercent="percent"),
)  # fmt: skip

WHOLE = """
exporter        exporterLabel  importer        importerLabel  year     value  statedPercent  claim
─────────────────────────────────────────────────────────────────────────────────────────────────────────────────
nk:north-korea  North Korea    nk:russia       Russia         2013   $7.71 M        −29.9 %  claim:exports-2013
nk:russia       Russia         nk:north-korea  North Korea    2013  $36.89 M        +58.5 %  claim:oil-2013
nk:russia       Russia         nk:north-korea  North Korea            $10 bn                 claim:debt-write-off
3 rows
Figures as the article has them.
"""  # noqa: E501

RECORDS = """
exporter       North Korea
importer       Russia
year           2013
value          $7.71 M
statedPercent  −29.9 %
claim          exports-2013
────────────────────────────────────────
"""


def test_all_of_it_where_there_is_room():
    assert terminal.text(TRADE) == WHOLE.strip("\n")
    assert terminal.text(TRADE, 113) == WHOLE.strip("\n")


def test_iris_give_way_to_their_labels():
    assert terminal.text(TRADE, 80).splitlines() == [
        "exporter     importer     year     value  statedPercent  claim",
        "─" * 77,
        "North Korea  Russia       2013   $7.71 M        −29.9 %  claim:exports-2013",
        "Russia       North Korea  2013  $36.89 M        +58.5 %  claim:oil-2013",
        "Russia       North Korea          $10 bn                 claim:debt-write-off",
        "3 rows · IRIs not shown: exporter, importer",
        "Figures as the article has them.",
    ]


def test_then_prefixes_and_heads_and_lines():
    assert terminal.text(TRADE, 64).splitlines()[:6] == [
        "                                          stated",
        "exporter     importer    year     value  Percent  claim",
        "─" * 64,
        "North Korea  Russia      2013   $7.71 M  −29.9 %  exports-2013",
        "Russia       North       2013  $36.89 M  +58.5 %  oil-2013",
        "             Korea",
    ]


def test_names_wrap_at_their_hyphens():
    name = "https://w3id.org/nkgraph/claim/2014-05-14/exports-to-russia-2013-down-29.9"
    text = "Something that is said here and now and takes a line and a half of this."
    table = Table(["claim", "statement"], [[NamedNode(name), Literal(text)]])
    lines = terminal.text(table, 62).splitlines()[2:4]
    assert [line.split("  ")[0] for line in lines] == ["exports-to-russia-", "2013-down-29.9"]


def test_at_last_a_value_a_line():
    assert terminal.text(TRADE, 40).splitlines()[:7] == RECORDS.strip("\n").splitlines()


def test_a_text_wraps_and_then_its_middle_is_cut_so_that_both_ends_are_seen():
    long = "Federal Customs Service of Russia; KOTRA Moscow office"
    table = Table(["speakers"], [[Literal(long)]])
    assert terminal.text(table, 40).splitlines()[2:4] == [
        "Federal Customs Service of Russia; KOTRA",
        "Moscow office",
    ]
    table = Table(["speakers"], [[Literal("begin " + "and on " * 40 + "end")]])
    *_, first, middle, last, count = terminal.text(table, 40).splitlines()
    assert first.startswith("begin and on")
    assert "…" in middle
    assert last.endswith("end")
    assert count == "1 row"


def test_prose_wraps_in_a_record():
    long = "A sentence that goes on for longer than any column of a narrow screen can be wide."
    table = Table(
        ["id", "statement", "speakers"], [[Literal("x" * 30), Literal(long), Literal(long)]]
    )
    lines = terminal.text(table, 36).splitlines()
    assert lines[1:4] == [
        "statement  A sentence that goes on",
        "           for longer than any",
        "           column of a narrow screen",
    ]


@settings(max_examples=60, deadline=None)
@given(tables() | st.just(hostile_table()), st.integers(8, 200))
def test_no_line_is_wider_than_the_terminal(table, columns):
    lines = terminal.text(table, columns).splitlines()
    assert max(map(cell_len, lines)) <= columns


@settings(max_examples=60, deadline=None)
@given(tables(), st.integers(60, 300))
def test_every_line_of_a_table_is_equally_wide(table, columns):
    lines = terminal.text(table, columns).splitlines()
    if lines[1:2] == ["─" * len(lines[1])]:
        assert max(map(cell_len, lines[:1] + lines[2:-1])) <= len(lines[1])


@given(texts | st.text("日本e\u0301x👩\u200d "), st.integers(0, 30), st.booleans())
def test_a_cut_fits_and_keeps_both_ends(text, room, end):
    text = inert(text)
    short = cells.cut(text, room, end=end)
    assert cell_len(short) <= room or cell_len(text) <= room
    if short != text:
        assert short.count("…") >= min(room, 1)
        head, _, tail = short.rpartition("…") if end else short.partition("…")
        if text.count("…") == 0:
            assert text.startswith(head)
            assert text.endswith(tail)
            assert not (end and tail)


def test_a_cut_does_not_tear_a_letter_from_its_accent():
    assert cells.cut("e\u0301" * 9, 5) == "e\u0301e\u0301…e\u0301e\u0301"
    assert cells.cut("日本国日本国", 6) == "日…国"


def test_wide_characters_stand_in_line():
    table = Table(["label", "n"], [[Literal("日本"), Literal(1)], [Literal("abcdef"), Literal(22)]])
    assert terminal.text(table).splitlines()[2:4] == ["日本     1", "abcdef  22"]


def test_an_answer_without_rows_keeps_its_head():
    assert terminal.text(Table(["a", "b"], []), 80) == "a  b\n────\n0 rows"
    assert terminal.text(Table([], [])) == "0 rows"


def test_a_terminal_gets_bold_and_grey_and_the_time(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    screen = Screen()
    terminal.write(TRADE, screen, seconds=0.0412)
    lines = screen.getvalue().splitlines()
    assert lines[0].startswith("\x1b[1mexporter")
    assert lines[1].startswith("\x1b[2m───")
    assert "\x1b" not in lines[2]
    assert "3 rows · 0.04 s · IRIs not shown" in lines[5]
    assert re.sub(r"\x1b\[\d+m", "", lines[0]).rstrip() == terminal.text(TRADE, 80).splitlines()[0]


@pytest.mark.parametrize("variable", ["NO_COLOR", "TERM"])
def test_styles_can_be_refused(monkeypatch, variable):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv(variable, "dumb")
    screen = Screen()
    terminal.write(TRADE, screen)
    assert "\x1b" not in screen.getvalue()


def test_hostile_texts_do_nothing_on_a_terminal(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "600")
    screen = Screen()
    terminal.write(hostile_table(), screen)
    written = screen.getvalue()
    # What is left when the styles of ours are taken out.
    bare = re.sub(r"\x1b\[[0-2]m", "", written)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", bare)
    assert "[red]markup[/red]" in bare
    assert ":smile:" in bare
    assert len(bare.splitlines()) == len(HOSTILE) + 3


@pytest.mark.parametrize("columns", ["", "0", "-5", "wide", "9" * 5000])
def test_a_width_that_is_none_is_no_limit(monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    assert terminal.width(io.StringIO()) is None


def test_the_environment_s_width_counts(monkeypatch):
    monkeypatch.setenv("COLUMNS", "72")
    assert terminal.width() == 72
    assert terminal.width(io.StringIO()) == 72


@pytest.mark.parametrize("start", ["\u200d", "\ufe0f", "\u0301"])
def test_a_text_may_begin_with_what_belongs_to_a_letter_before_it(start):
    assert cell_len(cells.cut(f"{start}abcdefghij", 5)) <= 5
