"""From the codes in canonical rows to our entities, for all rows at once.

Rows hold few different codes, so each is looked up once in the crosswalk; `meanings` then has, for
a scheme and a code as the file writes them, the entity, from which day to which it is meant, and
whether it is what an undated code means.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pyoxigraph as ox

from nkgraph.merge.identity import crosswalk

if TYPE_CHECKING:
    import duckdb

UNMATCHED_SHOWN = 5
"""How many codes that mean nothing a summary names."""

ANY = "any"
"""In place of a scheme: a code of whichever scheme an analyst would use."""

COUNTRY_NAME = "country-name"
"""What mappings call the scheme of countries' names."""

OF_ANY = ("iso3166-1-alpha-3", "iso3166-1-alpha-2", "comtrade-iso", crosswalk.NAME)
"""The schemes that a code of any is looked for in; the first that has it counts."""

_MEANINGS = f"""
CREATE OR REPLACE TEMP TABLE meanings AS
WITH used AS (SELECT DISTINCT scheme, code FROM ({{used}})),
tried AS (
  SELECT scheme, code, 0 AS place,
    CASE scheme WHEN '{COUNTRY_NAME}' THEN '{crosswalk.NAME}' ELSE scheme END AS source
  FROM used WHERE scheme <> '{ANY}'
  UNION ALL
  SELECT scheme, code, place, source FROM used, (VALUES {{of_any}}) schemes (place, source)
  WHERE scheme = '{ANY}'),
found AS (
  SELECT tried.scheme, tried.code, tried.source, place,
    crosswalk.entity, crosswalk.since, crosswalk.until, crosswalk.last
  FROM tried JOIN crosswalk
    ON crosswalk.scheme = tried.source AND crosswalk.key = crosswalk_key(tried.source, tried.code))
SELECT * FROM found QUALIFY place = min(place) OVER (PARTITION BY scheme, code)
"""

_NAMED = f"""
CREATE OR REPLACE TEMP TABLE named AS
SELECT called.name, first(crosswalk.entity) AS entity,
  CASE WHEN called.name = upper(called.name) AND length(called.name) > 3 THEN
    array_to_string(list_transform(string_split(lower(called.name), ' '),
      lambda word: upper(word[1]) || word[2:]), ' ')
    ELSE called.name END AS shown
FROM (
  SELECT name, crosswalk_key('{crosswalk.NAME}', name) AS key
  FROM (SELECT DISTINCT name FROM ({{called}}))) called
LEFT JOIN crosswalk
  ON crosswalk.scheme = '{crosswalk.NAME}' AND crosswalk.key = called.key AND crosswalk.last
GROUP BY called.name
"""
"""Names as files write them, the entity of which that is a name, and without shouting; three
letters are an abbreviation."""

_LABELS = "CREATE OR REPLACE TEMP TABLE entity_labels (entity VARCHAR, label VARCHAR)"


def look_up(
    connection: "duckdb.DuckDBPyConnection", codes: Iterable[str], names: Iterable[str]
) -> None:
    """Make the tables `meanings`, `named` and `entity_labels` for codes and names.

    Each query of `codes` yields the columns scheme and code, each of `names` the columns
    name and code.
    """
    crosswalk.relation(connection).create_view("crosswalk_file", replace=True)
    connection.execute("CREATE OR REPLACE TEMP TABLE crosswalk AS FROM crosswalk_file")
    of_any = ", ".join(f"({place}, '{scheme}')" for place, scheme in enumerate(OF_ANY))
    connection.execute(_MEANINGS.format(used=" UNION ALL ".join(codes), of_any=of_any))
    connection.execute(_NAMED.format(called=" UNION ALL ".join(names)))
    connection.execute(_LABELS)
    entities = connection.execute(
        "SELECT entity FROM meanings UNION SELECT entity FROM named WHERE entity IS NOT NULL"
    ).fetchall()
    iris = [entity for (entity,) in entities]
    connection.execute(
        "INSERT INTO entity_labels SELECT unnest($1::VARCHAR[]), unnest($2::VARCHAR[])",
        [iris, [_label(iri) for iri in iris]],
    )


def used(table: str, roles: Iterable[str]) -> list[str]:
    """Return queries for the codes that a canonical table holds in some roles."""
    return [
        f"SELECT {role}_scheme AS scheme, {role}_code AS code FROM {table} "
        f"WHERE {role}_code IS NOT NULL"
        for role in roles
    ]


def called(table: str, roles: Iterable[str]) -> list[str]:
    """Return queries for the names that it holds in some roles, and the codes beside them."""
    return [
        f"SELECT {role}_name AS name, {role}_code AS code FROM {table} "
        f"WHERE {role}_name IS NOT NULL"
        for role in roles
    ]


def join(alias: str, scheme: str, code: str, name: str, day: str) -> str:
    """Return the SQL that joins what a row's code and name mean on a day.

    alias: gives `<alias>.entity` for the code and `<alias>_named.entity` for the name. The other
    arguments are SQL; the day may be NULL.
    """
    return f"""
LEFT JOIN meanings {alias} ON {alias}.scheme = {scheme} AND {alias}.code = {code}
  AND CASE WHEN {day} IS NULL THEN {alias}.last ELSE
    {day} BETWEEN coalesce({alias}.since, DATE '0001-01-01')
      AND coalesce({alias}.until, DATE '9999-12-31') END
LEFT JOIN named {alias}_named ON {alias}_named.name = {name}
"""


def join_role(role: str, *, is_named: bool = True) -> str:
    """Return the SQL that joins what the code and the name of a row's role mean when it was.

    is_named: whether the canonical table has a name beside the role's code.
    """
    return join(
        role,
        f"canonical.{role}_scheme",
        f"canonical.{role}_code",
        f"canonical.{role}_name" if is_named else "NULL",
        "coalesce(canonical.earliest, canonical.latest)",
    )


def matched(connection: "duckdb.DuckDBPyConnection", names: Iterable[str]) -> dict[str, int]:
    """Return how many entities the codes mean, and names without a code, the most first."""
    rows = connection.execute(
        f"""
        SELECT source, count(DISTINCT entity) AS n FROM (
          SELECT source, entity FROM meanings
          UNION ALL
          SELECT '{crosswalk.NAME}', entity
          FROM (SELECT DISTINCT name FROM ({" UNION ALL ".join(names)}) WHERE code IS NULL)
          JOIN named USING (name) WHERE entity IS NOT NULL)
        GROUP BY 1 ORDER BY n DESC, 1
        """
    ).fetchall()
    return dict(rows)


def unmatched(
    connection: "duckdb.DuckDBPyConnection", codes: Iterable[str]
) -> tuple[tuple[str, int], ...]:
    """Return the codes that mean no entity, with the number of their uses, the most first."""
    rows = connection.execute(
        f"""
        SELECT concat_ws(' ', CASE WHEN scheme NOT IN ('{ANY}', '{COUNTRY_NAME}') THEN scheme END,
          code), count(*) AS n
        FROM ({" UNION ALL ".join(codes)}) used
        ANTI JOIN meanings USING (scheme, code)
        GROUP BY ALL ORDER BY n DESC, 1 LIMIT {UNMATCHED_SHOWN}
        """
    ).fetchall()
    return tuple((name, number) for name, number in rows)


def _label(entity: str) -> str | None:
    about = crosswalk.described(ox.NamedNode(entity))
    return about.label if about else None
