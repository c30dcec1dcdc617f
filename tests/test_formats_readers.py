"""Every data format, read back by a reader that is not ours."""

import csv
import io
import json
import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from nkgraph.formats.spreadsheet import cell
from nkgraph.table import Table
from nkgraph.values import plain_text
from samples import HOSTILE, hostile_table, tables, texts, typed

few = settings(max_examples=40, deadline=None)


def written(table, name):
    """Return what a format writes, as bytes."""
    stream = io.BytesIO()
    table.write(stream, name)
    return stream.getvalue()


def lexical(table):
    return [[plain_text(value) for value in row] for row in table.values()]


def unguarded(text):
    """Take back the apostrophe that keeps a text from being a formula."""
    return re.sub(r"^'(?='*[=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20])", "", text)


@few
@given(tables())
def test_csv_is_read_by_python(table):
    text = written(table, "csv").decode()
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert rows[0] == list(table.columns)
    assert [[unguarded(cell) for cell in row] for row in rows[1:]] == lexical(table)


@few
@given(tables())
def test_tsv_is_read_by_python(table):
    text = written(table, "tsv").decode()
    rows = list(csv.reader(io.StringIO(text, newline=""), dialect="excel-tab", strict=True))
    assert rows[0] == list(table.columns)
    assert [[unguarded(cell) for cell in row] for row in rows[1:]] == lexical(table)


def test_csv_follows_rfc_4180():
    table = Table(["a", "b"], [[Literal('say "x", y'), Literal("two\nlines")], [None, None]])
    assert written(table, "csv") == b'a,b\r\n"say ""x"", y","two\nlines"\r\n,\r\n'


def test_tsv_quotes_what_would_break_a_row():
    rows = [[Literal("a\tb"), Literal("c\rd")], [Literal('say "x"'), Literal("plain, bare")]]
    table = Table(["x", "y"], rows)
    assert written(table, "tsv") == b'x\ty\n"a\tb"\t"c\rd"\n"say ""x"""\tplain, bare\n'


@pytest.mark.parametrize(("name", "separator"), [("csv", ","), ("tsv", "\t")])
def test_spreadsheet_formats_are_read_by_pandas(name, separator):
    import pandas

    table = hostile_table()
    frame = pandas.read_csv(
        io.BytesIO(written(table, name)), sep=separator, keep_default_na=False,
        dtype={"actorLabel": str, "year": str},
    )  # fmt: skip
    assert list(frame.columns) == list(table.columns)
    assert frame["value"].tolist() == [int(row["value"]) for row in table]
    assert frame["approximate"].tolist() == [row["approximate"] for row in table]
    labels = [unguarded(label) for label in frame["actorLabel"]]
    labels.remove("\0nul" if "\0nul" in labels else "'")  # older pandas ends a text at a NUL
    # It ends a line at a carriage return too, and so do spreadsheets.
    same = [text.replace("\r\n", "\n").replace("\r", "\n") for text in HOSTILE if text != "\0nul"]
    assert [text.replace("\r\n", "\n").replace("\r", "\n") for text in labels] == same


@given(texts)
def test_no_text_is_a_formula_and_none_is_lost(text):
    shown = cell(text)
    assert shown in (text, "'" + text)
    assert unguarded(shown) == text
    if shown[:1] and shown[0] in "=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20":
        assert re.fullmatch(r"[+-][0-9]+([.,][0-9]+)*", shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1", "'=1"),
        ("'=1", "''=1"),
        ("'quoted'", "'quoted'"),
        ("-56.7", "-56.7"),
        ("+1,234.5", "+1,234.5"),
        ("-1+cmd", "'-1+cmd"),
        ("\uff1d1", "'\uff1d1"),
        (Decimal("-56.7"), "-56.7"),
        (float("-inf"), "-INF"),
    ],
)
def test_which_cells_get_an_apostrophe(text, shown):
    assert cell(text) == shown


def json_cell(value):
    """Return what JSON can say of a value."""
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return plain_text(value)
    return value


@few
@given(tables())
@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_json_is_exact(name, table):
    text = written(table, name).decode()
    if name == "json":
        rows = json.loads(text, parse_float=Decimal)
    else:
        rows = [json.loads(line, parse_float=Decimal) for line in text.splitlines()]
    assert [list(row) for row in rows] == [list(table.columns)] * len(table)
    for read, row in zip(rows, table, strict=True):
        for name in table.columns:
            value = json_cell(row[name])
            if isinstance(value, float):
                assert float(read[name]) == value
            else:
                assert read[name] == value
                assert isinstance(read[name], bool) == isinstance(value, bool)


def test_json_numbers_do_not_pass_through_a_float():
    table = Table(["n"], [[typed("0.10000000000000000000000000001", "decimal")]])
    assert written(table, "jsonl") == b'{"n": 0.10000000000000000000000000001}\n'


