"""The bounds within which a number is known, and sums with them, against intervals of Decimals."""

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

import hypothesis.strategies as st
from hypothesis import given, settings

from nkgraph.graph import KnowledgeGraph
from nkgraph.store.embedded import Embedded
from second_sources import OIL, Source, compared, quantities

EXACT = Decimal("0.0001")
"""To how much the rules round the ends of what they reckon."""

OWN = {"2013": 36890000, "2012": 23280000, "2008": 41610000}
"""The article's figures for oil."""


class Interval(NamedTuple):
    """What a number may be."""

    lowest: Decimal
    highest: Decimal


def half_of_last_digit(value: Decimal) -> Decimal:
    """Return half a unit of the last digit that is not nought."""
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(exponent) / 2


def known(value: Decimal, *, is_percent: bool, about: bool) -> Interval:
    """Return the bounds of a number as docs/corroboration.md tells them."""
    size = abs(value)
    thousands = 0 if is_percent else max((size.adjusted() // 3) * 3, 0) if size else 0
    scale = Decimal(1).scaleb(min(thousands, 9)) / 2
    digit = half_of_last_digit(value) if value else Decimal(0)
    tolerance = min(digit, scale)
    if about:
        tolerance = max(tolerance, min(digit, size / 10))
    return Interval(value - tolerance, value + tolerance)


amounts = st.builds(
    lambda digits, zeros: Decimal(digits).scaleb(zeros),
    st.integers(1, 99_999),
    st.integers(-2, 8),
) | st.just(Decimal(0))  # fmt: skip
percents = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(-9_999, 99_999),
    st.integers(0, 3),
)
some = settings(max_examples=15)


def plain(value: Decimal) -> str:
    return f"{value:f}"


@some
@given(st.lists(st.tuples(amounts, st.booleans()), min_size=20, max_size=20))
def test_an_amount_is_known_as_its_digits_tell(stated: list[tuple[Decimal, bool]]) -> None:
    source = Source()
    names = [source.figure(OIL, "2013", plain(value), about=about) for value, about in stated]
    found = quantities(compared(source))
    for name, (value, about) in zip(names, stated, strict=True):
        row = found[f"{name.removeprefix('t:')}-claim same flow and period"]
        assert Interval(*map(Decimal, (row["lowest"], row["highest"]))) == known(  # type: ignore[arg-type]
            value, is_percent=False, about=about
        ), (value, about)


@some
@given(st.lists(st.tuples(percents, st.booleans()), min_size=20, max_size=20))
def test_a_percentage_is_known_as_its_decimals_tell(stated: list[tuple[Decimal, bool]]) -> None:
    source = Source()
    names = [source.change(OIL, "2012", "2013", plain(one), about=about) for one, about in stated]
    found = quantities(compared(source))
    for name, (value, about) in zip(names, stated, strict=True):
        row = found[f"{name.removeprefix('t:')}-claim same change"]
        assert Interval(*map(Decimal, (row["lowest"], row["highest"]))) == known(  # type: ignore[arg-type]
            value, is_percent=True, about=about
        ), (value, about)


Stated = tuple[Decimal, Decimal, bool]


@some
@given(
    st.lists(
        st.tuples(
            st.integers(1, 99_999).map(lambda digits: Decimal(digits).scaleb(4)),
            st.integers(-999, 9_999).map(lambda digits: Decimal(digits).scaleb(-1)),
            st.booleans(),
        ),
        min_size=10,
        max_size=10,
    )
)
def test_an_earlier_value_is_known_as_its_value_and_change_are(stated: list[Stated]) -> None:
    source = Source()
    names = []
    for number, (value, percent, about) in enumerate(stated):
        who = {"speaker": f"S{number}", "publisher": f"P{number}", "about": about}
        name = source.figure(OIL, "2009", plain(value), **who)
        source.change(OIL, "2008", "2009", plain(percent), **who)
        names.append(name)
    store = compared(source)
    found = quantities(store)
    verdicts = {
        str(row["sourceLabel"]): row["verdict"]
        for row in KnowledgeGraph(Embedded(store)).query("corroboration")
        if row["property"] == "value"
    }
    own = known(Decimal(OWN["2008"]), is_percent=False, about=False)
    for number, (name, (value, percent, about)) in enumerate(zip(names, stated, strict=True)):
        key = f"{name.removeprefix('t:')}-claim earlier value, by arithmetic"
        later = known(value, is_percent=False, about=about)
        change = known(percent, is_percent=True, about=about)
        if change.lowest <= -100:
            assert key not in found
            continue
        row = found[key]
        lowest = later.lowest / (1 + change.highest / 100)
        highest = later.highest / (1 + change.lowest / 100)
        assert abs(Decimal(row["lowest"]) - lowest) <= EXACT  # type: ignore[arg-type]
        assert abs(Decimal(row["highest"]) - highest) <= EXACT  # type: ignore[arg-type]
        central = (value / (1 + percent / 100)).quantize(Decimal(1), rounding=ROUND_HALF_UP)
        assert row["central"] == central
        if min(abs(lowest - own.highest), abs(own.lowest - highest)) > EXACT:
            meets = lowest < own.highest and own.lowest < highest
            assert verdicts[f"P{number}"] == ("agrees" if meets else "differs")


@some
@given(st.lists(st.tuples(amounts, st.booleans()), min_size=10, max_size=10))
def test_figures_agree_where_their_bounds_overlap(stated: list[tuple[Decimal, bool]]) -> None:
    near = [
        (Decimal(OWN["2013"]) + (value if number % 2 else -value) / 10**4, about)
        for number, (value, about) in enumerate(stated)
    ]
    near = [(max(value, Decimal(0)), about) for value, about in near]
    source = Source()
    for number, (value, about) in enumerate(near):
        source.figure(OIL, "2013", plain(value), speaker="S", publisher=f"P{number}", about=about)
    found = {
        str(row["sourceLabel"]): row
        for row in KnowledgeGraph(Embedded(compared(source))).query("corroboration")
        if row["property"] == "value"
    }
    own = known(Decimal(OWN["2013"]), is_percent=False, about=False)
    for number, (value, about) in enumerate(near):
        bounds = known(value, is_percent=False, about=about)
        overlap = bounds.lowest < own.highest and own.lowest < bounds.highest
        row = found[f"P{number}"]
        assert row["verdict"] == ("agrees" if overlap or value == OWN["2013"] else "differs")
        assert row["difference"] == value - OWN["2013"]


@some
@given(
    st.integers(1, 99_999).map(lambda digits: Decimal(digits).scaleb(4)),
    st.integers(1, 99_999).map(lambda digits: Decimal(digits).scaleb(4)),
)
def test_a_change_is_known_as_its_values_are(before: Decimal, after: Decimal) -> None:
    source = Source()
    source.figure(OIL, "2006", plain(before))
    name = source.figure(OIL, "2007", plain(after))
    found = quantities(compared(source))
    row = found[f"{name.removeprefix('t:')}-claim change recomputed, by arithmetic"]
    first = known(before, is_percent=False, about=False)
    second = known(after, is_percent=False, about=False)
    assert abs(Decimal(row["lowest"]) - (second.lowest / first.highest - 1) * 100) <= EXACT  # type: ignore[arg-type]
    assert abs(Decimal(row["highest"]) - (second.highest / first.lowest - 1) * 100) <= EXACT  # type: ignore[arg-type]
    assert abs(Decimal(row["central"]) - (after / before - 1) * 100) <= Decimal("0.0051")  # type: ignore[arg-type]
