"""A result as a picture: others' times as multiples of nkgraph's, on a logarithmic scale."""

from html import escape
from math import floor, log10
from typing import NamedTuple

from benchmarks.figures import Measure, ratio, values
from benchmarks.reporting import times
from benchmarks.results import Result, WayResult, WorkResult

OURS = "nkgraph"
WIDTH, NAMES, RIGHT, TOP, LINE, GAP, FOOT = 920, 300, 70, 62, 19, 30, 24
"""Pixels: of the picture, of the column of names, and of what stands around the bars."""
LABEL = 45
"""Pixels that the figure behind a bar may need."""
INK, GREY, RULE, FASTER, SLOWER, GOAL = (
    "#222222", "#666666", "#dddddd", "#0072b2", "#d55e00", "#000000",
)  # fmt: skip
_FONT = "font-family='system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif'"


class Bar(NamedTuple):
    """One way of others, beside ours."""

    name: str
    times: float
    """How many times what ours takes it takes."""
    goal: float | None
    """How many times it should."""
    is_more: bool
    """Whether it is more than that, since it was ended before it was done."""


def bars(work: WorkResult) -> list[Bar]:
    """Return a bar for each way of others that was measured."""
    found = (_bar(work, way) for way in work.ways if way.tool not in (OURS, "Python"))
    return [bar for bar in found if bar]


def svg(result: Result) -> str:
    """Return the picture as SVG."""
    groups = [(work, bars(work)) for work in result.works]
    groups = [(work, found) for work, found in groups if found]
    every = [bar for _, found in groups for bar in found]
    if not every:
        return "<svg xmlns='http://www.w3.org/2000/svg'/>\n"
    decades = _decades([bar.times for bar in every])
    height = TOP + sum(GAP + LINE * len(found) for _, found in groups) + FOOT
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {height}' {_FONT}>",
        f"<title>{escape(_sentence(result))}</title>",
        f"<rect width='{WIDTH}' height='{height}' fill='#ffffff'/>",
        _text(16, 24, "Others' time as a multiple of nkgraph's", 17, weight="600"),
        _text(16, 43, f"{_sentence(result)}; a black line is the goal", 12, GREY),
    ]
    scale = _Scale(*decades)
    bottom = height - FOOT
    for power in range(decades[0], decades[1] + 1):
        x = scale(10.0**power)
        parts.append(_line(x, TOP, x, bottom, INK if power == 0 else RULE))
        parts.append(_text(x, bottom + 16, _power(power), 11, GREY, "middle"))
    y = TOP
    for work, found in groups:
        parts.append(_text(16, y + 20, work.title.replace("`", ""), 13, weight="600"))
        y += GAP
        for bar in found:
            parts += _drawn(bar, scale, y)
            y += LINE
    return "\n".join([*parts, "</svg>"]) + "\n"


class _Scale:
    """From a ratio to its place across the picture."""

    def __init__(self, first: int, last: int) -> None:
        self.first = first
        self.step = (WIDTH - NAMES - RIGHT) / (last - first)

    def __call__(self, value: float) -> float:
        return round(NAMES + (log10(value) - self.first) * self.step, 1)


def _bar(work: WorkResult, way: WayResult) -> Bar | None:
    goal = next((goal for goal in work.goals if goal.other == way.name), None)
    ours = work.way(goal.ours) if goal else next(one for one in work.ways if one.tool == OURS)
    measure = goal.measure if goal else _measure(work)
    assert ours is not None, "a goal names a way that is there"
    theirs = values(way.samples, measure)
    if not theirs and way.exceeded:
        theirs = [way.exceeded]
    found = ratio(theirs, values(ours.samples, measure))
    if found is None:
        return None
    aim = None
    if goal:
        aim = goal.bound if goal.kind == "times" else 1 / goal.bound
    return Bar(way.name, found.median, aim, not way.samples)


def shown(bar: Bar) -> str:
    """Return how many times as long as ours it takes."""
    return f"{'more than ' if bar.is_more else ''}{times(bar.times)} ×"


def _measure(work: WorkResult) -> Measure:
    """Return what is compared where there is no goal: what the others are compared by."""
    aims = [goal.measure for goal in work.goals]
    return aims[0] if aims else "step" if work.step else "cpu"


def _drawn(bar: Bar, scale: _Scale, y: float) -> list[str]:
    one, end = scale(1), scale(bar.times)
    left, right = sorted((one, end))
    middle = y + LINE / 2 + 4
    goal = scale(bar.goal) if bar.goal else 0
    place = max(right, one) + 6
    if place - 4 < goal < place + LABEL:
        place = goal + 6
    parts = [
        _text(NAMES - 12, middle, bar.name, 12, INK, "end"),
        f"<rect x='{left}' y='{y + 4}' width='{max(right - left, 1):.1f}' height='{LINE - 8}' "
        f"fill='{FASTER if bar.times >= 1 else SLOWER}'/>",
        _text(place, middle, shown(bar), 12, INK),
    ]
    if goal:
        parts.append(_line(goal, y + 1, goal, y + LINE - 1, GOAL, 2.5))
    return parts


def _decades(found: list[float]) -> tuple[int, int]:
    least, most = min([*found, 1.0]), max([*found, 1.0])
    return floor(log10(least * 1.0001)), floor(log10(most)) + 1


def _power(power: int) -> str:
    return f"{10**power:,} ×" if power >= 0 else f"1/{10**-power} ×"


def _sentence(result: Result) -> str:
    return (
        f"CPU time, or what docs/benchmarks.md says; {result.made}, "
        f"{result.machine.cores} cores of {result.machine.processor}"
    )


def _text(
    x: float, y: float, text: str, size: int, fill: str = INK, anchor: str = "start",
    weight: str = "400",
) -> str:  # fmt: skip
    return (
        f"<text x='{x}' y='{y}' font-size='{size}' fill='{fill}' text-anchor='{anchor}' "
        f"font-weight='{weight}'>{escape(text)}</text>"
    )


def _line(x: float, y: float, to_x: float, to_y: float, colour: str, width: float = 1) -> str:
    return (
        f"<line x1='{x}' y1='{y}' x2='{to_x}' y2='{to_y}' stroke='{colour}' "
        f"stroke-width='{width}'/>"
    )
