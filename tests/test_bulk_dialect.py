"""DuckDB's SQL as Spark's: what SQLGlot leaves, or means otherwise."""

import pytest

pytest.importorskip("sqlglot", reason="SQLGlot comes with nkgraph[spark]")

from nkgraph.bulk import dialect
from nkgraph.datasets import catalogue
from nkgraph.datasets.compilation import compile_mapping
from nkgraph.errors import NkgraphError
from nkgraph.merge import events, nquads

LEFT_AS_THEY_ARE = ("FULL_MATCH", "STRPTIME", "NQ_", "STRUCT_PACK", "TRY(", "EXCLUDE", "UNNEST")
"""What stands in our queries and nowhere in Spark."""


@pytest.mark.parametrize(
    ("duckdb", "spark"),
    [
        ("regexp_full_match(a, '[0-9]+')", r"`a` RLIKE '^(?:[0-9]+)\\z'"),
        ("try_strptime(a, '%Y%m%d')", "TRY_TO_TIMESTAMP(`a`, 'yyyyMMdd')"),
        ("try_strptime(a, '%d %B %Y')", "TRY_TO_TIMESTAMP(`a`, 'd MMMM yyyy')"),
        ("try_strptime(a, '%d.%m.%Y')", "TRY_TO_TIMESTAMP(`a`, 'd.M.yyyy')"),
        ("trunc(a)", "CASE WHEN `a` >= 0 THEN FLOOR(`a`) ELSE CEIL(`a`) END"),
        ("TRY(a * 1000)", "TRY_MULTIPLY(`a`, 1000)"),
        ("(f(a) || '-') || \"group\"", "(F(`a`) || '-') || `group`"),
        ("replace(a, '\\', '\"')", r"""REPLACE(`a`, '\\', '"')"""),
    ],
)
def test_expressions(duckdb: str, spark: str) -> None:
    assert dialect.spark(f"SELECT {duckdb}") == f"SELECT {spark}"


def test_one_within_another() -> None:
    text = "SELECT CASE WHEN regexp_full_match(trunc(regexp_full_match(a, 'b')), 'c') THEN 1 END"
    assert "FULL_MATCH" not in dialect.spark(text)


def test_macros_are_written_out() -> None:
    known = dialect.macros(nquads.MACROS)
    assert set(known) >= {"nq_escape", "nq_text", "nq_english", "nq_edtf", "nq_day"}
    text = dialect.spark("SELECT nq_text(a || b)", macros=known)
    assert "nq_" not in text.lower()
    assert text.count("(`a` || `b`)") == 3  # looked at, replaced in, or taken as it is


def test_doubles_become_text_as_duckdb_writes_them() -> None:
    text = dialect.spark("SELECT concat_ws('-', name, latitude)", doubles={"latitude"})
    assert text.startswith("SELECT CONCAT_WS('-', `name`, CASE WHEN `latitude` = 0 ")
    assert dialect.spark("SELECT concat_ws('-', a)") == "SELECT CONCAT_WS('-', `a`)"


def test_every_mapping_of_events() -> None:
    known = [mapping for mapping in catalogue.mappings() if mapping.kind == "events"]
    assert len(known) >= 7
    for mapping in known:
        columns = mapping.reader.columns or tuple(
            names[0] for names in (mapping.recognition.columns if mapping.recognition else ())
        )
        try:
            compiled = compile_mapping(mapping, columns, "a file", "problem")
        except NkgraphError:  # its recognition names fewer columns than it needs
            continue
        text = dialect.spark(compiled.query).upper()
        assert not [word for word in LEFT_AS_THEY_ARE if word in text], mapping.name


def test_lifting() -> None:
    known = dialect.macros(nquads.MACROS)
    for text in (events.linked("canonical"), events.query(events.BY_ROW), events.PLACES):
        spark = dialect.spark(text, macros=known, doubles={"latitude", "longitude"}).upper()
        assert not [word for word in LEFT_AS_THEY_ARE if word in spark]


def test_what_has_no_form_in_spark() -> None:
    with pytest.raises(NkgraphError, match="Spark has no form of this"):
        dialect.spark("SELECT TRY(a / 0)")


def test_the_columns_that_a_query_speaks_of() -> None:
    assert dialect.columns("SELECT trim(r0), 'r7', r12 FROM rows WHERE r3 > 1") == {
        "r0", "r12", "r3",
    }  # fmt: skip
