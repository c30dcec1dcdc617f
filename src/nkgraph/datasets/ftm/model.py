"""The part of FollowTheMoney's schema that reading needs, from model.json beside this module."""

import hashlib
import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent

NAMESPACE = "https://schema.followthemoney.tech/#"
"""That of followthemoney.ontology: a schema is #Person, a property #Thing:name."""


@dataclass(frozen=True)
class Property:
    """A property of a schema: how its RDF name ends, and what its values are."""

    qname: str
    type: str
    """string, name, entity, country, date, …"""


@dataclass(frozen=True)
class Edge:
    """The properties between which an entity is a relation."""

    source: str
    target: str
    label: str


@dataclass(frozen=True)
class Schema:
    """A kind of entity, with everything that it inherits."""

    name: str
    label: str
    abstract: bool
    ancestry: tuple[str, ...]
    """Its own name and those of what it extends, the nearest first."""
    edge: Edge | None
    caption: tuple[str, ...]
    """Properties that can name an entity, the best first."""
    properties: dict[str, Property]

    def of_type(self, type: str) -> frozenset[str]:
        """Return the names of the properties whose values are of a type."""
        return _of_type(self.name, type)


@cache
def _of_type(schema: str, type: str) -> frozenset[str]:
    properties = schemata()[schema].properties
    return frozenset(name for name, about in properties.items() if about.type == type)


@dataclass(frozen=True)
class Lifting:
    """What the terms become in ours: lifting.toml beside this module."""

    kinds: dict[str, str]
    edges: dict[str, str]
    countries: dict[str, str]
    referred: dict[str, str]
    names: tuple[str, ...]
    roles: tuple[str, ...]


@cache
def schemata() -> dict[str, Schema]:
    """Return every schema by its name."""
    raw = json.loads((_HERE / "model.json").read_text(encoding="utf-8"))["schemata"]
    return {name: _schema(name, raw) for name in raw}


@cache
def lifting() -> Lifting:
    """Return what becomes what."""
    said = tomllib.loads((_HERE / "lifting.toml").read_text(encoding="utf-8"))
    return Lifting(
        said["kinds"],
        said["edges"],
        said["countries"],
        said["referred"],
        tuple(said["names"]["properties"]),
        tuple(said["roles"]["properties"]),
    )


@cache
def version() -> str:
    """Return a short digest of everything that decides what becomes of an entity."""
    files = sorted(path for path in _HERE.iterdir() if path.suffix in (".py", ".json", ".toml"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


def _schema(name: str, raw: dict[str, Any]) -> Schema:
    ancestry = _ancestry(name, raw)
    properties: dict[str, Property] = {}
    for ancestor in reversed(ancestry):  # the nearest one's own counts
        for prop, said in raw[ancestor]["properties"].items():
            properties[prop] = Property(f"{ancestor}:{prop}", said.get("type", "string"))
    edges = [raw[ancestor]["edge"] for ancestor in ancestry if "edge" in raw[ancestor]]
    captions = [raw[ancestor]["caption"] for ancestor in ancestry if "caption" in raw[ancestor]]
    return Schema(
        name=name,
        label=raw[name]["label"],
        abstract=bool(raw[name].get("abstract")),
        ancestry=ancestry,
        edge=Edge(edges[0]["source"], edges[0]["target"], edges[0]["label"]) if edges else None,
        caption=tuple(captions[0]) if captions else (),
        properties=properties,
    )


def _ancestry(name: str, raw: dict[str, Any]) -> tuple[str, ...]:
    """Breadth first, so that the nearest come first."""
    found: dict[str, None] = {}
    waiting = [name]
    while waiting:
        found |= dict.fromkeys(waiting)
        waiting = [
            parent for child in waiting for parent in raw[child].get("extends", ())
            if parent not in found
        ]  # fmt: skip
    return tuple(found)
