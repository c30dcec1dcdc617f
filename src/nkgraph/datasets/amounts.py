"""Amounts as people type them: `~$1,234.5 million`, `1.2 bn USD`, `−7.9 %`."""

import re
from decimal import MAX_PREC, Context, Decimal
from typing import NamedTuple

from nkgraph.datasets import numbers

FUNCTION = "nkgraph_amount"
"""What DuckDB calls `parts` by."""

SEPARATOR = "\x1f"
PARTS = ("number", "unit", "about", "percent")
"""What a mapping can ask of an amount; the places of the first three in what `parts` returns."""

_TIMES = {
    **dict.fromkeys(("thousand", "thousands"), 10**3),
    **dict.fromkeys(("million", "millions", "mln", "mn", "m"), 10**6),
    **dict.fromkeys(("billion", "billions", "bln", "bn"), 10**9),
    **dict.fromkeys(("trillion", "trillions", "tn"), 10**12),
}
_CURRENCIES = {"$": "USD", "us$": "USD", "us $": "USD", "usd": "USD", "€": "EUR", "£": "GBP"}
_PERCENT = ("%", "percent", "per cent", "pct")
_TIDY = str.maketrans("−\u00a0\u202f\u2009’", "-   '")
_AMOUNT = re.compile(
    r"(?P<about>~|≈|c\.|ca\.?\s|circa\s|about\s|around\s|approx\.|approximately\s)?\s*+"
    r"(?P<sign>[+-]?)\s*+(?P<before>[A-Z]{0,3}\s?[$€£¥₩₽]|[A-Z]{3}\s)?\s*+"
    r"(?P<number>[0-9.](?:[0-9.,']| (?! ))*?(?:e[+-]?[0-9]{1,3})?)\s*+"
    r"(?P<after>[^0-9.,'\s~–—-].*)?",
    re.IGNORECASE,
)
"""What looks like one. It gives no spaces back: a cell may hold a million of them."""

_EXACT = Context(prec=MAX_PREC)
_NOT_ONE = re.compile(
    r"[-–—]\s*[0-9]|\b(?:to|or|and)\s+\W*[0-9]|\bor (?:more|less)\b", re.IGNORECASE
)
"""What makes a unit no unit: a range, two amounts."""


class Amount(NamedTuple):
    """An amount, taken apart."""

    number: str
    """With a point for decimals, or as it was written where that can be read in two ways."""
    unit: str
    """`USD` for dollars; nothing where none is said."""
    is_about: bool


def read(text: str) -> Amount | None:
    """Return what a text says is how much, None where that is not one amount of one unit."""
    found = _AMOUNT.fullmatch(text.translate(_TIDY).strip())
    if found is None:
        return None
    words = (found["after"] or "").split()
    factors = [_TIMES[word.casefold()] for word in words if word.casefold() in _TIMES]
    rest = " ".join(word for word in words if word.casefold() not in _TIMES)
    before, after = _currency(found["before"] or ""), _currency(rest)
    if len(factors) > 1 or _NOT_ONE.search(rest) or (before and after and before != after):
        return None
    digits = numbers.plain(found["number"])
    if digits is None:
        number = found["sign"] + found["number"]
        return None if factors else Amount(number, before or after, bool(found["about"]))
    number = f"{found['sign']}{_EXACT.multiply(Decimal(digits), (factors or [1])[0]):f}"
    return Amount(number, before or after, bool(found["about"]))


def parts(text: str) -> str:
    """Return number, unit and `true` for about, with SEPARATOR between; nothing for no amount."""
    amount = read(text)
    if amount is None:
        return ""
    return SEPARATOR.join((amount.number, amount.unit, "true" if amount.is_about else ""))


def sql_of(text: str, part: str) -> str:
    """Return SQL for a part of the amount that a text writes.

    What is no amount stays as it is where a number is asked for, so that it is refused.
    """
    made = f"{FUNCTION}({text})"
    place = 1 if part == "percent" else PARTS.index(part) + 1
    taken = f"nullif(split_part({made}, chr(31), {place}), '')"
    if part in ("unit", "about"):
        return taken
    units = ", ".join(f"'{word}'" for word in (("", *_PERCENT) if part == "percent" else _PERCENT))
    is_percent = f"lower(split_part({made}, chr(31), 2)) IN ({units})"
    fits = f"{made} <> '' AND {'' if part == 'percent' else 'NOT '}{is_percent}"
    has_digits = f"regexp_matches({text}, '[0-9]')"
    return f"CASE WHEN {fits} THEN {taken} WHEN {has_digits} THEN {text} END"


def _currency(written: str) -> str:
    text = written.strip()
    return _CURRENCIES.get(text.casefold(), text)
