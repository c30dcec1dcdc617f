"""Entities as quads: what they are and are called, and what the file says of them as claims.

That is what answers are made of. Everything else that a file says of an entity (its passport's
number, the reason of a sanction) stays in its row, which is kept in full beside the graph.
"""

from functools import cache, lru_cache

import pyoxigraph as ox

from nkgraph import edtf
from nkgraph.datasets.claims import Claims, When, words
from nkgraph.datasets.ftm.countries import country
from nkgraph.datasets.ftm.dates import dated
from nkgraph.datasets.ftm.entities import Entity
from nkgraph.datasets.ftm.labels import is_latin, other_names
from nkgraph.datasets.ftm.model import NAMESPACE, lifting, schemata
from nkgraph.datasets.ftm.survey import OCCUPANCY, SANCTION, Survey
from nkgraph.datasets.quads import Writer, iri, segment, text

ENTITIES = "https://w3id.org/nkgraph/ftm/"
"""Before an entity's id. An id means the same entity in every file, as FollowTheMoney has it."""

AUTHORITIES = "https://w3id.org/nkgraph/ftm-authority/"
"""Before the name of an authority that keeps a sanctions list."""

POST = "nkg:Post"
_BIRTH = f"<{NAMESPACE}Person:birthDate>"
"""What tells namesakes apart (`nkgraph.merge.identity.candidates`)."""


@lru_cache(maxsize=65536)
def entity_iri(identifier: str) -> str:
    """Return the IRI of an entity, as a term."""
    return f"<{ENTITIES}{segment(identifier)}>"


