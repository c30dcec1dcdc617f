"""A line of FollowTheMoney as an entity, or the reason why it is none."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from nkgraph.datasets.ftm.model import Schema, schemata

NESTED_AT_MOST = 4
"""Levels of entities within entities; targets.nested.json of OpenSanctions has two."""

VALUE_CHARACTERS = 1_000_000
"""A text beyond this is no property of anybody."""

_PROPERTY = re.compile(r"[A-Za-z][A-Za-z0-9]{0,63}")
_ID_CHARACTERS = 255
"""The longest id that followthemoney takes."""


class NoEntity(Exception):
    """Why a line is no entity; the message begins with what is wrong."""


@dataclass
class Entity:
    """An entity as the file states it; properties refer to other entities by their id."""

    id: str
    schema: Schema
    caption: str
    datasets: tuple[str, ...]
    properties: dict[str, list[str]]
    within: list["Entity"] = field(default_factory=list)
    """Entities that are written out in the place of a reference."""

    def all(self) -> Iterator["Entity"]:
        """Yield the entity and those within it."""
        yield self
        for entity in self.within:
            yield from entity.all()

    def values(self, *names: str) -> list[str]:
        """Return the values of properties, one after another, each once."""
        if len(names) == 1:
            return self.properties.get(names[0], [])
        found = (value for name in names for value in self.properties.get(name, ()))
        return list(dict.fromkeys(found))

    def of_type(self, type: str) -> Iterator[tuple[str, str]]:
        """Yield property and value of every property whose values are of a type."""
        typed = self.schema.of_type(type)
        for name, values in self.properties.items():
            if name in typed:
                for value in values:
                    yield name, value


def are_lines(sample: str) -> bool:
    """Return whether most of a text's first lines are entities."""
    good = bad = 0
    for line in sample.splitlines()[:20]:
        if not line.strip():
            continue
        try:
            read(line)
            good += 1
        except NoEntity:
            bad += 1
    return good > bad


def read(line: "str | bytes") -> Entity:
    """Return the entity of a line. Raises NoEntity."""
    try:
        said = json.loads(line)
    except RecursionError:
        raise NoEntity("JSON that is nested too deeply") from None
    except ValueError as error:  # not JSON, not UTF-8, a number of too many digits
        raise NoEntity(f"no JSON: {error}") from error
    return _entity(said, 0)


def _entity(said: Any, depth: int) -> Entity:
    if not isinstance(said, dict):
        raise NoEntity(f"a JSON {type(said).__name__} where an object should be")
    if depth > NESTED_AT_MOST:
        raise NoEntity(f"entities within entities, more than {NESTED_AT_MOST} deep")
    identifier = said.get("id")
    if not isinstance(identifier, str) or not identifier.strip():
        raise NoEntity("no id")
    if len(identifier) > _ID_CHARACTERS:
        raise NoEntity(f"an id of more than {_ID_CHARACTERS} characters")
    name = said.get("schema")
    schema = schemata().get(name) if isinstance(name, str) else None
    if schema is None:
        shown = repr(name)[:60] if name is not None else "none"
        raise NoEntity(f"no schema that FollowTheMoney has: {shown}")
    if schema.abstract:
        raise NoEntity(f"the schema {schema.name}, which no entity can have")
    properties = said.get("properties", {})
    if not isinstance(properties, dict):
        raise NoEntity("properties that are no object")
    entity = Entity(identifier, schema, _caption(said), _texts(said.get("datasets")), {})
    for prop, values in properties.items():
        if prop not in schema.properties and not _PROPERTY.fullmatch(prop):
            raise NoEntity(f"a property called {prop[:60]!r}")
        entity.properties[prop] = _values(entity, prop, values, depth)
    edge = schema.edge
    if edge and not (entity.values(edge.source) and entity.values(edge.target)):
        raise NoEntity(f"a relation ({schema.name}) without {edge.source} or {edge.target}")
    return entity


def _values(entity: Entity, prop: str, values: Any, depth: int) -> list[str]:
    """Return the texts of a property; several are usual, one alone is taken as well."""
    if type(values) is list and len(values) == 1 and type(values[0]) is str:  # as most are
        text = values[0].strip()
        if len(text) <= VALUE_CHARACTERS:
            return [text] if text else []
    found: dict[str, None] = {}
    for value in values if isinstance(values, list) else [values]:
        if isinstance(value, dict):  # OpenSanctions' nested form: the entity instead of its id
            nested = _entity(value, depth + 1)
            entity.within.append(nested)
            value = nested.id
        elif isinstance(value, bool) or not isinstance(value, str | int | float | None):
            raise NoEntity(f"a value of {prop} that is no text")
        text = "" if value is None else str(value).strip()
        if len(text) > VALUE_CHARACTERS:
            raise NoEntity(f"a value of {prop} with more than {VALUE_CHARACTERS:,} characters")
        if text:
            found[text] = None
    return list(found)


def _caption(said: dict[str, Any]) -> str:
    caption = said.get("caption")
    return caption.strip() if isinstance(caption, str) else ""


def _texts(values: Any) -> tuple[str, ...]:
    if not isinstance(values, list):
        return ()
    return tuple(value.strip() for value in values if isinstance(value, str) and value.strip())
