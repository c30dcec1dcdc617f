"""A query and what its header says of it, as plain data. `nkgraph.header` reads it from a text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

ParameterType = Literal["resource", "date", "integer", "choice", "string"]
Bound = Literal["start", "end"]
Layout = Literal["force", "time", "flow", "voices", "geographic"]
Unit = Literal["USD", "percent", "share", "degrees", "date"]

PART = "part"
"""The tag of a query that other parts of the program ask, and that is not listed."""


@dataclass(frozen=True, slots=True)
class Parameter:
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


@dataclass(frozen=True, slots=True)
class Column:
    """What a column of the answer holds, beyond what its name says."""

    unit: Unit | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Map:
    """How a query's rows are drawn."""

    title: str
    layout: Layout


@dataclass(frozen=True)
class Query:
    """A SPARQL query with its name, what its header says, and its whole text.

    `empty` is what to say when there are no rows, `notes` what to say below them, `map` how they
    are drawn if they are a network.
    """

    name: str
    text: str
    path: Path | None = None
    summary: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    columns: Mapping[str, Column] = field(default_factory=dict)
    example: Mapping[str, str] = field(default_factory=dict)
    empty: str | None = None
    notes: str | None = None
    map: Map | None = None

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