@few
@given(tables(max_rows=4))
def test_sparql_json_is_read_by_pyoxigraph(table):
    from pyoxigraph import QueryResultsFormat, parse_query_results

    read = parse_query_results(written(table, "sparql-json"), format=QueryResultsFormat.JSON)
    assert [variable.value for variable in read.variables] == list(table.columns)
    assert [tuple(solution) for solution in read] == list(table.terms)


def test_sparql_json_is_read_by_rdflib():
    from rdflib.query import Result

    table = hostile_table()
    read = Result.parse(io.BytesIO(written(table, "sparql-json")), format="json")
    assert [str(variable) for variable in read.vars] == list(table.columns)
    rows = [[None if term is None else str(term) for term in row] for row in read]
    expected = [[None if t is None else t.value for t in row] for row in table.terms]
    assert rows == expected
    first, second = list(read)[:2]
    assert second[1].language == "en"
    assert str(first[2].datatype).endswith("#decimal")


def test_sparql_json_has_every_kind_of_term():
    from pyoxigraph import QueryResultsFormat, parse_query_results

    node = NamedNode("https://example.org/a")
    rows = [[BlankNode("b")], [Triple(node, node, Literal("x", language="en"))], [None]]
    table = Table(["t"], rows)
    read = parse_query_results(written(table, "sparql-json"), format=QueryResultsFormat.JSON)
    assert [list(solution) for solution in read] == rows


@few
@given(tables())
def test_parquet_is_read_by_pyarrow(table):
    from pyarrow import parquet

    read = parquet.read_table(io.BytesIO(written(table, "parquet")))
    assert read.column_names == list(table.columns)
    for name in table.columns:
        for row, back in zip(table, read[name].to_pylist(), strict=True):
            value = row[name]
            assert repr(back) == repr(value) if isinstance(value, float) else back == value


@pytest.mark.parametrize(
    ("numbers", "kind", "type_"),
    [
        (["1", None], "integer", "int64"),
        ([str(2**63)], "integer", "decimal128(38, 0)"),
        (["36890000", "0.25"], "decimal", "decimal128(38, 2)"),
        (["1" * 40 + ".5"], "decimal", "decimal256(76, 1)"),
        (["1" * 80], "decimal", "string"),
        (["1.5"], "double", "double"),
        (["true"], "boolean", "bool"),
        ([None], "boolean", "string"),
    ],
)
def test_parquet_types(numbers, kind, type_):
    from pyarrow import parquet

    table = Table(["n"], [[text and typed(text, kind)] for text in numbers])
    read = parquet.read_table(io.BytesIO(written(table, "parquet")))
    assert str(read.schema.field("n").type) == type_
    assert read["n"].to_pylist() == [
        value if type_ != "string" or value is None else plain_text(value)
        for value in (row["n"] for row in table)
    ]


def test_parquet_takes_numbers_of_several_types_in_one_column():
    from pyarrow import parquet

    table = Table(["n"], [[typed("1", "integer")], [typed("0.5", "decimal")]])
    read = parquet.read_table(io.BytesIO(written(table, "parquet")))
    assert read["n"].to_pylist() == [Decimal(1), Decimal("0.5")]


def markdown_cells(text):
    """Return the rows of cells that a Markdown parser sees, with what is not text in them."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    tokens = parser.parse(text)
    rows = []
    for place, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            rows[-1].append(tokens[place + 1].children)
    assert {token.type for token in tokens} <= {
        "table_open", "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close",
        "tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close", "inline",
    }  # fmt: skip
    return rows


def spaced(text):
    """Return a text as a cell of one line can hold it, with the spaces that Markdown keeps."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text).strip()


@few
@given(tables(kinds=("text", "integer", "decimal", "boolean", "date")))
def test_markdown_holds_no_markup_but_its_table(table):
    rows = markdown_cells(written(table, "markdown").decode())
    texts = [["".join(token.content for token in cell) for cell in row] for row in rows]
    kinds = {token.type for row in rows for cell in row for token in cell}
    assert kinds <= {"text", "text_special"}
    assert texts[0] == list(table.columns)
    assert [[spaced(cell) for cell in row] for row in texts[1:]] == [
        [spaced(plain_text(value)) for value in row] for row in table.values()
    ]


def test_markdown_links_an_http_iri_and_nothing_else():
    table = hostile_table()
    rows = markdown_cells(written(table, "markdown").decode())[1:]
    links = [
        token.attrs["href"]
        for row in rows
        for cell in row
        for token in cell
        if token.type == "link_open"
    ]
    expected = [v for row in table.values() for v in row if str(v).startswith("https://w3id")]
    assert links == expected


def test_markdown_puts_numbers_to_the_right():
    table = Table(["a", "b"], [[typed("1", "integer"), Literal("x_y")]])
    assert written(table, "markdown").decode().splitlines()[1:] == [
        "| ---: | --- |",
        "| 1 | x\\_y |",
    ]
