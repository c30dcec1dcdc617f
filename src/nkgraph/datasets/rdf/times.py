"""Wikidata's times as EDTF: as exact as the precision says, and no more."""

import re

from nkgraph.datasets.claims import when

YEAR, MONTH, DAY = 9, 10, 11
"""Wikibase's precisions: https://www.mediawiki.org/wiki/Wikibase/DataModel#Dates_and_times."""

_TIME = re.compile(r"\+?([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T.*)?")


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
