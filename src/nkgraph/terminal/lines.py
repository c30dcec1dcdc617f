"""The lines of a table for people: a ruled table, or records where it does not fit."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from nkgraph import presentation
from nkgraph.presentation import Shown
from nkgraph.terminal import cells, widths
from nkgraph.terminal.widths import GAP

if TYPE_CHECKING:
    from nkgraph.table import Table

_RULE = "─"
_MOST_LINES = 3
"""Lines that a text in a table may take; what is longer than they are loses its middle."""


class Piece(NamedTuple):
    """A piece of a line, in one style."""

    text: str
    style: Literal["bold", "dim", ""] = ""


Line = Sequence[Piece]


def plain(line: Line) -> str:
    """Return a line's text without its styles, and without spaces at its end."""
    return "".join(piece.text for piece in line).rstrip()


def of(table: "Table", columns: int | None, seconds: float | None = None) -> Iterator[Line]:
    """Yield a table's lines for a width in cells (None is no limit), and what stands below it."""
    content, left_out = _content(table, columns)
    rooms = widths.natural(content) if columns is None else widths.fitted(content, columns)
    if content:
        yield from _table(content, rooms) if rooms else _records(content, columns or 0)
    took = [] if seconds is None else [f"{seconds:.2f} s"]
    missing = [f"IRIs not shown: {', '.join(left_out)}"] if left_out else []
    yield from _below(" · ".join([presentation.counted(table), *took, *missing]), columns)
    if table.query and table.query.notes:
        yield from _below(presentation.inert(table.query.notes), columns)


def _content(table: "Table", columns: int | None) -> tuple[list[Shown], list[str]]:
    """Return the columns to show, and the names of those that are left out for want of width."""
    content = presentation.shown(table)
    if _fits(content, columns):
        return content, []
    left_out = presentation.labelled(table)
    content = presentation.without(content, left_out)
    if not _fits(content, columns):
        content = [column.without_prefix() for column in content]
    return content, left_out


def _fits(content: list[Shown], columns: int | None) -> bool:
    return columns is None or widths.total(widths.natural(content)) <= columns


def _below(text: str, columns: int | None) -> Iterator[Line]:
    for line in cells.wrap(text, columns) if columns else [text]:
        yield [Piece(line, "dim")]


def _table(content: list[Shown], rooms: list[int]) -> Iterator[Line]:
    heads = [_head_lines(column, room) for column, room in zip(content, rooms, strict=True)]
    height = max(map(len, heads))
    heads = [[" " * cells.width(head[0])] * (height - len(head)) + head for head in heads]
    for line in zip(*heads, strict=True):
        yield [Piece(GAP.join(line), "bold")]
    yield [Piece(_RULE * widths.total(rooms), "dim")]
    for row in zip(*(column.cells for column in content), strict=True):
        blocks = [
            [cells.fill(line, room, right=column.is_number) for line in _block(cell, room, column)]
            for cell, room, column in zip(row, rooms, content, strict=True)
        ]
        height = max(map(len, blocks))
        blocks = [
            block + [" " * room] * (height - len(block))
            for block, room in zip(blocks, rooms, strict=True)
        ]
        for fitted in zip(*blocks, strict=True):
            yield [Piece(GAP.join(fitted))]


def _block(cell: str, room: int, column: Shown) -> list[str]:
    """Return a cell as lines of its column: texts and names wrap, and what is too long is cut."""
    if cells.width(cell) <= room or column.kind not in ("text", "iri"):
        return [cells.cut(cell, room)]
    at = " " if column.kind == "text" else "-"
    lines = list(cells.wrap(cell, room, at=at))
    kept = _MOST_LINES * room
    while len(lines) > _MOST_LINES and kept > 1:
        kept -= room // 4 or 1
        lines = list(cells.wrap(cells.cut(cell, kept), room, at=at))
    return lines[:_MOST_LINES]


def _head_lines(column: Shown, room: int) -> list[str]:
    """Return a column's name on as many lines as its width asks for, each of that width."""
    lines = [column.head]
    if cells.width(column.head) > room:
        lines = [cells.cut(word, room, end=True) for word in widths.words(column.head)]
    return [cells.fill(line, room, right=column.is_number) for line in lines]


def _records(content: list[Shown], columns: int) -> Iterator[Line]:
    """Show each row as lines of a column's name and its value, for want of width."""
    names = max(cells.width(column.head) for column in content)
    names = min(names, max(1, columns // 3))
    room = max(1, columns - names - len(GAP))
    heads = [cells.fill(cells.cut(column.head, names, end=True), names) for column in content]
    for row in zip(*(column.cells for column in content), strict=True):
        for head, cell in zip(heads, row, strict=True):
            if not cell:
                continue
            for line in cells.wrap(cell, room):
                yield [Piece(head, "bold"), Piece(GAP + line)]
                head = " " * names
        yield [Piece(_RULE * columns, "dim")]
