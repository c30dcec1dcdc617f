"""Which rows of a file are wanted: what the user said, as codes that rows can be asked for."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import pyoxigraph as ox

from nkgraph import edtf
from nkgraph.datasets.focus import Focus
from nkgraph.errors import BadParameter, InvalidDate
from nkgraph.merge.codes import ANY, COUNTRY_NAME, OF_ANY
from nkgraph.merge.identity import crosswalk
from nkgraph.naming import Names
from nkgraph.terms import compact

_FIRST_SCHEMES = ("iso3166-1-alpha-3", "iso3166-1-alpha-2", crosswalk.NAME, "cameo")
"""What a country may be called by who merges, the likelier first."""


class Asked(NamedTuple):
    """The filters as they were typed."""

    actors: Sequence[str] = ()
    since: str | None = None
    until: str | None = None
    events: Sequence[str] = ()
    places: Sequence[str] = ()


class Wanted(NamedTuple):
    """The filters as they are applied, and as a source's graph says what they were."""

    focus: Focus
    said: tuple[str, ...]
    actors: frozenset[str]
    """The IRIs of the states asked for; none means any."""


def wanted(asked: Asked, names: Names) -> Wanted:
    """Return what filters mean.

    Raises BadParameter for an actor that is no state that anybody knows, for a date that is none,
    and for a time that ends before it begins.
    """
    states = [_state(text, names) for text in asked.actors]
    actors = _codes(states)
    since, until = _day(asked.since, "since"), _day(asked.until, "until")
    if since and until and since > until:
        raise BadParameter(f"since {since} is later than until {until}: no row can be both")
    places: dict[str, list[str]] = {}
    said = [f"actor {compact(state.value)}" for state in states]
    for text in asked.places:
        place = _country(text)
        said.append(f"place {compact(place.value) if place else text.casefold()}")
        for scheme, codes in (_codes([place]) if place else {crosswalk.NAME: [text]}).items():
            places.setdefault(scheme, []).extend(codes)
    kinds: dict[str, list[str]] = {}
    for text in asked.events:
        said.append(f"event {text.casefold()}")
        for scheme, code in _kinds(text):
            kinds.setdefault(scheme, []).append(code)
    if since:
        said.append(f"since {since}")
    if until:
        said.append(f"until {until}")
    focus = Focus(actors=actors, since=since, until=until, kinds=kinds, places=places)
    return Wanted(focus, tuple(sorted(said)), frozenset(state.value for state in states))


def _state(text: str, names: Names) -> ox.NamedNode:
    try:
        return names.find(text, of="nkg:State", asked=f"actor={text[:60]!r}")
    except BadParameter as error:
        if type(error) is not BadParameter:
            raise
        found = _country(text)
        if found is None:
            raise BadParameter(
                f"actor={text[:60]!r} is no country that is known: give its name or its ISO 3166 "
                "code, such as North Korea or PRK"
            ) from error
        return found


def _country(text: str) -> ox.NamedNode | None:
    return next(
        (found for scheme in _FIRST_SCHEMES if (found := crosswalk.entity(scheme, text))), None
    )


def _codes(entities: Sequence[ox.NamedNode]) -> dict[str, list[str]]:
    codes: dict[str, list[str]] = {}
    for entity in entities:
        for scheme, notations in crosswalk.codes_of(entity).items():
            codes.setdefault(scheme, []).extend(notations)
            if scheme == crosswalk.NAME:
                codes.setdefault(COUNTRY_NAME, []).extend(notations)
            if scheme in OF_ANY:
                codes.setdefault(ANY, []).extend(notations)
    return codes


def _kinds(text: str) -> list[tuple[str, str]]:
    """Return the codes that an event's kind may have: of any list, a common kind, or its name."""
    word = text.strip()
    coded = [(scheme, word) for scheme in ("cameo", "icews", "csis", "ucdp", "acled")]
    return [*coded, ("common", word.casefold()), (crosswalk.NAME, word)]


def _day(text: str | None, name: str) -> date | None:
    if text is None:
        return None
    try:
        earliest, latest = edtf.bounds(text.strip())
    except InvalidDate as error:
        raise BadParameter(f"{name}: {error}") from error
    day = earliest if name == "since" else latest
    if day is None:
        raise BadParameter(f"{name}: {text[:40]!r} is open at that end: give a date that is not")
    return day
