"""Korean names in Latin letters: which spellings can be one name.

One name is Ri Yong-ho in the North's own spelling, Lee Yong-ho or Yi Yŏng-ho elsewhere, and letters
alone put it further from these than Kim Song-il is from Kim Jong-il. So a name that begins or ends
with a Korean family name, with one or two Korean syllables beside it, is compared by its sounds:
what McCune-Reischauer, the South's Revised Romanization, the North's spelling and common usage
write in different ways is one sound, and so are vowels that a mark alone tells apart, since many
leave it out (Ri Sol-ju and Yi Sŏl-chu). What usage confuses (Jong and Jung, Rok and Nok) makes a
second, weaker likeness.

The systems: https://en.wikipedia.org/wiki/Romanization_of_Korean.
"""

import re
from functools import lru_cache
from itertools import product

SPELLING = 0.94
"""The score of two spellings of the same sounds."""

USAGE = 0.88
"""The score of two that differ only in vowels that usage confuses."""

_FAMILIES = """
    an ahn | chae chai | choe choi | han | ho heo hur huh | hong | hwang | hyon hyun hyeon |
    im rim lim yim | jang chang | ji chi | jin chin | jo cho | jon jeon chon jun chun |
    jong jung jeong chong chung cheong | ju chu joo | kal gal | kang gang | ki gi | kim gim |
    ko go koh | ku gu koo | kung gung | kwak gwak | kwon gwon | kye gye | maeng | min |
    mun moon | nam | no ro roh noh | o oh | om eom um | pae bae | paek baek paik baik |
    pak park bak | pan ban | pang bang | pong bong | pyon byon byun byeon | ra na |
    ri lee yi rhee | ryang yang | ryo yo | ryu yu yoo ryoo you | sin shin | so seo suh |
    sok seok | son sohn | song | thae tae | u woo | yon yeon | yun yoon
"""
_FAMILY = {
    spelling: family.split()[0] for family in _FAMILIES.split("|") for spelling in family.split()
}

_INITIALS = {
    "k": "kk kh gh k g",
    "t": "tt th dh t d",
    "p": "pp ph bh p b",
    "j": "tch jj ch j",
    "s": "ss sh s",
    "r": "r l",
    "n": "n",
    "m": "m",
    "h": "h",
    "": "",
}
_VOWELS = {
    "a": "a ah",
    "ya": "ya",
    "ae": "ae ai",
    "yae": "yae",
    "e": "e",
    "ye": "ye",
    "o": "o eo oh",
    "yo": "yo yeo",
    "u": "u oo eu woo",
    "yu": "yu yoo you",
    "i": "i ee ui eui yi",
    "wa": "wa",
    "wo": "wo weo",
    "wae": "wae",
    "oe": "oe oi we",
    "wi": "wi",
}
_FINALS = {"": "", "k": "k g", "n": "n", "t": "t", "l": "l r", "m": "m", "p": "p b", "ng": "ng"}
_CONFUSED = {"o": "u", "yo": "yu"}
"""Where a consonant ends the syllable: Jong and Jung, Kyong and Kyung."""


def _spelled(sounds: dict[str, str]) -> dict[str, str]:
    """Return the sound of each spelling; a sound of no letters is one too."""
    return {
        spelling: sound
        for sound, spellings in sounds.items()
        for spelling in (spellings.split() or [""])
    }


_INITIAL, _VOWEL, _FINAL = _spelled(_INITIALS), _spelled(_VOWELS), _spelled(_FINALS)
_SYLLABLE = re.compile(
    "({})({})({})".format(
        *("|".join(sorted(part, key=len, reverse=True)) for part in (_INITIAL, _VOWEL, _FINAL))
    )
)
_LONGEST_WORD = 14
"""Letters of two syllables; what is longer is no Korean given name."""

_MOST_WORDS = 3

Sounds = tuple[str, ...]
"""A family name and the sounds of one or two syllables."""


@lru_cache(maxsize=200_000)
def sounds(words: tuple[str, ...]) -> frozenset[Sounds]:
    """Return how a name in lower-case ASCII words can sound, if it can be a Korean one.

    The family name stands first, or last after two syllables; several where letters can be divided
    in several ways.
    """
    if not 1 < len(words) <= _MOST_WORDS:
        return frozenset()
    return frozenset(
        (_FAMILY[family], *given)
        for family, rest, is_first in ((words[0], words[1:], True), (words[-1], words[:-1], False))
        if family in _FAMILY
        for given in _given(rest)
        if is_first or len(given) > 1
    )


def in_usage(sound: Sounds) -> Sounds:
    """Return the sounds without the differences that usage does not make."""
    family, *given = sound
    return (family, *(_merged(syllable) for syllable in given))


def can_be_one(one: frozenset[Sounds], other: frozenset[Sounds]) -> bool:
    """Return whether two names can be spellings of one; of what is not Korean nobody knows."""
    if not (one and other):
        return True
    return bool({in_usage(sound) for sound in one} & {in_usage(sound) for sound in other})


def _given(words: tuple[str, ...]) -> list[Sounds]:
    """Return the sounds of a given name: a syllable in each of two words, or one or two in one."""
    if len(words) > 1:
        return list(product(*(_syllables(word) for word in words)))
    (word,) = words
    if len(word) > _LONGEST_WORD:
        return []
    one = [(syllable,) for syllable in _syllables(word)]
    return one + [
        pair
        for at in range(1, len(word))
        for pair in product(_syllables(word[:at]), _syllables(word[at:]))
    ]


@lru_cache(maxsize=20_000)
def _syllables(word: str) -> tuple[str, ...]:
    """Return the sound of a word that is one syllable; nothing of any other."""
    found = _SYLLABLE.fullmatch(word)
    if found is None:
        return ()
    initial, vowel, final = _INITIAL[found[1]], _VOWEL[found[2]], _FINAL[found[3]]
    if found[2] == "you" and final:  # Young is Yong, and You is Yu
        vowel = "yo"
    if found[2].endswith("h") and final:  # Roh and Oh, but not John
        return ()
    if initial == "r" and vowel[0] in "yi":  # the South does not say it
        initial = ""
    return (f"{initial}-{vowel}-{final}",)


def _merged(syllable: str) -> str:
    initial, vowel, final = syllable.split("-")
    initial = "n" if initial == "r" else initial  # Rok in the North, Nok in the South
    return f"{initial}-{_CONFUSED.get(vowel, vowel) if final else vowel}-{final}"
