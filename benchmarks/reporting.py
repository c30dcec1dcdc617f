"""A result as tables: for a terminal, and in Markdown for docs/benchmarks.md."""

from collections.abc import Callable, Sequence

from benchmarks.figures import Measure, Spread
from benchmarks.results import Outcome, Result, WayResult, WorkResult

MEASURES: dict[Measure, str] = {"cpu": "CPU time", "wall": "wall time", "step": "time of the step"}
WAYS = ("way", "CPU time", "wall time", "step", "memory", "runs")
GOALS = ("work", "goal", "measured", "met")


def text(result: Result) -> str:
    """Return the tables for a terminal."""
    parts = [machine(result), ""]
    for work in result.works:
        parts += [f"{work.title} (load {work.load})", *_columns([WAYS, *_ways(work)]), ""]
    parts += ["Goals", *_columns([GOALS, *_goals(result)])]
    return "\n".join(parts)


def markdown(result: Result) -> str:
    """Return the tables in Markdown."""
    parts = [machine(result), "", *table([GOALS, *_goals(result)])]
    for work in result.works:
        parts += ["", f"### {work.title}", "", *table([WAYS, *_ways(work)])]
        notes = [f"{way.name}: {way.note}" for way in work.ways if way.note]
        step = [f"step: {work.step}"] if work.step else []
        if step or notes:
            parts += ["", "; ".join([*step, *notes]) + "."]
    return "\n".join(parts)


def machine(result: Result) -> str:
    """Return what a run was made on, in a sentence."""
    what = result.machine
    loads = [work.load for work in result.works]
    busy = f"; load {min(loads):.1f} to {max(loads):.1f}" if loads else ""
    return (
        f"{result.size} run of {result.made}: {what.cores} cores of {what.processor}, "
        f"{what.gigabytes:.0f} GB, {what.system}, Python {what.python}{busy}"
    )


def seconds(value: float) -> str:
    """Return a time with three digits at most: 93 ms, 1.25 s, 68 s."""
    if value < 1:
        return f"{value * 1000:.0f} ms"
    return f"{value:.2f} s" if value < 10 else f"{value:.0f} s"


def times(value: float) -> str:
    """Return a ratio with as many digits as it is good for."""
    return f"{value:.2f}" if value < 3 else f"{value:.1f}" if value < 20 else f"{value:.0f}"


def outcome(goal: Outcome) -> str:
    """Return what came of a goal, with its spread."""
    if goal.got is None:
        return "not measured"
    more = "more than " if goal.at_least else ""
    if goal.kind in ("beyond", "below"):
        return f"{seconds(goal.got.median)} ({_range(goal.got, seconds)})"
    return f"{more}{times(goal.got.median)} times ({_range(goal.got, times)})"


def verdict(goal: Outcome) -> str:
    """Return whether a goal is met, and why it is not."""
    if goal.met is None:
        return "not known"
    if goal.met:
        return "yes"
    return f"missed: {goal.reason}" if goal.reason else "missed"


def _ways(work: WorkResult) -> list[tuple[str, ...]]:
    return [_way(way) for way in work.ways]


def _way(way: WayResult) -> tuple[str, ...]:
    known = way.name
    if way.tool != "nkgraph":
        known += " (" + f"{way.tool} {way.version}".rstrip() + ")"
    if way.missing:
        return (known, f"not measured: {way.missing}", "", "", "", "")
    if not way.samples:
        return (known, f"not done within {way.exceeded:.0f} s", "", "", "", "")
    cpu, wall, step = (_time(way.spread(measure)) for measure in ("cpu", "wall", "step"))
    memory = way.spread("megabytes")
    return (
        known, cpu, wall, step, f"{memory.median:.0f} MB" if memory else "", str(len(way.samples)),
    )  # fmt: skip


def _goals(result: Result) -> list[tuple[str, ...]]:
    return [
        (work.title, f"{goal.text} ({MEASURES[goal.measure]})", outcome(goal), verdict(goal))
        for work in result.works
        for goal in work.goals
    ]


def _time(spread: Spread | None) -> str:
    if spread is None:
        return ""
    if spread.least == spread.most:
        return seconds(spread.median)
    return f"{seconds(spread.median)} ({_range(spread, seconds)})"


def _range(spread: Spread, shown: Callable[[float], str]) -> str:
    return f"{shown(spread.least)} to {shown(spread.most)}"


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of a table in Markdown; the first row is its head."""
    head, *rest = rows
    return [_line(head), "|" + "---|" * len(head), *map(_line, rest)]


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  "
        + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
