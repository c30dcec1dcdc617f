"""Numbers as a person writes them: $36.89 M, +58.5 %, 41.78°, with a real minus sign.

What a source states is never rounded away. Only digits past what anybody states, which divisions
leave behind (58.462199312714776632), are cut.
"""

import math
from decimal import ROUND_HALF_EVEN, Context, Decimal

from nkgraph.values import plain_text

Number = int | float | Decimal

MINUS = "\u2212"
_SCALES = ((Decimal(10) ** 12, "tn"), (Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "M"))
_SCALED_PLACES = 3
"""Decimals that a scaled amount may have; one that needs more is written in a smaller scale."""
_PERCENT_PLACES = 2
_PLAIN_PLACES = 6
_CENT_PLACES = 2
_GROUPED_FROM = 10_000
"""Thousands are set apart from here on, so that years, which have four digits, never are."""
_READABLE_DIGITS = 30
"""A number with more digits before its point, or as many zeros after it, is left as data has it."""
# Enough for every digit of a readable number, so that nothing but `quantize` rounds.
_EXACT = Context(prec=1000, rounding=ROUND_HALF_EVEN)


def in_words(value: Number, unit: str | None = None, *, full: bool = False) -> str:
    """Return a number in its unit, or with the unit behind it if it is none of these.

    `USD` is an amount, `percent` a change, which has its sign, `share` a part of a whole in
    percent, `degrees` a latitude or longitude.

    Amounts are scaled as far as they stay exact; `full` writes their digits out.

    >>> in_words(36890000, "USD"), in_words(36890000, "USD", full=True)
    ('$36.89 M', '$36,890,000')
    >>> in_words(Decimal("58.5"), "percent"), in_words(42, "share")
    ('+58.5 %', '42 %')
    """
    if isinstance(value, float) and not math.isfinite(value):
        return "not a number" if math.isnan(value) else _signed("infinite", value)
    exact = _decimal(value)
    if exact and abs(exact.adjusted()) >= _READABLE_DIGITS:
        return plain_text(value).replace("-", MINUS)
    match unit:
        case "USD":
            return _amount(exact, full)
        case "share":
            return f"{_number(exact, _PERCENT_PLACES)} %"
        case "percent":
            return f"{'+' if exact > 0 else ''}{_number(exact, _PERCENT_PLACES)} %"
        case "degrees":
            return f"{_number(exact)}°"
        case None:
            return _number(exact)
    return f"{_number(exact)} {unit}"


def _amount(value: Decimal, full: bool) -> str:
    # The largest scale in which it is exact, so that the stated figure can be got back.
    for scale, name in () if full else _SCALES:
        scaled = _EXACT.divide(value, scale)
        if abs(scaled) >= 1 and _places(scaled) <= _SCALED_PLACES:
            return _signed(f"${_grouped(abs(scaled), 0)} {name}", value)
    rounded = abs(_at_most(value, _PLAIN_PLACES))
    if 0 < _places(rounded) < _CENT_PLACES:  # cents are two digits or none
        return _signed(f"${rounded:,.{_CENT_PLACES}f}", value)
    return _signed(f"${_grouped(rounded, 0)}", value)


def _number(value: Decimal, places: int = _PLAIN_PLACES) -> str:
    return _signed(_grouped(abs(_at_most(value, places)), _GROUPED_FROM), value)


def _decimal(value: Number) -> Decimal:
    # A float's shortest notation is what its source wrote; its binary value is not.
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def _places(value: Decimal) -> int:
    """Return how many decimals a number needs."""
    exponent = value.normalize(_EXACT).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _at_most(value: Decimal, places: int) -> Decimal:
    """Cut decimals past `places`; a small number keeps as many digits that are not zero."""
    if _places(value) <= places:
        return value
    leading_zeros = max(0, -value.adjusted() - 1)
    return value.quantize(Decimal(1).scaleb(-places - leading_zeros), context=_EXACT)


def _grouped(value: Decimal, grouped_from: int) -> str:
    plain = value.normalize(_EXACT)
    return f"{plain:,f}" if plain >= grouped_from else f"{plain:f}"


def _signed(text: str, value: Number) -> str:
    return MINUS + text if value < 0 else text
