"""A store behind a SPARQL 1.1 endpoint: any server that speaks the protocol over HTTP.

https://www.w3.org/TR/sparql11-protocol/: queries go by POST as a form, with all graphs of the
server named as their default graph, so that they see the union whatever the server's own default.
"""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import pyoxigraph as ox

from nkgraph.errors import BadQueryText, EndpointError
from nkgraph.sparql import names_its_graphs
from nkgraph.store.reader import Rows
from nkgraph.store.syntax import explain

if TYPE_CHECKING:
    from nkgraph.store.http import Connection, Reply

MOST_COPIED = 1_000_000
"""How many quads are fetched from a server at most, where a copy of all of them is needed."""

Result = TypeVar("Result")

_MOST_QUOTED = 120
"""Characters of a parser's message that stand in ours."""

_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_GRAPHS = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } } ORDER BY ?graph"
_COUNT = "SELECT (COUNT(*) AS ?count) WHERE { GRAPH ?graph { ?s ?p ?o } }"
_QUADS = "SELECT ?s ?p ?o ?graph WHERE { GRAPH ?graph { ?s ?p ?o } }"


class Endpoint:
    """A SPARQL 1.1 server that is asked and not written to.

    Nothing is sent before the first question. A user and a password come from the environment
    (NKGRAPH_ENDPOINT_USER, NKGRAPH_ENDPOINT_PASSWORD), from the address or from ~/.netrc, and stand
    in no message.
    """

    def __init__(self, address: str) -> None:
        self._given_address = address

    @cached_property
    def connection(self) -> "Connection":
        """The HTTP connection, made when first needed."""
        from nkgraph.store.http import Connection

        return Connection(self._given_address)

    @property
    def where(self) -> str:
        """How a message names the store."""
        return f"the endpoint {self.connection.address}"

    @cached_property
    def graphs(self) -> list[str]:
        """The IRIs of the server's named graphs, as they were when first asked for."""
        found = (row[0] for row in self._rows(_GRAPHS, []).rows)
        return [graph.value for graph in found if isinstance(graph, ox.NamedNode)]

    def select(self, text: str) -> Rows:
        """Return the rows of a SELECT."""
        return self._rows(text, self._dataset(text))

    def ask(self, text: str) -> bool:
        """Return the answer to an ASK."""
        answer = self._answer(text, self._dataset(text))
        if isinstance(answer, Rows):
            raise EndpointError(f"{self.where} answered an ASK with rows")
        return answer

    def construct(self, text: str) -> list[ox.Triple]:
        """Return what a CONSTRUCT or DESCRIBE builds, each triple once."""
        reply = self._post(text, self._dataset(text), f"{_TRIPLES}, text/turtle;q=0.8")
        turtle = "turtle" in reply.media_type
        if not turtle and reply.media_type not in (_TRIPLES, "text/plain"):
            raise self._unexpected(reply.media_type, "RDF")
        kind = ox.RdfFormat.TURTLE if turtle else ox.RdfFormat.N_TRIPLES
        return self._read(lambda: _triples(reply.body, kind, self.connection.address))

    def quads(self) -> Iterator[ox.Quad]:
        """Return everything in the server's named graphs.

        Raises EndpointError where that is more than MOST_COPIED quads.
        """
        count: Any = self._rows(_COUNT, []).rows[0][0]
        if int(count.value) > MOST_COPIED:
            raise EndpointError(
                f"{self.where} holds {int(count.value):,} quads, more than the {MOST_COPIED:,} "
                "that are copied for this: use a store on disk"
            )
        for subject, predicate, value, graph in self._rows(_QUADS, []).rows:
            yield ox.Quad(subject, predicate, value, graph)  # type: ignore[arg-type]

    def _dataset(self, text: str) -> list[tuple[str, str]]:
        if names_its_graphs(text):  # what the protocol names would take the place of FROM
            return []
        kinds = ("default-graph-uri", "named-graph-uri")
        return [(kind, graph) for graph in self.graphs for kind in kinds]

    def _rows(self, text: str, dataset: list[tuple[str, str]]) -> Rows:
        answer = self._answer(text, dataset)
        if not isinstance(answer, Rows):
            raise EndpointError(f"{self.where} answered a SELECT with a yes or no")
        return answer

    def _answer(self, text: str, dataset: list[tuple[str, str]]) -> Rows | bool:
        reply = self._post(text, dataset, _RESULTS)
        if "json" not in reply.media_type:
            raise self._unexpected(reply.media_type, "SPARQL results")
        return self._read(lambda: _results(reply.body))

    def _post(self, text: str, dataset: list[tuple[str, str]], accept: str) -> "Reply":
        try:
            return self.connection.post([*dataset, ("query", text)], accept)
        except BadQueryText as error:
            raise explain(SyntaxError(str(error))) from error

    def _read(self, read: Callable[[], Result]) -> Result:
        try:
            return read()
        except (SyntaxError, ValueError) as error:
            reason = " ".join(str(error).split())[:_MOST_QUOTED]
        # Outside, without what was caught: its frames hold parts of Oxigraph that must not get into
        # another thread, which a collection of garbage may run in.
        raise EndpointError(f"the answer of {self.where[4:]} breaks off or is damaged: {reason}")

    def _unexpected(self, media_type: str, expected: str) -> EndpointError:
        return EndpointError(
            f"{self.where} answered with {media_type or 'nothing'} and not with {expected}: check "
            "that the address is the one that takes queries"
        )


def _results(body: bytes) -> Rows | bool:
    answer = ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    columns = tuple(variable.value for variable in answer.variables)
    return Rows(columns, [tuple(solution) for solution in answer])


def _triples(body: bytes, kind: ox.RdfFormat, base: str) -> list[ox.Triple]:
    quads = ox.parse(input=body, format=kind, base_iri=base)
    return list(dict.fromkeys(quad.triple for quad in quads))
