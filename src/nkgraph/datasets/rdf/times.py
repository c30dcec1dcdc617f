"""Wikidata's times as EDTF: as exact as the precision says, and no more."""

import re
from calendar import monthrange

from nkgraph.datasets.claims import when

YEAR, MONTH, DAY = 9, 10, 11
"""Wikibase's precisions: https://www.mediawiki.org/wiki/Wikibase/DataModel#Dates_and_times."""

_SIGNED = re.compile(r"(?P<year>[+-]?[0-9]{1,11})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})T00:00:00Z")
_TIME = re.compile(r"\+?([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T.*)?")


def gregorian(time: str, precision: int, is_julian: bool) -> str:
    """Return a time of Wikidata's JSON as its RDF has it: filled up, and in our calendar.

    What is less exact than a day is carried over from no calendar, and a month or day that is left
    open becomes the first; one that is none, the last. JSON has no year 0, and XML Schema 1.1 calls
    1 BC so. All as in Wikibase's JulianDateTimeValueCleaner. Raises ValueError for no such time.

    >>> gregorian("+2013-02-00T00:00:00Z", 10, False), gregorian("+1564-04-23T00:00:00Z", 11, True)
    ('2013-02-01T00:00:00Z', '1564-05-03T00:00:00Z')
    """
    match = _SIGNED.fullmatch(time)
    if match is None:
        raise ValueError(time)
    year, month, day = (int(part) for part in match.groups())
    if year == 0:
        raise ValueError(time)
    if year < 0 and precision >= YEAR:
        year += 1
    month = min(month or 1, 12) if precision >= MONTH else 1
    day = day or 1 if precision >= DAY else 1
    if is_julian and precision >= DAY:
        year, month, day = _from_julian(year, month, day)
    day = min(day, monthrange(year, month)[1])
    return f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{day:02}T00:00:00Z"


def _from_julian(year: int, month: int, day: int) -> tuple[int, int, int]:
    """Return a day of the Julian calendar in the Gregorian one, by its Julian day number.

    E. G. Richards, "Calendars", in: Explanatory Supplement to the Astronomical Almanac (2013).
    """
    late = 0 if month > 2 else -1
    number = 367 * year - 7 * (year + 5001 + late) // 4 + 275 * month // 9 + day + 1729777
    f = number + 1401 + (((4 * number + 274277) // 146097) * 3) // 4 - 38
    e = 4 * f + 3
    h = 5 * ((e % 1461) // 4) + 2
    month_then = (h // 153 + 2) % 12 + 1
    return e // 1461 - 4716 + (12 + 2 - month_then) // 12, month_then, (h % 153) // 5 + 1


def date(value: str, precision: int | None) -> str:
    """Return a time as EDTF, or nothing where it is none that EDTF can say here.

    Without a precision the first of January stands for its year, since that is how Wikidata writes
    a year, and "00" for a part that is open.
    """
    match = _TIME.fullmatch(value.strip())
    if match is None:
        return ""
    year, month, day = match.groups()
    if precision is None:
        precision = DAY if day != "00" else MONTH if month != "00" else YEAR
        if (month, day) == ("01", "01"):
            precision = YEAR
    if precision < YEAR:  # a decade, a century
        return ""
    text = "-".join((year, month, day)[: precision - YEAR + 1])
    return text if when(text) else ""
