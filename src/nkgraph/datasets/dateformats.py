"""How a mapping writes the form of a date: YYYYMMDD, D MMMM YYYY, or EDTF."""

import re
from typing import NamedTuple

EDTF = "EDTF"
"""Years, months, days, intervals and the rest of what nkgraph.edtf reads; also 2018-01-01T00:00."""

_TOKENS = re.compile("YYYY|YY|MMMM|MMM|MM|M|DD|D|[^A-Za-z0-9]")
_MEANINGS = {
    "YYYY": ("%Y", "[0-9]{4}"),
    "YY": ("%y", "[0-9]{2}"),  # 69 is 1969 and 68 is 2068, as POSIX has it
    "MMMM": ("%B", "[A-Za-z]{3,9}"),
    "MMM": ("%b", "[A-Za-z]{3}"),
    "MM": ("%m", "[0-9]{2}"),
    "M": ("%m", "[0-9]{1,2}"),
    "DD": ("%d", "[0-9]{2}"),
    "D": ("%d", "[0-9]{1,2}"),
}


class DateFormat(NamedTuple):
    """A form of date as DuckDB reads it."""

    strptime: str
    pattern: str
    """A regular expression for the whole text: strptime alone takes more than it should."""
    precision: str
    """`day`, `month` or `year`."""


def read(written: str) -> DateFormat | None:
    """Return what a format such as `D MMM YYYY` means, or None where it means nothing."""
    tokens = _TOKENS.findall(written)
    years = [token for token in tokens if token.startswith("Y")]
    if "".join(tokens) != written or len(years) != 1:
        return None
    parts = [token for token in tokens if token in _MEANINGS]
    months = [token for token in parts if token.startswith("M")]
    days = [token for token in parts if token.startswith("D")]
    if len(months) > 1 or len(days) > 1 or (days and not months):
        return None
    strptime = pattern = ""
    for token in tokens:
        meaning = _MEANINGS.get(token)
        strptime += meaning[0] if meaning else token.replace("%", "%%")
        pattern += meaning[1] if meaning else re.escape(token)
    return DateFormat(strptime, pattern, "day" if days else "month" if months else "year")
