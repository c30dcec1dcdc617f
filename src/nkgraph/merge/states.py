"""Lists of states as quads: from when to when a state was a member of the state system.

<source>/row/12  a nkg:Membership
                 nkg:actor                          the state, by its code in that time
                 nkg:date, nkg:earliest, nkg:latest
                 rdfs:label "North Korea, from 1948-09-09"
"""

from typing import TYPE_CHECKING

import pyoxigraph as ox

from nkgraph.merge import codes, mentioned, nquads
from nkgraph.merge.loading import Loading

if TYPE_CHECKING:
    import duckdb

_DATE = """CAST("from" AS VARCHAR) || '/' || coalesce(CAST("to" AS VARCHAR), '..')"""


def used_codes(table: str) -> list[str]:
    """Return queries for the codes that a canonical table of states holds."""
    return [f"SELECT scheme, code FROM {table} WHERE code IS NOT NULL"]


def used_names(table: str) -> list[str]:
    """Return queries for the names that it holds."""
    return [f"SELECT name, code FROM {table} WHERE name IS NOT NULL"]


def write(
    connection: "duckdb.DuckDBPyConnection",
    table: str,
    graph: str,
    store: ox.Store,
    loading: Loading,
) -> list[ox.Quad]:
    """Write a canonical table of states as N-Quads.

    Takes and returns what `nkgraph.merge.events.write` does.
    """
    # What a code means is asked for the last day: a state that ends is not the one that follows.
    joined = codes.join("state", "canonical.scheme", "canonical.code", "canonical.name", '"to"')
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE linked AS SELECT canonical.*, "
        f"coalesce(state.entity, state_named.entity) AS entity FROM {table} canonical {joined}"
    )

    def line(predicate: str, value: str) -> str:
        return nquads.line("member", predicate, value, f"<{graph}>")

    lines = nquads.lines(
        (
            line("rdf:type", f"'{nquads.iri('nkg:Membership')}'"),
            line("rdfs:label", f"nq_english(coalesce(name, code) || ', ' || {_DATE})"),
            line("nkg:actor", "'<' || entity || '>'"),
            line("nkg:date", f"nq_edtf({_DATE})"),
            line("nkg:earliest", 'nq_day("from")'),
            line("nkg:latest", 'nq_day("to")'),
        )
    )
    nquads.write(
        connection,
        f"SELECT {lines} AS lines FROM "
        f"(SELECT *, '<{graph}/row/' || row || '>' AS member FROM linked)",
        loading,
    )
    entities = connection.execute(
        "SELECT DISTINCT entity FROM linked WHERE entity IS NOT NULL ORDER BY entity"
    ).fetchall()
    return list(mentioned.states(store, [entity for (entity,) in entities]))
