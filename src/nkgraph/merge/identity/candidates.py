"""Who of a merged source may be somebody that the store knows already.

States are found by their codes. People and organisations have none that everybody uses, so they
are compared by name, and the likeliest are proposed; nothing follows from a proposal.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

import pyoxigraph as ox

from nkgraph.merge.identity import romanised, storing
from nkgraph.merge.identity.link import BY_IDENTIFIER, BY_NAME, Link, directed
from nkgraph.merge.identity.names import alike, folded, of_one_father, sounds
from nkgraph.terms import NKG, PREFIXES, SOURCE

MOST_EACH = 3
"""How many proposals one entity gets: the likeliest."""

MOST_NAMES = 40
"""Of one entity; some lists have hundreds of spellings, of which the first are the usual ones."""

MOST_PAIRS = 300_000_000
"""Names times names that are compared one by one, about half a minute; beyond that, only names that
are the same letter by letter, or can sound the same, are proposed."""

OTHER_BIRTH = 0.15
"""Taken off the score of two persons who are said to be born in different years."""

_PEOPLE = ("Person",)
_BODIES = ("Organisation", "Government", "Group")
_EITHER = ("Actor",)
_NOT_SOURCES = frozenset(
    SOURCE + name for name in ("ontology", "derived", "links", "mentioned")
)  # fmt: skip

_NAMES = (
    ox.NamedNode(PREFIXES["rdfs"] + "label"),
    ox.NamedNode(PREFIXES["skos"] + "altLabel"),
)
_IDENTIFIES = ox.NamedNode(NKG + "identifies")
_SCHEME = ox.NamedNode(NKG + "scheme")
_NOTATION = ox.NamedNode(PREFIXES["skos"] + "notation")
_BIRTH = ox.NamedNode("https://schema.followthemoney.tech/#Person:birthDate")


@dataclass
class _Entity:
    iri: str
    names: dict[str, str] = field(default_factory=dict)
    """Folded names with what they were."""
    codes: set[tuple[str, str]] = field(default_factory=set)


def propose(store: ox.Store, graph: ox.NamedNode, on: date | None = None) -> list[Link]:
    """Return new links for the people and organisations of a source's graph, the likeliest first.

    Pairs of which the store has a link already, whatever was decided, are not proposed again.
    """
    found: dict[str, Link] = {}
    known = storing.read(store)
    for kinds, is_person in ((_PEOPLE, True), (_BODIES, False)):
        new = _entities(store, (*kinds, *_EITHER), [graph], is_person=is_person)
        if not new:
            continue
        graphs = [
            other
            for other in store.named_graphs()
            if isinstance(other, ox.NamedNode)
            and other != graph
            and other.value not in _NOT_SOURCES
        ]
        old = _entities(store, (*kinds, *_EITHER), graphs, is_person=is_person)
        for link in _links(store, new, old, is_person=is_person, on=on):
            before = found.get(link.identifier)
            if link.identifier not in known and (before is None or _score(before) < _score(link)):
                found[link.identifier] = link
    return _likeliest(found.values())


def _entities(
    store: ox.Store, kinds: Iterable[str], graphs: Iterable[ox.NamedNode], *, is_person: bool
) -> dict[str, _Entity]:
    """Return what is of some kinds in some graphs, with the names and codes that any graph has."""
    entities: dict[str, _Entity] = {}
    listed = " ".join(f"<{NKG}{kind}>" for kind in kinds)
    for graph in graphs:
        there = f"VALUES ?kind {{ {listed} }} GRAPH {graph} {{ ?entity a ?kind }}"
        for name in _NAMES:
            for iri, called in _rows(store, f"{there} ?entity {name} ?name", "?entity ?name"):
                entity = entities.setdefault(iri, _Entity(iri))
                if len(entity.names) < MOST_NAMES and (key := folded(called, is_person=is_person)):
                    entity.names.setdefault(key, called)
        coded = f"{there} ?code {_IDENTIFIES} ?entity ; {_SCHEME} ?scheme ; {_NOTATION} ?notation"
        for iri, scheme, notation in _rows(store, coded, "?entity ?scheme ?notation"):
            entities.setdefault(iri, _Entity(iri)).codes.add((scheme, notation))
    return entities


def _rows(store: ox.Store, pattern: str, columns: str) -> Iterator[list[str]]:
    """Yield rows of what a pattern finds in all graphs together."""
    query = f"SELECT {columns} WHERE {{ {pattern} FILTER(isIRI(?entity)) }}"
    rows = store.query(query, use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    for row in rows:
        yield [getattr(term, "value", "") for term in row]


def _births(store: ox.Store, iri: str) -> set[str]:
    """Return the years in which somebody is said to be born."""
    quads = store.quads_for_pattern(ox.NamedNode(iri), _BIRTH, None, None)
    return {quad.object.value[:4] for quad in quads}  # type: ignore[union-attr]


def _links(
    store: ox.Store,
    new: dict[str, _Entity],
    old: dict[str, _Entity],
    *,
    is_person: bool,
    on: date | None,
) -> list[Link]:
    pairs: dict[tuple[str, str], Link] = {}
    for one, other, score, reason, justification in (
        *_by_code(new, old),
        *_by_name(new, old, is_person),
        *(_by_sound(new, old) if is_person else ()),
    ):
        if one == other:
            continue
        births = _births(store, one), _births(store, other)
        if all(births) and not births[0] & births[1]:
            score -= OTHER_BIRTH
            years = ["/".join(sorted(each)) for each in births]
            reason += f"; born in {years[0]} and {years[1]}"
        subject, target = directed(one, other)
        link = Link(subject, target, score=score, reason=reason, justification=justification, on=on)
        before = pairs.get((subject, target))
        if before is None or _score(before) < score:
            pairs[subject, target] = link
    return list(pairs.values())


_Found = tuple[str, str, float, str, str]


def _by_code(new: dict[str, _Entity], old: dict[str, _Entity]) -> list[_Found]:
    holders: dict[tuple[str, str], list[str]] = {}
    for entity in old.values():
        for code in entity.codes:
            holders.setdefault(code, []).append(entity.iri)
    return [
        (entity.iri, other, 1.0, f"both have the identifier {code[1]}", BY_IDENTIFIER)
        for entity in new.values()
        for code in sorted(entity.codes)
        for other in holders.get(code, ())
    ]


def _by_name(new: dict[str, _Entity], old: dict[str, _Entity], is_person: bool) -> list[_Found]:
    ones = _holders(new)
    others = _holders(old)
    names, other_names = list(ones), list(others)
    if len(names) * len(other_names) > MOST_PAIRS:
        places = {name: place for place, name in enumerate(other_names)}
        matches = [(place, places[name], 1.0) for place, name in enumerate(names) if name in places]
    else:
        matches = alike(names, other_names, is_person=is_person)
    found = []
    for place, other, score in matches:
        one_name, other_name = names[place], other_names[other]
        for iri in ones[one_name]:
            for known in others[other_name]:
                written, known_as = new[iri].names[one_name], old[known].names[other_name]
                if is_person and not _can_be_one(written, known_as):
                    continue
                same = _likeness(one_name == other_name, score)
                reason = f"{written[:80]!r} is {same} {known_as[:80]!r}"
                found.append((iri, known, score, reason, BY_NAME))
    return found


def _can_be_one(written: str, known_as: str) -> bool:
    """Return whether nothing in two alike names of persons says that they are two's."""
    return of_one_father(written, known_as) and romanised.can_be_one(
        sounds(written), sounds(known_as)
    )


