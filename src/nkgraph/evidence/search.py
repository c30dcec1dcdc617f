"""Finding anchors in a copy of their text, where other things may stand around it.

An anchor is looked for at its stated place, then where its neighbours have moved to, then wherever
a span of its length has its digest: first among spans of whole words, then among all spans.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, islice

from nkgraph.evidence.anchor import Anchor
from nkgraph.evidence.text import normalise

MOST_DIGESTS = 500_000
"""How many spans that begin or end inside a word are tried, near their places: half a second.

A span of whole words is found wherever it stands. One that cuts a word, in a text of a hundred
thousand characters with nothing at its stated place, only near where it should be.
"""

MOST_NEIGHBOURS = 8
"""How many different shifts of neighbours are tried before the text is searched."""

WORD_EDGE = re.compile(r"(?<=\W)|(?=\W)|(?<=[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff])|^|$")
"""Between characters that make up no word together; Thai, Lao, kana and ideographs never do."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where an anchor's words stand in a copy of the text, counted over it normalised."""

    start: int
    end: int
    quotation: str


def find(anchor: Anchor, text: str) -> Found | None:
    """Return where `text` has the words of `anchor`, or None; of several places the nearest."""
    return locate([anchor], text)[anchor]


def locate(anchors: Iterable[Anchor], text: str) -> dict[Anchor, Found | None]:
    """Return for each anchor where `text` has its words, or None where it does not.

    Where several places fit, the one nearest to where the anchor should be counts: its stated
    start, moved as far as the nearest anchor that was found.
    """
    whole = normalise(text)
    wanted = list(dict.fromkeys(anchors))
    starts = _Search(whole).starts_of(wanted)
    return {
        one: Found(starts[one], starts[one] + one.length, whole[starts[one] :][: one.length])
        if one in starts
        else None
        for one in wanted
    }


class _Search:
    """One normalised text, and where its anchors were found so far."""

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self.bytes = text.encode("utf-8", "surrogatepass")
        self.offsets = (  # of each character in the bytes, and of the end
            range(self.length + 1)
            if text.isascii()
            else [0, *accumulate(len(c.encode("utf-8", "surrogatepass")) for c in text)]
        )
        edges = [match.start() for match in WORD_EDGE.finditer(text)]
        # An anchor's words are trimmed, so it neither begins nor ends with a space.
        self.word_starts = [edge for edge in edges if text[edge : edge + 1] != " "]
        self.word_ends = {edge for edge in edges if text[edge - 1 : edge] != " "}
        self.starts: dict[Anchor, int] = {}

    def starts_of(self, anchors: list[Anchor]) -> dict[Anchor, int]:
        missing = []
        for one in anchors:
            if self._stands(one, one.start):
                self.starts[one] = one.start
            elif 0 < one.length <= self.length:
                missing.append(one)
        # The longest first: the fewer places it can stand in by chance, the better does it tell
        # where to look for the others.
        missing.sort(key=lambda one: (-one.length, one.start))
        missing = [one for one in missing if not self._settle(one, self._whole_words(one))]
        if missing:
            reach = MOST_DIGESTS // (2 * len(missing))
            for one in missing:
                around = max(0, self._expected(one))
                last = self.length - one.length
                self._settle(one, range(max(0, around - reach), min(last, around + reach) + 1))
        return self.starts

    def _settle(self, one: Anchor, candidates: Iterable[int]) -> bool:
        """Note the best start of `one`: a neighbour's shift's, else of the candidates."""
        for shift in islice(self._shifts_near(one), MOST_NEIGHBOURS):
            if self._stands(one, one.start + shift):
                self.starts[one] = one.start + shift
                return True
        fitting = self._fitting(one, candidates)
        if not fitting:
            return False
        expected = self._expected(one)
        self.starts[one] = min(fitting, key=lambda start: (abs(start - expected), start))
        return True

    def _stands(self, one: Anchor, start: int) -> bool:
        return 0 <= start <= self.length - one.length and bool(self._fitting(one, [start]))

    def _fitting(self, one: Anchor, starts: Iterable[int]) -> list[int]:
        """Return those of `starts`, all inside the text, where the words of `one` stand."""
        if one.length <= 0:
            return []
        length, wanted, sha256 = one.length, one.digest, hashlib.sha256
        data, offsets = self.bytes, self.offsets
        return [
            start
            for start in starts
            if sha256(data[offsets[start] : offsets[start + length]]).hexdigest() == wanted
        ]

    def _whole_words(self, one: Anchor) -> Iterator[int]:
        length = one.length
        return (start for start in self.word_starts if start + length in self.word_ends)

    def _shifts_near(self, one: Anchor) -> dict[int, None]:
        """Return how far anchors have moved, the nearest first, each distance once."""
        near = sorted(self.starts, key=lambda other: abs(other.start - one.start))
        return dict.fromkeys(self.starts[other] - other.start for other in near)

    def _expected(self, one: Anchor) -> int:
        return one.start + next(iter(self._shifts_near(one)), 0)
