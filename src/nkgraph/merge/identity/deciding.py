"""What somebody decides of links, and what that must not contradict."""

import getpass
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import pyoxigraph as ox

from nkgraph.errors import BadLink
from nkgraph.merge.identity import storing
from nkgraph.merge.identity.link import BY_REVIEW, Judgement, Link, rank
from nkgraph.terms import ENTITY, compact

_SHORTEST = 4
"""How many characters of an identifier may stand for it."""

_SOMEBODY = "somebody"


def decide(
    store: ox.Store,
    identifiers: Sequence[str],
    judgement: Judgement,
    *,
    by: str | None = None,
    on: date | None = None,
) -> list[Link]:
    """Accept or reject links; return those that were not so before.

    identifiers: whole, or as many of their first characters as are enough. by: who decides, whoever
    is logged in where nobody is named. Raises BadLink for one that is not there, one that several
    answer to, and one that would make two of our entities one; then nothing is decided.
    """
    links = storing.read(store)
    chosen = [_found(links, identifier) for identifier in dict.fromkeys(identifiers)]
    decided = [
        replace(
            link,
            judgement=judgement,
            justification=BY_REVIEW,
            by=by or whoever(),
            on=on or date.today(),
        )
        for link in chosen
        if link.judgement is not judgement
    ]
    check({**links, **{link.identifier: link for link in decided}}.values())
    if decided:
        storing.put(store, decided)
    return decided


def check(links: Iterable[Link]) -> None:
    """Raise BadLink where accepted links, one after another, make two of our entities one."""
    groups: dict[str, str] = {}

    def top(iri: str) -> str:
        while groups.get(iri, iri) != iri:
            groups[iri] = groups.get(groups[iri], groups[iri])
            iri = groups[iri]
        return iri

    for link in links:
        if link.judgement is not Judgement.ACCEPTED:
            continue
        one, other = sorted((top(link.subject), top(link.object)), key=rank)
        if one != other and other.startswith(ENTITY):
            raise BadLink(
                f"link {link.identifier} would make {compact(one)} and {compact(other)} one: "
                "reject the link that does not hold first"
            )
        groups[other] = one


def whoever() -> str:
    """Return who is logged in."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # nobody with a name, as in some containers
        return _SOMEBODY


def _found(links: dict[str, Link], identifier: str) -> Link:
    wanted = identifier.strip().rpartition("/")[2].casefold()
    fits = [link for key, link in links.items() if key == wanted]
    if not fits and len(wanted) >= _SHORTEST:
        fits = [link for key, link in links.items() if key.startswith(wanted)]
    if len(fits) == 1:
        return fits[0]
    if fits:
        listed = ", ".join(sorted(link.identifier for link in fits)[:8])
        raise BadLink(f"{identifier[:40]!r} fits several links: {listed}")
    there = "nkgraph links lists them" if links else "there is none in this store"
    raise BadLink(f"there is no link {identifier[:40]!r}: {there}")
