"""Which country a code means: data/crosswalk.csv, asked by scheme, code and day.

A line of the file says that in a scheme a code means an entity, from a day to a day where the
meaning is not for ever: 365 of the Correlates of War is the Soviet Union from 1922 to 1991 and
Russia before and after. A meaning without a first day holds as far back as anybody uses the code,
one without a last day still holds. `name` is a scheme too: its codes are English names.
"""

import csv
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from nkgraph import resources
from nkgraph.terms import ENTITY, NKG, PREFIXES, SOURCE

if TYPE_CHECKING:
    import duckdb

NAME = "name"
"""The scheme of names."""

SCHEMES = frozenset(
    (
        "iso3166-1-alpha-2",
        "iso3166-1-alpha-3",
        "iso3166-1-numeric",
        "iso3166-3",
        "un-m49",
        "comtrade",
        "comtrade-iso",
        "cow-number",
        "cow-abbreviation",
        "gleditsch-ward",
        "fips-10-4",
        "cameo",
        "world-bank",
        "wikidata",
        NAME,
    )
)
"""Every scheme; but for `name` they are the ontology's (nkg:un-m49 …)."""

_THREE_DIGITS = ("iso3166-1-numeric", "un-m49", "comtrade")
_PLAIN_NUMBERS = ("cow-number", "gleditsch-ward")

_BACKGROUND_ENTITIES = frozenset(("china", "japan", "north-korea", "russia", "south-korea"))
"""What data/background.ttl and data/article.ttl describe, so that nobody else has to."""

_BACKGROUND_DOCUMENTS = frozenset(
    (
        "cow-states-2016",
        "country-coder",
        "country-codes",
        "countrycode",
        "gdelt-2018-01-01",
        "geonames",
        "pycountry",
    )
)
"""The documents of the file that data/background.ttl describes."""


