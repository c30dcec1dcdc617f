"""What stands on lines: a cross for a denial, a question mark for an open reading, a quotation
mark, how many edges a line is, and in words what it says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nkgraph.layout.boxes import LINE_CHARACTERS
from nkgraph.view.still import flows
from nkgraph.view.still.curves import Curve, Point
from nkgraph.view.still.labels import Label, letters_width
from nkgraph.view.still.lettering import Lettering, wrapped
from nkgraph.view.still.room import Room, boxed
from nkgraph.view.still.scene import Line, edge_name

HEIGHT = 16.0
"""Pixels: a sign stands in a disc so high."""

ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.2, 0.8)
"""Parts of the way at which a sign or a word may stand, the best first."""

BESIDE_WORDS = (0.38, 0.3, 0.46, 0.62, 0.7, 0.22)
"""The same for the letters of a line's sources."""

BEFORE_END = (14.0, 26.0, 40.0, 56.0, 74.0)
"""Pixels before the mark at the end at which a question mark may stand."""

MANY_LINES, LEAST_OF_MANY = 40, 5
"""Among so many lines the thickness tells the small counts from one; larger ones are written."""

CROSS, OPEN, QUOTED = "×", "?", "“"
TEXT = 11.5
MOST_LINES = 3
SERIES_CHARACTERS, ABOVE = 44, 4.0
MOST_WORDS = 80
"""Lines that have words; past so many they are read in the table."""

CLEAR = 22.0
"""Pixels to the next words: with a letter just before them it would be taken for theirs."""

CROSSED = 0.15
"""What a line under a word costs, in parts of the way from its best place."""

LONELY, TOWARDS_END = 3, (0.66, 0.74, 0.58, 0.8, 0.5, 0.42, 0.34)
"""Where so many times fewer lines come together, words stand: there lines are further apart."""

ROOM_FOR_AMOUNT = 60_000.0
"""Square pixels for each amount among bare lines, which are many."""


@dataclass(frozen=True)
class Sign:
    """A sign in its place; `is_source` if it is the letters of a line's sources."""

    text: str
    x: float
    y: float
    width: float = HEIGHT
    is_source: bool = False


Run = tuple[Line, Curve]


def decisive(runs: Sequence[Run], room: Room) -> Iterator[Sign]:
    """Yield the crosses and question marks: always there, where nothing else is if that can be."""
    for line, curve in runs:
        if line.is_negated:
            yield _put(CROSS, [curve.point(part) for part in ALONG], room)
        if line.is_open:
            ends = [curve.point(max(0.5, curve.before_end(away))) for away in BEFORE_END]
            yield _put(OPEN, ends, room)


def telling(runs: Sequence[Run], room: Room, told: set[int]) -> Iterator[Sign]:
    """Yield the quotation marks and counts that find room, a count behind its sources' letters.

    The lines whose sources are told so are added to `told`.
    """
    for line, curve in runs:
        if line.modality == "quoted":
            parts = sorted(ALONG, key=lambda part: abs(part - 0.3))
            yield from _try(QUOTED, [curve.point(part) for part in parts], room)
    least = LEAST_OF_MANY if len(runs) > MANY_LINES else 2
    for line, curve in runs:
        if len(line.edges) >= least and not line.series:
            parts = sorted(ALONG, key=lambda part: abs(part - 0.66))
            points = [curve.point(part) for part in parts]
            count = f"{line.letters} ×{len(line.edges):,}".strip()
            for sign in _try(count, points, room, is_source=bool(line.letters)):
                told.add(id(line))
                yield sign


def sources(runs: Sequence[Run], room: Room, told: set[int]) -> Iterator[Sign]:
    """Yield the letters of lines' sources that find room, but for lines that are told already.

    Among many flows a letter without an amount is none.
    """
    if len(runs) > MANY_LINES and runs[0][0].series:
        return
    for line, curve in runs:
        if line.letters and id(line) not in told:
            points = [curve.point(part) for part in BESIDE_WORDS]
            yield from _try(line.letters, points, room, is_source=True, clear=CLEAR)


