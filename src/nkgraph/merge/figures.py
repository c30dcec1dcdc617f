"""Figures as quads: each row of a table of figures makes claims, one for each thing that it states.

A trade figure is an observation (nkg:TradeFigure) with a claim whose speaker is whoever's figure it
is: for UN Comtrade the reporting state, so that the exporter's and the importer's figure for one
flow stand side by side; for a table of reported figures whoever said it, through the publisher.
Totals are marked as such (nkg:aggregate) and stand beside their parts; nothing adds figures up.
What a row means is told by `nkgraph.merge.statements`.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from nkgraph.datasets.quads import Writer, iri, text, typed
from nkgraph.merge import codes, kinds, mentioned
from nkgraph.merge.commodities import Commodities
from nkgraph.merge.loading import Loading
from nkgraph.merge.speakers import Speakers
from nkgraph.merge.statements import Row, Statements
from nkgraph.terms import NKG

if TYPE_CHECKING:
    import duckdb

AREA = "https://w3id.org/nkgraph/area/"
"""Begins the IRI of a partner that is no state, such as Areas not elsewhere specified."""

_ROWS_AT_ONCE = 5_000
_NAMED = ("exporter", "importer")
_ROLES = (*_NAMED, "reporter")

_LINKED = """
CREATE OR REPLACE TEMP TABLE linked AS
SELECT canonical.*,
  coalesce(exporter.entity, CASE WHEN exporter_code IS NULL THEN exporter_named.entity END,
    '{area}' || md5(exporter_name)) AS seller,
  coalesce(importer.entity, CASE WHEN importer_code IS NULL THEN importer_named.entity END,
    '{area}' || md5(importer_name)) AS buyer,
  reporter.entity AS reporting
FROM {table} canonical
{joins}
"""


def used_codes(table: str) -> list[str]:
    """Return queries for the codes that a canonical table of figures holds."""
    return codes.used(table, _ROLES)


def used_names(table: str) -> list[str]:
    """Return queries for the names that it holds."""
    return codes.called(table, _NAMED)


def write(
    connection: "duckdb.DuckDBPyConnection",
    table: str,
    graph: str,
    store: ox.Store,
    loading: Loading,
) -> list[ox.Quad]:
    """Write a canonical table of figures as N-Quads.

    graph: the source's IRI. store: the graph into which it goes, which is asked what it knows. The
    codes must have been looked up. Returns the descriptions of what the rows mention that the store
    does not have yet.
    """
    joins = "".join(codes.join_role(role, is_named=role in _NAMED) for role in _ROLES)
    connection.execute(_LINKED.format(table=table, area=AREA, joins=joins))
    lines = Writer(graph)
    commodities = Commodities(store)
    speakers = Speakers(lines, graph, store)
    called = dict(connection.execute("SELECT entity, label FROM entity_labels").fetchall())
    statements = Statements(lines, graph, kinds.kinds(store), called)
    claims = _Claims(lines, graph)
    areas: dict[str, str] = {}

    def chunks() -> Iterator[bytes]:
        for values in _rows(connection):
            row = Row.of(values, commodities.find)
            for entity, name in (
                (row.exporter, values["exporter_name"]),
                (row.importer, values["importer_name"]),
            ):
                if entity is not None and entity.startswith(AREA):
                    areas[entity] = name
                    called[entity] = name
            attribution = speakers.chain(*_voices(values, speakers), said=values["published"] or "")
            for statement, gloss in statements.of(row):
                claims.add(row, statement, gloss, attribution)
            yield from lines.chunks()
        yield from lines.chunks(all=True)

    loading.write(chunks())
    things = [
        *speakers.new.values(),
        *commodities.new.values(),
        *((entity, NKG + "Region", name) for entity, name in areas.items()),
    ]
    return [*mentioned.states(store, called), *mentioned.things(store, things)]


def _rows(connection: "duckdb.DuckDBPyConnection") -> Iterator[dict[str, Any]]:
    found = connection.execute("FROM linked ORDER BY row")
    names = [column[0] for column in found.description or ()]
    while rows := found.fetchmany(_ROWS_AT_ONCE):
        for row in rows:
            yield dict(zip(names, row, strict=True))


def _voices(values: dict[str, Any], speakers: Speakers) -> Iterable[str | None]:
    """Return who says a row's figure, the last one nearest to the file."""
    if values["reporting"] is not None:
        return (values["reporting"],)
    said, published = values["speaker"], values["publisher"]
    return tuple(speakers.agent(name) if name else None for name in (said, published))


class _Claims:
    """Writes claims, and the rows that are their evidence."""

    def __init__(self, lines: Writer, graph: str) -> None:
        self._lines = lines
        self._graph = graph
        self._of_row: dict[int, int] = {}

    def add(self, row: Row, statement: str, gloss: str, attribution: str) -> None:
        number = self._of_row[row.number] = self._of_row.get(row.number, 0) + 1
        claim = f"<{self._graph}/claim/{row.number}{f'-{number}' if number > 1 else ''}>"
        evidence = f"<{self._graph}/row/{row.number}>"
        add = self._lines.add
        add(claim, "rdf:type", iri("nkg:Claim"))
        add(claim, "nkg:gloss", text(gloss, "en"))
        add(claim, "nkg:states", statement)
        add(claim, "nkg:modality", iri("nkg:reported"))
        add(claim, "nkg:approximate", typed(str(row.approximate).lower(), "xsd:boolean"))
        add(claim, "prov:qualifiedAttribution", attribution)
        add(claim, "nkg:evidence", evidence)
        if number == 1:
            add(evidence, "rdf:type", iri("oa:SpecificResource"))
            add(evidence, "oa:hasSource", f"<{self._graph}>")
            add(evidence, "nkg:row", typed(str(row.number), "xsd:integer"))
