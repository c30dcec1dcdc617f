"""The knowledge graph: a store, with the catalogue's queries to ask of it."""

import os
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from nkgraph import sparql
from nkgraph.catalogue import SUFFIX, Catalogue, from_file
from nkgraph.errors import BadCall, CannotRead, StoreError
from nkgraph.query import Query
from nkgraph.store import Embedded, Reader, open_reader
from nkgraph.table import Table

if TYPE_CHECKING:
    from datetime import date

    import pandas
    import rdflib
    from networkx import MultiDiGraph

    from nkgraph.merge import Forgotten, Report
    from nkgraph.naming import Names
    from nkgraph.store.reader import Answering, Row, Rows
    from nkgraph.view import Page
    from nkgraph.view.still import Still

COUNTED = "event-counts"
"""The stored query that is answered from counts beside the graph, where there are any."""

_AD_HOC = "your query"
"""What a query is called that has no file."""

_TRUE = ox.Literal(True)
_FALSE = ox.Literal(False)


def open(  # noqa: A001 - nkgraph.open() is the package's way in, as gzip.open() is gzip's
    store: "str | os.PathLike[str] | None" = None,
    *,
    queries: "Iterable[str | os.PathLike[str]]" = (),
) -> "KnowledgeGraph":
    """Return the knowledge graph in a store.

    Without a store it is the article's graph, in memory; else a folder that holds a store, or the
    http address of a SPARQL 1.1 endpoint. `queries` are folders of your own `.rq` files, beside the
    project's. Raises StoreError where the store cannot be read.

        kg = nkgraph.open()
        kg.query("trade-figures", importer="North Korea").to_pandas()
    """
    where = None if store is None else os.fspath(store)
    folders = [os.fspath(folder) for folder in queries]
    options = [part for folder in folders for part in ("--queries", folder)]
    if where is not None:
        is_address = where.lower().startswith(("http://", "https://"))
        # What stands behind the ? of an address may be a key, and maps are sent on.
        options += ["--store", where.partition("?")[0] if is_address else where]
    return KnowledgeGraph(open_reader(where), queries=folders, options=options)


