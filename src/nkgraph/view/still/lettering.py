"""How wide a text is, and where it breaks.

Nothing draws here, so widths are reckoned from those of Helvetica, which Arial and Liberation Sans
share: Adobe's font metrics for the fourteen core fonts, Helvetica.afm.
"""

from dataclasses import dataclass
from functools import lru_cache

from nkgraph.layout.boxes import LINE_CHARACTERS, broken, columns

LINE = 1.15
"""From one line to the next, by the size of the text."""

BOLD = 1.08
OTHER_FONT = 1.04
"""How much wider a text may turn out, in bold, and in a font that stands in."""

_THOUSANDTHS = {
    **dict.fromkeys("ijl", 222),
    **dict.fromkeys(" !,./:;I[]\\ft", 278),
    **dict.fromkeys("()-`r", 333),
    **dict.fromkeys("cksvxyzJ", 500),
    **dict.fromkeys("#$0123456789?L_abdeghnopqu", 556),
    **dict.fromkeys("+<=>~", 584),
    **dict.fromkeys("FTZ", 611),
    **dict.fromkeys("&ABEKPSVXY", 667),
    **dict.fromkeys("CDHNRUw", 722),
    **dict.fromkeys("GOQ", 778),
    **dict.fromkeys("Mm", 833),
    **{"'": 191, "|": 260, "{": 334, "}": 334, '"': 355, "*": 389, "^": 469, "%": 889, "W": 944},
    "@": 1015,
}
_OTHER = (0, 600, 1000)
"""Of other letters: those above another one, those of one column, and those of two."""


@dataclass(frozen=True)
class Lettering:
    """A text broken into lines: how large, and how much room it takes."""

    lines: tuple[str, ...]
    size: float
    is_bold: bool = False

    @property
    def width(self) -> float:
        """The width of the longest line."""
        return max(width(line, self.size, is_bold=self.is_bold) for line in self.lines)

    @property
    def height(self) -> float:
        """The height of all lines."""
        return len(self.lines) * self.size * LINE


@lru_cache(maxsize=10_000)
def width(text: str, size: float, *, is_bold: bool = False) -> float:
    """Return the width of a text in pixels, on the wide side."""
    thousandths = sum(_THOUSANDTHS.get(letter) or _OTHER[columns(letter)] for letter in text)
    return thousandths / 1000 * size * OTHER_FONT * (BOLD if is_bold else 1)


def wrapped(text: str, most_lines: int, characters: int = LINE_CHARACTERS) -> tuple[str, ...]:
    """Return a text's lines; where there are more than `most_lines`, the last ends in an ellipsis.

    `text` is one line; it breaks at its spaces, and inside a word that is too long.
    """
    lines = broken(text[: characters * (most_lines + 2)].split(" "), characters)
    if len(lines) <= most_lines:
        return tuple(lines)
    return (*lines[: most_lines - 1], lines[most_lines - 1] + "…")


def filled(text: str, room: float, size: float, *, is_bold: bool = False) -> list[str]:
    """Return a text's lines, each as long as there is room for in pixels."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if not lines[-1] or width(longer, size, is_bold=is_bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
