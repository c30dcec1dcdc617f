"""A table in a notebook: readable, short, and never markup."""

from html.parser import HTMLParser

from hypothesis import given, settings
from pyoxigraph import Literal

from nkgraph.presentation import inert
from nkgraph.table import Table
from samples import HOSTILE, asked, hostile_table, tables, typed


class Reader(HTMLParser):
    """Collects which elements there are, and the texts of cells and paragraphs."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.texts = set(), {"td": [], "th": [], "p": []}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.add(tag)
        self.tag = tag
        if tag in self.texts:
            self.texts[tag].append("")

    def handle_data(self, data):
        if self.tag in self.texts and data.strip():
            self.texts[self.tag][-1] += data

    def handle_endtag(self, tag):
        self.tag = ""


PLAIN = {"div", "table", "thead", "tbody", "tr", "th", "td", "p"}


def test_hostile_texts_are_text():
    read = Reader(hostile_table()._repr_html_())
    assert read.elements == PLAIN
    labels = read.texts["td"][:: len(read.texts["th"])]
    assert [label.strip() for label in labels] == [inert(text).strip() for text in HOSTILE]


@settings(max_examples=25, deadline=None)
@given(tables())
def test_every_cell_is_there(table):
    read = Reader(table._repr_html_())
    assert read.elements <= PLAIN
    assert len(read.texts["th"]) == len(table.columns)
    assert len(read.texts["td"]) == len(table) * len(table.columns)


def test_it_reads_as_the_terminal_does():
    query = asked(notes="By <hand>.")
    table = Table(["year", "who"], [[typed("2013", "integer"), Literal("Kim & Co")]], query)
    html = table._repr_html_()
    read = Reader(html)
    assert read.texts == {
        "th": ["year", "who"],
        "td": ["2013", "Kim & Co"],
        "p": ["1 row", "By <hand>."],
    }
    assert "text-align: right" in html


def test_a_long_answer_is_shown_in_part_and_says_so():
    table = Table(["n"], [[typed(str(n), "integer")] for n in range(1234)])
    read = Reader(table._repr_html_())
    assert len(read.texts["td"]) == 100
    assert read.texts["p"] == ["the first 100 of 1,234 rows"]
