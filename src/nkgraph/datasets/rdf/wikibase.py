"""Wikidata's JSON as the statements that Wikidata's own RDF makes of it.

JSON: https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html, as an entity's page
(`{"entities": {…}}`), as the dump (`[`, an entity a line, `]`) or as lines of entities. RDF:
https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format. From there on one reader serves
both, ranks and qualifiers included. Site links, references and badges are left out.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from urllib.parse import quote

import pyoxigraph as ox

from nkgraph.datasets import jsontext, textlines
from nkgraph.datasets.jsontext import JsonText
from nkgraph.datasets.rdf.times import gregorian
from nkgraph.datasets.rdf.wikidata import (
    DEPRECATED,
    ENTITY,
    NORMAL,
    PREFERRED,
    PROPERTY,
    WIKIBASE,
)
from nkgraph.terms import PREFIXES

_SCHEMA = "http://schema.org/"
_FILES = "http://commons.wikimedia.org/wiki/Special:FilePath/"
_DATA = "http://commons.wikimedia.org/data/main/"
_XSD = PREFIXES["xsd"]
_WKT = ox.NamedNode("http://www.opengis.net/ont/geosparql#wktLiteral")
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_NAMES = tuple(
    ox.NamedNode(name)
    for name in (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel", _SCHEMA + "name")
)
_ALIAS = ox.NamedNode(PREFIXES["skos"] + "altLabel")
_DESCRIPTION = ox.NamedNode(_SCHEMA + "description")
_EARTH = ENTITY + "Q2"
_JULIAN = ENTITY + "Q1985786"

_RANKS = {"normal": NORMAL, "preferred": PREFERRED, "deprecated": DEPRECATED}
_SHOWN = 200
"""Characters of what is refused."""

_READ = {"item": "Item", "property": "Property"}
_BEGINS = re.compile(r'\s*(?:\{\s*"entities"\s*:\s*\{|\[?\s*\{)')
_ENTITY = re.compile(r'"type"\s*:\s*"(?:item|property|lexeme|mediainfo)"')
_IDENTIFIED = re.compile(r'"id"\s*:\s*"[QPLM][1-9][0-9]*"')
_SAID = re.compile(r'"(?:labels|claims|statements|descriptions|aliases|lemmas)"\s*:')
_ID = re.compile(r"[QPLM][1-9][0-9]*(?:-[FS][1-9][0-9]*)?")
_STATEMENT = re.compile(r"[A-Za-z0-9$-]+")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_AMOUNT = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+")

_MISSHAPEN = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What it raises to take apart a value that is not what its place needs."""

Value = ox.NamedNode | ox.BlankNode | ox.Literal


class Stated(NamedTuple):
    """A statement, or what is wrong with an entity."""

    quad: ox.Quad | None
    reason: str = ""
    raw: str = ""


class _NoEntity(Exception):
    """What is wrong with an entity, of which nothing is taken."""


def is_begun(sample: str) -> bool:
    """Return whether a text begins as Wikidata's JSON does."""
    return (
        _BEGINS.match(sample) is not None
        and _ENTITY.search(sample) is not None
        and _IDENTIFIED.search(sample) is not None
        and _SAID.search(sample) is not None
    )


def statements(chunks: Iterable[bytes], sample: str) -> Iterator[Stated]:
    """Yield what the entities of a text state, and which of them cannot be read.

    sample: its beginning, which shows how it is laid out. Raises BadData for what is no JSON.
    """
    try:
        for text in _entities(chunks, sample):
            try:
                yield from _Entity(text).stated()
            except _NoEntity as error:
                yield Stated(None, str(error), text[:_SHOWN])
    except jsontext.Cut as error:
        yield Stated(None, f"the file {error}: fetch it again")


