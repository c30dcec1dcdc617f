"""What was measured, as a file of JSON: every sample, the machine, and what came of the goals."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.figures import Measure, Spread, ratio, spread, values
from benchmarks.machine import Machine
from benchmarks.measuring import Sample
from benchmarks.work import Goal

_DIGITS = 4


@dataclass(frozen=True)
class WayResult:
    """What one way took."""

    name: str
    tool: str
    version: str
    samples: list[Sample]
    missing: str | None = None
    """Why it was not measured, if it was not."""
    exceeded: float | None = None
    """The seconds after which it was ended, if it was."""
    note: str = ""

    def spread(self, measure: Measure) -> Spread | None:
        """Return what it took; None where that is not known."""
        return spread(values(self.samples, measure))


@dataclass(frozen=True)
class Outcome:
    """What came of a goal."""

    text: str
    ours: str
    other: str
    measure: Measure
    kind: str
    bound: float
    got: Spread | None
    """The ratio or the seconds; None where what it takes was not measured."""
    at_least: bool
    """Whether it is more than that, since the other was ended before it was done."""
    reason: str

    @property
    def met(self) -> bool | None:
        """Whether it is met; None where that is not known."""
        if self.got is None:
            return None
        if self.kind == "times":
            return self.got.median >= self.bound
        return self.got.median <= self.bound


@dataclass(frozen=True)
class WorkResult:
    """What came of a work."""

    name: str
    title: str
    rounds: int
    load: float
    """Processes that wanted to run when it ended."""
    ways: list[WayResult]
    goals: list[Outcome]
    step: str = ""

    def way(self, name: str) -> WayResult | None:
        """Return one of its ways."""
        return next((way for way in self.ways if way.name == name), None)


@dataclass(frozen=True)
class Result:
    """One run of the suite."""

    made: str
    size: str
    machine: Machine
    works: list[WorkResult] = field(default_factory=list)


def judge(goal: Goal, ways: list[WayResult]) -> Outcome:
    """Return what came of a goal."""
    mine = values(_named(goal.ours, ways).samples, goal.measure)
    if goal.kind == "below":
        return _outcome(goal, spread(mine))
    other = _named(goal.other, ways)
    theirs = values(other.samples, goal.measure)
    at_least = not theirs and other.exceeded is not None
    if at_least and other.exceeded is not None:
        theirs = [other.exceeded] * len(mine)
    if goal.kind == "beyond":
        pairs = zip(mine, theirs, strict=False)
        return _outcome(goal, spread(one - another for one, another in pairs), at_least)
    got = ratio(theirs, mine) if goal.kind == "times" else ratio(mine, theirs)
    return _outcome(goal, got, at_least)


def _named(name: str, ways: list[WayResult]) -> WayResult:
    return next(way for way in ways if way.name == name)


def _outcome(goal: Goal, got: Spread | None, at_least: bool = False) -> Outcome:
    return Outcome(
        goal.text, goal.ours, goal.other, goal.measure, goal.kind, goal.bound, got, at_least,
        goal.reason,
    )  # fmt: skip


def joined(before: Result, after: Result, order: Sequence[str]) -> Result:
    """Return a result in which what was measured anew takes the place of what was there.

    order: the names of all works, as they follow one another. What is in none is left out.
    """
    known = {work.name: work for work in (*before.works, *after.works)}
    found = [known[name] for name in order if name in known]
    return Result(after.made, after.size, after.machine, found)


def save(result: Result, file: Path) -> None:
    """Write a result."""
    file.parent.mkdir(parents=True, exist_ok=True)
    whole = asdict(result)
    whole["machine"] = result.machine._asdict()
    for work, said in zip(result.works, whole["works"], strict=True):
        for way, told in zip(work.ways, said["ways"], strict=True):
            told["samples"] = [_rounded(sample._asdict()) for sample in way.samples]
        for outcome, told in zip(work.goals, said["goals"], strict=True):
            told["got"] = _rounded(outcome.got._asdict()) if outcome.got else None
            told["met"] = outcome.met
    file.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def load(file: Path) -> Result:
    """Return a result that was saved."""
    whole = json.loads(file.read_text(encoding="utf-8"))
    return Result(
        made=whole["made"],
        size=whole["size"],
        machine=Machine(**whole["machine"]),
        works=[_work(work) for work in whole["works"]],
    )


def _work(said: dict[str, Any]) -> WorkResult:
    ways = [
        WayResult(**{**way, "samples": [Sample(**sample) for sample in way["samples"]]})
        for way in said["ways"]
    ]
    goals = []
    for goal in said["goals"]:
        facts = {name: value for name, value in goal.items() if name != "met"}
        facts["got"] = Spread(**goal["got"]) if goal["got"] else None
        goals.append(Outcome(**facts))
    return WorkResult(**{**said, "ways": ways, "goals": goals})


def _rounded(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        name: round(value, _DIGITS) if isinstance(value, float) else value
        for name, value in facts.items()
    }