def words(
    runs: Sequence[Run],
    common: str | None,
    room: Room,
    told: set[int],
    *,
    is_plain: bool = False,
) -> Iterator[Label]:
    """Yield what lines say, where there is room for it: the largest amounts first.

    Of bare lines only those that carry most say so. The lines whose words, and so whose sources,
    are there are added to `told`.
    """
    most, passed_on = MOST_WORDS, set[tuple[int, str]]()
    ordered = sorted(runs, key=lambda run: -run[0].weight)
    if is_plain:
        most = min(MOST_WORDS, int(room.whole.right * room.whole.bottom / ROOM_FOR_AMOUNT))
        ordered = [run for run in ordered if run[0].series and run[0].weight][: most + most // 2]
    for line, curve in ordered:
        said = line_words(line, common)
        # Of all whose words one passes on, it is said once.
        if not said or most <= 0 or (line.source.number, said) in passed_on:
            continue
        # Where amounts flow, they are written in one line above their own, or on it among many.
        long = SERIES_CHARACTERS if line.series else LINE_CHARACTERS
        text = Lettering(wrapped(said, MOST_LINES, long), TEXT)
        free = curve.length - curve.radius - curve.far
        if not line.is_loop and free < min(text.width, 70):
            continue
        is_above = bool(line.series) and not is_plain
        letters = "" if id(line) in told else line.letters
        label = _least_crossed(text, line, curve, room, letters, is_above=is_above)
        if label:
            told.add(id(line))
            room.take(label.box)
            most -= 1
            if line.is_in_column and not line.series:
                passed_on.add((line.source.number, said))
            yield label


def _least_crossed(
    text: Lettering, line: Line, curve: Curve, room: Room, letters: str, *, is_above: bool
) -> Label | None:
    """Return a text where the fewest lines run through it, near to where it had best stand."""
    best: tuple[float, Label] | None = None
    parts = _along(line)
    for part in parts:
        x, y = curve.point(part)
        y -= _above(text, curve) if is_above else text.height / 2
        label = Label(text, x, y, is_quiet=not line.series, is_on_line=True, letters=letters)
        if room.is_free(label.box):
            badness = abs(part - parts[0]) + CROSSED * room.crossings(label.box)
            if best is None or badness < best[0]:
                best = badness, label
    return best and best[1]


def _along(line: Line) -> Sequence[float]:
    """Return at which parts of its way a line's words may stand, the best first."""
    from_source, to_target = line.source.links, line.target.links
    if from_source > LONELY * to_target:
        return TOWARDS_END
    if to_target > LONELY * from_source:
        return [1 - part for part in TOWARDS_END]
    return ALONG


def _above(text: Lettering, curve: Curve) -> float:
    """Return how far above its line an amount begins: it stands on the outer side of a bend."""
    (_, start), (_, middle), (_, end) = (curve.point(part) for part in (0.0, 0.5, 1.0))
    return -ABOVE if middle > (start + end) / 2 + ABOVE else text.height + ABOVE


def line_words(line: Line, common: str | None) -> str:
    """Return what is written on a line: what flows, or the relation if all its edges share it."""
    if line.series:
        return flows.words(line)
    names = {edge_name(edge) for edge in line.edges}
    first = edge_name(line.edges[0])
    return "" if len(names) > 1 or first == common else first


def _put(text: str, points: Sequence[Point], room: Room) -> Sign:
    found = next(_try(text, points, room), None)
    if found is None:
        found = Sign(text, *points[0])
        room.take(boxed(points[0], HEIGHT, HEIGHT))
    return found


def _try(
    text: str, points: Sequence[Point], room: Room, *, is_source: bool = False, clear: float = 0.0
) -> Iterator[Sign]:
    """Yield a sign at the first point that is free, and `clear` pixels on its sides too."""
    width = HEIGHT if len(text) == 1 else 10 + len(text) * 6.8
    if is_source:
        width = letters_width(text)
    for point in points:
        if room.is_free(boxed(point, width + 2 * clear, HEIGHT)):
            room.take(boxed(point, width, HEIGHT))
            yield Sign(text, *point, width, is_source)
            return
