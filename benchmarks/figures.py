"""What many runs say together: medians with their spread, and ratios of one way to another."""

import statistics
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from benchmarks.measuring import Sample

Measure = Literal["cpu", "wall", "megabytes", "step"]


class Spread(NamedTuple):
    """The median of some values, with the least and the most."""

    median: float
    least: float
    most: float


def spread(values: Iterable[float]) -> Spread | None:
    """Return the median, the least and the most; None where there is no value."""
    known = sorted(values)
    return Spread(statistics.median(known), known[0], known[-1]) if known else None


def values(samples: Sequence[Sample], measure: Measure) -> list[float]:
    """Return one measure of each sample that has it."""
    found = (getattr(sample, measure) for sample in samples)
    return [value for value in found if value is not None]


def ratio(above: Sequence[float], below: Sequence[float]) -> Spread | None:
    """Return how many times the second the first is, round by round.

    The two of a round ran one after the other, so that what else the machine did then is in both.
    Where one has fewer rounds, the medians are compared.
    """
    if len(above) == len(below):
        return spread(one / other for one, other in zip(above, below, strict=True) if other)
    one, other = spread(above), spread(below)
    if one is None or other is None or not other.median:
        return None
    return Spread(
        one.median / other.median, one.least / other.most, one.most / max(other.least, 1e-9)
    )
