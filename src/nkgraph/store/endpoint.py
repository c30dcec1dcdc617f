"""A store behind a SPARQL 1.1 endpoint: any server that speaks the protocol over HTTP.

https://www.w3.org/TR/sparql11-protocol/: queries go by POST as a form, with all graphs of the
server named as their default graph, so that they see the union whatever the server's own default.
https://www.w3.org/TR/sparql11-http-rdf-update/ for graphs.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pyoxigraph as ox

from nkgraph.errors import BadQueryText, EndpointError, LimitReached
from nkgraph.sparql import names_its_graphs
from nkgraph.store import results
from nkgraph.store.reader import Row, Rows
from nkgraph.store.syntax import explain

if TYPE_CHECKING:
    from nkgraph.store.addresses import Addresses
    from nkgraph.store.http import Client, Reply, Request

MOST_COPIED = 1_000_000
"""How many quads are fetched from a server at most, where a copy of all of them is needed."""

MARKS = ox.NamedNode("https://w3id.org/nkgraph/store#marks")
"""The graph in which writers say which graphs do not count; it does not count itself."""

DOES_NOT_COUNT = ox.NamedNode("https://w3id.org/nkgraph/store#doesNotCount")

SET_ASIDE = f"SELECT ?graph WHERE {{ GRAPH {MARKS} {{ ?graph {DOES_NOT_COUNT} ?since }} }}"
"""The query for the graphs that do not count."""

_PARTIAL = 206
_FORM = "application/x-www-form-urlencoded"
_UPDATE = "application/sparql-update"
_N_TRIPLES = "application/n-triples"
_GRAPHS = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } } ORDER BY ?graph"
_GRAPHS_OF_OXIGRAPH = "SELECT ?graph WHERE { GRAPH ?graph {} } ORDER BY ?graph"
"""The same without a look at each quad; what other servers make of it differs."""

_OF_VIRTUOSO = (
    "http://www.openlinksw.com/schemas/virtrdf#",
    "http://localuriqaserver/sparql",
    "http://www.w3.org/ns/ldp#",
)
"""Graphs that Virtuoso puts into each database, about itself."""

_DELETED_AT_ONCE = 200_000
"""How many triples of a large graph go in one request, so that none is silent for long."""


class Endpoint:
    """A SPARQL 1.1 server: asked as every store is, and written to in graphs and by updates.

    Nothing is sent before the first question. A user and a password come from the environment
    (NKGRAPH_ENDPOINT_USER, NKGRAPH_ENDPOINT_PASSWORD) or from ~/.netrc, and stand in no message.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.seconds: float | None = None
        """How long the server may work on an answer, where it is one that can be told so."""
        self.first: int | None = None
        """How many rows of an answer are enough, so that the others are not waited for."""

    @cached_property
    def client(self) -> "Client":
        """The HTTP client, made when first needed."""
        from nkgraph.store.http import Client

        return Client(self.address)

    @property
    def where(self) -> str:
        """How a message names the store."""
        return f"the endpoint {self.client.address}"

    @cached_property
    def addresses(self) -> "Addresses":
        """Where the server takes queries, updates and graphs; asked for when first needed."""
        from nkgraph.store import addresses

        return addresses.of(self.client.parts, self._aside[1])

    @cached_property
    def graphs(self) -> list[str]:
        """The IRIs of the graphs that count, as they were when first asked for."""
        aside, server = self._aside
        of_itself = _OF_VIRTUOSO if server.startswith("Virtuoso") else ()
        text = _GRAPHS_OF_OXIGRAPH if server.startswith("Oxigraph") else _GRAPHS
        found = [row[0] for row in self.everywhere(text).rows]
        return [
            graph.value
            for graph in found
            if isinstance(graph, ox.NamedNode)
            and graph.value not in (*aside, *of_itself, MARKS.value)
        ]

    @cached_property
    def _aside(self) -> tuple[set[str], str]:
        """The IRIs of the graphs that do not count, and what the server calls itself."""
        answer, server = self._answer(SET_ASIDE, [])
        rows = self._as_rows(answer).rows
        return {row[0].value for row in rows if isinstance(row[0], ox.NamedNode)}, server

    def look_again(self) -> None:
        """Forget which graphs there are, since somebody may have written."""
        self.__dict__.pop("graphs", None)
        self.__dict__.pop("_aside", None)

    def select(self, text: str) -> Rows:
        """Return the rows of a SELECT."""
        return self._as_rows(self._answer(text, self._dataset(text), self.first)[0])

    def ask(self, text: str) -> bool:
        """Return the answer to an ASK."""
        answer, _ = self._answer(text, self._dataset(text))
        if isinstance(answer, Rows):
            raise EndpointError(f"{self.where} answered an ASK with rows")
        return answer

    def construct(self, text: str) -> list[ox.Triple]:
        """Return what a CONSTRUCT or DESCRIBE builds, each triple once."""
        request = self._question(text, self._dataset(text), results.TRIPLES)
        try:
            with self.client.send(request) as reply:
                self._refuse_part(reply)
                return results.triples(reply, self.where, self.client.address, self.first)
        except BadQueryText as error:
            raise explain(SyntaxError(str(error))) from error

    def quads(self) -> Iterator[ox.Quad]:
        """Return everything in the graphs that count.

        Raises EndpointError where that is more than MOST_COPIED quads.
        """
        sizes = {graph: self.size(ox.NamedNode(graph)) for graph in self.graphs}
        if sum(sizes.values()) > MOST_COPIED:
            raise EndpointError(
                f"{self.where} holds {sum(sizes.values()):,} quads, more than the "
                f"{MOST_COPIED:,} that are copied for this: use a store on disk"
            )
        for graph in self.graphs:
            name = ox.NamedNode(graph)
            for triple in self.triples(name):
                yield ox.Quad(triple.subject, triple.predicate, triple.object, name)

    def everywhere(self, text: str) -> Rows:
        """Return the rows of a SELECT that sees all graphs, whether they count or not."""
        return self._as_rows(self._answer(text, [])[0])

    def in_full(self, columns: str, pattern: str) -> list[Row]:
        """Return all rows of a pattern, as `everywhere` does.

        Raises EndpointError where the server gives fewer than it says there are.
        """
        text = f"SELECT {columns} WHERE {{ {pattern} }}"
        expected = self._count(pattern)
        try:
            found = self.everywhere(text).rows
        except results.Cut as cut:
            # Without an order, which costs much: whether all came is seen by their number.
            page = max(1, cut.most // 2)
            found = list(
                dict.fromkeys(
                    row
                    for start in range(0, expected, page)
                    for row in self.everywhere(f"{text} LIMIT {page} OFFSET {start}").rows
                )
            )
        if len(found) < expected:
            raise EndpointError(
                f"{self.where} gives {len(found):,} of {expected:,} rows: let it give answers in "
                "full (Virtuoso: ResultSetMaxRows)"
            )
        return found

    def size(self, graph: ox.NamedNode) -> int:
        """Return how many triples a graph has, whether it counts or not."""
        return self._count(f"GRAPH {graph} {{ ?s ?p ?o }}")

    def triples(self, graph: ox.NamedNode) -> list[ox.Triple]:
        """Return the triples of a graph, whether it counts or not; none where it is not there."""
        found = self.in_full("?s ?p ?o", f"GRAPH {graph} {{ ?s ?p ?o }}")
        return [ox.Triple(*row) for row in found]  # type: ignore[arg-type]

    def _count(self, pattern: str) -> int:
        rows = self.everywhere(f"SELECT (COUNT(*) AS ?count) WHERE {{ {pattern} }}").rows
        return int(getattr(rows[0][0], "value", 0))

    def update(self, text: str) -> None:
        """Run a SPARQL update. It is sent once: whether it was taken is unknown where it fails."""
        from nkgraph.store.http import Request

        address = self.addresses.update
        request = Request("POST", address, content=text.encode(), media_type=_UPDATE)
        self._change(request, "an update")

    def put(self, graph: ox.NamedNode, triples: bytes) -> None:
        """Put N-Triples in the place of a graph."""
        if self.addresses.graphs is None:
            self.update(f"DROP SILENT GRAPH {graph} ; {_inserted(graph, triples)}")
        else:
            self._send("PUT", graph, triples)

    def post(self, graph: ox.NamedNode, triples: bytes) -> None:
        """Add N-Triples, which hold no blank nodes, to a graph."""
        if self.addresses.graphs is None:
            self.update(_inserted(graph, triples))
        else:
            self._send("POST", graph, triples)

    def delete(self, graph: ox.NamedNode) -> None:
        """Remove a graph, if it is there."""
        all_of_it = f"GRAPH {graph} {{ ?s ?p ?o }}"
        for _ in range(self.size(graph) // _DELETED_AT_ONCE):
            self.update(
                f"DELETE {{ {all_of_it} }} "
                f"WHERE {{ SELECT ?s ?p ?o {{ {all_of_it} }} LIMIT {_DELETED_AT_ONCE} }}"
            )
        self.update(f"DROP SILENT GRAPH {graph}")

    def close(self) -> None:
        """End the connection. A question makes a new one."""
        client = self.__dict__.pop("client", None)
        if client is not None:
            client.close()

    def _send(self, method: str, graph: ox.NamedNode, triples: bytes) -> None:
        from nkgraph.store.http import Request

        address = f"{self.addresses.graphs}?{urlencode({'graph': graph.value})}"
        # Said twice, a graph is the same: it is a set, and no blank node is new each time.
        request = Request(method, address, "*/*", triples, _N_TRIPLES, is_safe=True)
        self._change(request, "a graph")

    def _change(self, request: "Request", what: str) -> None:
        self.look_again()
        try:
            with self.client.send(request) as reply:
                said = reply.read()
        except BadQueryText as error:
            raise EndpointError(f"{self.where} refuses {what}: {error}") from error
        # What stands before a server, and asks to log in on a page, has taken nothing.
        if "html" in reply.media_type and said.strip():
            raise EndpointError(
                f"{self.where} answered a change with a page of HTML: check its addresses"
            )

    def _dataset(self, text: str) -> list[tuple[str, str]]:
        """Return what goes with a question: the graphs it is put to, and the time it has."""
        time = []
        if self.seconds is not None and self._aside[1].startswith("Virtuoso"):
            time = [("timeout", f"{max(self.seconds, 1) * 1000:.0f}")]  # it takes no less
        if names_its_graphs(text):  # what the protocol names would take the place of FROM
            return time
        kinds = ("default-graph-uri", "named-graph-uri")
        return [*time, *((kind, graph) for graph in self.graphs for kind in kinds)]

    def _refuse_part(self, reply: "Reply") -> None:
        """Raise LimitReached where a server gives what it found in its time for the whole.

        Virtuoso does, with this header or (since 7.2.8) status 206:
        https://github.com/openlink/virtuoso-opensource/blob/develop/7/README.ANYTIME.md
        """
        if reply.status == _PARTIAL or reply.headers.get("x-sql-state", "") == "S1TAT":
            raise LimitReached(
                f"{self.where} ended the query when its time was over, and gives a part of the "
                "answer: ask for less, or let it take longer"
            )

    def _answer(
        self, text: str, dataset: list[tuple[str, str]], first: int | None = None
    ) -> tuple[Rows | bool, str]:
        """Return the answer to a SELECT or an ASK, and what the server calls itself."""
        try:
            with self.client.send(self._question(text, dataset, results.ROWS)) as reply:
                self._refuse_part(reply)
                return results.rows(reply, self.where, first), reply.server
        except BadQueryText as error:
            raise explain(SyntaxError(str(error))) from error

    def _question(self, text: str, dataset: list[tuple[str, str]], accept: str) -> Any:
        from nkgraph.store.http import Request

        try:
            content = urlencode([*dataset, ("query", text)]).encode()
        except UnicodeEncodeError as error:
            raise BadQueryText("the query holds characters that are not Unicode text") from error
        return Request("POST", self.client.address, accept, content, _FORM, is_safe=True)

    def _as_rows(self, answer: Rows | bool) -> Rows:
        if not isinstance(answer, Rows):
            raise EndpointError(f"{self.where} answered a SELECT with a yes or no")
        return answer


def _inserted(graph: ox.NamedNode, triples: bytes) -> str:
    return f"INSERT DATA {{ GRAPH {graph} {{\n{triples.decode()}\n}} }}"
