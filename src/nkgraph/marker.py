"""Which lines of a query are its header: those that begin with `#+ `, before the query.

A slip in a marker would make a shorter header in silence, so what only looks like one is refused.
"""

import re
from typing import NamedTuple

from nkgraph.errors import BadQueryHeader, shortened

KEYS = (
    "summary", "description", "tags", "parameters", "columns", "example", "empty", "notes", "map",
)  # fmt: skip
"""What a header can say."""

MARKER = "#+"
"""What a header line begins with; a space follows, or nothing."""

# `#+key`, `# + key`, `+ key`, `+= key`, `#= key:`, and a marker that does not begin its line
_WRONG_MARKER = r"\s*(?:#\s*\+|[+=]|#\s*=+\s*\w+\s*:)"
_NO_MARKER = rf"\s*#\W*(?:{'|'.join(KEYS)})\s*:"


class Line(NamedTuple):
    """A line of a header: its number in the file, and its YAML."""

    number: int
    yaml: str


def header_lines(text: str, shown: str) -> list[Line]:
    """Return the lines of a query's header, without their markers.

    Raises BadQueryHeader, with `shown` for the file, where a line has a wrong marker or stands
    apart from the others.
    """
    lines: list[Line] = []
    unmarked: list[int] = []
    for number, line in enumerate(text.splitlines(), start=1):
        # Tried first, since most lines end here and need no pattern, which takes time to compile.
        if line.startswith(MARKER + " ") or line.rstrip() == MARKER:
            if lines and lines[-1].number != number - 1:
                raise wrong(shown, f"line {number} stands apart from its other lines: join them")
            lines.append(Line(number, line[len(MARKER) + 1 :]))
        elif line[:1].isalpha():
            break
        elif re.match(_WRONG_MARKER, line):
            raise wrong(
                shown,
                f"line {number}, {line.strip()[:40]!r}, has a wrong marker: a header line begins "
                "with `#+ `",
            )
        elif re.match(_NO_MARKER, line):
            unmarked.append(number)
        elif line.strip() and not line.lstrip().startswith("#"):
            break
    if unmarked and lines:  # in a file without any header such a comment is just that
        raise wrong(shown, f"line {unmarked[0]} has no marker: a header line begins with `#+ `")
    return lines


def wrong(shown: str, what: str) -> BadQueryHeader:
    """Return the error for a header."""
    return BadQueryHeader(f"the header of {shown} is wrong: {shortened(what)}")
