"""Entities as quads: what they are and are called, and what the file says of them as claims.

Beside that everything stays in FollowTheMoney's own terms, so that nothing is lost.
"""

from functools import lru_cache

from nkgraph import edtf
from nkgraph.datasets.claims import Claims, When, words
from nkgraph.datasets.ftm.countries import country
from nkgraph.datasets.ftm.dates import dated
from nkgraph.datasets.ftm.entities import Entity
from nkgraph.datasets.ftm.labels import is_latin, label, other_names
from nkgraph.datasets.ftm.model import NAMESPACE, lifting
from nkgraph.datasets.ftm.survey import OCCUPANCY, Survey
from nkgraph.datasets.quads import Writer, iri, segment, text

ENTITIES = "https://w3id.org/nkgraph/ftm/"
"""Before an entity's id. An id means the same entity in every file, as FollowTheMoney has it."""

AUTHORITIES = "https://w3id.org/nkgraph/ftm-authority/"
"""Before the name of an authority that keeps a sanctions list."""

SANCTION = "Sanction"
POST = "nkg:Post"


def entity_iri(identifier: str) -> str:
    """Return the IRI of an entity, as a term."""
    return f"<{ENTITIES}{segment(identifier)}>"


class Lift:
    """Turns entities into the lines of one source's graph."""

    def __init__(self, graph: str, survey: Survey) -> None:
        self.lines = Writer(graph)
        self._claims = Claims(self.lines, graph)
        self._survey = survey
        self._written: set[str] = set()

    def entity(self, entity: Entity, row: int) -> None:
        """Write one entity of a row."""
        node = entity_iri(entity.id)
        if entity.schema.name in lifting().edges:
            self._edge(entity, row)
        elif entity.schema.name == SANCTION:
            self._sanction(entity, node, row)
        elif entity.schema.name == OCCUPANCY:
            self._occupancy(entity, node, row)
        else:
            self._thing(entity, node, row)
        self._in_its_own_terms(entity, node)

    def nameless(self) -> None:
        """Describe what the file refers to and does not have: by its id alone."""
        for identifier in sorted(self._survey.referred - self._survey.labels.keys()):
            node = entity_iri(identifier)
            self.lines.add(node, "rdf:type", iri("nkg:Entity"))
            self.lines.add(node, "rdfs:label", text(identifier, "en"))

    def _thing(self, entity: Entity, node: str, row: int) -> None:
        kinds = lifting().kinds
        kind = next((kinds[name] for name in kinds if name in entity.schema.ancestry), None)
        name = self._name(entity.id) if entity.id in self._survey.labels else label(entity)
        if node not in self._written:  # an id may stand on several lines, each a part of it
            self._written.add(node)
            self.lines.add(node, "rdfs:label", text(name, "en" if is_latin(name) else ""))
        for other in other_names(entity, name):
            self.lines.add(node, "skos:altLabel", text(other))
        for item in entity.values("wikidataId"):
            self._identifier(entity, node, item)
        if kind is None:
            return
        self.lines.add(node, "rdf:type", iri(kind))
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
                found = country(code)
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
        self.lines.add(node, "rdfs:label", text(said, "en"))
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
            if agent not in self._written:
                self._written.add(agent)
                self.lines.add(agent, "rdf:type", iri("nkg:Organisation"))
                self.lines.add(agent, "rdfs:label", text(name, "en"))
        if agents:
            return agents
        return [str(found) for code in entity.values("country") if (found := country(code))]

    def _occupancy(self, entity: Entity, node: str, row: int) -> None:
        """Write that a person holds a post, in the country or organisation of the post."""
        self.lines.add(node, "rdf:type", iri("nkg:PostHolding"))
        for holder in entity.values("holder"):
            self.lines.add(node, "nkg:person", entity_iri(holder))
        for post in entity.values("post"):
            self.lines.add(node, "nkg:post", entity_iri(post))
            for place in self._survey.posts.get(post, ()):
                found = country(place) if len(place) <= len("suhh") else None
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

    def _in_its_own_terms(self, entity: Entity, node: str) -> None:
        self.lines.add(node, "rdf:type", f"<{NAMESPACE}{entity.schema.name}>")
        for prop, values in entity.properties.items():
            known = entity.schema.properties.get(prop)
            # What only a later version of the schema has is a property all the same.
            predicate = f"<{NAMESPACE}{known.qname if known else prop}>"
            for value in values:
                is_entity = known is not None and known.type == "entity"
                self.lines.add(node, predicate, entity_iri(value) if is_entity else text(value))

    def _name(self, identifier: str) -> str:
        return self._survey.labels.get(identifier, identifier)


@lru_cache(maxsize=65536)
def _in_words(when: When | None) -> str:
    return f", {edtf.words(when.edtf)}" if when else ""
