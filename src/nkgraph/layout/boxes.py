"""How much room a node takes: its mark and the label below it.

The page measures text itself; here it is estimated, on the wide side. A label of a few hundred
nodes is always drawn, so it has room of its own; in a larger map labels come with the zoom.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from nkgraph.network import LARGEST, SMALLEST

if TYPE_CHECKING:
    from networkx import MultiDiGraph

LABELLED = 200
"""Up to so many nodes every label gets room."""

LARGEST_TEXT, SMALLEST_TEXT = 17.0, 12.0
"""Pixels: a larger mark has a larger label, in proportion between the smallest and largest mark."""

CHARACTER = 0.53
"""Width of a character by the size of its text, in a system's sans serif."""

LINE = 1.2
"""From one line of a label to the next, by the size of the text."""

LINE_CHARACTERS = 22
"""Where the page wraps a label."""

MOST_LINES, MOST_LINES_OF_FEW, FEW = 3, 5, 40
"""Where the page cuts a label: on a map of up to so many nodes, as one of claims, later."""

BELOW = 5.0
"""Pixels between a mark and its label."""

UNMEASURED = 12.0
"""Radius of a node that has no size."""


class Box(NamedTuple):
    """What a node covers, in pixels from its centre: all four are positive."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        """Width times height."""
        return (self.left + self.right) * (self.top + self.bottom)


def of_network(network: "MultiDiGraph") -> list[Box]:
    """Return each node's box, in the network's order."""
    lines = label_lines(network.number_of_nodes())
    return [of_node(facts, lines) for _, facts in network.nodes(data=True)]


def label_lines(count: int) -> int:
    """Return how many lines of a label get room on a map of so many nodes."""
    return 0 if count > LABELLED else MOST_LINES if count > FEW else MOST_LINES_OF_FEW


def of_node(facts: Mapping[str, Any], most_lines: int = MOST_LINES) -> Box:
    """Return the box of a node with these attributes, with so many lines of label at most."""
    radius = float(facts.get("size") or UNMEASURED)
    label = str(facts.get("label") or "")
    if not (most_lines and label):
        return Box(radius, radius, radius, radius)
    size = text_size(radius)
    lines = wrapped(label, most_lines)
    half = max(radius, max(map(columns, lines), default=0) * size * CHARACTER / 2)
    return Box(half, radius, half, radius + BELOW + len(lines) * size * LINE)


def text_size(radius: float) -> float:
    """Return the size in which the label of a mark is written."""
    share = (min(max(radius, SMALLEST), LARGEST) - SMALLEST) / (LARGEST - SMALLEST)
    return SMALLEST_TEXT + share * (LARGEST_TEXT - SMALLEST_TEXT)


def wrapped(label: str, most_lines: int = MOST_LINES) -> list[str]:
    """Return the label's lines: broken between words, and inside one that is too long."""
    return broken(label[: LINE_CHARACTERS * most_lines * 2].split())[:most_lines]


def broken(words: Iterable[str], characters: int = LINE_CHARACTERS) -> list[str]:
    """Return a text's lines, however many, each so many characters wide at most."""
    lines = [""]
    for word in words:
        for part in _parts(word, characters):
            longer = f"{lines[-1]} {part}" if lines[-1] else part
            if columns(longer) <= characters:
                lines[-1] = longer
            else:
                lines.append(part)
    return _in_company(lines)


def _in_company(lines: list[str]) -> list[str]:
    """Let no Chinese character stand in a last line alone."""
    *above, before, last = ["", *lines]
    if len(last) == 1 and columns(last) == 2 and len(before) > 2 and columns(before[-1]) == 2:
        return [*above[1:], before[:-1], before[-1] + last]
    return lines


def columns(text: str) -> int:
    """Return the text's width in characters; a Chinese, Japanese or Korean one counts twice."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _parts(word: str, width: int) -> Iterable[str]:
    while columns(word) > width:
        head = next(end for end in range(1, len(word) + 1) if columns(word[:end]) >= width)
        yield word[:head]
        word = word[head:]
    if word:
        yield word
