"""Paragraphs and sentences of an article, with their places in its normalised text.

Paragraphs are what blank lines part. Paragraph 0 is the head: everything up to and with the date
line, which is the first line that begins with "Posted", "Published" or the like; without one, the
head is the first paragraph. In the head, sentence 1 is the headline (and whatever a page puts
before it), sentence 2 the date line. The body's paragraphs count from 1, and so do the sentences
in each.

A sentence ends at a full stop, question or exclamation mark, with the closing quotation marks and
brackets after it, where white space and something other than a small letter follow. A stop does
not end one after a single capital ("N. Korea", "U.S. officials"), after a title ("Dr."), or after
a month or "No." before a digit ("Oct. 9"). So a sentence that ends in "the U.S." runs on into the
next one: a number is a help for the reader, the anchor is what counts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nkgraph.evidence.text import INVISIBLE, normalise

DATE_LINE = re.compile(
    r"^[^\S\n]*(?:posted|published|updated|last updated|issued|date)\b[^\n]{0,60}\d[^\n]{0,60}$",
    re.IGNORECASE | re.MULTILINE,
)

BLANK_LINES = re.compile(r"\n\s*\n")

SENTENCE_END = re.compile(
    r"""(?P<mark>[.?!…]+)["'”’»)\]]*\s+(?=[^a-z\s])   # Latin and its kin
      | [。！？]["'”’」』）]*\s*                       # Chinese and Japanese need no space
    """,
    re.VERBOSE,
)

TITLES = "Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Gov|Sen|Rep|Rev|St|Jr|Sr|vs|Inc|Ltd|Co|Corp"

ABBREVIATION = re.compile(rf"(?:^|\W)(?:[^\W\d_a-z]|(?:[^\W\d_]\.)+[^\W\d_]|{TITLES})$")

BEFORE_DIGIT = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|June|Jul|July|Aug|Sep|Sept|Oct|Nov|Dec|No|Nos|Art|pp?)$"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence: where it stands, counted in characters over the normalised text."""

    paragraph: int
    sentence: int
    start: int
    end: int


def passages(text: str) -> list[Passage]:
    """Return the sentences of `text` in order; it must be as read, since line ends matter."""
    found: list[Passage] = []
    start = 0
    for number, paragraph in enumerate(_paragraphs(text)):
        for sentence, words in enumerate(paragraph, 1):
            if words:
                found.append(Passage(number, sentence, start, start + len(words.rstrip())))
                start += len(words)
        start += 1 if any(paragraph) else 0
    return found


def passage_at(found: list[Passage], position: int) -> Passage | None:
    """Return the passage that the character at `position` belongs to."""
    return next((one for one in found if one.start <= position < one.end), None)


def _paragraphs(text: str) -> Iterator[list[str]]:
    """Yield each paragraph's sentences, the head first; joined, they are the normalised text."""
    lines = "\n".join(text.translate(INVISIBLE).splitlines())
    dated = DATE_LINE.search(lines)
    if dated:
        headline, date_line = normalise(lines[: dated.start()]), normalise(dated[0])
        yield [headline + " " * bool(headline), date_line]
        lines = lines[dated.end() :]
    blocks = [words for words in map(normalise, BLANK_LINES.split(lines)) if words]
    if not dated:
        yield blocks[:1]
        blocks = blocks[1:]
    yield from map(_sentences, blocks)


def _sentences(paragraph: str) -> list[str]:
    """Return the sentences of a normalised paragraph, each with the space that follows it."""
    sentences = []
    start = 0
    for match in SENTENCE_END.finditer(paragraph):
        before = paragraph[start : match.start()]
        follows_digit = paragraph[match.end() : match.end() + 1].isdigit()
        abbreviated = match["mark"] == "." and (
            ABBREVIATION.search(before) or (follows_digit and BEFORE_DIGIT.search(before))
        )
        if not abbreviated:
            sentences.append(paragraph[start : match.end()])
            start = match.end()
    return [*sentences, paragraph[start:]] if start < len(paragraph) else sentences
