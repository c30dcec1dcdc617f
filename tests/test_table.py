"""A table as Python sees it: rows, columns, equality, pandas."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from pyoxigraph import Literal, NamedNode

from nkgraph.query import Query
from nkgraph.table import Row, Table
from samples import CLAIM, ENTITY, tables, typed

RUSSIA = NamedNode(ENTITY + "russia")
TABLE = Table(
    ["exporter", "exporterLabel", "year", "value", "claim"],
    [
        (RUSSIA, Literal("Russia", language="en"), typed("2013", "integer"),
         typed("36890000", "decimal"), NamedNode(CLAIM + "oil-2013")),
        (RUSSIA, Literal("Russia", language="en"), None,
         typed("41610000.5", "decimal"), NamedNode(CLAIM + "oil-2008")),
    ],
)  # fmt: skip


def test_a_row_reads_like_a_dict_of_plain_values():
    row = TABLE[0]
    assert row == {
        "exporter": ENTITY + "russia",
        "exporterLabel": "Russia",
        "year": 2013,
        "value": Decimal(36890000),
        "claim": CLAIM + "oil-2013",
    }
    assert list(row) == list(TABLE.columns)
    assert row["year"] == 2013
    assert row.get("price") is None
    assert "value" in row
    with pytest.raises(KeyError):
        row["price"]
    assert repr(row).startswith("Row({'exporter': 'https://")
    assert isinstance(row, Row)


def test_what_is_unbound_is_none():
    assert TABLE[1]["year"] is None


def test_a_table_is_a_sequence_of_rows():
    assert len(TABLE) == 2
    assert [row["value"] for row in TABLE] == [Decimal(36890000), Decimal("41610000.5")]
    assert TABLE[-1] == TABLE[1]
    assert TABLE[1:].columns == TABLE.columns
    assert len(TABLE[1:]) == 1
    assert TABLE[1] in TABLE
    with pytest.raises(IndexError):
        TABLE[2]


def test_tables_are_equal_by_their_columns_and_terms():
    same = Table(TABLE.columns, TABLE.terms)
    assert same == TABLE
    assert Table(TABLE.columns, TABLE.terms[:1]) != TABLE
    assert Table([name.upper() for name in TABLE.columns], TABLE.terms) != TABLE
    assert [dict(row) for row in TABLE] != TABLE
    assert Table(["a"], [[typed("1", "integer")]]) != Table(["a"], [[typed("1", "decimal")]])


def test_rows_may_come_from_an_iterator():
    table = Table(iter(["a"]), ([Literal(text)] for text in "xy"))
    assert [row["a"] for row in table] == ["x", "y"]
    assert [row["a"] for row in table] == ["x", "y"]


def test_columns_and_rows_must_fit():
    with pytest.raises(ValueError, match="one name"):
        Table(["a", "a"], [])
    with pytest.raises(ValueError, match="2 values"):
        Table(["a", "b"], [[None]])


def test_repr_says_what_it_is():
    assert repr(Table(["a", "b"], [[None, None]])) == "<nkgraph.Table: 1 row of a, b>"
    assert repr(Table(["a"], [], Query("q", ""))) == "<nkgraph.Table 'q': 0 rows of a>"


def test_str_is_the_terminal_s_table(monkeypatch):
    monkeypatch.setenv("COLUMNS", "50")
    lines = str(TABLE).splitlines()
    assert lines[-1] == "2 rows · IRIs not shown: exporter"
    assert max(map(len, lines)) <= 50


def test_pandas_has_numbers_as_numbers():
    frame = TABLE.to_pandas()
    assert list(frame.columns) == list(TABLE.columns)
    assert frame["year"].dtype == "Int64"
    assert frame["year"].isna().tolist() == [False, True]
    assert frame["value"].dtype == "float64"
    assert frame["value"].sum() == 78500000.5
    assert frame["exporterLabel"].tolist() == ["Russia", "Russia"]


def test_pandas_columns_without_a_type_of_their_own():
    rows = [
        [None, typed("true", "boolean"), typed(str(2**70), "integer"), typed("1", "integer")],
        [None, None, typed("1", "integer"), Literal("one")],
    ]
    frame = Table(["nothing", "settled", "large", "mixed"], rows).to_pandas()
    assert frame["nothing"].isna().all()
    assert frame["settled"].dtype == "boolean"
    assert frame["settled"].isna().tolist() == [False, True]
    assert frame["large"].tolist() == [2**70, 1]
    assert frame["mixed"].tolist() == ["1", "one"]


def test_pandas_takes_a_table_without_rows_or_columns():
    assert Table(["a", "b"], []).to_pandas().shape == (0, 2)
    assert Table([], [(), ()]).to_pandas().shape == (2, 0)


@settings(max_examples=25)
@given(tables())
def test_pandas_loses_nothing(table):
    frame = table.to_pandas()
    assert frame.shape == (len(table), len(table.columns))
    for name in table.columns:
        for value, cell, missing in zip(
            [row[name] for row in table], frame[name], frame[name].isna(), strict=True
        ):
            if value is None:
                assert missing
            elif isinstance(value, Decimal):
                assert cell == float(value)
            elif value == value:  # not NaN, which pandas takes for missing
                assert cell == value
