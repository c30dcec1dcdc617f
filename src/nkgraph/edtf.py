"""Dates as people state them: the part of EDTF that nkgraph uses, as bounds and as words.

EDTF is the Library of Congress's Extended Date/Time Format, since 2019 part of ISO 8601-2:
https://www.loc.gov/standards/datetime/. Read here: a day, month or year; seasons (21 to 24);
unspecified digits (`201X`, `2013-XX`); the qualifications `?`, `~` and `%` after a date; and
intervals of these, open (`..`) or unknown (nothing) at one end. Not read: times of day, years
outside 0001 to 9999, sets, and qualified parts of a date.

The library `edtf` 5.0.2 was tried first. It takes about 0.3 s to import and 5 to 50 ms a date,
takes 2013-02-29 for a date, and gives infinity as the bound of an open interval; a whole query
has a tenth of a second.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from nkgraph.errors import InvalidDate, quoted

_DATE = re.compile(
    r"(?P<year>[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?(?P<qualifier>[?~%]?)"
)
_OPEN_ENDS = ("..", "")  # open on purpose; not known
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_QUALIFIERS = {"": "", "?": "perhaps ", "~": "about ", "%": "perhaps about "}
# EDTF numbers the seasons and leaves their months open. These are the northern hemisphere's
# meteorological ones; winter is the one that begins in its year.
_SEASONS = {"21": ("spring", 3), "22": ("summer", 6), "23": ("autumn", 9), "24": ("winter", 12)}
_SEASON_MONTHS = 3

Bounds = tuple[date | None, date | None]


class _Stated(NamedTuple):
    """One date as it is written: two or four characters a part, `X` for a digit left open."""

    year: str
    month: str | None
    day: str | None
    qualifier: str


def bounds(text: str) -> Bounds:
    """Return the first and the last day that an EDTF date can mean.

    An end of an interval that is open or unknown is None. A qualification ("about", "perhaps")
    leaves the bounds as they are, since nobody said how far it reaches.

    Raises InvalidDate for what is no date, is not supported, or ends before it starts.
    """
    if "/" not in text:
        return _span(text, text)
    start, end = _ends(text)
    earliest = None if start in _OPEN_ENDS else _span(start, text)[0]
    latest = None if end in _OPEN_ENDS else _span(end, text)[1]
    if earliest is not None and latest is not None and earliest > latest:
        raise InvalidDate(f"{quoted(text)} ends before it starts: put the earlier date first")
    return earliest, latest


def words(text: str) -> str:
    """Return an EDTF date as a person would write it.

    >>> words("2006-10-09"), words("2014-05~"), words("../2014-05-14")
    ('9 Oct 2006', 'about May 2014', 'before 14 May 2014')

    Raises InvalidDate as `bounds` does.
    """
    bounds(text)
    if "/" not in text:
        return _date_words(text)
    start, end = _ends(text)
    if start in _OPEN_ENDS:
        return ("before " if start else "until ") + _date_words(end)
    if end in _OPEN_ENDS:
        return ("since " if end else "from ") + _date_words(start)
    return f"from {_date_words(start)} to {_date_words(end)}"


def _ends(text: str) -> tuple[str, str]:
    """Split an interval at its one slash."""
    start, _, end = text.partition("/")
    if "/" in end:
        raise InvalidDate(f"{quoted(text)} has more than two ends: write an interval as start/end")
    if start in _OPEN_ENDS and end in _OPEN_ENDS:
        raise InvalidDate(
            f"{quoted(text)} names no date: give it a start or an end, as in ../2014-05-14"
        )
    return start, end


def _read(text: str, whole: str) -> _Stated:
    match = _DATE.fullmatch(text)
    if match is None:
        if re.match(r"-[0-9]|Y-?[0-9]", text):
            raise InvalidDate(f"{quoted(whole)} is out of range: years go from 0001 to 9999")
        raise InvalidDate(
            f"{quoted(whole)} is no date: write 2013, 2013-02, 2006-10-09 or 2012/2013"
        )
    stated = _Stated(match["year"], match["month"], match["day"], match["qualifier"])
    if stated.year == "XXXX":
        raise InvalidDate(f"{quoted(whole)} names no year: give at least one of its digits")
    if stated.year == "0000":
        raise InvalidDate(f"{quoted(whole)} is out of range: years go from 0001 to 9999")
    return stated


def _span(text: str, whole: str) -> tuple[date, date]:
    """Return the first and last day of one date; `whole` is what the user wrote."""
    stated = _read(text, whole)
    if stated.month in _SEASONS:
        return _season_span(stated, whole)
    first = next(_days(stated, last=False), None)
    last = next(_days(stated, last=True), None)
    if first is None or last is None:
        raise InvalidDate(f"{quoted(whole)} is not in the calendar: check its month and its day")
    return first, last


def _season_span(stated: _Stated, whole: str) -> tuple[date, date]:
    if stated.day is not None:
        raise InvalidDate(f"{quoted(whole)} gives a day of a season: write the month instead")
    years = _matching(stated.year, 1, date.max.year)
    _, month = _SEASONS[stated.month or ""]
    after = month + _SEASON_MONTHS  # the month after the season, perhaps of the next year
    last_year = years[-1] + (after - 1) // 12
    if last_year > date.max.year:
        raise InvalidDate(f"{quoted(whole)} is out of range: years go from 0001 to 9999")
    last = date(last_year, (after - 1) % 12 + 1, 1) - timedelta(days=1)
    return date(years[0], month, 1), last


def _days(stated: _Stated, *, last: bool) -> Iterator[date]:
    """Yield the calendar's days that fit what is stated, from the first or from the last on."""
    step = -1 if last else 1
    for year in _matching(stated.year, 1, date.max.year)[::step]:
        for month in _matching(stated.month or "XX", 1, 12)[::step]:
            for day in _matching(stated.day or "XX", 1, 31)[::step]:
                try:
                    yield date(year, month, day)
                except ValueError:  # 31 April, or 29 February of a common year
                    continue


