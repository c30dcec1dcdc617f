"""What has to be known of the whole file before its first line is written."""

from dataclasses import dataclass, field

import pyoxigraph as ox

from nkgraph.datasets.entityfocus import EntityFocus
from nkgraph.datasets.ftm.countries import country
from nkgraph.datasets.ftm.dates import dated
from nkgraph.datasets.ftm.entities import Entity
from nkgraph.datasets.ftm.labels import label
from nkgraph.datasets.ftm.model import lifting
from nkgraph.merge.identity import crosswalk

OCCUPANCY = "Occupancy"
SANCTION = "Sanction"
_NAMELESS = frozenset((OCCUPANCY, SANCTION))
"""Schemata that say something of other entities, beside those of relations."""
_POSITION = "Position"


@dataclass
class Survey:
    """Names of all entities, who is in focus, and which countries are spoken of."""

    focus: EntityFocus
    labels: dict[str, str] = field(default_factory=dict)
    posts: dict[str, list[str]] = field(default_factory=dict)
    """Of each post: codes of its countries, or ids of its organisations."""
    countries: set[ox.NamedNode] = field(default_factory=set)
    """Those that statements name; whoever writes them adds to these."""
    referred: set[str] = field(default_factory=set)
    _by_country: set[str] = field(default_factory=set)
    _links: list[tuple[str, list[str]]] = field(default_factory=list)
    _kept: set[str] | None = None

    def add(self, entity: Entity) -> None:
        """Take note of an entity."""
        if not entity.schema.edge and entity.schema.name not in _NAMELESS:
            self.labels.setdefault(entity.id, label(entity))
        if entity.schema.name == _POSITION:
            places = entity.values("country") or entity.values("organization")
            self.posts.setdefault(entity.id, []).extend(places)
        if self.focus.actors:
            found = (country(code) for _, code in entity.of_type("country"))
            if any(one.value in self.focus.actors for one in found if one):
                self._by_country.add(entity.id)
            links = [value for _, value in entity.of_type("entity")]
            if links:
                self._links.append((entity.id, links))

    def keeps(self, entity: Entity) -> bool:
        """Return whether an entity is in focus, once every line has been noted.

        With actors asked for these are the entities of their countries, what links these with
        others, and those others. With dates, a relation outside of them is not.
        """
        if not self._in_time(entity):
            return False
        if not self.focus.actors:
            return True
        if self._kept is None:
            self._kept = self._linked()
        return entity.id in self._kept

    def refer(self, entity: Entity) -> None:
        """Take note of what an entity that is kept speaks of."""
        used = lifting()
        is_claim = entity.schema.edge or entity.schema.name in _NAMELESS
        for prop, value in entity.of_type("entity"):
            if is_claim or prop in used.referred:
                self.referred.add(value)

    @staticmethod
    def country(found: ox.NamedNode) -> str:
        """Return what a country is called."""
        about = crosswalk.described(found)
        return about.label if about else found.value

    def _linked(self) -> set[str]:
        kept = set(self._by_country)
        for identifier, links in self._links:
            if identifier in self._by_country or self._by_country.intersection(links):
                kept.add(identifier)
                kept.update(links)
        return kept

    def _in_time(self, entity: Entity) -> bool:
        if self.focus.since is None and self.focus.until is None:
            return True
        when = dated(entity) if entity.schema.edge or entity.values("startDate", "date") else None
        return when is None or self.focus.holds(when.earliest, when.latest)