class KnowledgeGraph:
    """A graph that is asked by the names of stored queries, or in SPARQL.

    reader: the store. queries: folders of queries beside the project's. options: how the graph was
    chosen on the command line, for the commands that a map shows.
    """

    def __init__(
        self,
        reader: Reader,
        *,
        queries: "Iterable[str | os.PathLike[str]]" = (),
        options: Iterable[str] = (),
    ) -> None:
        self.reader = reader
        self.catalogue = Catalogue(queries)
        self.options = list(options)

    def __repr__(self) -> str:
        return f"<nkgraph.KnowledgeGraph: {self.reader.where}>"

    @cached_property
    def names(self) -> "Names":
        """What the things in the graph are called."""
        from nkgraph.naming import Names

        return Names(self.reader)

    def find(self, query: "str | os.PathLike[str] | Query") -> Query:
        """Return the query that a name, the path of an `.rq` file, or a SPARQL text stands for.

        A query stands for itself. Raises UnknownQuery, CannotRead or BadQueryHeader.
        """
        if isinstance(query, Query):
            return query
        if not isinstance(query, str):
            return from_file(query)
        if "{" in query or "\n" in query:
            return Query(_AD_HOC, query)
        if query.endswith(SUFFIX) or os.sep in query:
            return from_file(query)
        return self.catalogue[query]

    def query(
        self,
        query: "str | os.PathLike[str] | Query",
        /,
        *,
        allow_service: bool = False,
        timeout: float | None = None,
        memory: int | None = None,
        limit: int | None = None,
        **parameters: Any,
    ) -> Table:
        """Run a query and return its rows.

        query: the name of a stored query, the path of an `.rq` file, or a SPARQL text.
        allow_service: let a SERVICE clause call another server.
        timeout: seconds after which it is ended; a query of your own has 60, one of the project's
            has no end. `math.inf` is no end for one of your own either.
        memory: bytes that it may need, beside those of the graph; left out, 2 GiB, or half of the
            machine's if that is less. For a query that has a timeout.
        limit: give the first rows only, so many; the table's `is_cut` tells whether there are more.
        parameters: values for the query's parameters, as labels, codes or IRIs; None means all.

        A SELECT gives its columns, an ASK one row `answer`, a CONSTRUCT or DESCRIBE a row
        `subject, predicate, object` for each triple. Nothing that a query says can change the
        store. Raises a subclass of NkgraphError: UnknownQuery, BadParameter, BadQueryText,
        LimitReached for one that was ended, …

            kg.query("timeline", since="2009", until="2009")
        """
        asked = self.find(query)
        text = self._bound(asked, parameters)
        if limit is not None and limit < 1:
            raise BadCall(f"limit={limit} is no number of rows: ask for 1 or more")
        if asked.name == COUNTED and asked.path == self.catalogue.files.get(COUNTED):
            counted = self._counted(asked, text, parameters)
            if counted is not None:
                return _first(*counted, asked, limit)
        reader = self._limited(asked, timeout, memory, limit)
        if not allow_service:
            sparql.refuse_calls(text)
            return _answer(reader, asked, text, limit)
        try:
            return _answer(reader, asked, text, limit)
        except StoreError as error:
            if sparql.calls_out(text):
                reason = " ".join(str(error.__cause__ or error).split())
                raise StoreError(
                    f"a server that the query calls (SERVICE) could not be asked: {reason}"
                ) from error
            raise

    def _counted(self, asked: Query, text: str, given: dict[str, Any]) -> "Rows | None":
        """Return the answer that files with counts beside the graph give, if there are any."""
        if not isinstance(self.reader, Embedded) or self.reader.held is None:
            return None
        from nkgraph import counting

        files = counting.available(self.reader)
        if not files:
            return None
        return counting.answer(self.reader, files, text, counting.asked(asked, given, self.names))

    def _limited(
        self, asked: Query, timeout: float | None, memory: int | None, limit: int | None
    ) -> "Answering":
        """Return the store, with limits unless it is one of the project's queries that is asked.

        Those are known to end, and a process of its own would cost one more than its answer does.
        """
        if timeout is None and memory is None and self.catalogue.is_own(asked):
            return self.reader
        from nkgraph.guard import limited, limits

        return limited(self.reader, limits.of(timeout, memory, limit))

    def network(
        self,
        query: "str | os.PathLike[str] | Query",
        /,
        *,
        allow_service: bool = False,
        timeout: float | None = None,
        memory: int | None = None,
        **parameters: Any,
    ) -> "MultiDiGraph":
        """Run a query and return its rows as a network, with positions.

        Its rows need the columns `source`, `target` and `relation` (or `relationLabel`). Takes the
        same arguments as `query`, raises the same errors, and NotANetwork.

            nx.betweenness_centrality(nx.Graph(kg.network("relations")))
        """
        from nkgraph import layout, network, presentation

        asked = self.find(query)
        table = self.query(
            asked, allow_service=allow_service, timeout=timeout, memory=memory, **parameters
        )
        nodes, claims, kinds, origins = (
            self.query(name) for name in ("map-nodes", "map-claims", "map-kinds", "map-origins")
        )
        is_stored = asked.name in self.catalogue
        about = network.about(asked, parameters, self.options, is_stored=is_stored)
        dates = presentation.date_columns(table)
        graph = network.build(table, nodes, claims, kinds, origins, dates=dates, **about)
        layout.place(graph)
        return graph

    def view(
        self,
        query: "str | os.PathLike[str] | Query",
        /,
        *,
        source_text: str | None = None,
        **parameters: Any,
    ) -> "Page":
        """Run a query and return an interactive map of its rows: one HTML page that needs no other.

        With `source_text`, a copy of the text that the claims rest on, the map quotes it. Takes
        otherwise what `network` takes, and raises what it raises.

            kg.view("relations").save("map.html")
        """
        from nkgraph import view

        return view.page(self.network(query, **parameters), source_text=source_text)

    def picture(self, query: "str | os.PathLike[str] | Query", /, **parameters: Any) -> "Still":
        """Run a query and return a still picture of its rows, for documents: SVG or PNG.

        Takes what `network` takes, and raises what it raises.

            kg.picture("relations").save("map.png")
        """
        from nkgraph.view.still import still

        return still(self.network(query, **parameters))

    def merge(
        self,
        path: "str | os.PathLike[str] | pandas.DataFrame",
        /,
        *,
        dataset: str | None = None,
        mapping: "str | os.PathLike[str] | None" = None,
        actors: Iterable[str] = (),
        since: "str | date | None" = None,
        until: "str | date | None" = None,
        events: Iterable[str] = (),
        places: Iterable[str] = (),
        replace: bool = False,
        rejects: "str | os.PathLike[str] | None" = None,
    ) -> "Report":
        """Merge a file of a published data set, or a data frame, and return what came of it.

        The data set is recognised from the content; `dataset` names one, and `mapping` is a file of
        your own that says how to read it. `actors`, `since`, `until`, `events` and `places` say
        which rows to take. A graph in memory takes them into memory, a store on disk or behind an
        address is written to; all of the file comes in, or nothing. `replace` puts it in the place
        of what is merged of the file by other filters, or of an older version; `rejects` is a file
        for the rows that are refused. Raises a subclass of NkgraphError, and changes nothing then.

            kg.merge("20180101000000.export.CSV", actors=["PRK"]).lines()
        """
        from nkgraph import merge

        request = merge.Request(
            path if hasattr(path, "to_csv") else _path(path),
            dataset=dataset,
            mapping=None if mapping is None else _path(mapping),
            asked=merge.Asked(
                actors=tuple(actors),
                since=None if since is None else str(since),
                until=None if until is None else str(until),
                events=tuple(events),
                places=tuple(places),
            ),
            replace=replace,
            rejects=None if rejects is None else _path(rejects),
        )
        where = self._written()
        if where is not None:
            report = merge.into(where, request)
            self._look_again(open_reader(where))
        else:
            store, report = merge.into_memory(self._embedded().store, request)
            self._look_again(Embedded(store, self.reader.where))
        return report

    def forget(self, source: str, /) -> "Forgotten":
        """Take a merged source back out, so that the graph is what it was before it came.

        source: its label, its IRI, its file's name or how its file's SHA-256 begins. Raises
        UnknownSource or AmbiguousValue, and changes nothing then.
        """
        from nkgraph import merge

        where = self._written()
        if where is not None:
            forgotten = merge.forget_in(where, source)
            self._look_again(open_reader(where))
        else:
            forgotten = merge.forget_in_memory(self._embedded().store, source)
        return forgotten

    def _written(self) -> str | None:
        """Return the folder or the address that a change is written to; None in memory."""
        if isinstance(self.reader, Embedded):
            return self.reader.folder
        return getattr(self.reader, "address", None)

    def _embedded(self) -> Embedded:
        if not isinstance(self.reader, Embedded):
            raise StoreError(f"{self.reader.where} is asked and not written to")
        return self.reader

    def _look_again(self, reader: Reader) -> None:
        self.reader = reader
        self.__dict__.pop("names", None)

    def without(self, *names: str) -> "KnowledgeGraph":
        """Return the same graph as if these sources or speakers had said nothing.

        It is a copy in memory; its shortcuts are derived anew. Raises UnknownSource for a name that
        fits no source or speaker, AmbiguousValue for one that fits several.
        """
        from nkgraph.store.scope import without

        graph = KnowledgeGraph(
            without(self.reader, names),
            options=[*self.options, *(part for name in names for part in ("--without", name))],
        )
        graph.catalogue = self.catalogue
        graph.names = self.names  # what is asked about may have been named by who is silent now
        return graph

    @property
    def rdf(self) -> "rdflib.Dataset":
        """The same store as an rdflib Dataset, whose default graph is the union of all graphs."""
        from nkgraph.store.rdf import dataset

        return dataset(self.reader)

    def export(
        self,
        target: "str | os.PathLike[str] | IO[bytes]",
        format: str | None = None,
    ) -> None:
        """Write the graph as RDF: turtle, trig, nquads, ntriples, jsonld or xml.

        Left out, the format is what a file's ending says. Formats without named graphs get the
        union of all graphs. The order is the same each time. Raises BadFormat and CannotWrite.
        """
        from nkgraph import export

        export.write(self.reader.quads(), target, format)

    def _bound(self, query: Query, parameters: dict[str, Any]) -> str:
        if not parameters:
            return query.text
        from nkgraph.parameters import bind

        return bind(query, parameters, self.names)


def _path(given: "str | os.PathLike[str]") -> str:
    """Return a path as text. Raises CannotRead for what is none."""
    try:
        return os.fsdecode(given)
    except TypeError as error:
        kind = type(given).__name__
        raise CannotRead(
            f"{given!r:.60} is no path but of type {kind}: give a path, or a DataFrame to merge"
        ) from error


def _answer(reader: "Answering", asked: Query, text: str, limit: int | None) -> Table:
    match sparql.form(text):
        case "SELECT":
            columns, rows = reader.select(text)
            return _first(columns, rows, asked, limit)
        case "ASK":
            answer = _TRUE if reader.ask(text) else _FALSE
            return Table(["answer"], [[answer]], asked)
        case _:
            triples = [(one.subject, one.predicate, one.object) for one in reader.construct(text)]
            return _first(("subject", "predicate", "object"), triples, asked, limit)


def _first(
    columns: tuple[str, ...], rows: "Sequence[Row]", asked: Query, limit: int | None
) -> Table:
    is_cut = limit is not None and len(rows) > limit
    return Table(columns, rows[:limit] if is_cut else rows, asked, is_cut=is_cut)