def _entities(chunks: Iterable[bytes], sample: str) -> Iterator[str]:
    """Yield the text of each entity."""
    text = sample.lstrip()
    if re.match(r'\{\s*"entities"', text):
        yield from jsontext.members(JsonText(chunks), "entities")
    elif _is_by_line(text):
        for _, line, _ in textlines.lines(chunks):  # of one that is too long, the beginning
            entity = line.decode("utf-8", "replace").strip().removesuffix(",")
            if entity and entity not in ("[", "]"):
                yield entity
    elif text.startswith("["):
        yield from (row.text for row in jsontext.rows(JsonText(chunks)) if not row.path)
    else:
        document = JsonText(chunks)
        while document.peek():
            yield document.value()


def _is_by_line(text: str) -> bool:
    """Return whether each line is an entity: the first is whole, or goes beyond the sample."""
    first = text.removeprefix("[").lstrip().split("\n", 1)[0].strip().removesuffix(",")
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return "\n" not in text.removeprefix("[").strip() and text.startswith("[\n")


class _Entity:
    """An item or a property while its statements are made."""

    def __init__(self, text: str) -> None:
        try:
            said = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise _NoEntity("not JSON, or longer than an entity is") from error
        if not isinstance(said, dict) or not _ID.fullmatch(str(said.get("id"))):
            raise _NoEntity("no entity with an id")
        if "missing" in said or "redirect" in said:
            raise _NoEntity("Wikidata has nothing under this id")
        self._kind = str(said.get("type"))
        if self._kind not in _READ:
            raise _NoEntity(f"a {self._kind[:20]}: only items and properties are read")
        self._said = said
        self._item = ox.NamedNode(ENTITY + said["id"])

    def stated(self) -> Iterator[Stated]:
        """Yield the entity's names and statements, and which of these cannot be read."""
        yield _stated(self._item, _TYPE, ox.NamedNode(WIKIBASE + _READ[self._kind]))
        for text in _texts(self._said.get("labels")):
            yield from (_stated(self._item, name, text) for name in _NAMES)
        for text in _texts(self._said.get("descriptions")):
            yield _stated(self._item, _DESCRIPTION, text)
        for text in _texts(self._said.get("aliases")):
            yield _stated(self._item, _ALIAS, text)
        for several in _values(self._said.get("claims") or self._said.get("statements")):
            listed = several if isinstance(several, list) else ()
            known = [one for one in listed if isinstance(one, dict)]
            ranks = [one.get("rank") for one in known]
            best = "preferred" if "preferred" in ranks else "normal"
            for one, rank in zip(known, ranks, strict=True):
                yield from self._statement(one, is_best=rank == best)

    def _statement(self, said: dict[str, Any], *, is_best: bool) -> Iterator[Stated]:
        try:
            name, value, about_value = _snak(said.get("mainsnak"))
            rank = _RANKS[said["rank"]]
            qualifiers = [
                _snak(snak) for snaks in _values(said.get("qualifiers")) for snak in snaks
            ]
        except (_NoValue, *_MISSHAPEN) as error:
            reason = str(error) if isinstance(error, _NoValue) else "a statement without a rank"
            yield Stated(None, reason, json.dumps(said)[:_SHOWN])
            return
        node: ox.NamedNode | ox.BlankNode = ox.BlankNode()
        identifier = said.get("id")
        if isinstance(identifier, str) and _STATEMENT.fullmatch(identifier):
            node = ox.NamedNode(f"{ENTITY}statement/{identifier.replace('$', '-', 1)}")
        yield _stated(self._item, ox.NamedNode(PROPERTY + name), node)
        yield _stated(node, _TYPE, ox.NamedNode(WIKIBASE + "Statement"))
        yield _stated(node, ox.NamedNode(WIKIBASE + "rank"), ox.NamedNode(WIKIBASE + rank))
        yield from _valued(node, "statement", name, value, about_value)
        if is_best and value is not None:
            yield _stated(self._item, ox.NamedNode(f"{PROPERTY}direct/{name}"), value)
        for qualifier, qualified, about in qualifiers:
            yield from _valued(node, "qualifier", qualifier, qualified, about)


class _NoValue(Exception):
    """What is wrong with a value."""


_Time = tuple[str, int] | None
"""A time and its precision, which stand on a node of their own."""


