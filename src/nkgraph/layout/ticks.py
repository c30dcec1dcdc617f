"""Marks on a time axis, at dates that people count by."""

from collections.abc import Iterator
from datetime import date
from math import ceil, floor
from typing import NamedTuple

CLOSEST = 90.0
"""Pixels between two ticks, at least."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

DAYS_A_MONTH, DAYS_A_YEAR = 30.44, 365.25


class Tick(NamedTuple):
    """A date on the axis: where, and what it is called."""

    x: float
    label: str


def ticks(first: float, last: float, scale: float) -> list[Tick]:
    """Return ticks from the last one at or before `first` to the first one at or after `last`.

    first, last: days as `date.toordinal` counts them. scale: pixels a day; `first` is at 0.
    """
    return [
        Tick(round((day.toordinal() - first) * scale, 1), label)
        for day, label in _dates(first, last, CLOSEST / scale)
    ]


def _dates(first: float, last: float, shortest: float) -> Iterator[tuple[date, str]]:
    """Yield dates at least `shortest` days apart that enclose the span."""
    for step in (1, 2, 7, 14):
        if shortest <= step:
            yield from _days(first, last, step)
            return
    for step in (1, 2, 3, 6):
        if shortest <= step * DAYS_A_MONTH:
            yield from _months(first, last, step)
            return
    steps = [step * power for power in (1, 10, 100, 1000) for step in (1, 2, 5)]
    step = next((step for step in steps if shortest <= step * DAYS_A_YEAR), steps[-1])
    yield from _years(first, last, step)


def _days(first: float, last: float, step: int) -> Iterator[tuple[date, str]]:
    for day in range(floor(first), ceil(last) + step, step):
        when = date.fromordinal(min(max(day, 1), date.max.toordinal()))
        yield when, f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def _months(first: float, last: float, step: int) -> Iterator[tuple[date, str]]:
    start = date.fromordinal(floor(first))
    number = (start.year * 12 + start.month - 1) // step * step
    while True:
        year, month = divmod(number, 12)
        if year > date.max.year:
            return
        when = date(year, month + 1, 1)
        yield when, f"{MONTHS[month]} {year}"
        if when.toordinal() >= last:
            return
        number += step


def _years(first: float, last: float, step: int) -> Iterator[tuple[date, str]]:
    year = date.fromordinal(floor(first)).year // step * step
    while year <= date.max.year:
        when = date(max(year, 1), 1, 1)
        yield when, str(when.year)
        if when.toordinal() >= last:
            return
        year += step
