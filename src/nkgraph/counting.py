"""Counts of events from Parquet: what `event-counts` answers where data sets are merged on disk.

Beside the rows in full, a merge of events keeps how many there are of each agent, target, kind and
month. DuckDB adds these up in milliseconds where SPARQL has to look at every event. They are made
from the very rows that became events of the graph, so the answer is the same; what has no such file
(the article, reported events, RDF) is asked by SPARQL, and both are added.
"""

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from nkgraph.store.embedded import Embedded
from nkgraph.store.reader import Rows, Term
from nkgraph.store.trouble import unreadable
from nkgraph.terms import PREFIXES, SOURCE

if TYPE_CHECKING:
    import duckdb

    from nkgraph.naming import Names
    from nkgraph.query import Query

SUFFIX = ".counts.parquet"

_COLUMNS = (
    "actor", "actorLabel", "partner", "partnerLabel", "period", "kindLabel", "count", "source"
)  # fmt: skip

_SUMMED = """
SELECT {source}agent, aim AS target, kind,
  CASE WHEN strftime(earliest, '%Y-%m') = strftime(latest, '%Y-%m')
    THEN strftime(earliest, '%Y-%m') END AS month,
  CASE WHEN year(earliest) = year(latest) THEN strftime(earliest, '%Y') END AS year,
  count(*) AS number
FROM linked WHERE agent IS NOT NULL OR aim IS NOT NULL
GROUP BY ALL
"""

_ADDED = """
WITH counted AS (
  SELECT agent, target, kind, {period} AS period, number, {source} AS source
  FROM read_parquet({files}, filename = true)),
sides AS (
  SELECT agent AS actor, target AS partner, * FROM counted WHERE agent <> target
  UNION ALL
  SELECT target, agent, * FROM counted WHERE agent <> target
  UNION ALL
  SELECT coalesce(agent, target), NULL, * FROM counted WHERE (agent <> target) IS NOT TRUE)
SELECT actor, partner, period, {kind} AS kind, source, CAST(sum(number) AS BIGINT) AS number
FROM sides WHERE {wanted} GROUP BY ALL
"""

_LABELS = (
    f"SELECT ?thing ?label {{ VALUES ?thing {{ %s }} ?thing <{PREFIXES['rdfs']}label> ?label }}"
)
_INTEGER = ox.NamedNode(PREFIXES["xsd"] + "integer")


class Asked(NamedTuple):
    """What is asked: whom, with whom (nothing means anybody), and by what."""

    actors: Sequence[str]
    partners: Sequence[str]
    by: str | None


def asked(query: "Query", given: Mapping[str, object], names: "Names") -> Asked:
    """Return what the values for the parameters of `event-counts` ask."""
    from nkgraph.parameters import terms

    found = {
        name: [term.value for term in terms(query.parameters[name], value, names)]
        for name, value in given.items()
        if value is not None
    }
    by = found.get("by")
    return Asked(found.get("actor", []), found.get("partner", []), by[0] if by else None)


def write(connection: "duckdb.DuckDBPyConnection", path: Path) -> None:
    """Write the counts of the events that were lifted last."""
    target = str(path).replace("'", "''")
    connection.execute(f"COPY ({summed()} ORDER BY ALL) TO '{target}' (FORMAT parquet)")


def summed(*, by_source: bool = False) -> str:
    """Return the query for the counts of the events in `linked`.

    by_source: for rows of many sources, which their column `source` names.
    """
    return _SUMMED.format(source="source, " if by_source else "")


def beside(rows: Path) -> Path:
    """Return where the counts of a source stand, whose rows in full stand in a file."""
    return rows.with_name(rows.name.removesuffix(".parquet") + SUFFIX)


def available(reader: object) -> list[str]:
    """Return the files with counts that the snapshot behind a reader has."""
    if not isinstance(reader, Embedded) or reader.held is None:
        return []
    rows = reader.held.rows
    try:
        names = os.listdir(rows)  # noqa: PTH208 - on the way of every call of the query
    except OSError as error:
        raise unreadable(reader.held.folder, error) from error
    return sorted(os.path.join(rows, name) for name in names if name.endswith(SUFFIX))  # noqa: PTH118


def answer(reader: Embedded, files: Sequence[str], text: str, what: Asked) -> Rows:
    """Return the rows of `event-counts`. `text` is its text, with the parameters in it."""
    totals: dict[tuple[Term | None, ...], int] = defaultdict(int)
    for row in reader.select(_without(text, reader, files)).rows:
        *key, count, source = row
        totals[(*key, source)] += int(getattr(count, "value", 0))
    added = _added(files, what, reader.read_from or reader.where)
    labels = _labels(reader, {name for row in added for name in (row[0], row[1], row[3]) if name})
    for actor, partner, period, kind, graph, number in added:
        if actor in labels:
            totals[
                (
                    ox.NamedNode(actor),
                    labels[actor],
                    ox.NamedNode(partner) if partner else None,
                    labels.get(partner) if partner else None,
                    ox.Literal(period) if period else None,
                    labels.get(kind) if kind else None,
                    ox.NamedNode(graph) if graph else None,
                )
            ] += number
    rows = [
        (*key[:-1], ox.Literal(str(number), datatype=_INTEGER), key[-1])
        for key, number in sorted(totals.items(), key=_place)
    ]
    return Rows(_COLUMNS, rows)


def _added(
    files: Sequence[str], what: Asked, folder: str
) -> list[tuple[str, str | None, str | None, str | None, str | None, int]]:
    import duckdb

    by = what.by or "all"
    wanted = ["TRUE"]
    values: list[list[str]] = []
    for column, things in (("actor", what.actors), ("partner", what.partners)):
        if things:
            values.append(list(things))
            wanted.append(f"{column} IN (SELECT unnest(${len(values)}))")
    listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
    query = _ADDED.format(
        files=f"[{listed}]",
        period={"month": "month", "year": "year", "all": "year"}.get(by, "NULL"),
        kind="kind" if by in ("kind", "all") else "NULL",
        source=f"'{SOURCE}' || parse_filename(filename)[:-{len(SUFFIX) + 1}]"
        if by in ("source", "all")
        else "NULL",
        wanted=" AND ".join(wanted),
    )
    try:
        with duckdb.connect() as connection:
            return connection.execute(query, values).fetchall()
    except duckdb.Error as error:
        raise unreadable(folder, error) from error


def _without(text: str, reader: Embedded, files: Sequence[str]) -> str:
    """Return the query over all graphs but those whose events are counted already."""
    counted = {SOURCE + Path(file).name.removesuffix(SUFFIX) for file in files}
    graphs = reader.store.named_graphs()
    named = "".join(
        f"FROM {graph}\nFROM NAMED {graph}\n"
        for graph in graphs
        if isinstance(graph, ox.NamedNode) and graph.value not in counted
    )
    before, where, after = text.partition("\nWHERE {")
    return f"{before}\n{named}WHERE {{{after}" if where else text


def _labels(reader: Embedded, things: set[str]) -> dict[str, Term]:
    if not things:
        return {}
    rows = reader.select(_LABELS % " ".join(f"<{thing}>" for thing in sorted(things))).rows
    return {
        row[0].value: row[1]
        for row in rows
        if isinstance(row[0], ox.NamedNode) and row[1] is not None
    }


def _place(item: tuple[tuple[Term | None, ...], int]) -> tuple[str, ...]:
    actor, named, partner, called, *rest = item[0]
    order = (named, called, *rest, actor, partner)  # as the query has it
    return tuple(str(getattr(term, "value", "")) for term in order)
