"""Two runs beside each other: what became slower, and what faster.

A machine is not as fast today as yesterday. What other people's programs did in the same rounds
says how much slower or faster it is, so our times are held against that.
"""

from typing import NamedTuple

from benchmarks.figures import Measure, spread
from benchmarks.reporting import MEASURES, seconds, times
from benchmarks.results import Result, WorkResult

OURS = "nkgraph"
SLOWER = 1.2
"""A ratio of medians from which on a difference is more than the noise of a shared machine."""


class Change(NamedTuple):
    """How a time of ours changed between two runs."""

    work: str
    way: str
    measure: Measure
    before: float
    after: float
    machine: float
    """How much the times of others changed in this work."""
    is_slower: bool
    is_faster: bool

    @property
    def ratio(self) -> float:
        """How many times as long it takes now, on a machine that is as fast as before."""
        return self.after / self.before / self.machine


def compare(before: Result, after: Result) -> list[Change]:
    """Return how our times changed, in works and ways that both runs have."""
    earlier = {work.name: work for work in before.works}
    return [
        change
        for work in after.works
        if work.name in earlier and work.title == earlier[work.name].title
        for change in _changes(earlier[work.name], work)
    ]


def text(changes: list[Change], name: str) -> str:
    """Return what became slower and faster than in the run of that name, in lines."""
    told = [change for change in changes if change.is_slower or change.is_faster]
    if not told:
        return f"nothing became slower than in {name} ({len(changes)} times compared)"
    return "\n".join(
        f"{'slower' if change.is_slower else 'faster'} than in {name}: {change.work}, "
        f"{change.way}: {MEASURES[change.measure]} {seconds(change.before)} to "
        f"{seconds(change.after)}, {times(change.ratio)} times when others' times are allowed for"
        for change in sorted(told, key=lambda change: -change.ratio)
    )


def _changes(before: WorkResult, after: WorkResult) -> list[Change]:
    measure: Measure = "step" if after.step else "cpu"
    machine = _machine(before, after, measure)
    changes = []
    for way in after.ways:
        earlier = before.way(way.name)
        then = earlier.spread(measure) if earlier else None
        now = way.spread(measure)
        if way.tool != OURS or then is None or now is None or not then.median:
            continue
        ratio = now.median / then.median / machine
        changes.append(
            Change(
                after.name, way.name, measure, then.median, now.median, machine,
                is_slower=ratio >= SLOWER and now.least / machine > then.median,
                is_faster=ratio <= 1 / SLOWER and now.most / machine < then.median,
            )
        )  # fmt: skip
    return changes


def _machine(before: WorkResult, after: WorkResult, measure: Measure) -> float:
    """Return how much longer other people's programs take; 1 where none ran in both."""
    ratios = []
    for way in after.ways:
        earlier = before.way(way.name)
        then = earlier.spread(measure) if earlier and earlier.version == way.version else None
        now = way.spread(measure)
        if way.tool != OURS and then and now and then.median:
            ratios.append(now.median / then.median)
    found = spread(ratios)
    return found.median if found else 1.0
