"""Do a work: every way once a round, in an order that turns, each in an empty folder."""

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import machine, measuring
from benchmarks.measuring import Sample
from benchmarks.results import Result, WayResult, WorkResult, judge
from benchmarks.work import Way, Work

_RUN = "run"


class AnswersDiffer(Exception):
    """Two ways that are compared did not find the same: their times would say nothing."""


def run(works: Iterable[Work], size: str, tell: Callable[[str], None] = lambda _: None) -> Result:
    """Do works and return what they took. `tell` is told what is being done.

    Raises CommandFailed where a way fails, and AnswersDiffer.
    """
    result = Result(machine.today(), size, machine.this())
    for work in works:
        result.works.append(one(work, tell))
    return result


def one(work: Work, tell: Callable[[str], None] = lambda _: None) -> WorkResult:
    """Do one work."""
    missing = {way.name: way.tool.missing() for way in work.ways}
    there = [way for way in work.ways if missing[way.name] is None]
    samples: dict[str, list[Sample]] = {way.name: [] for way in work.ways}
    exceeded: dict[str, float | None] = {way.name: None for way in work.ways}
    answers: dict[str, str] = {}
    with TemporaryDirectory(prefix="nkgraph-bench-") as name:
        folder = Path(name)
        tell(f"{work.name}: preparing")
        with work.prepare(folder):
            for number, way in _turns(work, there):
                if exceeded[way.name]:
                    continue
                tell(f"{work.name}: {way.name}, round {number + 1} of {work.rounds}")
                try:
                    done = measuring.run(way.command, _empty(folder / _RUN), way.limit)
                except measuring.TooLong:
                    exceeded[way.name] = way.limit
                    continue
                if number >= 0:
                    samples[way.name].append(done.sample)
                if way.name not in answers:
                    answer = way.answer(folder / _RUN, done.printed) if way.answer else None
                    answers[way.name] = answer or done.answer or ""
                    _compare(work, answers)
    ways = [
        WayResult(
            way.name, way.tool.name, "" if missing[way.name] else way.tool.version(),
            samples[way.name], missing[way.name], exceeded[way.name], way.note,
        )
        for way in work.ways
    ]  # fmt: skip
    return WorkResult(
        work.name, work.title, work.rounds, machine.load(), ways,
        [judge(goal, ways) for goal in work.goals], work.step,
    )  # fmt: skip


def _turns(work: Work, ways: list[Way]) -> Iterator[tuple[int, Way]]:
    """Yield each way once a round, with the round's number: below 0 for one that only warms."""
    for number in range(-1 if work.warm else 0, work.rounds):
        for place in range(len(ways)):
            way = ways[(number + place) % len(ways)]
            if number < (way.rounds or work.rounds):
                yield number, way


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def _compare(work: Work, answers: dict[str, str]) -> None:
    """Raise AnswersDiffer where two ways that say what they found say different things."""
    told = {name: answer for name, answer in answers.items() if answer}
    if len(set(told.values())) > 1:
        shown = "; ".join(f"{name}: {answer}" for name, answer in told.items())
        raise AnswersDiffer(f"{work.name}: the ways do not find the same: {shown}")


def in_place(text: str) -> None:
    """Tell what is being done on one line of a terminal, or on a line each elsewhere."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[2K{text}")
    else:
        sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
