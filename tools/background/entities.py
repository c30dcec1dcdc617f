"""Turns what the plan names and the documents say into the entities' facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import gazetteer
from documents import Library, PlanError
from gazetteer import Name, Position
from ttl import degrees

TABLES = ("state", "settlement", "province", "page", "currency")
"""The tables of the plan that describe entities."""


@dataclass
class Code:
    """One identifier: what it reads, which documents agree on it, and a remark."""

    notation: str
    documents: list[str]
    note: str = ""


@dataclass
class Entity:
    """All that the background graph says of one entity.

    `kind` is its class where the background graph is the one that introduces it.
    """

    name: str
    kind: str = ""
    label: str = ""
    codes: dict[str, Code] = field(default_factory=dict)
    names: dict[Name, list[str]] = field(default_factory=dict)
    position: Position | None = None
    position_document: str = ""
    position_note: str = ""
    within: dict[str, list[str]] = field(default_factory=dict)
    relations: dict[tuple[str, str], list[str]] = field(default_factory=dict)


def build(plan: Mapping[str, Any], library: Library) -> list[Entity]:
    """The plan's entities, by name.

    Raises:
        PlanError: documents disagree on a code, or one does not say what the plan says it does.
    """
    makers = {
        "state": _state,
        "settlement": _settlement,
        "province": _province,
        "page": _page,
        "currency": _currency,
    }
    entities = []
    for table in TABLES:
        for name, entry in plan[table].items():
            entity = Entity(name, kind=entry.get("class", ""))
            makers[table](entity, entry, plan, library)
            if "beside" in entry and entity.position:
                other = _position(entry["beside"]["position"])
                remark = _beside(entity.position, other, entry["beside"]["what"])
                entity.position_note = f"{entity.position_note} {remark}"
            entity.label = entry.get("label", name.replace("-", " ").title())
            entity.names = {
                name: said for name, said in sorted(entity.names.items()) if name[0] != entity.label
            }
            entities.append(entity)
    return sorted(entities, key=lambda entity: entity.name)


def _state(entity: Entity, entry: Mapping[str, Any], plan: Mapping[str, Any], lib: Library) -> None:
    page = entry["factbook"]
    for scheme, said in gazetteer.state_codes(lib, entry["alpha3"]).items():
        if len(set(said.values())) != 1:
            raise PlanError(f"{entity.name}: the documents differ on {scheme}: {said}")
        note = entry.get("notes", {}).get(scheme, "")
        entity.codes[scheme] = Code(next(iter(said.values())), list(said), note)
    entity.names = gazetteer.state_names(lib, entry["alpha3"], page)
    entity.position = gazetteer.country_position(lib, page)
    entity.position_document = "world-factbook"
    entity.position_note = "For the country as a whole, to the nearest degree or half degree."
    for container, words in entry.get("within", {}).items():
        said_there = words in gazetteer.country_location(lib, page)
        _expect(said_there, f"{entity.name}: the Factbook does not say {words!r}")
        entity.within[container] = ["world-factbook"]
    alpha2 = entity.codes["iso3166-1-alpha-2"].notation
    by_code, by_name = gazetteer.neighbours(lib, alpha2, page)
    for other, its in plan["state"].items():
        code = gazetteer.state_codes(lib, its["alpha3"])["iso3166-1-alpha-2"]["pycountry"]
        said_by = [
            document
            for document, says in (
                ("geonames", code in by_code),
                ("world-factbook", other.replace("-", " ").title() in by_name),
            )
            if says
        ]
        if said_by:
            _expect(len(said_by) == 2, f"{entity.name}: only {said_by} has {other} as a neighbour")
            entity.relations["borders", other] = said_by


def _settlement(
    entity: Entity, entry: Mapping[str, Any], plan: Mapping[str, Any], lib: Library
) -> None:
    record = gazetteer.city(lib, entry["geonames"])
    state = plan["state"][entry["state"]]
    alpha2 = gazetteer.state_codes(lib, state["alpha3"])["iso3166-1-alpha-2"]["pycountry"]
    _expect(record["countrycode"] == alpha2, f"{entity.name}: GeoNames has another country")
    entity.codes["geonames"] = Code(str(entry["geonames"]), ["geonames"])
    entity.position, entity.position_document = record["position"], "geonames"
    entity.within[entry["state"]] = ["geonames"]
    known = {record["name"], *record["alternatenames"]}
    _take_names(entity, entry, known, "geonames")
    if entry.get("capital"):
        name, position = gazetteer.capital(lib, state["factbook"])
        same = name == record["name"] == gazetteer.capital_by_geonames(lib, alpha2)
        _expect(same, f"{entity.name}: the documents name another capital")
        entity.relations["capitalOf", entry["state"]] = ["geonames", "world-factbook"]
        entity.position_note = _beside(entity.position, position, "The World Factbook's position")
    if "factbook-port" in entry:
        port = entry["factbook-port"]
        _expect(
            port in gazetteer.ports(lib, state["factbook"]), f"{entity.name}: no port {port} there"
        )
        entity.within[entry["state"]].append("world-factbook")
    if "compare" in entry:
        compare = entry["compare"]
        position = gazetteer.subdivision_centre(lib, compare["code"])
        what = f"By the iso3166-2 package {compare['what']}"
        beside = _beside(entity.position, position, what)
        entity.position_note = f"{entry.get('note', '')} {beside}".strip()


def _province(
    entity: Entity, entry: Mapping[str, Any], plan: Mapping[str, Any], lib: Library
) -> None:
    found = gazetteer.subdivision(lib, entry["code"])
    state = gazetteer.state_codes(lib, plan["state"][entry["state"]]["alpha3"])
    alpha2 = state["iso3166-1-alpha-2"]["pycountry"]
    _expect(entry["code"].startswith(f"{alpha2}-"), f"{entity.name}: its code is another state's")
    entity.codes["iso3166-2"] = Code(entry["code"], ["pycountry", "iso3166-2-updates"])
    entity.codes["geonames"] = Code(found["geonames"], ["geonames-subdivisions"])
    entity.names[found["name"], "en"] = ["pycountry"]
    _take_names(entity, entry, set(found["names"]), "geonames-subdivisions")
    entity.position, entity.position_document = found["position"], "iso3166-2-updates"
    entity.position_note = "The centre of its outline."
    entity.within[entry["state"]] = ["pycountry"]


def _page(entity: Entity, entry: Mapping[str, Any], plan: Mapping[str, Any], lib: Library) -> None:
    document = entry["document"]
    _expect(document in lib.documents, f"{entity.name}: the plan has no document {document}")
    for language, names in entry.get("names", {}).items():
        entity.names.update({(name, language): [document] for name in names})
    if "position" in entry:
        entity.position, entity.position_document = _position(entry["position"]), document
        entity.position_note = entry["note"]
    entity.within = {place: [document] for place in entry.get("within", ())}
    for predicate, other in entry.get("relations", {}).items():
        entity.relations[predicate, other] = [document]


def _currency(
    entity: Entity, entry: Mapping[str, Any], plan: Mapping[str, Any], lib: Library
) -> None:
    entity.codes["iso4217"] = Code(gazetteer.currency(lib, entry["code"]), ["pycountry"])


def _take_names(entity: Entity, entry: Mapping[str, Any], known: set[str], document: str) -> None:
    for language, names in entry.get("names", {}).items():
        for name in names:
            _expect(name in known, f"{entity.name}: {document} does not have the name {name}")
            entity.names[name, language] = [document]


def _position(degrees_written: Sequence[str]) -> Position:
    latitude, longitude = (Decimal(value) for value in degrees_written)
    return latitude, longitude


def _beside(position: Position, other: Position, what: str) -> str:
    distance = gazetteer.kilometres(position, other)
    return f"{what} ({degrees(other[0])}, {degrees(other[1])}) is {distance:.1f} km away."


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise PlanError(otherwise)
