"""Which figures are totals of others in the same file, so that nobody adds them to their parts."""

from typing import TYPE_CHECKING

from nkgraph.datasets import sql
from nkgraph.datasets.mapping import Totals

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SAME_FLOW = (
    *("exporter_code", "importer_code", "reporter_code", "period", "flow", "commodity_scheme"),
)


def mark(connection: "DuckDBPyConnection", table: str, totals: Totals) -> None:
    """Set `aggregate` in a table of figures.

    A row is a total if its partner is the world (or whatever else the mapping names), or if its
    commodity is all of them, or a code that begins others', and the file has such others for the
    same flow, reporter and period. Without its parts beside it, a commodity's total is a figure.
    A year's figure is a total too, where months of that year stand in the same file.
    """
    partner = "FALSE"
    if totals.partners:
        listed = sql.texts(totals.partners)
        partner = f"(exporter_code IN {listed} OR importer_code IN {listed})"
    connection.execute(f"UPDATE {table} SET aggregate = COALESCE({partner}, FALSE)")
    _mark_years(connection, table)
    flow = ", ".join(f"COALESCE({name}, '') AS {name}" for name in _SAME_FLOW)
    parts = []
    if totals.commodities:
        listed = sql.texts(totals.commodities)
        parts.append(
            f"SELECT {flow}, unnest({_array(totals.commodities)}) AS total FROM {table} "
            f"WHERE commodity_code NOT IN {listed}"
        )
    if totals.nested:
        parts.append(
            f"SELECT {flow}, left(commodity_code, k) AS total "
            f"FROM {table}, unnest(range(1, length(commodity_code))) AS lengths(k) "
            "WHERE regexp_full_match(commodity_code, '[0-9A-Z]+')"
        )
    if not parts:
        return
    same = " AND ".join(f"parts.{name} = COALESCE(figures.{name}, '')" for name in _SAME_FLOW)
    connection.execute(
        f"UPDATE {table} AS figures SET aggregate = TRUE "
        f"FROM (SELECT DISTINCT * FROM ({' UNION ALL '.join(parts)})) AS parts "
        f"WHERE parts.total = figures.commodity_code AND {same}"
    )


def _mark_years(connection: "DuckDBPyConnection", table: str) -> None:
    like_it = [*(name for name in _SAME_FLOW if name != "period"), "commodity_code"]
    named = ", ".join(f"COALESCE({name}, '') AS {name}" for name in like_it)
    same = " AND ".join(f"months.{name} = COALESCE(figures.{name}, '')" for name in like_it)
    connection.execute(
        f"UPDATE {table} AS figures SET aggregate = TRUE "
        f"FROM (SELECT DISTINCT left(period, 4) AS year, {named} FROM {table} "
        "WHERE regexp_full_match(period, '[0-9]{4}-[0-9]{2}')) AS months "
        f"WHERE months.year = figures.period AND {same}"
    )


def _array(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(sql.text(text) for text in texts)}]"