def _matching(pattern: str, low: int, high: int) -> list[int]:
    """Return the numbers from low to high that a pattern such as `201X` can stand for."""
    first, last = int(pattern.replace("X", "0")), int(pattern.replace("X", "9"))
    if first == last:
        return [first] if low <= first <= high else []
    fits = re.compile(pattern.replace("X", "[0-9]")).fullmatch
    width = len(pattern)
    return [n for n in range(max(low, first), min(high, last) + 1) if fits(f"{n:0{width}}")]


def _date_words(text: str) -> str:
    stated = _read(text, text)
    return _QUALIFIERS[stated.qualifier] + _plain_words(stated, text)


def _plain_words(stated: _Stated, text: str) -> str:
    # Parts left open at the end say no more than the part before them: some day of a month.
    parts = [part for part in (stated.month, stated.day) if part is not None]
    while parts and parts[-1] == "XX":
        parts.pop()
    if "X" in "".join((stated.year, *parts)):
        decade = stated.year[:3]
        if not parts and "X" not in decade:
            return f"{int(decade)}0s"
        return _between(stated, bool(parts), text)
    year = str(int(stated.year))
    if not parts:
        return year
    if parts[0] in _SEASONS:
        return f"{_SEASONS[parts[0]][0]} {year}"
    month = f"{_MONTHS[int(parts[0]) - 1]} {year}"
    return f"{int(parts[1])} {month}" if len(parts) > 1 else month


def _between(stated: _Stated, has_parts: bool, text: str) -> str:
    """Word a date whose open digits have no short name by the days that bound it."""
    first, last = _span(text, text)
    if not has_parts:
        return f"between {first.year} and {last.year}"
    return f"between {_day_words(first)} and {_day_words(last)}"


def _day_words(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
