"""Links as an SSSOM file: tab-separated, with the prefixes in a comment before the header.

https://mapping-commons.github.io/sssom/spec-formats-tsv/. A rejected link has the modifier Not, an
accepted one a reviewer; what has neither is a proposal.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from nkgraph.datasets.reading import Rejected
from nkgraph.errors import BadData
from nkgraph.merge.identity.link import (
    BY_REVIEW,
    PREDICATE,
    SEMAPV,
    Judgement,
    Link,
    directed,
)
from nkgraph.merge.identity.storing import NOT
from nkgraph.terms import PREFIXES

COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "predicate_modifier",
    "object_id",
    "object_label",
    "mapping_justification",
    "reviewer_label",
    "mapping_date",
    "confidence",
    "comment",
)

_REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
_FOLLOWED = (PREDICATE, PREFIXES["owl"] + "sameAs")
"""The predicates that say that two things are one; owl:sameAs becomes a link like any other."""

_MANUAL = (SEMAPV + "ManualMappingCuration", BY_REVIEW)
"""Justifications that say that a person has decided."""

_CURIE = re.compile(r"([A-Za-z_][\w.-]*):(\S*)")
_LOCAL = re.compile(r"[\w%.~-]+")
_PREFIX = re.compile(r"^#\s+([A-Za-z_][\w.-]*):\s*[\"']?(\S+?)[\"']?\s*$")
_FILE_CHARACTERS = 200_000_000
_CELL_CHARACTERS = 10_000


class _Refused(Exception):
    """Why a row is no link."""


class Imported(NamedTuple):
    """What a file holds: links, and rows that are none."""

    links: list[Link]
    rejected: list[Rejected]


def write(links: Iterable[Link], label: Callable[[str], str]) -> str:
    """Return links as the text of an SSSOM file; `label` gives what an entity is called."""
    prefixes = {name: PREFIXES[name] for name in ("skos", "semapv")}
    rows = io.StringIO()
    writer = csv.writer(rows, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(COLUMNS)
    for link in links:
        writer.writerow(
            [
                _curie(link.subject, prefixes),
                _cell(label(link.subject)),
                "skos:exactMatch",
                NOT if link.judgement is Judgement.REJECTED else "",
                _curie(link.object, prefixes),
                _cell(label(link.object)),
                _curie(link.justification, prefixes),
                _cell(link.by),
                link.on.isoformat() if link.on else "",
                "" if link.score is None else f"{link.score:.3f}",
                _cell(link.reason),
            ]
        )
    head = ["curie_map:", *(f"  {name}: {iri}" for name, iri in sorted(prefixes.items()))]
    head += [
        "license: https://creativecommons.org/publicdomain/zero/1.0/",
        "mapping_set_id: https://w3id.org/nkgraph/source/links",
        "mapping_tool: nkgraph",
    ]
    return "".join(f"#{line}\n" for line in head) + rows.getvalue()


def _curie(iri: str, prefixes: dict[str, str]) -> str:
    """Return an IRI as SSSOM wants it, with a prefix; one that nobody has gets a number."""
    namespace = re.match(r".*[/#]", iri)
    start = namespace[0] if namespace else iri
    local = iri[len(start) :]
    if not _LOCAL.fullmatch(local):
        return iri
    for name, known in (*PREFIXES.items(), *prefixes.items()):
        if known == start:
            prefixes[name] = known
            return f"{name}:{local}"
    name = f"ns{1 + sum(name.startswith('ns') for name in prefixes)}"
    prefixes[name] = start
    return f"{name}:{local}"


def _cell(text: str) -> str:
    """Return a text without tabs and line ends, and without what a spreadsheet would compute."""
    plain = " ".join(text.split())
    return f"'{plain}" if plain[:1] in ("=", "+", "-", "@") else plain


def parse(text: str, name: str) -> Imported:
    """Return the links of an SSSOM file.

    Raises BadData where it is no such file: it lacks a column that every mapping must have.
    """
    if len(text) > _FILE_CHARACTERS:
        raise BadData(f"{name} is larger than any file of links")
    prefixes, skipped, body = _head(text)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter="\t")
    try:
        header = [cell.strip() for cell in next(reader, [])]
        missing = [column for column in _REQUIRED if column not in header]
        if missing:
            raise BadData(f"{name} is no SSSOM file: it has no column {missing[0]}")
        links: dict[str, Link] = {}
        rejected = []
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            try:
                link = _link(_row(header, cells), prefixes)
            except _Refused as error:
                number = skipped + reader.line_num
                rejected.append(Rejected(number, str(error), "\t".join(cells)[:500]))
            else:
                links[link.identifier] = link
    except csv.Error as error:
        raise BadData(f"{name} is no SSSOM file: {error}") from error
    return Imported(list(links.values()), rejected)


def _head(text: str) -> tuple[dict[str, str], int, str]:
    """Return the prefixes that the comment gives, how many lines it has, and the rest."""
    prefixes = dict(PREFIXES)
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    number = 0
    in_map = False
    for line in lines:
        if not line.startswith("#"):
            break
        number += 1
        if line.replace(" ", "").rstrip() == "#curie_map:":
            in_map = True
        elif in_map and (match := _PREFIX.match(line.rstrip())) and line[1:2].isspace():
            prefixes[match[1]] = match[2]
        else:
            in_map = False
    return prefixes, number, "".join(lines[number:])


def _row(header: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) > len(header):
        raise _Refused(f"{len(cells)} cells under {len(header)} columns")
    if any(len(cell) > _CELL_CHARACTERS for cell in cells):
        raise _Refused(f"a cell of more than {_CELL_CHARACTERS:,} characters")
    return {column: cell.strip() for column, cell in zip(header, cells, strict=False)}


def _link(row: Mapping[str, str], prefixes: Mapping[str, str]) -> Link:
    predicate = _expanded(row.get("predicate_id", ""), "predicate_id", prefixes)
    if predicate not in _FOLLOWED:
        raise _Refused(
            f"the predicate {row['predicate_id'][:60]!r} does not say that the two are one: only "
            "skos:exactMatch is kept"
        )
    one = _expanded(row.get("subject_id", ""), "subject_id", prefixes)
    other = _expanded(row.get("object_id", ""), "object_id", prefixes)
    if one == other:
        raise _Refused("subject and object are the same")
    subject, target = directed(one, other)
    justification = _expanded(
        row.get("mapping_justification", ""), "mapping_justification", prefixes
    )
    modifier = row.get("predicate_modifier", "")
    if modifier not in ("", NOT):
        raise _Refused(f"the modifier {modifier[:20]!r}: SSSOM has only {NOT}")
    reviewer = row.get("reviewer_label") or row.get("reviewer_id")
    judgement = Judgement.PROPOSED
    if modifier == NOT:
        judgement = Judgement.REJECTED
    elif reviewer or justification in _MANUAL:
        judgement = Judgement.ACCEPTED
    return Link(
        subject,
        target,
        judgement,
        _confidence(row.get("confidence", "")),
        row.get("comment", ""),
        justification,
        reviewer or row.get("author_label", ""),
        _day(row.get("mapping_date", "")),
    )


def _expanded(text: str, column: str, prefixes: Mapping[str, str]) -> str:
    if not text:
        raise _Refused(f"{column} is empty")
    if text.startswith(("http://", "https://", "urn:")):
        iri = text
    else:
        match = _CURIE.fullmatch(text)
        if match is None or match[1] not in prefixes:
            raise _Refused(f"{column} {text[:60]!r} has no prefix that the curie_map gives")
        iri = prefixes[match[1]] + match[2]
    if re.search(r"[\x00-\x20<>\"{}|^`\\]", iri):
        raise _Refused(f"{column} {text[:60]!r} is no IRI")
    return iri


def _confidence(text: str) -> float | None:
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise _Refused(f"the confidence {text[:20]!r} is no number from 0 to 1")
    return value


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _Refused(f"the date {text[:20]!r} is no day: write 2026-11-24") from error