class Lift:
    """Turns entities into the lines of one source's graph."""

    def __init__(self, graph: str, survey: Survey) -> None:
        self.lines = Writer(graph)
        self._claims = Claims(self.lines, graph)
        self._survey = survey
        self._things: set[str] = set()
        self._authorities_written: set[str] = set()

    def entity(self, entity: Entity, row: int) -> None:
        """Write one entity of a row."""
        node = entity_iri(entity.id)
        if entity.schema.name in lifting().edges:
            self._edge(entity, row)
        elif entity.schema.name == SANCTION:
            self._sanction(entity, node, row)
        elif entity.schema.name == OCCUPANCY:
            self._occupancy(entity, node, row)
        elif kind := kind_of(entity.schema.name):
            self._thing(entity, node, kind, row)

    def others(self) -> None:
        """Describe what the file's claims refer to and nothing has described: by its name or id."""
        for identifier in sorted(self._survey.referred - self._things):
            node = entity_iri(identifier)
            self.lines.add(node, "rdf:type", iri("nkg:Entity"))
            self._prefer(node, self._name(identifier))

    def _thing(self, entity: Entity, node: str, kind: str, row: int) -> None:
        name = self._name(entity.id)
        if entity.id not in self._things:  # an id may stand on several lines, each a part of it
            self._things.add(entity.id)
            self._prefer(node, name)
        for other in other_names(entity, name):
            self.lines.add(node, "skos:altLabel", text(other))
        for item in entity.values("wikidataId"):
            self._identifier(entity, node, item)
        for day in entity.values("birthDate"):
            self.lines.add(node, _BIRTH, text(day))
        self.lines.add(node, "rdf:type", iri(kind))
        self.lines.add(node, "rdf:type", f"<{NAMESPACE}{entity.schema.name}>")
        if kind == POST:
            return  # whose post it is stands with who holds it
        self._of_countries(entity, node, row)
        for prop, predicate in lifting().referred.items():
            known = entity.schema.properties.get(prop)
            for other in entity.values(prop) if known and known.type == "entity" else ():
                self._relation(entity, (other, predicate, entity.id), row)

    def _of_countries(self, entity: Entity, node: str, row: int) -> None:
        said: set[str] = set()
        for prop, predicate in lifting().countries.items():
            for code in entity.values(prop):
                found = self._country(code)
                if found is None or found.value in said:
                    continue
                said.add(found.value)
                gloss = f"{self._name(entity.id)} {words(predicate)} {self._survey.country(found)}"
                self._claims.relation(
                    (node, predicate, str(found)),
                    gloss,
                    row=row,
                    speakers=entity.datasets,
                )

    def _edge(self, entity: Entity, row: int) -> None:
        edge = entity.schema.edge
        assert edge is not None  # lifting.toml names edges only
        for source in entity.values(edge.source):
            for target in entity.values(edge.target):
                triple = (source, lifting().edges[entity.schema.name], target)
                self._relation(entity, triple, row, edge.label, dated(entity))

    def _relation(
        self,
        entity: Entity,
        triple: tuple[str, str, str],
        row: int,
        said: str = "",
        when: When | None = None,
    ) -> None:
        source, predicate, target = triple
        roles = entity.values(*lifting().roles) if entity.schema.edge else []
        gloss = f"{self._name(source)} {said or words(predicate)} {self._name(target)}"
        gloss += f" ({'; '.join(roles)})" if roles else ""
        self._claims.relation(
            (entity_iri(source), predicate, entity_iri(target)),
            gloss + _in_words(when),
            row=row,
            when=when,
            roles=roles,
            speakers=entity.datasets,
            origin=entity_iri(entity.id) if entity.schema.edge else "",
        )

    def _sanction(self, entity: Entity, node: str, row: int) -> None:
        """Write a sanction: the event that an authority put somebody on its list."""
        authorities = entity.values("authority")
        by = f" by {'; '.join(authorities)}" if authorities else ""
        names = ", ".join(self._name(target) for target in entity.values("entity"))
        said = f"Sanctions listing of {names}{by}"
        self.lines.add(node, "rdf:type", iri("nkg:SanctionsListing"))
        self.lines.add(node, "skos:prefLabel", text(said, "en"))
        for target in entity.values("entity"):
            self.lines.add(node, "nkg:target", entity_iri(target))
        for agent in self._authorities(entity):
            self.lines.add(node, "nkg:agent", agent)
        when = dated(entity)
        self._claims.dated(node, when)
        gloss = f"{names} is on a sanctions list{by}{_in_words(when)}"
        self._claims.claim(node, gloss, row=row, speakers=entity.datasets)

    def _authorities(self, entity: Entity) -> list[str]:
        """Return who keeps the list, as terms: the authority, or else the country."""
        agents = []
        for name in entity.values("authority"):
            agent = f"<{AUTHORITIES}{segment(' '.join(name.split()).casefold())}>"
            agents.append(agent)
            if agent not in self._authorities_written:
                self._authorities_written.add(agent)
                self.lines.add(agent, "rdf:type", iri("nkg:Organisation"))
                self._prefer(agent, name)
        if agents:
            return agents
        return [str(found) for code in entity.values("country") if (found := self._country(code))]

    def _occupancy(self, entity: Entity, node: str, row: int) -> None:
        """Write that a person holds a post, in the country or organisation of the post."""
        self.lines.add(node, "rdf:type", iri("nkg:PostHolding"))
        for holder in entity.values("holder"):
            self.lines.add(node, "nkg:person", entity_iri(holder))
        for post in entity.values("post"):
            self.lines.add(node, "nkg:post", entity_iri(post))
            for place in self._survey.posts.get(post, ()):
                found = self._country(place) if len(place) <= len("suhh") else None
                self.lines.add(node, "nkg:postIn", str(found) if found else entity_iri(place))
        when = dated(entity)
        self._claims.dated(node, when)
        people, posts = (
            ", ".join(self._name(one) for one in entity.values(prop)) for prop in ("holder", "post")
        )
        gloss = f"{people} holds the post {posts}{_in_words(when)}"
        self._claims.claim(node, gloss, row=row, speakers=entity.datasets)

    def _identifier(self, entity: Entity, node: str, item: str) -> None:
        identifier = f"<{ENTITIES}{segment(entity.id)}/wikidata/{segment(item)}>"
        self.lines.add(identifier, "rdf:type", iri("nkg:Identifier"))
        self.lines.add(identifier, "nkg:identifies", node)
        self.lines.add(identifier, "nkg:scheme", iri("nkg:wikidata"))
        self.lines.add(identifier, "skos:notation", text(item))

    def _prefer(self, node: str, name: str) -> None:
        self.lines.add(node, "skos:prefLabel", text(name, "en" if is_latin(name) else ""))

    def _country(self, code: str) -> ox.NamedNode | None:
        """Return the country that a statement names by its code, and take note of it."""
        found = country(code)
        if found is not None:
            self._survey.countries.add(found)
        return found

    def _name(self, identifier: str) -> str:
        return self._survey.labels.get(identifier, identifier)


@cache
def kind_of(schema: str) -> str | None:
    """Return what the entities of a schema are in ours, a compact IRI, or None."""
    ancestry = schemata()[schema].ancestry
    return next((kind for name, kind in lifting().kinds.items() if name in ancestry), None)


@lru_cache(maxsize=65536)
def _in_words(when: When | None) -> str:
    return f", {edtf.words(when.edtf)}" if when else ""
