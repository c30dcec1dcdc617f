"""A query and what its header says of it.

These are plain classes, and the header is read when something in it is first needed: an answer in
CSV needs none of it, and dataclasses and YAML together cost a third of such a command's time.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from nkgraph.marker import header_lines

if TYPE_CHECKING:
    from nkgraph.header import Header

ParameterType = Literal["resource", "date", "integer", "choice", "string"]
Bound = Literal["start", "end"]
Layout = Literal["force", "time", "flow", "voices", "geographic"]
Unit = Literal["USD", "percent", "share", "degrees", "date"]

RESERVED = ("allow_service", "timeout", "memory", "limit", "source_text")
"""What no parameter can be called, since Python's functions that run a query take it themselves."""

PART = "part"
"""The tag of a query that other parts of the program ask, and that is not listed."""


class Parameter(NamedTuple):
    """A value that a query can be asked with; left out, it restricts nothing.

    `of` is the class, a compact or full IRI, to which a resource must belong, and `including` a
    property: whatever has it with the resource as its value is asked for too (with
    `nkg:governmentOf`, the government of a state). `bound` is the end of a date that goes into the
    query; `enumerate` lists what a choice can be.
    """

    name: str
    type: ParameterType
    description: str
    of: str | None = None
    including: str | None = None
    bound: Bound | None = None
    enumerate: tuple[str, ...] = ()


class Column(NamedTuple):
    """What a column of the answer holds, beyond what its name says."""

    unit: Unit | None = None
    description: str | None = None


class Map(NamedTuple):
    """How a query's rows are drawn."""

    title: str
    layout: Layout


class Query:
    """A SPARQL query with its name, its whole text, and what its header says.

    A text without a header is a query without parameters. Raises BadQueryHeader, at once for a
    header line with a wrong marker, and for the rest when the header is first needed.
    """

    def __init__(self, name: str, text: str, path: str | None = None) -> None:
        self.name = name
        self.text = text
        self.path = path
        self._lines = header_lines(text, self.shown)

    def __repr__(self) -> str:
        return f"<nkgraph.Query {self.name!r}>"

    @property
    def shown(self) -> str:
        """How a message names the query."""
        return self.path or self.name

    @cached_property
    def header(self) -> "Header":
        """What the header says, read and checked. Raises BadQueryHeader."""
        from nkgraph.header import read

        return read(self._lines, self.text, self.shown)

    def validate(self) -> None:
        """Read the header, if that has not been done. Raises BadQueryHeader."""
        self.header  # noqa: B018 - it is read by being asked for

    @property
    def summary(self) -> str:
        """What the query answers, in one line."""
        return self.header.summary

    @property
    def description(self) -> str:
        """What it answers, at length."""
        return self.header.description

    @property
    def tags(self) -> tuple[str, ...]:
        """The subjects it belongs to."""
        return self.header.tags

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """What it can be asked with, by name."""
        return self.header.parameters

    @property
    def columns(self) -> Mapping[str, Column]:
        """What the header says of columns, by name; it need not speak of all."""
        return self.header.columns

    @property
    def example(self) -> Mapping[str, str]:
        """Values for an example call."""
        return self.header.example

    @property
    def empty(self) -> str | None:
        """What to say when there are no rows."""
        return self.header.empty

    @property
    def notes(self) -> str | None:
        """What to say below the rows."""
        return self.header.notes

    @property
    def map(self) -> Map | None:
        """How the rows are drawn, if they are a network."""
        return self.header.map

    @property
    def is_part(self) -> bool:
        """Whether the query is there for other parts of the program and not for people."""
        return PART in self.tags

    @property
    def call(self) -> str:
        """The example as it is typed in a shell."""
        import shlex

        command = "view" if self.map else "query"
        pairs = [shlex.quote(f"{name}={value}") for name, value in self.example.items()]
        return " ".join(["nkgraph", command, self.name, *pairs])
