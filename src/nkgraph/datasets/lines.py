"""A text file as rows: one a line, with the line's number in front.

DuckDB numbers no lines, and loses its way after a quotation mark that is not closed. So each row
gets its number here, a text of several lines becomes one line, and a line that does not have the
columns of the others is put aside with the reason; the next line is read as if nothing had been.
"""

import csv
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import compress
from pathlib import Path
from typing import BinaryIO

from nkgraph.datasets import jsontext, limits
from nkgraph.datasets.layout import LINE_BREAK, Layout
from nkgraph.errors import BadData

_LINE_BREAK = LINE_BREAK.encode()
_MARKS = re.compile(b'"+')
_NOWHERE, _MISPLACED = -1, -2


@dataclass
class Numbered:
    """What was written: where the rows are, and how many there are."""

    rows: Path
    refused: Path
    """Rows put aside, one a line: number, reason and the text, split by FIELD."""
    read: int = 0
    put_aside: int = 0
    joined: bool = False
    """Whether some row has LINE_BREAK where its text had a line break."""
    first: int | None = None
    """The number of the first row, where the rows lie as they came and their place is their number;
    None where each has it in front."""


@dataclass
class _Lines:
    """The lines of a file, one after another, with a way to look ahead."""

    chunks: Iterator[bytes]
    number: int = 0
    _waiting: list[bytes] = field(default_factory=list)
    _rest: bytes = b""

    def batch(self) -> list[bytes] | None:
        """Return the lines that come next, a chunk's worth of them; None at the end."""
        while not self._waiting:
            chunk = next(self.chunks, None)
            if chunk is None:
                if not self._rest:
                    return None
                self._waiting, self._rest = [self._rest], b""
                break
            *self._waiting, self._rest = (self._rest + chunk).split(b"\n")
            if len(self._rest) > limits.LINE_BYTES:
                raise BadData(
                    f"line {self.number + len(self._waiting) + 1} is longer than "
                    f"{limits.LINE_BYTES >> 20} MiB: this is no table of the kind read here"
                )
        lines, self._waiting = self._waiting, []
        return lines

    def put_back(self, lines: list[bytes]) -> None:
        self._waiting = lines + self._waiting


def number(chunks: Iterable[bytes], layout: Layout, folder: Path) -> Numbered:
    """Write the rows of a text file, numbered, into `folder`.

    Raises BadData for a line beyond all bounds.
    """
    numbered = Numbered(folder / "rows", folder / "refused")
    with numbered.rows.open("wb") as rows, numbered.refused.open("wb") as refused:
        _Numbering(layout, numbered, rows, refused).run(_Lines(iter(chunks)))
    return numbered


def pick(numbered: Numbered, delimiter: bytes, numbers: Collection[int], folder: Path) -> Path:
    """Write the rows that have one of these numbers, which stands in front, into `folder`."""
    picked = folder / f"{numbered.rows.name}-picked"
    with numbered.rows.open("rb") as source, picked.open("wb") as target:
        if numbered.first is None:
            texts = {b"%d" % number for number in numbers}
            target.writelines(line for line in source if line.split(delimiter, 1)[0] in texts)
        else:
            wanted = sorted(numbers)
            chosen = bytearray(wanted[-1] if wanted else 0)
            for number in wanted:
                chosen[number - 1] = True
            for number, line in zip(wanted, compress(source, chosen), strict=False):
                target.write(b"%d%s%s" % (number, delimiter, line))
    return picked