def _by_sound(new: dict[str, _Entity], old: dict[str, _Entity]) -> Iterator[_Found]:
    """Yield the persons whose names can be one Korean name in two spellings."""
    holders: dict[romanised.Sounds, dict[tuple[str, str], set[romanised.Sounds]]] = {}
    for known, known_as, sound in _sounding(old):
        alike_ones = holders.setdefault(romanised.in_usage(sound), {})
        alike_ones.setdefault((known, known_as), set()).add(sound)
    for iri, written, sound in _sounding(new):
        for (known, known_as), spelled in holders.get(romanised.in_usage(sound), {}).items():
            same = sound in spelled
            how = "the same name in another spelling" if same else "perhaps the same name"
            reason = f"{written[:80]!r} is {how} of Korean as {known_as[:80]!r}"
            score = romanised.SPELLING if same else romanised.USAGE
            yield iri, known, score, reason, BY_NAME


def _sounding(entities: dict[str, _Entity]) -> Iterator[tuple[str, str, romanised.Sounds]]:
    """Yield each way in which each name of entities can sound, with whose name it is."""
    for entity in entities.values():
        for name in entity.names.values():
            for sound in sounds(name):
                yield entity.iri, name, sound


def _likeness(is_same: bool, score: float) -> str:
    return "the same name as" if is_same else f"{score:.0%} alike to"


def _holders(entities: dict[str, _Entity]) -> dict[str, list[str]]:
    holders: dict[str, list[str]] = {}
    for entity in entities.values():
        for name in entity.names:
            holders.setdefault(name, []).append(entity.iri)
    return holders


def _likeliest(links: Iterable[Link]) -> list[Link]:
    """Return the likeliest of each subject, in order."""
    ordered = sorted(links, key=lambda link: (-_score(link), link.subject, link.object))
    taken: dict[str, int] = {}
    kept = []
    for link in ordered:
        taken[link.subject] = taken.get(link.subject, 0) + 1
        if taken[link.subject] <= MOST_EACH:
            kept.append(link)
    return kept


def _score(link: Link) -> float:
    return link.score or 0.0
