"""Dates as people type them, as EDTF: `May 2014`, `2013 Q2`, `H1 2013`, `2012–2013`, `c. 2013`."""

import re
from collections.abc import Callable

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_SPLIT = r"[ ,./-]*"
_ABOUT = re.compile(r"(?:~|≈|c\.|ca\.?\s|circa\s|about\s|around\s|approx\.)\s*(.*)", re.IGNORECASE)


def as_edtf(text: str) -> str | None:
    """Return a date that can be read in one way as EDTF, None for any other text."""
    about = _ABOUT.fullmatch(text.strip())
    written = " ".join((about[1] if about else text).split())
    for pattern, made in _FORMS:
        found = pattern.fullmatch(written)
        if found is not None:
            date = made(found)
            return f"{date.replace('/', '~/')}~" if date and about else date
    return f"{written}~" if about else None


def _span(first: str, last: str) -> str | None:
    return f"{first}/{last}" if int(first) < int(last) else None


def _months(year: str, part: str, length: int) -> str:
    last = int(part) * length
    return f"{year}-{last - length + 1:02}/{year}-{last:02}"


def _half(word: str) -> str:
    return "1" if word.casefold() in ("1", "first") else "2"


def _month(year: str, name: str, day: str | None = None) -> str | None:
    word = name.casefold().rstrip(".")
    number = next((place for place, known in enumerate(_MONTHS, 1) if _is_short(word, known)), None)
    if number is None:
        return None
    return f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")


def _is_short(word: str, month: str) -> bool:
    return word == month or word == month[:3] or (word, month) == ("sept", "september")


_Made = Callable[["re.Match[str]"], str | None]


def _form(pattern: str, made: _Made) -> tuple[re.Pattern[str], _Made]:
    return re.compile(pattern, re.IGNORECASE), made


_FORMS = (
    _form(r"(\d{4}) ?(?:[-–—]|to) ?(\d{4})", lambda m: _span(m[1], m[2])),
    _form(rf"(\d{{4}}){_SPLIT}Q([1-4])", lambda m: _months(m[1], m[2], 3)),
    _form(rf"(?:Q([1-4])|([1-4])Q){_SPLIT}(\d{{4}})", lambda m: _months(m[3], m[1] or m[2], 3)),
    _form(rf"(\d{{4}}){_SPLIT}H([12])", lambda m: _months(m[1], m[2], 6)),
    _form(rf"(?:H([12])|([12])H){_SPLIT}(\d{{4}})", lambda m: _months(m[3], m[1] or m[2], 6)),
    _form(r"(?:the )?(first|second) half (?:of )?(\d{4})", lambda m: _months(m[2], _half(m[1]), 6)),
    _form(r"([a-z]{3,9}\.?),? (\d{4})", lambda m: _month(m[2], m[1])),
    _form(r"(\d{1,2}) ([a-z]{3,9}\.?),? (\d{4})", lambda m: _month(m[3], m[2], m[1])),
    _form(r"([a-z]{3,9}\.?) (\d{1,2}),? (\d{4})", lambda m: _month(m[3], m[1], m[2])),
)
