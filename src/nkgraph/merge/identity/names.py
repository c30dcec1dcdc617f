"""How alike two names are: letters of any script as Latin ones, wherever the family name stands.

anyascii writes every script in ASCII; rapidfuzz compares. Neither is imported before it is needed.
Whether two things of that name are one is not decided here.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from nkgraph.merge.identity import romanised

if TYPE_CHECKING:
    import numpy as np

CUTOFF = 0.86
"""Below this two names are no proposal. Romanisations of one name lie above it (Kim Jong-un and Kim
Chong-un), and so do some names of others (Sergei Petrov and Sergei Pelov): a person tells them
apart."""

ONE_FATHER = 0.6
"""How alike patronymics are of which one may be the other: Vladimirovich and Volodymyrovych are, as
Russian and Ukrainian have it, and Petrovich and Ivanovich are not."""

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_PATRONYMIC = re.compile(r"[a-z]{3,}(?:(?:o|e|yo)vi(?:t?c|t?s)h|[oy]vych|(?:o|e|i|yi)vna)")
"""Of Russian and its neighbours, in the usual romanisations: Petrovich, Yurievna, Ivanovych."""

_HANGUL = re.compile("[가-힣]{2,3}")
_DIGITS = re.compile(r"[0-9]+")
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
    """Return a name as it is compared: in ASCII and lower case.

    An organisation's words are in alphabetical order, without its legal form, unless that is all
    that there is. A person's words go round until the first in the alphabet is in front: so the
    family name may stand first or last, and Kim Il Chol is not Kim Chol Il. A patronymic is left
    out, since many sources do (`of_one_father` compares it).
    """
    words = _words(name)
    if is_person:
        patronymic = _patronymic(words)
        words = [word for word in words if word != patronymic]
        return " ".join(min((words[at:] + words[:at] for at in range(len(words))), default=[]))
    return " ".join(sorted([word for word in words if word not in LEGAL_FORMS] or words))


def of_one_father(one: str, other: str) -> bool:
    """Return whether two names of persons can be one's: they have no two patronymics."""
    from rapidfuzz import fuzz

    first, second = (_patronymic(_words(name)) for name in (one, other))
    return not (first and second) or fuzz.ratio(first, second) >= ONE_FATHER * 100


def sounds(name: str) -> frozenset[romanised.Sounds]:
    """Return how a person's name can sound if it can be a Korean one, in any spelling."""
    return romanised.sounds(tuple(_words(_HANGUL.sub(_spaced, name))))


def _spaced(name: re.Match[str]) -> str:
    """Return a word of Hangul, in which each sign is a syllable, with the syllables apart."""
    return f" {' '.join(name[0])} "


def _patronymic(words: list[str]) -> str:
    """Return the one of three or more words that is a patronymic; of several nobody knows which."""
    found = [word for word in words if _PATRONYMIC.fullmatch(word)]
    return found[0] if len(found) == 1 and len(words) > 2 else ""


def _words(name: str) -> list[str]:
    plain = name if name.isascii() else _in_ascii(name)
    return _NOT_A_WORD.sub(" ", plain.casefold().replace("'", "")).split()


def _in_ascii(name: str) -> str:
    from anyascii import anyascii

    return anyascii(name)


def alike(
    ones: Sequence[str], others: Sequence[str], *, is_person: bool
) -> list[tuple[int, int, float]]:
    """Return which of two lists of folded names are alike: place, place and score from 0 to 1.

    Of organisations one may have words that the other lacks (its country, "office"), as long as two
    of them are the same; that is half as good as being alike as a whole. Numbers in both must be
    the same. Of persons every word counts.
    """
    from rapidfuzz import fuzz, process

    found = []
    step = max(1, _FEW // max(1, len(others)))
    for start in range(0, len(ones), step):
        part = ones[start : start + step]
        scores = process.cdist(part, others, scorer=fuzz.ratio, score_cutoff=CUTOFF * 100)
        if not is_person:
            within = process.cdist(
                part, others, scorer=fuzz.token_set_ratio, score_cutoff=CUTOFF * 100
            )
            for place, other in _places(within):
                if _share_words(part[place], others[other]):
                    whole = fuzz.ratio(part[place], others[other])
                    score = max(scores[place, other], (within[place, other] + whole) / 2)
                    scores[place, other] = score if score >= CUTOFF * 100 else 0
        found += [
            (start + place, other, float(scores[place, other]) / 100)
            for place, other in _places(scores)
            if _same_numbers(part[place], others[other])
        ]
    return found


def _places(scores: "np.ndarray") -> list[tuple[int, int]]:
    return [(int(row), int(column)) for row, column in zip(*scores.nonzero(), strict=True)]


def _share_words(one: str, other: str) -> bool:
    return len(set(one.split()) & set(other.split())) >= 2


def _same_numbers(one: str, other: str) -> bool:
    numbers = _DIGITS.findall(one), _DIGITS.findall(other)
    return not all(numbers) or sorted(numbers[0]) == sorted(numbers[1])
