"""What a Wikidata file says, in our terms, beside its own triples."""

from collections.abc import Iterator
from decimal import Decimal

import pyoxigraph as ox

from nkgraph.datasets.claims import Claims, When, when, words
from nkgraph.datasets.quads import Writer, iri, text, typed
from nkgraph.datasets.rdf.names import Names
from nkgraph.datasets.rdf.times import date
from nkgraph.datasets.rdf.wikidata import ENTITY, Claimed, Statements, Value, terms
from nkgraph.merge.identity import crosswalk

_POINT = "P625"
_KIND = "P31"
_COUNTRY = "P17"
_PLACE_KINDS = frozenset(
    f"nkg:{name}" for name in ("State", "City", "Town", "Port", "Province", "Region")
)

_EVENT_KINDS = frozenset(("nkg:Event", "nkg:NuclearTest"))
_HAPPENED_IN = "nkg:place"


_WIKIDATA = ("Wikidata",)
"""Who says it, however many files of it are merged."""


def our_entity(item: str) -> ox.NamedNode | None:
    """Return the country that an item is, by the crosswalk; None for every other item."""
    return (
        crosswalk.entity("wikidata", item.removeprefix(ENTITY)) if item.startswith(ENTITY) else None
    )


class Lift:
    """Writes what statements become into one source's graph."""

    def __init__(self, lines: Writer, graph: str, statements: Statements, names: Names) -> None:
        self.countries: set[str] = set()
        """The IRIs of the countries that are spoken of."""
        self._lines = lines
        self._claims = Claims(lines, graph)
        self._statements = statements
        self._names = names
        self._kinds: dict[str, str] = {}
        self._located: set[str] = set()
        self._positions: set[str] = set()
        self._dated: dict[str, dict[str, str]] = {}

    def write(self) -> Iterator[bytes]:
        """Write everything and yield what has come together."""
        facts = list(self._statements.facts())
        for fact in facts:
            if fact.property == _POINT:
                self._located.add(fact.item)
            elif fact.property == _KIND and isinstance(fact.value, ox.NamedNode):
                kind = terms().kinds.get(fact.value.value.removeprefix(ENTITY))
                if kind:
                    self._kinds.setdefault(fact.item, kind)
        for item, kind in self._kinds.items():
            if our_entity(item) is None:  # ours are described as what they are
                self._lines.add(self.term(item), "rdf:type", iri(kind))
        for fact in facts:
            self._fact(fact)
            yield from self._lines.chunks()
        for item, said in self._dated.items():
            self._happened(item, said)
        yield from self._lines.chunks()

    def term(self, item: str) -> str:
        """Return an item as a term: our entity where it is one of ours."""
        ours = our_entity(item)
        if ours is not None:
            self.countries.add(ours.value)
            return str(ours)
        return f"<{item}>"

    def _fact(self, fact: Claimed) -> None:
        said = terms()
        name, value = fact.property, fact.value
        if name in said.identifiers and isinstance(value, ox.Literal):
            self._identifier(fact, value.value)
        elif name == _POINT and isinstance(value, ox.Literal):
            self._position(fact, value.value)
        elif name in said.dates.values() and isinstance(value, ox.Literal):
            day = date(value.value, self._statements.precision(fact.value_node))
            if day:
                self._dated.setdefault(fact.item, {}).setdefault(name, day)
        elif isinstance(value, ox.NamedNode):
            self._link(fact, value.value)

    def _link(self, fact: Claimed, value: str) -> None:
        said = terms()
        name = fact.property
        kind = self._kinds.get(fact.item)
        is_place = fact.item in self._located or kind in _PLACE_KINDS or kind in _EVENT_KINDS
        if name in said.places and (is_place or name != _COUNTRY):
            predicate = _HAPPENED_IN if kind in _EVENT_KINDS else said.places[name]
            if self.term(fact.item) != self.term(value):
                self._lines.add(self.term(fact.item), predicate, self.term(value))
        elif name in said.inverse_places:
            self._lines.add(self.term(value), said.inverse_places[name], self.term(fact.item))
        elif name in said.claims:
            self._claim(fact, fact.item, said.claims[name], value)
        elif name in said.inverse_claims:
            self._claim(fact, value, said.inverse_claims[name], fact.item)

    def _claim(self, fact: Claimed, subject: str, predicate: str, value: str) -> None:
        role = terms().roles.get(fact.property)
        gloss = f"{self._name(subject)} {words(predicate)} {self._name(value)}"
        gloss += f" ({role})" if role else ""
        self._claims.relation(
            (self.term(subject), predicate, self.term(value)),
            gloss,
            row=fact.number,
            when=self._held(fact),
            roles=[role] if role else [],
            speakers=_WIKIDATA,
            origin=f"<{fact.node}>" if fact.node.startswith("http") else "",
        )

    def _held(self, fact: Claimed) -> When | None:
        """Return when a statement held, by its qualifiers."""
        names = terms().dates
        point, start, end = (
            self._qualifier(fact, names[part]) for part in ("point", "start", "end")
        )
        if start or end:
            return when(f"{start}/{end}") or (when(start) if start else None)
        return when(point) if point else None

    def _qualifier(self, fact: Claimed, name: str) -> str:
        values: list[Value] = fact.qualifiers.get(name, [])
        nodes = fact.qualifier_nodes.get(name, [])
        for place, value in enumerate(values):
            if isinstance(value, ox.Literal):
                node = nodes[place] if len(nodes) == len(values) else ""
                day = date(value.value, self._statements.precision(node))
                if day:
                    return day
        return ""

    def _identifier(self, fact: Claimed, code: str) -> None:
        if our_entity(fact.item) is not None:
            return  # the crosswalk has the codes of countries
        scheme = terms().identifiers[fact.property]
        identifier = f"<{fact.item}#{fact.property}-{''.join(c for c in code if c.isalnum())}>"
        self._lines.add(identifier, "rdf:type", iri("nkg:Identifier"))
        self._lines.add(identifier, "nkg:identifies", self.term(fact.item))
        self._lines.add(identifier, "nkg:scheme", iri(scheme))
        self._lines.add(identifier, "skos:notation", text(code))

    def _position(self, fact: Claimed, point: str) -> None:
        """Write where an item lies; the literal is WKT: `Point(longitude latitude)`."""
        degrees = point.strip().removeprefix("Point(").removesuffix(")").split()
        if our_entity(fact.item) is not None or len(degrees) != len(("longitude", "latitude")):
            return
        try:
            longitude, latitude = (Decimal(part) for part in degrees)
        except ArithmeticError:
            return
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):
            return
        position = f"<{fact.item}#position>"
        if position in self._positions:
            return
        self._positions.add(position)
        self._lines.add(self.term(fact.item), "geo:location", position)
        self._lines.add(position, "rdf:type", iri("geo:Point"))
        self._lines.add(position, "geo:lat", typed(f"{latitude:f}", "xsd:decimal"))
        self._lines.add(position, "geo:long", typed(f"{longitude:f}", "xsd:decimal"))

    def _happened(self, item: str, said: dict[str, str]) -> None:
        names = terms().dates
        point, start, end = (said.get(names[part], "") for part in ("point", "start", "end"))
        held = when(point) if point else when(f"{start}/{end}")
        self._claims.dated(self.term(item), held)

    def _name(self, item: str) -> str:
        ours = our_entity(item)
        about = crosswalk.described(ours) if ours is not None else None
        return about.label if about else self._names.label(f"<{item}>")
