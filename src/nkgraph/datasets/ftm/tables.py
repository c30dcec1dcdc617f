"""Entities as tables: each row, or some of them, as the line of JSON that says the same.

targets.simple.csv   a row for each person or thing on a list, which OpenSanctions makes of its
                     entities; lists in a cell are parted by semicolons, and quoted as CSV is
statements.csv       a row for each value of a property, with the list that it is from; those of one
                     entity follow one another (https://followthemoney.tech/docs/statements/)
"""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from nkgraph.datasets.ftm.model import schemata

Line = tuple[int, bytes, str]
"""Its number in the file, its JSON, and why it cannot be taken, or nothing."""

_SIMPLE = frozenset(("id", "schema", "name", "aliases", "countries", "sanctions", "dataset"))
_STATEMENTS = frozenset(("canonical_id", "entity_id", "prop", "schema", "value", "dataset"))

_PROPERTIES = {
    "aliases": "alias", "birth_date": "birthDate", "countries": "country", "addresses": "address",
    "phones": "phone", "emails": "email",
}  # fmt: skip
"""What the columns of lists are in FollowTheMoney. A country is any that an entity has."""

_ITEM = re.compile(r"Q[1-9][0-9]*")
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_PARTS = " - "
"""Between the parts of a sanction: programme, reason, status, first day, last day."""

_ITSELF = "id"
"""The property of a statement that says only that there is such an entity."""

Row = dict[str, str]
Numbered = tuple[int, Row, str]
Lines = Callable[[Iterable[tuple[int, bytes, bool]]], Iterator[Line]]


def form(sample: str) -> Lines | None:
    """Return what makes lines of JSON of the table that a text begins, or None."""
    first = sample.removeprefix("\ufeff").lstrip("\n").split("\n", 1)[0]
    columns = set(_cells(first, ","))
    if columns >= _SIMPLE:
        return _targets
    return _statements if columns >= _STATEMENTS else None


def _targets(lines: Iterable[tuple[int, bytes, bool]]) -> Iterator[Line]:
    for number, row, wrong in _rows(lines):
        yield number, _json(_target(row)), wrong


def _target(row: Row) -> dict[str, Any]:
    properties: dict[str, list[Any]] = {
        name: values for column, name in _PROPERTIES.items() if (values := _list(row, column))
    }
    if name := row.get("name", ""):
        properties["name"] = [name]
    for identifier in _list(row, "identifiers"):
        kind = "wikidataId" if _ITEM.fullmatch(identifier) else "idNumber"
        properties.setdefault(kind, []).append(identifier)
    identifier, lists = row.get("id", ""), _list(row, "dataset")
    for place, said in enumerate(_list(row, "sanctions"), 1):
        sanction = {
            "id": f"{identifier}-sanction-{place}",
            "schema": "Sanction",
            "datasets": lists,
            "properties": {"entity": [identifier], **_sanction(said)},
        }
        properties.setdefault("sanctions", []).append(sanction)
    return {
        "id": identifier,
        "caption": name,
        "schema": row.get("schema", ""),
        "datasets": lists,
        "properties": properties,
    }


def _sanction(said: str) -> dict[str, list[str]]:
    """Return what the words of a sanction say: its days stand at their end."""
    parts = said.split(_PARTS)
    days = [part for part in parts if _DAY.fullmatch(part)]
    words = _PARTS.join(part for part in parts if not _DAY.fullmatch(part))
    found = {"program": [words] if words else [], "startDate": days[:1], "endDate": days[1:2]}
    return {name: values for name, values in found.items() if values}


def _statements(lines: Iterable[tuple[int, bytes, bool]]) -> Iterator[Line]:
    for identifier, rows in groupby(_rows(lines), lambda one: one[1].get("canonical_id", "")):
        stated = list(rows)
        number = stated[0][0]
        properties: dict[str, list[str]] = {}
        for _, row, _ in stated:
            if (name := row.get("prop", "")) not in ("", _ITSELF):
                properties.setdefault(name, []).append(row.get("value", ""))
        entity = {
            "id": identifier,
            "schema": _narrowest(row.get("schema", "") for _, row, _ in stated),
            "datasets": sorted({row.get("dataset", "") for _, row, _ in stated}),
            "properties": properties,
        }
        yield number, _json(entity), next((wrong for _, _, wrong in stated if wrong), "")


def _narrowest(names: Iterable[str]) -> str:
    """Return the schema that says most: what one list calls a legal entity, another calls a person.

    FollowTheMoney takes that one as well (`Model.common_schema`).
    """
    known = schemata()
    return max(names, key=lambda name: len(known[name].ancestry) if name in known else 0)


def _rows(lines: Iterable[tuple[int, bytes, bool]]) -> Iterator[Numbered]:
    """Yield each row by its columns, with the number of its first line, and what is wrong."""
    last = 0
    too_long: list[int] = []

    def texts() -> Iterator[str]:
        nonlocal last
        for last, line, is_whole in lines:
            if not is_whole:
                too_long.append(last)
            yield line.decode("utf-8", "replace") + "\n"

    reader = csv.reader(texts())
    header = [name.strip() for name in next(reader, [])]
    while True:
        before = last
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield before + 1, {}, f"no CSV: {error}"
            continue
        if not any(cells):
            continue
        row = dict(zip(header, map(str.strip, cells), strict=False))
        wrong = ""
        if too_long:
            too_long.clear()
            wrong = "a line that is too long"
        elif len(cells) != len(header):
            wrong = f"{len(cells)} columns instead of {len(header)}"
        yield before + 1, row, wrong


def _list(row: Row, column: str) -> list[str]:
    return [value for cell in _cells(row.get(column, ""), ";") if (value := cell.strip())]


def _cells(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:
        return [text]


def _json(entity: dict[str, Any]) -> bytes:
    return json.dumps(entity, ensure_ascii=False).encode("utf-8", "replace")
