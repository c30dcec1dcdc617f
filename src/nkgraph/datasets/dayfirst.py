"""Dates whose month comes first where the mapping reads the day: half of them pass unnoticed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from nkgraph.datasets import mapping as m

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_DAY_FIRST = "DD/MM/YYYY"
_DAY_SECOND = "'[0-9]{2}/(1[3-9]|2[0-9]|3[01])/[0-9]{4}' is not in the calendar"
"""How a row is refused whose second number can only be a day."""

_LATEST_MONTH = 12


def month_first(
    connection: "DuckDBPyConnection", canonical: str, rejects: str, mapping: m.Mapping
) -> str | None:
    """Return a refused date that shows that a file has the month first, or None.

    A single slip shows nothing: no row that was taken may have a day beyond the twelfth.
    """
    if not any(_DAY_FIRST in form.formats for form in _written(mapping)):
        return None
    found = connection.execute(
        f"SELECT regexp_extract(reason, '''(.*?)''', 1) FROM {rejects} "
        f"WHERE regexp_matches(reason, $1) AND NOT EXISTS (FROM {canonical} "
        f"WHERE TRY_CAST(right(date, 2) AS INTEGER) > {_LATEST_MONTH}) LIMIT 1",
        [_DAY_SECOND],
    ).fetchone()
    return None if found is None else str(found[0])


def _written(mapping: m.Mapping) -> Iterator[m.Written]:
    return (said for said in mapping.fields.values() if isinstance(said, m.Written))
