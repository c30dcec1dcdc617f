"""Figures against changes: what a source states, and what its own figures come to.

Every number is rounded. A figure is known to half a unit of its last digit that is not nought
(36,890,000 lies between 36,885,000 and 36,895,000), and so is an approximate percentage (60 may be
55 to 65); any other percentage to half a unit of the last digit that is stated (58.5 is 58.45 to
58.55). A change is wrong where no two values within the figures' ranges come to one within the
percentage's range.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import pyoxigraph as ox

from nkgraph.check.graph import Findings, Graph

CHANGES = """SELECT ?change ?percent ?direction ?from ?to ?approximate WHERE {
  ?change a nkg:TradeChange ; nkg:direction ?direction ;
    nkg:exporter ?exporter ; nkg:importer ?importer ; nkg:commodity ?commodity ;
    nkg:fromPeriod ?fromPeriod ; nkg:toPeriod ?toPeriod .
  ?first a nkg:TradeFigure ; nkg:exporter ?exporter ; nkg:importer ?importer ;
    nkg:commodity ?commodity ; nkg:period ?fromPeriod ; sdmx-measure:obsValue ?from ;
    sdmx-attribute:unitMeasure ?unit ; qb:dataSet ?set .
  ?second a nkg:TradeFigure ; nkg:exporter ?exporter ; nkg:importer ?importer ;
    nkg:commodity ?commodity ; nkg:period ?toPeriod ; sdmx-measure:obsValue ?to ;
    sdmx-attribute:unitMeasure ?unit ; qb:dataSet ?set .
  OPTIONAL { ?change nkg:percent ?percent }
  BIND(EXISTS { ?claim nkg:states ?change ; nkg:approximate true } AS ?approximate)
}"""

ROUNDINGS = """SELECT ?claim ?rounded ?other ?exact WHERE {
  ?claim nkg:rounds ?other ; nkg:states/nkg:percent ?rounded .
  ?other nkg:states/nkg:percent ?exact .
}"""

SIGNS = """SELECT ?change ?percent ?direction WHERE {
  ?change a nkg:TradeChange ; nkg:direction ?direction ; nkg:percent ?percent
}"""

RISING = ("increase", "recovery")
FALLING = ("decrease",)


@dataclass(frozen=True, slots=True)
class Range:
    """The values that a rounded number may stand for."""

    lowest: Decimal
    highest: Decimal

    def meets(self, other: "Range") -> bool:
        """Tell whether the two have a value in common."""
        return self.lowest <= other.highest and other.lowest <= self.highest


def rounded(value: Decimal) -> Range:
    """Return what a number may stand for whose trailing noughts may come from rounding."""
    return _around(value, value.normalize().as_tuple().exponent if value else 0)


def stated(percent: Decimal, approximate: bool) -> Range:
    """Return what a percentage may stand for, by its stated decimals."""
    return rounded(percent) if approximate else _around(percent, percent.as_tuple().exponent)


def change(before: Decimal, after: Decimal) -> Decimal | None:
    """Return the change in percent; None where there was nothing before."""
    return None if before == 0 else (after / before - 1) * 100


def possible_change(before: Decimal, after: Decimal) -> Range | None:
    """Return which changes two rounded figures allow; None where the first may have been nought."""
    first, second = rounded(before), rounded(after)
    least = change(first.highest, second.lowest)
    most = change(first.lowest, second.highest)
    return None if least is None or most is None or first.lowest < 0 else Range(least, most)


def wrong_figures(graph: Graph) -> Findings:
    """Find changes that the figures of the same data set, flow and periods do not bear out."""
    for subject, percent, direction in graph.rows(SIGNS):
        if _against(_short(direction), _number(percent)):
            yield graph.finding(
                subject,
                "figures",
                f"nkg:percent is {graph.name(percent)}, and nkg:direction says "
                f"{graph.name(direction)}: mend the sign or the direction",
            )
    for claim, percent, other, exact in graph.rows(ROUNDINGS):
        round_number, exact_number = _number(percent), _number(exact)
        if round_number is None or exact_number is None:
            continue
        if not rounded(round_number).meets(stated(exact_number, approximate=False)):
            yield graph.finding(
                claim,
                "figures",
                f"{exact_number:+} percent of {graph.name(other)} does not round to "
                f"{round_number:+}: mend one of them, or take nkg:rounds out",
            )
    for subject, percent, direction, before, after, approximate in graph.rows(CHANGES):
        first, second = _number(before), _number(after)
        if first is None or second is None:
            continue
        computed, possible = change(first, second), possible_change(first, second)
        if computed is None or possible is None:
            continue
        about = approximate == ox.Literal(True)
        said = _number(percent)
        if said is not None and not stated(said, about).meets(possible):
            tolerance = stated(said, about)
            yield graph.finding(
                subject,
                "figures",
                f"it states {said:+} percent ({'approximate: ' if about else ''}{tolerance.lowest} "
                f"to {tolerance.highest}), and {second:,} against {first:,} is "
                f"{_places(computed):+} percent ({_places(possible.lowest)} to "
                f"{_places(possible.highest)} as the figures are rounded): mend one of them",
            )
        elif said is None and (
            _against(_short(direction), possible.highest)
            and _against(_short(direction), possible.lowest)
        ):
            yield graph.finding(
                subject,
                "figures",
                f"nkg:direction says {graph.name(direction)}, and {second:,} against {first:,} is "
                f"{_places(computed):+} percent: mend one of them",
            )


def _around(value: Decimal, exponent: object) -> Range:
    half = Decimal((0, (5,), exponent - 1)) if isinstance(exponent, int) else Decimal(0)
    return Range(value - half, value + half)


def _against(direction: str, percent: Decimal | None) -> bool:
    """Tell whether a percentage goes the other way than a direction."""
    if percent is None:
        return False
    return (direction in RISING and percent < 0) or (direction in FALLING and percent > 0)


def _number(term: object) -> Decimal | None:
    if not isinstance(term, ox.Literal):
        return None
    try:
        number = Decimal(term.value)
    except ArithmeticError:
        return None  # no number; the shapes say so
    return number if number.is_finite() else None


def _short(term: object) -> str:
    return term.value.rpartition("#")[2] if isinstance(term, ox.NamedNode) else ""


def _places(percent: Decimal) -> Decimal:
    return percent.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
