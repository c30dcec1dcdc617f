"""What the start of a file shows: in what ways it can be a table."""

import csv
import json
import re
from collections import Counter
from dataclasses import dataclass, replace

from nkgraph.datasets import limits
from nkgraph.datasets.layout import FIELD, Layout

DELIMITERS = ("\t", ",", ";", "|")
"""In the order in which they are believed: a tab is rare within a text, a comma is not."""

_SAYS_DELIMITER = re.compile(r'"?sep=(\t|\\t|[^\w\s"])"?\s*', re.IGNORECASE)
"""What Excel writes and reads in a first line of its own."""

_LETTER_LIKE = re.compile(r'(?:^|\t)"[^"\t\n]*"[^"\t\n]', re.MULTILINE)

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Sample:
    """The first rows of a file, taken apart in one way."""

    layout: Layout
    """With the names that the first row gives, whether or not it is a header."""
    rows: tuple[tuple[str, ...], ...]
    """The first row too, where it may be data."""
    width: int
    """How many columns most rows have."""


def samples(text: str, above: int = 0) -> list[Sample]:
    """Return the ways in which a text can be a table, likeliest first.

    above: how many of its lines stand above the table. One that says what parts the columns
    (`sep=;`) counts among them without being told.
    """
    if above:
        text = "\n".join(text.split("\n")[above:])
    first, _, rest = text.partition("\n")
    said = _SAYS_DELIMITER.fullmatch(first)
    if said is not None and rest.strip():
        delimiter = "\t" if said[1] == "\\t" else said[1]
        return _below(_ways(rest, (delimiter,)), above + 1)
    return _below(_ways(text, DELIMITERS), above)


def _below(ways: list[Sample], above: int) -> list[Sample]:
    if not above:
        return ways
    return [replace(way, layout=replace(way.layout, above=above)) for way in ways]


def _ways(text: str, delimiters: tuple[str, ...]) -> list[Sample]:
    lines = [line for line in text.split("\n") if line.strip()][: limits.SAMPLE_LINES]
    if not lines:
        return []
    json_lines = _json_lines(lines)
    if json_lines is not None:
        return [json_lines]
    found = []
    for delimiter in delimiters:
        for quoted in _quotings(text, delimiter):
            sample = _delimited(text, delimiter, quoted)
            if sample is not None:
                found.append(sample)
    found.sort(key=lambda sample: -sample.width)
    return found or [_single(lines)]


def _quotings(text: str, delimiter: str) -> tuple[bool, ...]:
    """Return whether texts may be quoted: by a tab's side a quotation mark is mostly a letter."""
    opens = any(f'{before}"' in f"\n{text}" for before in (delimiter, "\n"))
    if delimiter != "\t":
        return (True,)
    if not opens:
        return (False,)
    # A text that begins with a mark, has another within and goes on was not quoted by a program.
    return (False, True) if _LETTER_LIKE.search(text) else (True, False)


def _delimited(text: str, delimiter: str, quoted: bool) -> Sample | None:
    rows = _rows(text, delimiter, quoted)
    if not rows or len(rows[0]) < 2:
        return None
    widths = Counter(len(row) for row in rows[1:] or rows)
    width = widths.most_common(1)[0][0]
    header = rows[0]
    trailing = width == len(header) + 1 and all(
        not row[-1].strip() for row in rows[1:] if len(row) == width
    )
    layout = Layout("text", tuple(header), delimiter, quoted, trailing=trailing)
    return Sample(layout, tuple(map(tuple, rows)), width)


def _rows(text: str, delimiter: str, quoted: bool) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = csv.reader(
        text.split("\n"),
        delimiter=delimiter,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
    )
    try:
        for row in reader:
            if any(cell.strip() for cell in row) or len(row) > 1:
                rows.append(row)
            if len(rows) > limits.SAMPLE_LINES:
                break
    except csv.Error:  # a cell beyond csv's own limit: what came before it has to do
        pass
    # The last row of a long file's sample may be cut.
    return rows[:-1] if len(rows) > 2 and len(rows[-1]) < len(rows[0]) else rows


def _json_lines(lines: list[str]) -> Sample | None:
    if not lines[0].lstrip().startswith("{"):
        return None
    objects = []
    for line in lines:
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            objects.append(value)
    if not objects or len(objects) < len(lines) / 2:
        return None
    return json_sample(objects)


def json_sample(
    objects: list[dict[str, object]], *, within: tuple[str, ...] | None = None
) -> Sample:
    """Return JSON objects as rows; `within` leads to the array that holds them."""
    keys = dict.fromkeys(str(key) for value in objects for key in value)
    # A key with half a character in it is none that DuckDB could be asked for.
    names = tuple(key for key in keys if not _HALF_CHARACTER.search(key))
    rows = tuple(tuple(_json_text(value.get(name)) for name in names) for value in objects)
    return Sample(Layout("jsonl", names, FIELD, within=within), rows, len(names))


def _json_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:  # to write takes more of the stack than to read
        return ""


def _single(lines: list[str]) -> Sample:
    return Sample(Layout("text", (lines[0],), FIELD), tuple((line,) for line in lines), 1)
