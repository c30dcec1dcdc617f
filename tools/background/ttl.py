"""Writes Turtle that a person can read: one section an entity, one line a fact that fits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

WIDTH = 120
"""Characters a line may have before its predicates are broken over several."""

INDENT = 4
"""Blanks before a predicate, and once more before an object that starts a line."""

PREFIXES = {
    "nkg": "https://w3id.org/nkgraph/ontology#",
    "nk": "https://w3id.org/nkgraph/entity/",
    "src": "https://w3id.org/nkgraph/source/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "dcterms": "http://purl.org/dc/terms/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "schema": "https://schema.org/",
}

Predicate = tuple[str, Sequence[str]]
"""A predicate and its objects, all of them written as Turtle writes them."""


def text(value: str, language: str = "") -> str:
    """A literal: escaped, with its language if it has one."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"' + (f"@{language}" if language else "")


def dated(value: str) -> str:
    """A literal for a year, a month or a day, by its form."""
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(value)]
    return f'"{value}"^^xsd:{kind}'


def degrees(value: Decimal) -> str:
    """A coordinate; Turtle reads a number with a point as xsd:decimal."""
    return f"{value:f}".rstrip("0") if value % 1 else f"{value:.1f}"


def iri(address: str) -> str:
    """An address in angle brackets; relative ones count from the file's base."""
    return f"<{address}>"


def head(comment: Iterable[str]) -> str:
    """The file's opening: what it is, its base and its prefixes."""
    lines = [f"# {line}".rstrip() for line in comment]
    lines += ["", f"@base {iri(PREFIXES['nk'])} ."]
    lines += [f"@prefix {name}: {iri(address)} ." for name, address in PREFIXES.items()]
    return "\n".join(lines) + "\n"


def section(title: str) -> str:
    """A line that a reader's eye finds."""
    return f"\n{'#' * 65}  {title}\n"


def resource(subject: str, predicates: Sequence[Predicate]) -> str:
    """One subject with all that is said of it."""
    said = [_predicate(name, objects) for name, objects in predicates if objects]
    line = f"{subject} {' ; '.join(said)} ."
    if len(line) <= WIDTH and "\n" not in line:
        return line + "\n"
    return f"{subject} " + " ;\n    ".join(said) + " .\n"


def _predicate(name: str, objects: Sequence[str]) -> str:
    """A predicate and its objects, in lines that fit and are filled."""
    lines = [name]
    for place, written in enumerate(objects, start=1):
        piece = f" {written}" + ("," if place < len(objects) else "")
        if len(lines[-1]) + len(piece) > WIDTH - INDENT and place > 1:
            lines.append(" " * INDENT + piece.lstrip())
        else:
            lines[-1] += piece
    return ("\n" + " " * INDENT).join(lines)
