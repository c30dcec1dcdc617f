"""An anchor: where in a text a claim stands, without the text's words."""

import hashlib
from dataclasses import dataclass

from nkgraph.errors import BadQuotation
from nkgraph.evidence.passages import passage_at, passages
from nkgraph.evidence.text import normalise

ARTICLE = "src:article-2014-05-14"
"""The source that an anchor belongs to unless told: the article that nkgraph starts from."""

ONE_MARK_EACH = str.maketrans("’‘`´ʼ“”„«»", "'''''\"\"\"\"\"")
"""Quotation marks as a keyboard has them: what a person types is found whatever the text uses."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A span of a normalised text: `start` and `end` in characters, and its words' digest.

    `paragraph` and `sentence` (of the span's start) are for people; None where unknown.
    """

    start: int
    end: int
    digest: str
    paragraph: int | None = None
    sentence: int | None = None

    @property
    def length(self) -> int:
        """How many characters the span has."""
        return self.end - self.start


def digest(words: str) -> str:
    """Return the SHA-256 of the characters of `words` in UTF-8, in hexadecimal."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def anchor(text: str, quotation: str, occurrence: int | None = None) -> Anchor:
    """Return the anchor of `quotation` in `text`, the text as `read_text` returns it.

    White space and the kind of quotation marks need not agree. Words that stand there several
    times need `occurrence`, which counts from 1. Raises BadQuotation where they are not found,
    stand there several times, or less often than `occurrence` says.
    """
    whole, words = normalise(text), normalise(quotation)
    if not words:
        raise BadQuotation("the quotation is empty: give the words that carry the claim")
    starts = _occurrences(whole.translate(ONE_MARK_EACH), words.translate(ONE_MARK_EACH))
    if not starts:
        hint = "copy the words from the text itself, every character of them"
        if words.casefold() in whole.casefold():
            hint = "it has them with other capitals; " + hint
        raise BadQuotation(f"the text does not contain “{_shortened(words)}”: {hint}")
    if occurrence is None and len(starts) > 1:
        raise BadQuotation(
            f"the text contains “{_shortened(words)}” {len(starts)} times, at characters "
            f"{', '.join(map(str, starts))}: give more words, or say which one is meant (--nth, "
            "in Python occurrence=)"
        )
    if occurrence is not None and not 1 <= occurrence <= len(starts):
        raise BadQuotation(
            f"the text contains “{_shortened(words)}” {len(starts)} times: there is no "
            f"number {occurrence}"
        )
    start = starts[(occurrence or 1) - 1]
    end = start + len(words)
    at = passage_at(passages(text), start)
    return Anchor(
        start,
        end,
        digest(whole[start:end]),
        paragraph=at.paragraph if at else None,
        sentence=at.sentence if at else None,
    )


def turtle(anchor: Anchor, source: str = ARTICLE, prefix: str = "ev") -> str:
    """Return the anchor as Turtle to paste into a file that declares ev:, nkg:, oa: and the source.

    `source` is the source's IRI as the file writes it, such as src:article-2014-05-14; `prefix`
    is the one that the file's evidence has.
    """
    name = f"{prefix}:{anchor.start}-{anchor.end}"
    lines = [
        f"{name} a oa:SpecificResource ;",
        f"    oa:hasSource {source} ;",
        f"    oa:hasSelector {name}.position ;",
    ]
    if anchor.paragraph is not None:
        lines.append(f"    nkg:paragraph {anchor.paragraph} ;")
    if anchor.sentence is not None:
        lines.append(f"    nkg:sentence {anchor.sentence} ;")
    lines += [
        f'    nkg:digest "{anchor.digest}" .',
        "",
        f"{name}.position a oa:TextPositionSelector ;",
        f"    oa:start {anchor.start} ;",
        f"    oa:end {anchor.end} .",
    ]
    return "\n".join(lines) + "\n"


def source_facts(text: str) -> str:
    """Return what a source says of its text, as Turtle predicates: its length and its digest."""
    whole = normalise(text)
    return f'    nkg:textLength {len(whole)} ;\n    nkg:digest "{digest(whole)}" .\n'


def _occurrences(whole: str, words: str) -> list[int]:
    starts = []
    start = whole.find(words)
    while start >= 0:
        starts.append(start)
        start = whole.find(words, start + 1)
    return starts


def _shortened(words: str, length: int = 60) -> str:
    return words if len(words) <= length else words[: length - 1] + "…"
