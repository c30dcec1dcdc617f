"""Where a table begins that does not begin at the first line: titles and notes stand above it.

A line is taken for the header where it names all the columns by which a data set is known; nothing
else is so sure. Where a line only looks like one, the user is told which.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Sequence

from nkgraph.datasets import mapping as m
from nkgraph.datasets.layout import folded
from nkgraph.datasets.mapping_reading import columns_of
from nkgraph.datasets.sample import DELIMITERS

LINES_ABOVE = 40
"""How many lines may stand above a header: a title, a licence, notes to each column."""

_LINES_BELOW = 50
"""How many lines under a header show that it is one."""

_NAMES_SHOWN = 4

Columns = Sequence[Sequence[str]]
"""Columns that a header must have, each by one of several names."""


def needed(mapping: m.Mapping) -> Columns:
    """Return the columns by which the header of a mapping's files is known, none if it has none."""
    if mapping.recognition is not None:
        return mapping.recognition.columns
    if mapping.reader.columns:
        return ()
    optional = {folded(name) for name in mapping.optional}
    columns = [column.names for column in columns_of(mapping)]
    return [names for names in columns if not all(folded(name) in optional for name in names)]


def named(text: str, headers: Iterable[Columns]) -> int | None:
    """Return how many lines stand above the first that is one of these headers, or None."""
    wanted = [columns for columns in headers if columns]
    for above, line in enumerate(text.split("\n")[: LINES_ABOVE + 1]):
        for delimiter in DELIMITERS:
            here = {folded(cell) for cell in _cells(line, delimiter)}
            if len(here) > 1 and any(_has(here, columns) for columns in wanted):
                return above
    return None


def likely(text: str) -> tuple[int, str] | None:
    """Return how many lines stand above what looks like a header, and what that names.

    None where the first line may be it: the table is as wide there as anywhere.
    """
    lines = text.split("\n")[: LINES_ABOVE + _LINES_BELOW]
    tables = [[_cells(line, delimiter) for line in lines] for delimiter in DELIMITERS]
    widths = [Counter(len(row) for row in rows if len(row) > 1) for rows in tables]
    usual = [max(counted.items(), key=lambda one: one[1], default=(0, 0)) for counted in widths]
    rows, (width, often) = max(zip(tables, usual, strict=True), key=lambda one: one[1][1])
    if often < 2:  # a header and a row
        return None
    for above, row in enumerate(rows[: LINES_ABOVE + 1]):
        header = _filled(row)
        if len(row) == width and len(set(header)) == width and not any(map(_is_number, header)):
            shown = ", ".join(header[:_NAMES_SHOWN]) + (" …" if width > _NAMES_SHOWN else "")
            return (above, shown) if any(line.strip() for line in lines[:above]) else None
        if len(header) * 2 > width:  # a header that lacks a name, or a row
            return None
    return None


def _has(here: set[str], columns: Columns) -> bool:
    return all(any(folded(name) in here for name in names) for names in columns)


def _cells(line: str, delimiter: str) -> list[str]:
    if delimiter not in line:
        return []
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _filled(row: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in row if cell.strip()]


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).replace(",", "").isdigit()
