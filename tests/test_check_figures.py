"""What rounded numbers may stand for, and which changes they allow."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkgraph.check.figures import Range, change, possible_change, rounded, stated


@pytest.mark.parametrize(
    ("value", "lowest", "highest"),
    [
        ("36890000", "36885000", "36895000"),
        ("11000000", "10500000", "11500000"),
        ("7710000", "7705000", "7715000"),
        ("60", "55", "65"),
        ("58.5", "58.45", "58.55"),
        ("-29.9", "-29.95", "-29.85"),
        ("0", "-0.5", "0.5"),
    ],
)
def test_a_figure_is_rounded_at_its_last_digit(value: str, lowest: str, highest: str) -> None:
    assert rounded(Decimal(value)) == Range(Decimal(lowest), Decimal(highest))


def test_a_percentage_counts_its_decimals() -> None:
    assert stated(Decimal("60"), approximate=False) == Range(Decimal("59.5"), Decimal("60.5"))
    assert stated(Decimal("60.0"), approximate=False) == Range(Decimal("59.95"), Decimal("60.05"))
    assert stated(Decimal("60"), approximate=True) == Range(Decimal("55"), Decimal("65"))


def test_changes() -> None:
    assert change(Decimal("11000000"), Decimal("7710000")).quantize(Decimal("0.1")) == Decimal(
        "-29.9"
    )
    assert change(Decimal(0), Decimal(5)) is None
    assert possible_change(Decimal(0), Decimal(5)) is None
    possible = possible_change(Decimal("11000000"), Decimal("7710000"))
    assert possible is not None
    assert possible.meets(stated(Decimal("-29.9"), approximate=False))
    assert possible.meets(stated(Decimal("-33"), approximate=False))
    assert not possible.meets(stated(Decimal("-34"), approximate=False))


@given(st.decimals("1", "1e9", places=2), st.decimals("1", "1e9", places=2), st.integers(-2, 6))
def test_what_is_rounded_is_never_held_against_its_source(
    before: Decimal, after: Decimal, places: int
) -> None:
    # Someone computes the change from exact figures, and prints figures and change rounded.
    unit = Decimal(1).scaleb(places)
    printed = [(one / unit).to_integral_value() * unit for one in (before, after)]
    possible = possible_change(printed[0], printed[1])
    exact = change(before, after)
    assert exact is not None
    if possible is not None and all(printed):
        assert possible.meets(stated(exact.quantize(Decimal("0.1")), approximate=False))