class _Numbering:
    """The work of `number`, with what it needs to know at every line."""

    def __init__(
        self, layout: Layout, numbered: Numbered, rows: BinaryIO, refused: BinaryIO
    ) -> None:
        self.layout = layout
        self.numbered = numbered
        self.rows = rows
        self.refused = refused
        self.delimiter = layout.delimiter.encode()
        self.quoted = layout.quoted
        self.width = layout.width
        self.above = layout.above
        self.header_lines = 1 if layout.header else 0
        mark = re.escape(self.delimiter)
        self.open_quote = re.compile(rb'(?:^|%s)"' % mark)
        self.closed_quotes = re.compile(rb'(?:^|(?<=%s))"(?:[^"]|"")*"(?=%s|$)' % (mark, mark))

    def run(self, lines: _Lines) -> None:
        while (batch := lines.batch()) is not None:
            passed = min(self.above, len(batch))
            self.above -= passed
            lines.number += passed
            batch, first = batch[passed:], lines.number + 1
            if self.header_lines and not any(map(bytes.strip, batch)):
                lines.number += len(batch)
                continue
            if self.header_lines:
                batch, first = self.without_header(batch, first, lines)
            if self.layout.format == "jsonl":
                batch = list(map(jsontext.exact, batch))
            if self.quoted and any(b'"' in line for line in batch):
                self.write_quoted(batch, first, lines)
            else:
                self.write_plain(batch, first)
                lines.number = first + len(batch) - 1

    def without_header(
        self, batch: list[bytes], first: int, lines: _Lines
    ) -> tuple[list[bytes], int]:
        """Skip the first line that is not blank, with the lines that its texts go on to."""
        at = next(index for index, line in enumerate(batch) if line.strip())
        self.header_lines = 0
        lines.number = first + at
        _, taken = self.whole(batch, at, lines)
        return batch[at + taken :], first + at + taken

    def write_plain(self, batch: list[bytes], first: int) -> None:
        """Write lines in which no quotation mark means anything."""
        delimiter, between = self.delimiter, self.width - 1
        fit = [
            (n, line)
            for n, line in enumerate(batch, first)
            if line.count(delimiter) == between and (between or line.strip())
        ]
        if len(fit) != len(batch):
            for n, line in enumerate(batch, first):
                if line.count(delimiter) != between and line.strip():
                    self.put_aside(n, line, self.count_reason(line.count(delimiter) + 1))
        self.numbered.read += len(fit)
        self.rows.write(b"".join([b"%d%s%s\n" % (n, delimiter, line) for n, line in fit]))

    def write_quoted(self, batch: list[bytes], first: int, lines: _Lines) -> None:
        """Write lines in which texts may be quoted and go on over several lines."""
        at = 0
        written = []
        while at < len(batch):
            line, n = batch[at], first + at
            lines.number = n
            if not line.strip():
                at += 1
                continue
            row, taken = self.whole(batch, at, lines)
            columns = 0 if row is None else self.columns(row, exactly=taken > 1)
            if row is None or (taken > 1 and columns != self.width):
                # Only the line on which the mark stands: what follows may be rows like any other.
                self.put_aside(n, line, b"a quotation mark is not closed")
                at += 1
                continue
            at += taken
            if columns != self.width:
                self.put_aside(n, row, self.count_reason(columns))
                continue
            self.numbered.joined |= taken > 1
            written.append(b"%d%s%s\n" % (n, self.delimiter, row))
        lines.number = first + len(batch) - 1
        self.numbered.read += len(written)
        self.rows.write(b"".join(written))

    def whole(self, batch: list[bytes], at: int, lines: _Lines) -> tuple[bytes | None, int]:
        """Return the row that begins at a line, and how many lines it takes.

        None where its quotation mark is not closed within the bounds. Lines that the row needs
        beyond the batch are fetched and added to it.
        """
        row = batch[at]
        if not self.quoted or row.count(b'"') % 2 == 0 or not self.opens(row):
            return row, 1
        taken = 1
        while taken < limits.LINES_IN_ONE_ROW:
            if at + taken == len(batch):
                more = lines.batch()
                if more is None:
                    return None, 1
                batch.extend(more)
            line = batch[at + taken]
            taken += 1
            end = self.closing(line)
            if end == _NOWHERE:
                continue
            if end == _MISPLACED:
                return None, 1
            if not self.opens(line[end:]):
                row = _LINE_BREAK.join(batch[at : at + taken])
                return (row, taken) if len(row) <= limits.LINE_BYTES else (None, 1)
        return None, 1

    def opens(self, row: bytes) -> bool:
        """Whether a quoted text begins in a row and does not end in it."""
        return self.open_quote.search(self.closed_quotes.sub(b"", row)) is not None

    def closing(self, line: bytes) -> int:
        """Return where a quoted text ends that an earlier line began.

        In it a mark is written twice; a single one ends it, and only a delimiter may follow.
        """
        for marks in _MARKS.finditer(line):
            if len(marks[0]) % 2:
                end = marks.end()
                ends = end == len(line) or line.startswith(self.delimiter, end)
                return end if ends else _MISPLACED
        return _NOWHERE

    def columns(self, row: bytes, *, exactly: bool = False) -> int:
        """Return how many columns a row has.

        Not exactly, a row with as many delimiters as there should be is taken for one that fits:
        DuckDB refuses it where some of them stand within texts.
        """
        between = row.count(self.delimiter)
        if (between == self.width - 1 and not exactly) or b'"' not in row:
            return between + 1
        try:
            cells = next(csv.reader([row.decode()], delimiter=self.layout.delimiter))
        except csv.Error:
            return between + 1
        return len(cells)

    def count_reason(self, columns: int) -> bytes:
        return b"%d columns instead of %d" % (columns, self.width)

    def put_aside(self, n: int, line: bytes, reason: bytes) -> None:
        self.numbered.put_aside += 1
        self.numbered.read += 1
        self.refused.write(b"%d\x1f%s\x1f%s\n" % (n, reason, line.replace(b"\x1f", b" ")))
