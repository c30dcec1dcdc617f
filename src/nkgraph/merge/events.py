"""Events as quads: at most nine each.

<source>/row/12  a nkg:Consultation                         the kind that all data sets share
                 rdfs:label "Consult (CAMEO 040): Vietnam → Japan"
                 nkg:date, nkg:earliest, nkg:latest         when
                 nkg:agent, nkg:target                      states, by their codes
                 nkg:place                                  a state, or a place of the data set's
                 nkg:codedAs "CAMEO 040"                    the data set's own code

The row's number leads to everything else in the Parquet file beside the graph. An actor whose code
means no country has no entity: it stands in the label only.
"""

from typing import TYPE_CHECKING

import pyoxigraph as ox

from nkgraph.merge import codes, kinds, mentioned, nquads
from nkgraph.merge.loading import Loading
from nkgraph.terms import NKG

if TYPE_CHECKING:
    import duckdb

PLACE = "https://w3id.org/nkgraph/place/"
"""Begins the IRI of a place that a data set names; the rest is a digest of what it says of it."""

LONGEST_LABEL = 100
"""Characters of a data set's own words for an event, which are used where its kind has no name."""

EVENT = NKG + "Event"

BY_ROW = "' || source || '"
"""In place of a source's IRI, within a text of SQL: each row names its own, in `source`."""

PLACES = """
SELECT spot, any_value(place_name), any_value(latitude), any_value(longitude), any_value(area)
FROM linked WHERE spot IS NOT NULL GROUP BY spot ORDER BY spot
"""
"""Each place that rows name: IRI, name, latitude, longitude, the state it lies in."""

ENTITIES = """
SELECT DISTINCT unnest([agent, aim, CASE WHEN spot IS NULL THEN area END]) AS entity FROM linked
"""
"""The IRIs of the states that events have, and NULL.

That a place lies in a state is not stated, so such a state would not outlast `mentioned.sweep`.
"""

_ROLES = ("actor", "target", "place")

_KINDS = "CREATE OR REPLACE TEMP TABLE event_kinds (common_kind VARCHAR, kind VARCHAR)"

_ENTITY = "coalesce({role}.entity, CASE WHEN {role}_code IS NULL THEN {role}_named.entity END)"
"""Of whoever has a code, the code says who that is; the name does where there is none."""

_LINKED = f"""
SELECT canonical.*, {_ENTITY.format(role="actor")} AS agent,
  {_ENTITY.format(role="target")} AS aim, {_ENTITY.format(role="place")} AS area,
  actor_named.entity AS agent_named, target_named.entity AS aim_named,
  actor_named.shown AS agent_shown, target_named.shown AS aim_shown,
  CASE WHEN place_name IS NOT NULL AND (place_named.entity IS NULL
      OR place_named.entity <> coalesce(place.entity, place_named.entity)) THEN
    '{PLACE}' || md5(concat_ws(chr(31), place_scheme, place_code, place_name, latitude, longitude))
    END AS spot,
  coalesce(event_kinds.kind, '{EVENT}') AS kind
FROM {{table}} canonical
{{actor}}{{target}}{{place}}
LEFT JOIN event_kinds ON event_kinds.common_kind = canonical.common_kind
"""

_ACTOR = """
CASE WHEN {of} IS NULL AND {role}_scheme = 'any' AND contains({role}_code, ';')
    THEN concat_ws(' of ', {role}_name, {role}_code)
  WHEN {role}_name IS NULL OR {of}_named = {of}
    THEN coalesce({of}_called.label, {role}_name, {role}_code, {role}_type)
  WHEN {of}_called.label IS NULL OR contains(lower({role}_name), lower({of}_called.label))
    THEN {of}_shown
  ELSE {of}_shown || ' (' || {of}_called.label || ')' END
"""
_CODED = """
CASE WHEN kind_code IS NOT NULL THEN upper(coalesce(kind_scheme, 'code')) || ' ' || kind_code END
"""
_LABEL = f"""
coalesce(kind_name, left(label, {LONGEST_LABEL}), 'Event') ||
  coalesce(' (' || {_CODED} || ')', '') ||
  CASE WHEN who IS NULL AND whom IS NULL THEN ''
    ELSE ': ' || coalesce(who, '?') || coalesce(' → ' || whom, '') END
"""


