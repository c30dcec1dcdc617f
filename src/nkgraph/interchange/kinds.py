"""What kind of value an attribute holds, its plain form, and the way back from that."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from numbers import Integral, Real
from typing import Any, Literal

from nkgraph.interchange.values import decoded

Kind = Literal["text", "whole", "real", "boolean", "decimal", "date", "datetime", "list", "other"]

JOINT = "; "

EXACT = 2**53
"""Whole numbers up to here are exact as floats."""


def kind_of(value: object) -> Kind:
    """Return the kind of a value that is not None."""
    if isinstance(value, str):
        return "text"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, Integral):
        return "whole"
    if isinstance(value, Decimal):
        return "decimal"
    if isinstance(value, Real):
        return "real"
    if isinstance(value, datetime):
        return "datetime"
    if isinstance(value, date):
        return "date"
    return "list" if isinstance(value, list) else "other"


def usual(kinds: Iterable[Kind]) -> Kind:
    """Return the commonest kind; of equally common ones, the first in the alphabet."""
    counts = Counter(kinds)
    return min(counts, key=lambda kind: (-counts[kind], kind))


def as_text(value: object) -> str:
    """Return a value as other tools show it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):  # a datetime is one
        return value.isoformat()
    if isinstance(value, list | tuple):
        return JOINT.join(as_text(item) for item in value)
    return "" if value is None else str(value)


def as_number(value: object) -> int | float | None:
    """Return a Decimal, or another number, as a number that JSON and XML have."""
    if isinstance(value, Integral):
        return int(value)
    try:
        number = float(value)  # type: ignore[arg-type]
    except (OverflowError, TypeError, ValueError):
        return None
    if isinstance(value, Decimal) and abs(number) < EXACT and value == value.to_integral_value():
        return int(value)
    return number


def restored(kind: Kind, plain: Any) -> Any:
    """Return the value of a kind whose plain form was read; what does not fit stays as it is."""
    try:
        return _BACK[kind](plain)
    except (ValueError, ArithmeticError, TypeError, KeyError):
        return plain


def _decimal(plain: Any) -> Decimal:
    if isinstance(plain, float) and plain.is_integer() and abs(plain) < EXACT:
        return Decimal(int(plain))
    return Decimal(repr(plain) if isinstance(plain, float) else plain)


def _list(plain: Any) -> list[Any]:
    return plain.split(JOINT) if isinstance(plain, str) else list(plain)


_BACK: dict[Kind, Any] = {
    "text": lambda plain: plain,
    "whole": int,
    "real": float,
    "boolean": bool,
    "decimal": _decimal,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "list": _list,
    "other": decoded,
}
