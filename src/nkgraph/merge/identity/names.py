"""How alike two names are: letters of any script as Latin ones, words in any order, by rapidfuzz.

anyascii writes every script in ASCII; rapidfuzz compares. Neither is imported before it is needed.
Whether two things of that name are one is not decided here.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

CUTOFF = 0.86
"""Below this two names are no proposal. Romanisations of one name lie above it (Kim Jong-un and Kim
Chong-un), and so do some names of others (Kim Jong-nam): a person tells them apart."""

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_FEW = 5_000_000
"""Pairs compared at once: 5 MB of scores."""


_LEGAL_FORMS = """
    ab ag aktiengesellschaft ao as bv co company corp corporation dd doo eood gmbh ic inc
    incorporated jsc kft kg limited llc llp lp ltd ltda nv oao ojsc ooo oy oyj pao pjsc plc pte pty
    rao sa sarl sas se spa srl sro uab zao zrt
"""
LEGAL_FORMS = frozenset(_LEGAL_FORMS.split())
"""Words that say how a company is constituted, in ASCII: they do not tell companies apart."""


@lru_cache(maxsize=200_000)
def folded(name: str, *, is_person: bool = True) -> str:
    """Return a name as it is compared: in ASCII, lower case, its words in alphabetical order.

    Of an organisation without its legal form, unless it is all that there is.
    """
    plain = name if name.isascii() else _in_ascii(name)
    words = _NOT_A_WORD.sub(" ", plain.casefold().replace("'", "")).split()
    if not is_person:
        words = [word for word in words if word not in LEGAL_FORMS] or words
    return " ".join(sorted(words))


def _in_ascii(name: str) -> str:
    from anyascii import anyascii

    return anyascii(name)


def alike(
    ones: Sequence[str], others: Sequence[str], *, is_person: bool
) -> list[tuple[int, int, float]]:
    """Return which of two lists of folded names are alike: place, place and score from 0 to 1.

    Of organisations one may have words that the other lacks (its legal form, its country), as long
    as two of them are the same; of persons every word counts.
    """
    from rapidfuzz import fuzz, process

    found = []
    step = max(1, _FEW // max(1, len(others)))
    for start in range(0, len(ones), step):
        part = ones[start : start + step]
        scorers = [fuzz.ratio] if is_person else [fuzz.ratio, fuzz.token_set_ratio]
        for scorer in scorers:
            scores = process.cdist(part, others, scorer=scorer, score_cutoff=CUTOFF * 100)
            for place, other in _places(scores):
                if scorer is fuzz.ratio or _share_words(part[place], others[other]):
                    found.append((start + place, other, float(scores[place, other]) / 100))
    return found


def _places(scores: "np.ndarray") -> list[tuple[int, int]]:
    return [(int(row), int(column)) for row, column in zip(*scores.nonzero(), strict=True)]


def _share_words(one: str, other: str) -> bool:
    return len(set(one.split()) & set(other.split())) >= 2
