"""A query's answer: rows of RDF terms, read as plain Python values and written in every format."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, TYPE_CHECKING, Any, overload

from nkgraph.values import Term, Value, common_type, plain_text, python_value

if TYPE_CHECKING:
    import pandas

    from nkgraph.query import Query

_INT64 = range(-(2**63), 2**63)


class Row(Mapping[str, Value]):
    """One row: its values by the names of the columns, in the columns' order.

    `nkgraph.values` says which value a term becomes. A row equals a dict of the same content.
    """

    __slots__ = ("_places", "_terms")

    def __init__(self, places: Mapping[str, int], terms: Sequence[Term | None]) -> None:
        self._places = places
        self._terms = terms

    def __getitem__(self, name: str) -> Value:
        return python_value(self._terms[self._places[name]])

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __repr__(self) -> str:
        return f"Row({dict(self)!r})"


class Table(Sequence[Row]):
    """The rows of an answer, in order.

    `columns` are the names, `terms` the rows as RDF terms (None where nothing is bound), `query`
    the stored query behind them, if there is one, and `is_cut` tells that there are more rows than
    were asked for. Iterating and indexing give `Row`s; a slice is a table. Two tables are equal
    when their columns and their terms are.
    """

    __hash__ = None  # type: ignore[assignment]

    def __init__(
        self,
        columns: Iterable[str],
        rows: Iterable[Iterable[Term | None]],
        query: "Query | None" = None,
        *,
        is_cut: bool = False,
    ) -> None:
        self.columns = tuple(columns)
        self.terms: Sequence[tuple[Term | None, ...]] = tuple(tuple(row) for row in rows)
        self.query = query
        self.is_cut = is_cut
        self._places = {name: place for place, name in enumerate(self.columns)}
        width = len(self.columns)
        if len(self._places) != width:
            raise ValueError(f"two columns have one name: {', '.join(self.columns)}")
        if any(len(row) != width for row in self.terms):
            raise ValueError(f"a row has not the {width} values that its columns ask for")

    def __len__(self) -> int:
        return len(self.terms)

    def __iter__(self) -> Iterator[Row]:
        return (Row(self._places, row) for row in self.terms)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> "Table": ...
    def __getitem__(self, index: int | slice) -> "Row | Table":
        if isinstance(index, slice):
            return Table(self.columns, self.terms[index], self.query)
        return Row(self._places, self.terms[index])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return self.columns == other.columns and self.terms == other.terms

    def __repr__(self) -> str:
        name = f" {self.query.name!r}" if self.query else ""
        rows = "1 row" if len(self) == 1 else f"{len(self)} rows"
        if self.is_cut:
            rows = f"the first {rows}"
        return f"<nkgraph.Table{name}: {rows} of {', '.join(self.columns)}>"

    def __str__(self) -> str:
        """Return what a terminal of this width would show."""
        from nkgraph import terminal

        return terminal.text(self, terminal.width())

    def _repr_html_(self) -> str:
        from nkgraph import notebook

        return notebook.html(self)

    def values(self) -> Iterator[list[Value]]:
        """Yield each row as a list of plain values, in the columns' order."""
        for row in self.terms:
            yield [python_value(term) for term in row]

    def to_pandas(self) -> "pandas.DataFrame":
        """Return a pandas DataFrame with numbers as numbers and what is unbound as missing.

        Whole numbers become `Int64` and booleans `boolean`, which can be missing; text becomes
        `string`, dates with it. Decimals and floats become `float64`, which pandas can calculate
        with: 15 digits are exact, and a figure that needs more is exact in the rows, in parquet
        and in CSV. A column without any value has the type `object`.
        """
        import pandas

        names = {int: "Int64", bool: "boolean", str: "string"}
        columns: dict[str, Any] = {}
        for name, values in zip(self.columns, self.by_column(), strict=True):
            kind = common_type(values)
            if kind is int and not all(value is None or value in _INT64 for value in values):
                columns[name] = pandas.Series(values, dtype="object")
            elif kind in names:
                texts = [None if v is None else plain_text(v) for v in values]
                columns[name] = pandas.Series(texts if kind is str else values, dtype=names[kind])
            elif kind is None:
                columns[name] = pandas.Series(values, dtype="object")
            else:
                numbers = [float("nan") if v is None else float(v) for v in values]
                columns[name] = pandas.Series(numbers, dtype="float64")
        return pandas.DataFrame(columns, columns=list(self.columns), index=range(len(self)))

    def by_column(self) -> Iterator[list[Value]]:
        """Yield each column's plain values, in the columns' order."""
        for place in range(len(self.columns)):
            yield [python_value(row[place]) for row in self.terms]

    def write(
        self,
        target: str | os.PathLike[str] | IO[str] | IO[bytes],
        format: str | None = None,
    ) -> None:
        """Write the table to a file, whole or not at all, or to a stream.

        The format is one of `nkgraph.formats.NAMES`. Left out, a file's ending says which; a
        stream gets a readable table when it is a terminal and CSV when it is not.

        Raises BadFormat for a format or an ending that is not known, CannotWrite for a file or a
        stream that cannot be written.
        """
        from nkgraph import formats

        formats.write(self, target, format)
