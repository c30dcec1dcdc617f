"""Wikidata's statements: with a rank, with qualifiers, and true only as far as the rank says.

https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format. An item's statement is a resource
of its own. A deprecated one is not a fact; where one is preferred, the normal ones are not either.
What is not ranked at all (a slice of direct triples, `wdt:`) counts as normal.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from nkgraph.terms import SOURCE

_WIKIDATA = "http://www.wikidata.org/"
ENTITY = _WIKIDATA + "entity/"
PROPERTY = _WIKIDATA + "prop/"
_DIRECT = PROPERTY + "direct/"
_MAIN = PROPERTY + "statement/"
_MAIN_NODE = PROPERTY + "statement/value/"
_QUALIFIER = PROPERTY + "qualifier/"
_QUALIFIER_NODE = PROPERTY + "qualifier/value/"
WIKIBASE = "http://wikiba.se/ontology#"
_RANK = WIKIBASE + "rank"
_UNKNOWN = "/.well-known/genid/"
"""In the IRIs by which Wikidata says that there is a value and nobody knows which."""

NORMAL, PREFERRED, DEPRECATED = "NormalRank", "PreferredRank", "DeprecatedRank"

Value = ox.NamedNode | ox.Literal


@dataclass(frozen=True)
class Terms:
    """What becomes what: wikidata.toml beside this module."""

    kinds: dict[str, str]
    places: dict[str, str]
    inverse_places: dict[str, str]
    claims: dict[str, str]
    inverse_claims: dict[str, str]
    roles: dict[str, str]
    identifiers: dict[str, str]
    dates: dict[str, str]

    @property
    def properties(self) -> frozenset[str]:
        """Every property that becomes something."""
        groups = (self.places, self.inverse_places, self.claims, self.inverse_claims)
        listed = [name for group in (*groups, self.identifiers) for name in group]
        return frozenset((*listed, *self.dates.values(), "P31", "P625"))


@cache
def terms() -> Terms:
    """Return what becomes what."""
    path = Path(__file__).with_name("wikidata.toml")
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    return Terms(**{name.replace("-", "_"): table for name, table in said.items()})


@dataclass
class Claimed:
    """One of an item's statements."""

    item: str
    property: str
    node: str
    """The statement's own IRI; empty for a direct triple."""
    number: int
    """Where it stands in the file."""
    value: Value | None = None
    value_node: str = ""
    rank: str = NORMAL
    qualifiers: dict[str, list[Value]] = field(default_factory=dict)
    qualifier_nodes: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Statements:
    """Collects the statements that become something while a file is read."""

    _claimed: dict[str, Claimed] = field(default_factory=dict)
    _direct: dict[tuple[str, str], list[Claimed]] = field(default_factory=dict)
    _ranked: set[tuple[str, str]] = field(default_factory=set)
    """Items and properties of which the file has statements with ranks, whatever these are."""
    _precisions: dict[str, int] = field(default_factory=dict)
    _pending: dict[str, Claimed] = field(default_factory=dict)

    def note(self, quad: ox.Quad, number: int) -> None:
        """Take note of a triple, where it is a part of a statement that matters."""
        predicate = quad.predicate.value
        if predicate.startswith(PROPERTY):
            self._note_property(quad, predicate, number)
        elif predicate == _RANK and isinstance(quad.object, ox.NamedNode):
            self._statement(_iri(quad.subject)).rank = quad.object.value.removeprefix(WIKIBASE)
        elif predicate == WIKIBASE + "timePrecision" and isinstance(quad.object, ox.Literal):
            written = quad.object.value[:3]
            self._precisions[_iri(quad.subject)] = int(written) if written.isdecimal() else 0

    def _note_property(self, quad: ox.Quad, predicate: str, number: int) -> None:
        name = predicate.rpartition("/")[2]
        if name not in terms().properties:
            return
        subject, value = _iri(quad.subject), quad.object
        if predicate.startswith(_QUALIFIER_NODE):
            nodes = self._statement(subject).qualifier_nodes
            nodes.setdefault(name, []).append(_iri(value))
        elif predicate.startswith(_QUALIFIER):
            if isinstance(value, ox.NamedNode | ox.Literal):
                self._statement(subject).qualifiers.setdefault(name, []).append(value)
        elif predicate.startswith(_MAIN_NODE):
            self._statement(subject).value_node = _iri(value)
        elif predicate.startswith(_MAIN):
            if isinstance(value, ox.NamedNode | ox.Literal):
                self._statement(subject).value = value
        elif predicate.startswith(_DIRECT):
            if isinstance(value, ox.NamedNode | ox.Literal):
                claimed = Claimed(subject, name, "", number, value)
                self._direct.setdefault((subject, name), []).append(claimed)
        elif predicate == PROPERTY + name:
            claimed = self._statement(_iri(value))
            claimed.item, claimed.property, claimed.number = subject, name, number
            self._ranked.add((subject, name))

    def _statement(self, node: str) -> Claimed:
        return self._claimed.setdefault(node, Claimed("", "", node, 0))

    def facts(self) -> Iterator[Claimed]:
        """Yield the statements that hold by their ranks, in the order of the file."""
        by_key: dict[tuple[str, str], list[Claimed]] = {}
        for claimed in self._claimed.values():
            if claimed.item and claimed.rank != DEPRECATED:
                by_key.setdefault((claimed.item, claimed.property), []).append(claimed)
        best: list[Claimed] = []
        for several in by_key.values():
            preferred = [one for one in several if one.rank == PREFERRED]
            best += preferred or several
        for key, direct in self._direct.items():
            if key not in self._ranked:
                best += direct
        for claimed in sorted(best, key=lambda one: one.number):
            known = claimed.value
            if known is None or (isinstance(known, ox.NamedNode) and _is_unknown(known.value)):
                continue
            yield claimed

    def precision(self, node: str) -> int | None:
        """Return the precision of a time (9 a year, 10 a month, 11 a day) that has a node."""
        return self._precisions.get(node)


def _is_unknown(value: str) -> bool:
    """Return whether a value only says that there is one, by an IRI of its own or a blank node."""
    return _UNKNOWN in value or (value.startswith(SOURCE) and "/node/" in value)


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.BlankNode) else ""
