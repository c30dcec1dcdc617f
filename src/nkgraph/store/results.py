"""Answers of a server, read as they come, in whichever of the standard formats it sends them.

https://www.w3.org/TR/sparql11-results-json/, https://www.w3.org/TR/rdf-sparql-XMLres/ and
https://www.w3.org/TR/sparql11-results-csv-tsv/ for rows, N-Triples and Turtle for triples.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

import pyoxigraph as ox

from nkgraph.errors import EndpointError
from nkgraph.store.reader import Row, Rows, Term
from nkgraph.terms import PREFIXES

if TYPE_CHECKING:
    from nkgraph.store.http import Reply

Result = TypeVar("Result")

ROWS = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
"""What is asked for. TSV and CSV are read, but not asked for: CSV does not tell a number from a
text, and the TSV of some servers does not either."""

TRIPLES = "application/n-triples, text/turtle;q=0.8"

_ROW_FORMATS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
_CSV = "text/csv"
_ASKED = ("__ASK_RETVAL",)
"""The column in which Virtuoso answers an ASK, as 1 or 0."""

_MOST_ROWS = "x-sparql-maxrows"
"""The header by which Virtuoso says that it has cut an answer."""

_BOOLEAN = ox.NamedNode(PREFIXES["xsd"] + "boolean")
_BOOLEANS: dict[Term, ox.Literal] = {
    ox.Literal("1", datatype=_BOOLEAN): ox.Literal(True),
    ox.Literal("0", datatype=_BOOLEAN): ox.Literal(False),
}
"""What Virtuoso writes, and what all others do."""

_TRIPLE_FORMATS = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
}
_IRI = re.compile(r"(?:https?|urn|tag|mailto|doi|info):[^\s<>\"{}|\\^`]+")
_MOST_QUOTED = 120
"""Characters of a parser's message that stand in ours."""


class Cut(EndpointError):
    """An answer with no more rows than the server gives at most, though it has more."""

    def __init__(self, most: int, message: str) -> None:
        super().__init__(message)
        self.most = most


def rows(reply: "Reply", where: str, first: int | None = None) -> Rows | bool:
    """Return the rows of an answer, or its yes or no. Raises EndpointError for anything else.

    first: how many rows are enough, so that no more are read.
    """
    if reply.media_type == _CSV:
        return _read(lambda: _csv_rows(reply), reply, where)
    kind = _ROW_FORMATS.get(reply.media_type)
    if kind is None:
        raise _unexpected(reply.media_type, "SPARQL results", where)
    answer = _read(lambda: _rows(reply, kind, first), reply, where)
    most = reply.headers.get(_MOST_ROWS, "")
    if isinstance(answer, Rows) and most.isdigit() and len(answer.rows) >= int(most):
        raise Cut(
            int(most),
            f"{where} gives no more than {int(most):,} rows of an answer, and this one has more: "
            "ask for less, or let it give more (Virtuoso: ResultSetMaxRows)",
        )
    return answer


def triples(reply: "Reply", where: str, base: str, first: int | None = None) -> list[ox.Triple]:
    """Return the triples of an answer, each once. Raises EndpointError for anything else.

    first: how many are enough, so that no more are read.
    """
    kind = _TRIPLE_FORMATS.get(reply.media_type)
    if kind is None:
        raise _unexpected(reply.media_type, "RDF", where)

    def parsed() -> list[ox.Triple]:
        quads = ox.parse(input=reply, format=kind, base_iri=base)  # type: ignore[arg-type]
        found: dict[ox.Triple, None] = {}
        for quad in quads:
            found[quad.triple] = None
            if len(found) == first:
                break
        if reply.server.startswith("Virtuoso"):
            return [_with_boolean(triple) for triple in found]
        return list(found)

    return _read(parsed, reply, where)


def _rows(reply: "Reply", kind: ox.QueryResultsFormat, first: int | None) -> Rows | bool:
    answer = ox.parse_query_results(reply, kind)  # type: ignore[arg-type]
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    columns = tuple(variable.value for variable in answer.variables)
    if columns == _ASKED:
        return any(getattr(solution[0], "value", "0") != "0" for solution in answer)
    if reply.server.startswith("Virtuoso"):
        return Rows(columns, [_with_booleans(tuple(one)) for one in islice(answer, first)])
    return Rows(columns, [tuple(solution) for solution in islice(answer, first)])


def _with_booleans(row: Row) -> Row:
    return tuple(_BOOLEANS.get(term, term) if term is not None else None for term in row)


def _with_boolean(triple: ox.Triple) -> ox.Triple:
    value = _BOOLEANS.get(triple.object)
    return triple if value is None else ox.Triple(triple.subject, triple.predicate, value)


def _csv_rows(reply: "Reply") -> Rows:
    """Return rows of CSV, in which IRIs are known by how they begin, and all else is text."""
    lines = csv.reader(_lines(reply), strict=True)
    columns = tuple(next(lines, []))
    if not columns:
        raise ValueError("it is empty")
    found: list[Row] = []
    for cells in lines:
        if len(cells) != len(columns):
            raise ValueError(f"row {len(found) + 1} has {len(cells)} cells for {len(columns)}")
        found.append(tuple(_term(cell) for cell in cells))
    return Rows(columns, found)


def _lines(reply: "Reply") -> Iterator[str]:
    left = b""
    while chunk := reply.read(io.DEFAULT_BUFFER_SIZE):
        *whole, left = (left + chunk).split(b"\n")
        for line in whole:
            yield line.decode() + "\n"
    if left:
        yield left.decode()


def _term(cell: str) -> ox.NamedNode | ox.BlankNode | ox.Literal | None:
    if not cell:
        return None
    if cell.startswith("_:"):
        return ox.BlankNode(cell[2:])
    return ox.NamedNode(cell) if _IRI.fullmatch(cell) else ox.Literal(cell)


def _read(read: Callable[[], Result], reply: "Reply", where: str) -> Result:
    try:
        return read()
    except (SyntaxError, ValueError, OSError, csv.Error) as error:
        reason = " ".join(str(error).split())[:_MOST_QUOTED]
    # Outside, without what was caught: its frames hold parts of Oxigraph that must not get into
    # another thread, which a collection of garbage may run in.
    if reply.failure is not None:
        raise reply.failure
    raise EndpointError(f"the answer of {where} breaks off or is damaged: {reason}")


def _unexpected(media_type: str, expected: str, where: str) -> EndpointError:
    return EndpointError(
        f"{where} answered with {media_type[:_MOST_QUOTED] or 'nothing'} and not with {expected}: "
        "check that the address is the one that takes queries"
    )
