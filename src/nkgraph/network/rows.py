"""Rows as queries give them: mappings from column to plain value."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeAlias

Row: TypeAlias = Mapping[str, Any]
Rows: TypeAlias = Iterable[Row]
Record: TypeAlias = dict[str, Any]
Columns: TypeAlias = Mapping[str, Sequence[Any]]

JOINT = "; "
"""Stands between the names, codes and speakers that a query joins into one value."""

NOTHING: Row = {}


class Answer(Protocol):
    """The answer to a query, as `nkgraph.Table` is one."""

    @property
    def columns(self) -> Sequence[str]:
        """The columns' names, in the query's order."""

    def by_column(self) -> Iterable[Sequence[Any]]:
        """Return each column's plain values, in the columns' order."""


def first(rows: Iterable[Row], column: str) -> Any:
    """Return the column's first known value, or None."""
    return next((row[column] for row in rows if row.get(column) is not None), None)


def joined(rows: Iterable[Row], column: str) -> list[str]:
    """Return the values of a column that joins several in one, each once, in order."""
    values: dict[str, None] = {}
    for row in rows:
        value = row.get(column)
        if isinstance(value, str):
            value = value.split(JOINT)
        values.update(dict.fromkeys(str(item).strip() for item in value or ()))
    values.pop("", None)
    return list(values)


def short_name(iri: object) -> str | None:
    """Return an IRI's last part, for what has no label."""
    if iri is None:
        return None
    text = str(iri)
    return text.rstrip("/#").rpartition("#")[2].rpartition("/")[2] or text


class FirstDays:
    """The first day that a date can mean; the same few dates stand on many edges."""

    def __init__(self) -> None:
        self._known: dict[object, str | None] = {None: None}

    def of(self, date: object) -> str | None:
        """Return the ISO date of an EDTF date's first day; None where it is open or no date."""
        if date not in self._known:
            self._known[date] = self._read(str(date))
        return self._known[date]

    @staticmethod
    def _read(date: str) -> str | None:
        from nkgraph import edtf
        from nkgraph.errors import InvalidDate

        try:
            earliest, _ = edtf.bounds(date)
        except InvalidDate:
            return None
        return earliest.isoformat() if earliest else None