def used_codes(table: str) -> list[str]:
    """Return queries for the codes that a canonical table of events holds."""
    return codes.used(table, _ROLES)


def used_names(table: str) -> list[str]:
    """Return queries for the names that it holds."""
    return codes.called(table, _ROLES)


def write(
    connection: "duckdb.DuckDBPyConnection",
    table: str,
    graph: str,
    store: ox.Store,
    loading: Loading,
) -> list[ox.Quad]:
    """Write a canonical table of events as N-Quads.

    graph: the source's IRI. store: the graph into which it goes, which is asked what it knows. The
    codes must have been looked up. Returns the descriptions of what the rows mention that the store
    does not have yet.
    """
    link(connection, table, store)
    nquads.write(connection, query(graph), loading)
    return described(connection, store)


def link(connection: "duckdb.DuckDBPyConnection", table: str, store: ox.Store) -> None:
    """Make the table `linked`; the codes must have been looked up."""
    list_kinds(connection, store)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE linked AS {linked(table)}")


def list_kinds(connection: "duckdb.DuckDBPyConnection", store: ox.Store) -> None:
    """Make the table `event_kinds`, of the kinds that a store knows."""
    connection.execute(_KINDS)
    connection.execute(
        "INSERT INTO event_kinds SELECT unnest($1::VARCHAR[]), unnest($2::VARCHAR[])",
        [list(column) for column in zip(*kinds.kinds(store), strict=True)],
    )


def described(connection: "duckdb.DuckDBPyConnection", store: ox.Store) -> list[ox.Quad]:
    """Return the descriptions of what `linked` mentions that a store does not have yet."""
    return [
        *mentioned.states(store, _entities(connection)),
        *mentioned.places(store, _places(connection)),
    ]


def linked(table: str) -> str:
    """Return the query for the rows of a canonical table with the entities that they mean."""
    return _LINKED.format(table=table, **{role: codes.join_role(role) for role in _ROLES})


def query(graph: str) -> str:
    """Return the query for the lines of N-Quads of the rows in `linked`.

    graph: the source's IRI, or BY_ROW where the rows are of many sources.
    """

    def line(predicate: str, value: str) -> str:
        return nquads.line("event", predicate, value, f"<{graph}>")

    who, whom = (
        _ACTOR.format(role=role, of=of) for role, of in (("actor", "agent"), ("target", "aim"))
    )
    lines = nquads.lines(
        (
            line("rdf:type", "'<' || kind || '>'"),
            line("rdfs:label", "nq_english(said)"),
            line("nkg:date", "nq_edtf(date)"),
            line("nkg:earliest", "nq_day(earliest)"),
            line("nkg:latest", "nq_day(latest)"),
            line("nkg:agent", "'<' || agent || '>'"),
            line("nkg:target", "'<' || aim || '>'"),
            line("nkg:place", "'<' || coalesce(spot, area) || '>'"),
            line("nkg:codedAs", f"nq_text({_CODED})"),
        )
    )
    return f"""
        SELECT {lines} AS lines FROM (
          SELECT *, {_LABEL} AS said FROM (
            SELECT linked.*, '<{graph}/row/' || row || '>' AS event, {who} AS who, {whom} AS whom
            FROM linked
            LEFT JOIN entity_labels agent_called ON agent_called.entity = agent
            LEFT JOIN entity_labels aim_called ON aim_called.entity = aim))
    """


def _places(connection: "duckdb.DuckDBPyConnection") -> list[tuple[str, str, float, float, str]]:
    """Return each place that rows name: IRI, name, latitude, longitude, the state it lies in."""
    return connection.execute(PLACES).fetchall()


def _entities(connection: "duckdb.DuckDBPyConnection") -> list[str]:
    """Return the IRIs of the states that rows name."""
    found = connection.execute(ENTITIES).fetchall()
    return sorted(entity for (entity,) in found if entity is not None)