def _valued(
    node: ox.NamedNode | ox.BlankNode, role: str, name: str, value: Value | None, time: _Time
) -> Iterator[Stated]:
    if value is None:
        yield _stated(node, _TYPE, ox.NamedNode(f"{PROPERTY}novalue/{name}"))
        return
    yield _stated(node, ox.NamedNode(f"{PROPERTY}{role}/{name}"), value)
    if time is not None:
        of_value = ox.BlankNode()
        written, precision = time
        yield _stated(node, ox.NamedNode(f"{PROPERTY}{role}/value/{name}"), of_value)
        yield _stated(of_value, _TYPE, ox.NamedNode(WIKIBASE + "TimeValue"))
        yield _stated(of_value, ox.NamedNode(WIKIBASE + "timeValue"), _typed(written, "dateTime"))
        yield _stated(
            of_value, ox.NamedNode(WIKIBASE + "timePrecision"), _typed(str(precision), "integer")
        )


def _snak(said: Any) -> tuple[str, Value | None, _Time]:
    """Return a property, its value (none where there is said to be none), and a time's precision.

    Raises _NoValue for what is not read.
    """
    name = str(said["property"])
    if not re.fullmatch("P[1-9][0-9]*", name):
        raise _NoValue(f"no property: {name[:20]!r}")
    match said.get("snaktype"):
        case "novalue":
            return name, None, None
        case "somevalue":
            return name, ox.BlankNode(), None
    try:
        value = said["datavalue"]["value"]
        kind = said["datavalue"].get("type")
        if kind == "time":
            time = gregorian(value["time"], value["precision"], value["calendarmodel"] == _JULIAN)
            return name, _typed(time, "dateTime"), (time, int(value["precision"]))
        return name, _term(kind, value, said.get("datatype")), None
    except _MISSHAPEN as error:
        raise _NoValue(f"a value of {name} that cannot be read") from error


def _term(kind: str, value: Any, datatype: str | None) -> Value:
    """Return a value as a term. Raises one of _MISSHAPEN where it is none."""
    match kind:
        case "wikibase-entityid":
            letter = {"item": "Q", "property": "P"}.get(value.get("entity-type"), "")
            entity = str(value.get("id") or f"{letter}{value['numeric-id']}")
            if _ID.fullmatch(entity):
                return ox.NamedNode(ENTITY + entity)
        case "monolingualtext":
            return _text(value["text"], value["language"])
        case "globecoordinate":
            globe = value.get("globe") or _EARTH
            before = "" if globe == _EARTH else f"<{globe}> "
            east, north = (float(value[name]) for name in ("longitude", "latitude"))
            return ox.Literal(f"{before}Point({east:.15g} {north:.15g})", datatype=_WKT)
        case "quantity":
            if _AMOUNT.fullmatch(value["amount"]):
                return _typed(value["amount"], "decimal")
        case "string":
            iri = {"commonsMedia": _FILES, "geo-shape": _DATA, "tabular-data": _DATA, "url": ""}
            if datatype not in iri:
                return ox.Literal(value)
            address = iri[datatype] + (value if datatype == "url" else quote(value))
            return ox.NamedNode(address) if _IRI.fullmatch(address) else ox.Literal(value)
    raise ValueError(kind)


def _texts(said: Any) -> Iterator[ox.Literal]:
    """Yield texts with their languages."""
    for one in _values(said):
        for text in one if isinstance(one, list) else [one]:
            try:
                yield _text(text["value"], text["language"])
            except _MISSHAPEN:
                continue


def _values(said: Any) -> Iterable[Any]:
    """Return what an object holds; PHP writes an empty one as a list."""
    return said.values() if isinstance(said, dict) else ()


def _text(text: str, language: str) -> ox.Literal:
    if not _LANGUAGE.fullmatch(language):
        raise ValueError(language)
    return ox.Literal(text, language=language)


def _typed(text: str, name: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(_XSD + name))


def _stated(subject: ox.NamedNode | ox.BlankNode, predicate: ox.NamedNode, value: Value) -> Stated:
    return Stated(ox.Quad(subject, predicate, value))
