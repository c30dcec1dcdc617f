"""Writes the entities and the documents as the Turtle of data/background.ttl."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from documents import Document
from entities import Entity
from gazetteer import Name
from ttl import Predicate, dated, degrees, head, iri, resource, section, text

OPENING = (
    "The background graph: what others say that a map or a join needs. Codes, names and",
    "coordinates, each with the document it is from. Nothing here is the article's.",
    "Made by `make background`; change tools/background/plan.toml and run that again.",
    "What each file here is, and under which licence, stands in README.md beside it.",
)


def background(entities: Sequence[Entity], documents: Sequence[Document], issued: str) -> str:
    """The whole file."""
    parts = [head(OPENING), section("This source"), _source(documents, issued)]
    parts += [section("The documents it rests on")]
    parts += ["\n" + _document(document) for document in sorted(documents, key=lambda d: d.name)]
    for entity in entities:
        parts += [section(entity.label), *_entity(entity)]
    return "".join(parts)


def _source(documents: Iterable[Document], issued: str) -> str:
    return "\n" + resource(
        "src:background",
        [
            ("a", ["nkg:Source"]),
            ("rdfs:label", [text("Background: codes and coordinates", "en")]),
            ("nkg:sourceKind", ["nkg:background"]),
            (
                "dcterms:description",
                [
                    text(
                        "Codes of states, coordinates of places, which place lies in which and "
                        "what they are called elsewhere, from public reference documents.",
                        "en",
                    )
                ],
            ),
            ("dcterms:issued", [dated(issued)]),
            ("dcterms:license", [iri("https://creativecommons.org/publicdomain/zero/1.0/")]),
            (
                "dcterms:rights",
                [
                    text(
                        "CC0 for the selection; each document's own licence stands with it. "
                        "Coordinates and names by GeoNames: CC BY 4.0, geonames.org.",
                        "en",
                    )
                ],
            ),
            ("dcterms:source", sorted(f"src:{document.name}" for document in documents)),
        ],
    )


def _document(document: Document) -> str:
    read = f"Read: {', '.join(document.parts)}." if document.parts else ""
    comment = " ".join(filter(None, (document.comment, read)))
    return resource(
        f"src:{document.name}",
        [
            ("a", ["nkg:ReferenceDocument"]),
            ("rdfs:label", [text(document.label, "en")]),
            ("dcterms:source", [iri(document.address)]),
            ("dcterms:license", [iri(document.licence)]),
            ("dcterms:rights", [text(document.rights, "en")] if document.rights else []),
            ("schema:version", [text(document.version)] if document.version else []),
            ("dcterms:issued", [dated(document.issued)] if document.issued else []),
            ("dcterms:identifier", [text(document.file)] if document.file else []),
            ("nkg:digest", [text(document.digest)] if document.digest else []),
            ("rdfs:comment", [text(comment, "en")] if comment else []),
        ],
    )


def _entity(entity: Entity) -> Iterable[str]:
    subject = f"nk:{entity.name}"
    slugs = _slugs(entity.names)
    said: list[Predicate] = []
    if entity.kind:
        said += [("a", [f"nkg:{entity.kind}"]), ("rdfs:label", [text(entity.label, "en")])]
    said += [
        ("skos:altLabel", [text(name, language) for name, language in entity.names]),
        ("nkg:within", [f"nk:{place}" for place in entity.within]),
    ]
    for predicate in dict.fromkeys(predicate for predicate, _ in entity.relations):
        others = [f"nk:{other}" for which, other in entity.relations if which == predicate]
        said.append((f"nkg:{predicate}", others))
    if entity.position:
        said.append(("geo:location", [iri(f"{entity.name}/position")]))
    said.append(("skosxl:altLabel", [iri(f"{entity.name}/name/{slug}") for slug in slugs.values()]))
    if any(objects for _, objects in said):
        yield "\n" + resource(subject, said)
    yield "\n"
    for scheme, code in entity.codes.items():
        yield resource(
            iri(f"{entity.name}/{scheme}"),
            [
                ("a", ["nkg:Identifier"]),
                ("nkg:identifies", [subject]),
                ("nkg:scheme", [f"nkg:{scheme}"]),
                ("skos:notation", [text(code.notation)]),
                ("dcterms:source", _sources(code.documents)),
                ("skos:note", [text(code.note, "en")] if code.note else []),
            ],
        )
    if entity.position:
        note = entity.position_note
        yield resource(
            iri(f"{entity.name}/position"),
            [
                ("a", ["geo:Point"]),
                ("geo:lat", [degrees(entity.position[0])]),
                ("geo:long", [degrees(entity.position[1])]),
                ("dcterms:source", _sources([entity.position_document])),
                ("skos:note", [text(note, "en")] if note else []),
            ],
        )
    for place, documents in entity.within.items():
        yield resource(
            iri(f"{entity.name}/within/{place}"),
            [
                ("a", ["nkg:Containment"]),
                ("nkg:contained", [subject]),
                ("nkg:container", [f"nk:{place}"]),
                ("dcterms:source", _sources(documents)),
            ],
        )
    for (predicate, other), documents in entity.relations.items():
        yield resource(
            iri(f"{entity.name}/{predicate}/{other}"),
            [
                ("a", ["rdf:Statement"]),
                ("rdf:subject", [subject]),
                ("rdf:predicate", [f"nkg:{predicate}"]),
                ("rdf:object", [f"nk:{other}"]),
                ("dcterms:source", _sources(documents)),
            ],
        )
    for name, slug in slugs.items():
        yield resource(
            iri(f"{entity.name}/name/{slug}"),
            [
                ("a", ["skosxl:Label"]),
                ("skosxl:literalForm", [text(*name)]),
                ("dcterms:source", _sources(entity.names[name])),
            ],
        )


def _sources(documents: Iterable[str]) -> list[str]:
    return [f"src:{document}" for document in documents]


def _slugs(names: Iterable[Name]) -> dict[Name, str]:
    """The end of each name's IRI: its language, and its letters or its number there."""
    slugs: dict[Name, str] = {}
    for name, language in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        letters = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
        slug = start = "-".join(filter(None, (language.lower(), letters)))
        number = 1
        while slug in slugs.values():
            number += 1
            slug = f"{start}-{number}"
        slugs[name, language] = slug
    return slugs
