"""What CSV and TSV share: quoting, and cells that a spreadsheet would take for formulas.

A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@` or a control character, so a label
that somebody else wrote could make a reader's spreadsheet call out (CWE-1236). Such a text gets an
apostrophe in front, as OWASP advises: https://owasp.org/www-community/attacks/CSV_Injection. So
does one that has apostrophes there already, so that nothing is lost: to have the text back, take
one apostrophe away wherever a formula's first character follows. Numbers stay as they are,
also in text (-56.7, +850): they run nothing.
"""

import csv
import re
from typing import TYPE_CHECKING

from nkgraph.values import Value, plain_text

if TYPE_CHECKING:
    from nkgraph.formats import TextOut
    from nkgraph.table import Table

_CRLF = "\r\n"
# The full-width signs are formulas in some East Asian editions.
_BEGINS_A_FORMULA = frozenset("=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20")
_NUMBER = re.compile(r"[+-][0-9]+(?:[.,][0-9]+)*")


def cell(value: Value) -> str:
    """Return a value as the text of a cell that no spreadsheet runs."""
    text = plain_text(value)
    begins = isinstance(value, str) and text.lstrip("'")[:1] in _BEGINS_A_FORMULA
    if begins and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def write(table: "Table", out: "TextOut", *, delimiter: str, line_end: str) -> None:
    """Write a head and a line a row; a cell is quoted where it must be."""
    # The writer quotes the characters that end its own lines; in a cell, either breaks a row.
    writer = csv.writer(_Lines(out, line_end), delimiter=delimiter, lineterminator=_CRLF)
    writer.writerow(table.columns)
    for values in table.values():
        writer.writerow([cell(value) for value in values])


class _Lines:
    """Takes lines that end in CRLF, one at a time, and gives them another end."""

    def __init__(self, out: "TextOut", line_end: str) -> None:
        self._out = out
        self._line_end = line_end

    def write(self, line: str, /) -> object:
        return self._out.write(line.removesuffix(_CRLF) + self._line_end)