class Meaning(NamedTuple):
    """That a code means an entity, on the days from `since` to `until` (both included)."""

    entity: str
    """The end of the entity's IRI."""
    since: date | None
    until: date | None
    notation: str
    """The code as the file has it."""
    documents: tuple[str, ...]

    def holds(self, day: date) -> bool:
        """Return whether the code means this on a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


class Described(NamedTuple):
    """How an entity is called and what kind of thing it is."""

    label: str
    kind: str


class _File(NamedTuple):
    meanings: dict[tuple[str, str], list[Meaning]]
    entities: dict[str, Described]


def entity(scheme: str, code: str, on: date | None = None) -> ox.NamedNode | None:
    """Return the country or area that a code means on a day; without one, what it means last.

    None for a code that is not in the file, or means nothing on that day. Numbers may lack their
    leading zeros, letters may be of either case; names are compared as `key` says. Raises KeyError
    for a scheme that is none of SCHEMES.

    >>> entity("cow-number", "365", on=date(1950, 1, 1))
    <NamedNode value=https://w3id.org/nkgraph/entity/soviet-union>
    """
    if scheme not in SCHEMES:
        raise KeyError(scheme)
    meanings = _file().meanings.get((scheme, key(scheme, code)), [])
    if on is None:
        found = meanings[-1] if meanings else None
    else:
        found = next((meaning for meaning in meanings if meaning.holds(on)), None)
    return ox.NamedNode(ENTITY + found.entity) if found else None


def key(scheme: str, code: str) -> str:
    """Return a code as codes are compared.

    A name's accents, case, punctuation and "the" do not count, and & is "and".
    """
    code = code.strip()
    if scheme == NAME:
        plain = unicodedata.normalize("NFKD", code.replace("&", " and ")).casefold()
        letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
        words = re.sub(r"[^\w\s]|_", " ", letters).split()
        return " ".join(word for word in words if word != "the")
    if scheme in _THREE_DIGITS:
        return code.zfill(3)
    if scheme in _PLAIN_NUMBERS:
        return code.lstrip("0")
    return code.upper()


def described(entity: ox.NamedNode) -> Described | None:
    """Return label and kind of an entity of the file; None for any other."""
    return _file().entities.get(entity.value.removeprefix(ENTITY))


def codes_of(entity: ox.NamedNode) -> dict[str, list[str]]:
    """Return the codes by which an entity of the file is known, or ever was, by scheme."""
    slug = entity.value.removeprefix(ENTITY)
    codes: dict[str, list[str]] = {}
    for (scheme, _), meanings in _file().meanings.items():
        codes.setdefault(scheme, []).extend(
            meaning.notation for meaning in meanings if meaning.entity == slug
        )
    return {scheme: notations for scheme, notations in codes.items() if notations}


def description(entities: Iterable[ox.NamedNode], graph: ox.NamedNode) -> Iterator[ox.Quad]:
    """Yield what a source's graph has to say of the entities that its codes mean.

    Kind, label, other names and today's codes, so that they can be found by any of these. Those
    that the background describes are left out, and so is what is not in the file.
    """
    wanted = {entity.value.removeprefix(ENTITY) for entity in entities} - _BACKGROUND_ENTITIES
    known = _file()
    for slug in sorted(wanted & known.entities.keys()):
        about = known.entities[slug]
        yield ox.Quad(_node(slug), _TYPE, ox.NamedNode(NKG + about.kind), graph)
        yield ox.Quad(_node(slug), _LABEL, ox.Literal(about.label, language="en"), graph)
    for (scheme, _), meanings in known.meanings.items():
        for meaning in meanings:
            if meaning.entity in wanted and meaning.until is None:
                yield from _code(scheme, meaning, known.entities[meaning.entity], graph)


def _code(
    scheme: str, meaning: Meaning, about: Described, graph: ox.NamedNode
) -> Iterator[ox.Quad]:
    entity = _node(meaning.entity)
    if scheme == NAME:
        if meaning.notation != about.label:
            yield ox.Quad(entity, _OTHER_NAME, ox.Literal(meaning.notation, language="en"), graph)
        return
    # Comtrade has several codes for some countries, so the code is a part of the name.
    identifier = ox.NamedNode(f"{entity.value}/{scheme}/{meaning.notation}")
    yield ox.Quad(identifier, _TYPE, ox.NamedNode(NKG + "Identifier"), graph)
    yield ox.Quad(identifier, ox.NamedNode(NKG + "identifies"), entity, graph)
    yield ox.Quad(identifier, ox.NamedNode(NKG + "scheme"), ox.NamedNode(NKG + scheme), graph)
    yield ox.Quad(identifier, _NOTATION, ox.Literal(meaning.notation), graph)
    for document in meaning.documents:
        if document in _BACKGROUND_DOCUMENTS:
            yield ox.Quad(identifier, _DOCUMENT, ox.NamedNode(SOURCE + document), graph)


def relation(connection: "duckdb.DuckDBPyConnection") -> "duckdb.DuckDBPyRelation":
    """Return the file as a relation that DuckDB can join, and define the macro that it joins by.

    Its columns are scheme, key, entity (the whole IRI), since, until (days, or NULL) and last (the
    meaning of an undated code). A join for rows with a code and a day, which may be NULL:

        FROM rows LEFT JOIN crosswalk ON crosswalk.scheme = rows.scheme
          AND crosswalk.key = crosswalk_key(rows.scheme, rows.code)
          AND CASE WHEN rows.day IS NULL THEN crosswalk.last ELSE
            rows.day BETWEEN coalesce(crosswalk.since, DATE '0001-01-01')
              AND coalesce(crosswalk.until, DATE '9999-12-31') END
    """
    connection.execute(_KEY_MACRO)
    return connection.sql(
        f"""
        SELECT scheme, crosswalk_key(scheme, code) AS key, '{ENTITY}' || entity AS entity,
          CAST("from" AS DATE) AS since, CAST("to" AS DATE) AS until,
          row_number() OVER (
            PARTITION BY scheme, crosswalk_key(scheme, code)
            ORDER BY "to" DESC NULLS FIRST) = 1 AS last
        FROM read_csv(?, header = true, all_varchar = true, delim = ',', quote = '"')
        """,
        params=[_path()],
    )


_KEY_MACRO = rf"""
CREATE OR REPLACE TEMP MACRO crosswalk_key(scheme, code) AS CASE
  WHEN scheme = '{NAME}' THEN trim(regexp_replace(regexp_replace(
    ' ' || regexp_replace(lower(strip_accents(replace(code, '&', ' and '))),
                          '[^\p{{L}}\p{{N}}]+', '  ', 'g') || ' ',
    ' the ', ' ', 'g'), ' +', ' ', 'g'))
  WHEN scheme IN {_THREE_DIGITS} THEN
    CASE WHEN length(trim(code)) < 3 THEN lpad(trim(code), 3, '0') ELSE trim(code) END
  WHEN scheme IN {_PLAIN_NUMBERS} THEN ltrim(trim(code), '0')
  ELSE upper(trim(code)) END
"""
"""What `key` does, in DuckDB's SQL."""

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")
_OTHER_NAME = ox.NamedNode(PREFIXES["skos"] + "altLabel")
_NOTATION = ox.NamedNode(PREFIXES["skos"] + "notation")
_DOCUMENT = ox.NamedNode(PREFIXES["dcterms"] + "source")


def _node(slug: str) -> ox.NamedNode:
    return ox.NamedNode(ENTITY + slug)


def _path() -> str:
    return os.path.join(resources.folder("data"), "crosswalk.csv")  # noqa: PTH118 - see resources


@cache
def _file() -> _File:
    """Read the file once; a code's meanings stand in the order of time."""
    meanings: dict[tuple[str, str], list[Meaning]] = {}
    entities: dict[str, Described] = {}
    with open(_path(), encoding="utf-8", newline="") as stream:  # noqa: PTH123 - see resources
        rows = csv.reader(stream)
        next(rows)
        for slug, kind, label, scheme, code, since, until, documents in rows:
            entities[slug] = Described(label, kind)
            meaning = Meaning(slug, _day(since), _day(until), code, tuple(documents.split()))
            meanings.setdefault((scheme, key(scheme, code)), []).append(meaning)
    for several in meanings.values():
        several.sort(key=lambda meaning: meaning.until or date.max)
    return _File(meanings, entities)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
