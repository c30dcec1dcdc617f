"""What a mapping file says, as plain data: which dataset, how to read it, what becomes what."""

import re
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass
from typing import Literal

from nkgraph.datasets.canonical import TABLES, Table
from nkgraph.datasets.layout import FileFormat


@dataclass(frozen=True)
class Column:
    """A column of the file, by the first of several names that the file has."""

    names: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Constant:
    """The same text in every row."""

    text: str


@dataclass(frozen=True)
class First:
    """The first of several values that is not empty."""

    values: tuple["Value", ...]


@dataclass(frozen=True)
class Join:
    """Several values, those that are not empty, with something between them."""

    values: tuple["Value", ...]
    separator: str


@dataclass(frozen=True)
class Digest:
    """A short digest of several values, for rows that have no identifier."""

    values: tuple["Value", ...]


@dataclass(frozen=True)
class Choose:
    """Another value for each word that a column can hold."""

    column: Column
    when: Dictionary[str, "Value"]
    otherwise: "Value | None"


Origin = Column | Constant | First | Join | Digest | Choose


@dataclass(frozen=True)
class Part:
    """The nth of several texts with a separator between them."""

    separator: str
    number: int


@dataclass(frozen=True)
class Parentheses:
    """What stands in the last parentheses of a text, or the text without them."""

    inside: bool


@dataclass(frozen=True)
class Characters:
    """The first characters of a text."""

    number: int


@dataclass(frozen=True)
class Pad:
    """Zeros in front of a code of digits, up to a width."""

    width: int


@dataclass(frozen=True)
class Words:
    """A text for each text; what is in no pair becomes empty, or stays."""

    pairs: Dictionary[str, str]
    keep: bool


@dataclass(frozen=True)
class Present:
    """One text wherever there is any."""

    text: str


@dataclass(frozen=True)
class Lookup:
    """What a code list says of a code; what is not in the list becomes empty, or stays."""

    list: str
    column: str
    keep: bool
    line: int


@dataclass(frozen=True)
class Amount:
    """A part of an amount that a person typed: its number, its unit, whether it is about."""

    part: str


Step = Part | Parentheses | Characters | Pad | Words | Present | Lookup | Amount


@dataclass(frozen=True)
class NumberForm:
    """How a number is written; without marks, only what can be read in one way is a number."""

    decimal: str | None = None
    thousands: str | None = None
    times: int = 1


@dataclass(frozen=True)
class Value:
    """A text: where it comes from, what is done to it, from which list a code is."""

    origin: Origin
    steps: tuple[Step, ...] = ()
    scheme: str | None = None
    number: NumberForm = NumberForm()


@dataclass(frozen=True)
class Condition:
    """A test of one column."""

    column: Column
    test: Literal["is", "not", "same_as"]
    texts: tuple[str, ...] = ()
    other: Column | None = None


@dataclass(frozen=True)
class Precision:
    """Which words of a column say that a date is no exact day."""

    column: Column
    about: tuple[str, ...]
    month: tuple[str, ...]
    year: tuple[str, ...]


@dataclass(frozen=True)
class Written:
    """A date in one column, in one of several formats."""

    value: Value
    formats: tuple[str, ...]
    precision: Precision | None = None


@dataclass(frozen=True)
class InParts:
    """A date in several columns, of which the later may be empty."""

    year: Value
    month: Value | None
    day: Value | None


@dataclass(frozen=True)
class Span:
    """From one date to another; open where one of some conditions holds."""

    start: "DateForm"
    end: "DateForm"
    open: tuple[Condition, ...]


@dataclass(frozen=True)
class FirstDate:
    """The first of several dates that is given."""

    dates: tuple["DateForm", ...]


@dataclass(frozen=True)
class Unless:
    """A date, but none where a condition holds."""

    date: "DateForm"
    condition: Condition


DateForm = Written | InParts | Span | FirstDate | Unless


@dataclass(frozen=True)
class Recognition:
    """What a file of the dataset looks like."""

    columns: tuple[tuple[str, ...], ...] = ()
    """Columns that its header must name, each by one of several names."""
    widths: tuple[int, ...] = ()
    """How many columns its rows have, where there is no header."""
    without: tuple[str, ...] = ()
    """Columns by which it is another dataset, with all of these columns and more."""
    shapes: Dictionary[str, re.Pattern[str]] | None = None
    """What most texts of a column must look like."""


@dataclass(frozen=True)
class Reader:
    """How the file is taken apart, where its content does not say so by itself."""

    format: FileFormat | None = None
    delimiter: str | None = None
    columns: tuple[str, ...] = ()
    """The names of the columns in order, for a file without a header."""
    quoted: bool | None = None
    null: tuple[str, ...] = ("",)


@dataclass(frozen=True)
class Totals:
    """How a total of other rows is known in a table of figures."""

    partners: tuple[str, ...] = ()
    commodities: tuple[str, ...] = ()
    nested: bool = False
    """Whether a code that begins another one is the sum of it and its like."""


@dataclass(frozen=True)
class Mapping:
    """A dataset: what it is, how its files look, how their rows become rows of ours."""

    name: str
    title: str
    publisher: str
    licence: str
    homepage: str | None
    version: str | None
    kind: str
    recognition: Recognition | None
    reader: Reader
    optional: tuple[str, ...]
    where: tuple[Condition, ...]
    fields: Dictionary[str, Value | DateForm | Condition]
    unique: bool
    totals: Totals | None
    shown: str
    """What messages call the mapping's file."""
    folder: str | None
    """Where its code lists stand, for a mapping of the user's."""

    @property
    def table(self) -> Table:
        """The table that the dataset becomes."""
        return TABLES[self.kind]
