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

# The full-width signs are formulas in some East Asian editions.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-][0-9]+(?:[.,][0-9]+)*")


def cell(value: Value) -> str:
    """Return a value as the text of a cell that no spreadsheet runs."""
    text = plain_text(value)
    if isinstance(value, str) and _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def write(table: "Table", out: "TextOut", *, delimiter: str, line_end: str) -> None:
    """Write a head and a line a row; a cell is quoted where it must be."""
    writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end)
    writer.writerow(table.columns)
    for values in table.values():
        writer.writerow([cell(value) for value in values])
