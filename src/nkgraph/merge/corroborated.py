"""What a merged source has to say of the article's claims, for the summary of its merge."""

from collections.abc import Sequence
from typing import NamedTuple

import pyoxigraph as ox

from nkgraph.terms import NKG

VERDICTS = ("differs", "dates", "agrees")
"""What a comparison can come to, in the order in which a person should read of it."""

SHOWN = 3
"""How many claims of a verdict a summary names."""

_WHAT = {"differs": "differs from", "dates": "dates more exactly", "agrees": "agrees with"}

_LONG_NUMBER = 5


class Compared(NamedTuple):
    """One claim of the article beside what a source says or implies."""

    verdict: str
    claim: str
    """What is claimed, in the graph's words."""
    here: str
    """The value in the article."""
    there: str
    """The value in the source."""


def by(store: ox.Store, graph: ox.NamedNode) -> list[Compared]:
    """Return what a source agrees with, differs from or dates, in the order of VERDICTS."""
    rows = store.query(_query(graph), use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    found = {Compared(*(str(getattr(term, "value", "")) for term in row)) for row in rows}
    return sorted(found, key=lambda one: (_rank(one.verdict), one))


def lines(found: Sequence[Compared]) -> list[str]:
    """Return what a person should know of it, line by line; nothing where there is nothing."""
    if not found:
        return []
    claims = {one.claim for one in found}
    each = {
        verdict: list(dict.fromkeys(one.claim for one in found if one.verdict == verdict))
        for verdict in dict.fromkeys(one.verdict for one in found)
    }
    counts = ", ".join(f"{_WHAT.get(verdict, verdict)} {len(of)}" for verdict, of in each.items())
    noun = "claim" if len(claims) == 1 else "claims"
    told = [f"  speaks to {len(claims)} {noun}: {counts} (nkgraph query corroboration tells how)"]
    for verdict, of in each.items():
        for claim in of[:SHOWN]:
            said = [one for one in found if (one.verdict, one.claim) == (verdict, claim)]
            values = " or ".join(dict.fromkeys(_number(one.there) for one in said))
            beside = f"{values}, in the article {_number(said[0].here)}"
            told.append(f"    {verdict}: {claim.rstrip('.')}: {beside}")
        if len(of) > SHOWN:
            told.append(f"    {verdict}: {len(of) - SHOWN} more")
    return told


def _query(graph: ox.NamedNode) -> str:
    return f"""
        SELECT DISTINCT ?verdict ?gloss ?here ?there {{
          ?corroboration <{NKG}foundIn> {graph} ; <{NKG}verdict> ?verdict ; <{NKG}ofClaim> ?claim ;
            <{NKG}articleValue> ?here ; <{NKG}otherValue> ?there .
          ?claim <{NKG}gloss> ?gloss .
        }}
    """


def _rank(verdict: str) -> int:
    return VERDICTS.index(verdict) if verdict in VERDICTS else len(VERDICTS)


def _number(value: str) -> str:
    """Return a value as it is read: long whole numbers in groups of three."""
    is_long = value.lstrip("-").isdigit() and len(value.lstrip("-")) >= _LONG_NUMBER
    return f"{int(value):,}" if is_long else value
