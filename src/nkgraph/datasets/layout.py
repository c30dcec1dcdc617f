"""How the rows of a file are laid out: what parts columns, and what they are called."""

from dataclasses import dataclass
from typing import Literal

LINE_BREAK = "\x1e"
"""Stands in a numbered row where its text had a line break (ASCII's record separator)."""

FIELD = "\x1f"
"""Parts number, reason and text of a row put aside (ASCII's unit separator)."""

FileFormat = Literal["text", "jsonl", "parquet"]


@dataclass(frozen=True)
class Layout:
    """What has to be known to take a file apart."""

    format: FileFormat
    names: tuple[str, ...]
    """The columns' names in order, from the header or from the mapping; JSON's keys."""
    delimiter: str = FIELD
    quoted: bool = False
    header: bool = False
    trailing: bool = False
    """Whether each row ends with a delimiter too many, behind the last named column."""
    above: int = 0
    """How many lines stand above the table: a title, notes, what parts the columns."""
    within: tuple[str, ...] | None = None
    """The keys that lead to the array of rows, in a JSON document."""

    @property
    def width(self) -> int:
        """How many cells a row of text has."""
        return 1 if self.format != "text" else len(self.names) + self.trailing


def folded(name: str) -> str:
    """Return a column's name as it is compared: letters and digits in lower case.

    R turns `Trade Value (US$)` into `Trade.Value..US..`, and spreadsheets change the case.
    """
    return "".join(sign for sign in name.casefold() if sign.isalnum())
