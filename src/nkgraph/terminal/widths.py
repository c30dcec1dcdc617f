"""How wide each column of a table stands, so that all of them fit."""

import re
from collections.abc import Iterable

from nkgraph.presentation import Shown
from nkgraph.terminal import cells

GAP = "  "
"""What stands between two columns."""
_WHOLE = 28
"""Cells that no honest number or date needs more of; up to here none of them is cut."""
_LEAST = 8
"""Cells that a text, or a word of a head, needs to be told from others when it is cut."""
_PROSE, _LEAST_PROSE = 40, 16
"""A text longer than the first is a sentence, and says nothing in fewer cells than the second."""
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

    Every column gets what it needs at the least, then what it needs for its cells, then what it
    needs for its head on one line.
    """
    named = natural(content)
    widths = [_least(column) for column in content]
    whole = [max(_widest(column), _widest_word(column)) for column in content]
    spare = columns - total(widths)
    if spare < 0:
        return []
    spare = _grow(widths, whole, spare)
    # A head that does not get all of its line stands on two just as well.
    for place in sorted(range(len(content)), key=lambda place: named[place] - widths[place]):
        lack = named[place] - widths[place]
        if lack <= spare:
            widths[place] += lack
            spare -= lack
    return widths


def words(head: str) -> list[str]:
    """Return the words of a column's name, between which it may go on the next line."""
    return _HUMP.split(head)


def _grow(widths: list[int], wanted: list[int], spare: int) -> int:
    """Widen the columns towards what is wanted, and return the cells that are left.

    Those that lack few cells come first, so that short values stay whole; the others share.
    """
    lacking = sorted(
        (want - width, place)
        for place, (want, width) in enumerate(zip(wanted, widths, strict=True))
        if want > width
    )
    for position, (lack, place) in enumerate(lacking):
        share = spare if lack <= _FEW else spare // (len(lacking) - position)
        given = min(lack, share)
        widths[place] += given
        spare -= given
    return spare


def _widest(column: Shown) -> int:
    return max(map(cells.width, column.cells), default=0)


def _widest_word(column: Shown) -> int:
    return max(map(cells.width, words(column.head)))


def _least(column: Shown) -> int:
    widest = _widest(column)
    if column.kind in ("number", "date"):
        least = min(widest, _WHOLE)
    else:
        least = min(widest, _LEAST_PROSE if widest > _PROSE else _LEAST)
    return max(least, min(_LEAST, _widest_word(column)))
