"""How an entity is called: one label that a reader of English can read, and all other names."""

import unicodedata
from functools import lru_cache

from nkgraph.datasets.ftm.entities import Entity
from nkgraph.datasets.ftm.model import lifting

LABEL_CHARACTERS = 300
"""A label longer than this is cut; the whole name stays among the other names."""


def label(entity: Entity) -> str:
    """Return what to call an entity: its caption, or the name with the most Latin letters.

    Where it has none of these it is called by its schema and its id.
    """
    if entity.caption and _latin(entity.caption) > 0:
        return _cut(entity.caption)
    names = entity.values(*lifting().names)
    if not names and entity.values("firstName", "lastName"):
        parts = entity.values("firstName")[:1] + entity.values("lastName")[:1]
        names = [" ".join(parts)]
    names = names or entity.values(*entity.schema.caption)
    if entity.caption:
        names.append(entity.caption)
    if names:
        return _cut(max(names, key=_latin))  # of equal ones the first
    return _cut(f"{entity.schema.label} {entity.id}")


def other_names(entity: Entity, label: str) -> list[str]:
    """Return every name but the label."""
    names = entity.values(*lifting().names)
    if entity.caption:
        names.append(entity.caption)
    return [name for name in dict.fromkeys(names) if name != label]


def is_latin(name: str) -> bool:
    """Return whether a name is written in Latin letters, so that it can pass for English."""
    return _latin(name) > 1 / 2


@lru_cache(maxsize=65536)
def _latin(name: str) -> float:
    """Return the share of letters that are Latin, 0 where there are no letters."""
    letters = [sign for sign in name[:LABEL_CHARACTERS] if sign.isalpha()]
    if not letters:
        return 0
    return 1 if name.isascii() else sum(map(_is_latin, letters)) / len(letters)


@lru_cache(maxsize=4096)
def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


def _cut(name: str) -> str:
    name = " ".join(name.split())
    return name if len(name) <= LABEL_CHARACTERS else name[: LABEL_CHARACTERS - 1] + "…"
