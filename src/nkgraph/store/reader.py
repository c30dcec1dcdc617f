"""What every store can do for the rest of the program: answer questions. Nothing here writes."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = tuple[Term | None, ...]


class Rows(NamedTuple):
    """The answer to a SELECT: names of the columns, and rows with None where nothing is bound."""

    columns: tuple[str, ...]
    rows: list[Row]


class Answering(Protocol):
    """A graph that can be asked; the default graph is the union of its named graphs.

    A query whose text names its graphs itself (FROM) gets just these. Each method raises
    BadQueryText where the text does not parse, StoreError where the store cannot answer.
    """

    def select(self, text: str) -> Rows:
        """Return the rows of a SELECT."""

    def ask(self, text: str) -> bool:
        """Return the answer to an ASK."""

    def construct(self, text: str) -> list[ox.Triple]:
        """Return what a CONSTRUCT or DESCRIBE builds, each triple once."""


class Reader(Answering, Protocol):
    """A graph that can be asked, and read as a whole."""

    @property
    def where(self) -> str:
        """How a message names the store."""

    def quads(self) -> Iterator[ox.Quad]:
        """Return everything in the store."""
