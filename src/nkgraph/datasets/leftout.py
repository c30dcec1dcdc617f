"""Why a mapping takes none of a file's rows, for whoever merges that file."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nkgraph.datasets import mapping as m
from nkgraph.datasets.layout import folded

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TEXTS_SHOWN = 3


def why(
    connection: "DuckDBPyConnection", rows: str, names: Sequence[str], where: Sequence[m.Condition]
) -> str:
    """Return the first condition that no row of a table meets, in words.

    `rows` is the table, with the cells of `names` as r0, r1 and so on. Where each condition is met
    by some row, and only together they are met by none, the columns are listed.
    """
    places = {folded(name): place for place, name in reversed(tuple(enumerate(names)))}
    tested = []
    for condition in where:
        name = next((name for name in condition.column.names if folded(name) in places), None)
        if name is None or condition.test == "same_as":
            continue
        tested.append(name)
        cell = f"COALESCE(trim(r{places[folded(name)]}), '')"
        found = connection.execute(f"SELECT DISTINCT {cell} AS t FROM {rows} ORDER BY t").fetchall()
        texts = [text for (text,) in found]
        wanted = [(text in condition.texts) == (condition.test == "is") for text in texts]
        if not any(wanted):
            shown = ", ".join(repr(text[:30]) for text in texts[:_TEXTS_SHOWN])
            more = " …" if len(texts) > _TEXTS_SHOWN else ""
            never = " or ".join(repr(text) for text in condition.texts if text)
            only = "never" if condition.test == "is" else "always"
            return f"its column {name} holds {shown}{more} and {only} {never or 'nothing'}"
    return f"of {', '.join(tested)} no row has all that it should"
