"""How wide each column of a table stands, so that all of them fit."""

import re
from collections.abc import Iterable

from nkgraph.presentation import Shown
from nkgraph.terminal import cells

GAP = "  "
"""What stands between two columns."""
_WHOLE = 28
"""Cells that no honest number or date needs more of; up to here none of them is cut."""
_PROSE, _LONG = 40, 16
"""Columns whose cells are mostly longer than this are sentences, and long names."""
_LEAST_PROSE, _LEAST_LONG, _LEAST_IRI, _LEAST = 28, 12, 14, 8
"""Cells that a sentence, a long name, an IRI and any other text need to say something when cut."""
_LEAST_HEAD = 6
_FEW = 8
"""A column that lacks no more than so many cells gets them before others share the rest."""
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def total(widths: Iterable[int]) -> int:
    """Return the width of a whole line."""
    rooms = list(widths)
    return sum(rooms) + len(GAP) * (len(rooms) - 1)


def natural(content: list[Shown]) -> list[int]:
    """Return the width that each column needs to show its head on one line and all of its cells."""
    return [max(cells.width(column.head), _widest(column)) for column in content]


def fitted(content: list[Shown], columns: int) -> list[int]:
    """Return each column's width so that all fit, or an empty list if they cannot.

    Every column gets what it needs at the least; then those that lack little get all they need;
    then each what most of its cells need, then what all of them do, and last what its head needs
    to stand on one line.
    """
    named = natural(content)
    widths = [_least(column) for column in content]
    spare = columns - total(widths)
    if spare < 0:
        return []
    whole = [max(_widest(column), _widest_word(column)) for column in content]
    usual = [max(_usual(column), _widest_word(column)) for column in content]
    few = [want if want - width <= _FEW else 0 for want, width in zip(whole, widths, strict=True)]
    spare = _complete(widths, few, spare)
    spare = _share(widths, usual, spare)
    spare = _share(widths, whole, spare)
    _complete(widths, named, spare)
    return widths


def words(head: str) -> list[str]:
    """Return the words of a column's name, between which it may go on the next line."""
    return _HUMP.split(head)


def _complete(widths: list[int], wanted: list[int], spare: int) -> int:
    """Give columns all that is wanted, those that lack least first; return the cells left."""
    for lack, place in _lacking(widths, wanted):
        if lack <= spare:
            widths[place] += lack
            spare -= lack
    return spare


def _share(widths: list[int], wanted: list[int], spare: int) -> int:
    """Widen columns in proportion to what they lack; return the cells left."""
    lacking = _lacking(widths, wanted)
    owed = sum(lack for lack, _ in lacking)
    for lack, place in lacking:
        given = min(lack, spare * lack // owed)
        widths[place] += given
        spare -= given
        owed -= lack
    return spare


def _lacking(widths: list[int], wanted: list[int]) -> list[tuple[int, int]]:
    """Return what columns lack, and which they are, the least first."""
    pairs = enumerate(zip(widths, wanted, strict=True))
    return sorted((want - width, place) for place, (width, want) in pairs if want > width)


def _widest(column: Shown) -> int:
    return max(map(cells.width, column.cells), default=0)


def _widest_word(column: Shown) -> int:
    return max(map(cells.width, words(column.head)))


def _longest_word(column: Shown) -> int:
    return max((cells.width(word) for cell in column.cells for word in cell.split(" ")), default=0)


def _usual(column: Shown) -> int:
    """Return the width that four cells of five need."""
    widths = sorted(map(cells.width, column.cells))
    return widths[(len(widths) - 1) * 4 // 5] if widths else 0


def _least(column: Shown) -> int:
    widest = _widest(column)
    if column.kind in ("number", "date"):
        least = min(widest, _WHOLE)
    else:
        usual = _usual(column)
        if column.kind == "iri":
            usable = _LEAST_IRI
        elif usual > _LONG:
            usable = _LEAST_PROSE if usual > _PROSE else _LEAST_LONG
        else:
            usable = _LEAST
        if column.kind == "text":
            usable = max(usable, min(_longest_word(column), _LEAST_LONG + 1))
        least = min(widest, usable)
    return max(least, min(_LEAST_HEAD, _widest_word(column)))
