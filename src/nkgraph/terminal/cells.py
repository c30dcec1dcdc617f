"""Text measured in a terminal's cells: East Asian characters take two, accents none.

Every text here is one that `nkgraph.presentation.inert` has made harmless.
"""

from collections.abc import Iterable, Iterator

ELLIPSIS = "…"


def width(text: str) -> int:
    """Return how many cells a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def fill(text: str, cells: int, *, right: bool = False) -> str:
    """Return a text with spaces up to a width: behind it, or before it to put it to the right."""
    spaces = " " * (cells - width(text))
    return spaces + text if right else text + spaces


def cut(text: str, cells: int, *, end: bool = False) -> str:
    """Return a text in at most so many cells, with an ellipsis for its middle, or for its `end`.

    What is one character to a reader, such as a letter with its accents, is not torn apart.
    """
    if width(text) <= cells:
        return text
    if cells <= len(ELLIPSIS):
        return ELLIPSIS[:cells]
    from rich.cells import split_graphemes

    spans, _ = split_graphemes(text)
    sizes = [size for _, _, size in spans]
    room = cells - len(ELLIPSIS)
    behind = 0 if end else room // 2
    head = _fitting(sizes, room - behind)
    tail = _fitting(reversed(sizes), behind)
    start = text[: spans[head][0]]
    return start + ELLIPSIS + (text[spans[-tail][0] :] if tail else "")


def wrap(text: str, cells: int, *, at: str = " ") -> Iterator[str]:
    """Yield a text as lines of at most so many cells, broken at spaces; long words are cut.

    Broken `at` a hyphen instead, a name keeps the hyphens at the ends of its lines.
    """
    joint = "" if at != " " else " "
    line = ""
    for word in text.split(" ") if at == " " else _pieces(text, at):
        longer = f"{line}{joint}{word}" if line else word
        if width(longer) <= cells:
            line = longer
            continue
        if line:
            yield line
        line = cut(word, cells)
    yield line


def _pieces(text: str, mark: str) -> list[str]:
    *pieces, last = text.split(mark)
    return [piece + mark for piece in pieces] + [last]


def _fitting(sizes: Iterable[int], room: int) -> int:
    """Return how many of the sizes, from the first on, the room holds."""
    fitting = 0
    for size in sizes:
        room -= size
        if room < 0:
            break
        fitting += 1
    return fitting
