"""What stands on lines: a cross for a denial, a question mark for an open reading, a quotation
mark, how many edges a line is, and in words what it says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from nkgraph.layout.boxes import LINE_CHARACTERS
from nkgraph.quantities import in_words
from nkgraph.view import assets
from nkgraph.view.embedding import one_line
from nkgraph.view.still.curves import Curve, Point
from nkgraph.view.still.labels import Label
from nkgraph.view.still.lettering import Lettering, wrapped
from nkgraph.view.still.room import Room, boxed
from nkgraph.view.still.scene import Line, edge_name

HEIGHT = 16.0
"""Pixels: a sign stands in a disc so high."""

ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.2, 0.8)
"""Parts of the way at which a sign or a word may stand, the best first."""

BEFORE_END = (14.0, 26.0, 40.0, 56.0, 74.0)
"""Pixels before the mark at the end at which a question mark may stand."""

MANY_LINES, LEAST_OF_MANY = 40, 5
"""Among so many lines the thickness tells the small counts from one; larger ones are written."""

CROSS, OPEN, QUOTED = "×", "?", "“"
TEXT = 11.5
NO_BREAK = "\u00a0"
MOST_LINES = 3
SERIES_CHARACTERS, ABOVE = 44, 4.0
MOST_AMOUNTS = 3
"""Different amounts that are written on one line."""

MOST_WORDS = 80
"""Lines that have words; past so many they are read in the table."""


@dataclass(frozen=True)
class Sign:
    """A sign in its place."""

    text: str
    x: float
    y: float
    width: float = HEIGHT


Run = tuple[Line, Curve]


def decisive(runs: Sequence[Run], room: Room) -> Iterator[Sign]:
    """Yield the crosses and question marks: always there, where nothing else is if that can be."""
    for line, curve in runs:
        if line.is_negated:
            yield _put(CROSS, [curve.point(part) for part in ALONG], room)
        if line.is_open:
            ends = [curve.point(max(0.5, curve.before_end(away))) for away in BEFORE_END]
            yield _put(OPEN, ends, room)


def telling(runs: Sequence[Run], room: Room) -> Iterator[Sign]:
    """Yield the quotation marks and counts that find room."""
    for line, curve in runs:
        if line.modality == "quoted":
            parts = sorted(ALONG, key=lambda part: abs(part - 0.3))
            yield from _try(QUOTED, [curve.point(part) for part in parts], room)
    least = LEAST_OF_MANY if len(runs) > MANY_LINES else 2
    for line, curve in runs:
        if len(line.edges) >= least and not line.series:
            parts = sorted(ALONG, key=lambda part: abs(part - 0.66))
            yield from _try(f"×{len(line.edges)}", [curve.point(part) for part in parts], room)


def words(runs: Sequence[Run], common: str | None, room: Room) -> Iterator[Label]:
    """Yield what lines say, where there is room for it."""
    found = 0
    passed_on: set[tuple[int, str]] = set()
    for line, curve in runs:
        said = line_words(line, common)
        # Of all whose words one passes on, it is said once.
        if not said or found >= MOST_WORDS or (line.source.number, said) in passed_on:
            continue
        # Where amounts flow, they are written in one line above their own.
        long = SERIES_CHARACTERS if line.series else LINE_CHARACTERS
        text = Lettering(wrapped(said, MOST_LINES, long), TEXT)
        free = curve.length - curve.radius - curve.far
        if not line.is_loop and free < min(text.width, 70):
            continue
        for x, y in (curve.point(part) for part in ALONG):
            label = Label(text, x, y - _above(text, line, curve), is_quiet=not line.series)
            if room.is_free(label.box):
                room.take(label.box)
                found += 1
                if line.is_in_column and not line.series:
                    passed_on.add((line.source.number, said))
                yield label
                break


def _above(text: Lettering, line: Line, curve: Curve) -> float:
    """Return how far above its line a text begins: an amount stands on the outer side of a bend."""
    if not line.series:
        return text.height / 2
    (_, start), (_, middle), (_, end) = (curve.point(part) for part in (0.0, 0.5, 1.0))
    return -ABOVE if middle > (start + end) / 2 + ABOVE else text.height + ABOVE


def line_words(line: Line, common: str | None) -> str:
    """Return what is written on a line: what flows, or the relation if all its edges share it."""
    if line.series:
        return _series(line)
    names = {edge_name(edge) for edge in line.edges}
    first = edge_name(line.edges[0])
    return "" if len(names) > 1 or first == common else first


def _series(line: Line) -> str:
    """Return what flows, when, how much, and by how much that has changed."""
    pairs: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for edge in line.edges:
        pairs.setdefault((edge["from"], edge["to"]), []).append(edge)
    parts = (
        _total(list(pairs.values()))
        if len(pairs) > 1
        else [*_amounts(line.edges), *_changes(line.edges)]
    )
    name = one_line(line.series)
    # Between a number and its unit no line ends.
    told = ", ".join(_unbroken(part) for part in dict.fromkeys(parts))
    return f"{name}: {told}" if parts else name


def _amounts(edges: Sequence[dict[str, Any]]) -> list[str]:
    told = list(dict.fromkeys(amount(edge) for edge in edges if edge.get("weight") is not None))
    return told if len(told) <= MOST_AMOUNTS else [*told[:MOST_AMOUNTS], "…"]


def _changes(edges: Sequence[dict[str, Any]]) -> list[str]:
    about = assets.words()["line"]["about"]
    changes = []
    for edge in edges:
        if edge.get("percent") is not None:
            change = in_words(Decimal(str(edge["percent"])), "percent")
            changes.append(about.format(change) if edge.get("approximate") else change)
    return changes


def _total(pairs: Sequence[Sequence[dict[str, Any]]]) -> list[str]:
    """Return what a line to many things in one mark carries in all, from the edges of each pair.

    Nothing where a pair has no amount, or two: which of them is right, nobody has said.
    """
    weights = [{edge.get("weight") for edge in edges} - {None} for edges in pairs]
    units = {edge.get("weightUnit") for edges in pairs for edge in edges if "weight" in edge}
    if len(units) != 1 or any(len(told) != 1 for told in weights):
        return []
    (unit,) = units
    try:
        total = sum(Decimal(str(weight)) for told in weights for weight in told)
    except ArithmeticError:
        return []
    told = amount({"weight": total, "weightUnit": unit})
    return [] if "%" in told else [assets.words()["line"]["total"].format(told)]


def _unbroken(number: str) -> str:
    """Return a number with a space before its unit at which no line ends."""
    before, space, unit = number.rpartition(" ")
    return before + (NO_BREAK if space else "") + unit


def amount(edge: dict[str, Any]) -> str:
    """Return what an edge carries: $36.89 M; what is no number as it is."""
    unit = one_line(edge.get("weightUnit") or "")
    name = "USD" if "dollar" in unit.lower() or unit.upper().endswith("USD") else None
    try:
        value = Decimal(str(edge["weight"]))
        return in_words(_short(value) if name else value, "share" if "percent" in unit else name)
    except ArithmeticError:
        return one_line(edge["weight"])


def _short(value: Decimal) -> Decimal:
    """Return an amount as exact as two places behind its thousands, millions or billions tell."""
    scale = value.adjusted() // 3 * 3 if value.is_finite() and value else 0
    return value.quantize(Decimal(1).scaleb(scale - 2)) if scale >= 3 else value


def _put(text: str, points: Sequence[Point], room: Room) -> Sign:
    found = next(_try(text, points, room), None)
    if found is None:
        found = Sign(text, *points[0])
        room.take(boxed(points[0], HEIGHT, HEIGHT))
    return found


def _try(text: str, points: Sequence[Point], room: Room) -> Iterator[Sign]:
    width = HEIGHT if len(text) == 1 else 10 + len(text) * 6.8
    for point in points:
        box = boxed(point, width, HEIGHT)
        if room.is_free(box):
            room.take(box)
            yield Sign(text, *point, width)
            return
