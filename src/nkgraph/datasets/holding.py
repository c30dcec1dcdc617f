"""What a file holds, for whoever asked for something that it has nothing of."""

from typing import TYPE_CHECKING

from nkgraph.datasets import sql
from nkgraph.datasets.focus import ACTORS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SHOWN = 3
"""How many actors, kinds or places are named, the most frequent first."""

_LONGEST_NAME = 40

_PLACE = "coalesce(place_name, place_code)"


def in_words(connection: "DuckDBPyConnection", kind: str, rows: str) -> str:
    """Return the years and the most frequent actors of canonical rows; `rows` is SQL for them.

    Of events, their kinds and places too.
    """
    first, last = ("from", "to") if kind == "states" else ("earliest", "latest")
    begins, ends = (sql.name(day) for day in (first, last))
    years = connection.execute(
        f"SELECT min(year(coalesce({begins}, {ends}))), max(year(coalesce({ends}, {begins}))) "
        f"FROM ({rows})"
    ).fetchall()[0]
    called = [_called(role) for role in ACTORS[kind]]
    parts = [_years(*years), _often("with", _counted(connection, rows, called))]
    if kind == "events":
        parts.append(_often("of kind", _counted(connection, rows, ["common_kind"])))
        parts.append(_often("at", _counted(connection, rows, [_PLACE])))
    return "it holds rows" + ";".join(part for part in parts if part)


def _called(role: str) -> str:
    """Return SQL for what an actor or a place is called: its code, where that says something."""
    prefix = f"{role}_" if role else ""
    code, name = sql.name(f"{prefix}code"), sql.name(f"{prefix}name")
    return f"CASE WHEN regexp_matches({code}, '[A-Za-z]') THEN {code} ELSE {name} END"


def _counted(
    connection: "DuckDBPyConnection", rows: str, texts: list[str]
) -> list[tuple[str, int]]:
    said = ", ".join(texts)
    return connection.execute(
        f"SELECT said, count(*) AS n FROM (SELECT unnest([{said}]) AS said FROM ({rows})) "
        f"WHERE said IS NOT NULL GROUP BY said ORDER BY n DESC, said LIMIT {_SHOWN}"
    ).fetchall()


def _years(first: int | None, last: int | None) -> str:
    if first is None or last is None:
        return ""
    return f" of {first}" if first == last else f" of {first} to {last}"


def _often(how: str, counted: list[tuple[str, int]]) -> str:
    named = ", ".join(f"{said[:_LONGEST_NAME]} ({number:,})" for said, number in counted)
    return f" most often {how} {named}" if named else ""
