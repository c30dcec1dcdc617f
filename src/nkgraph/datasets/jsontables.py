"""A JSON document as a table: an array of objects somewhere in it, of which each is a row.

Publishers' interfaces answer so: `{"count": 2, "data": [{…}, {…}]}`. Which array it is shows in
what its objects hold; the other keys do not matter.
"""

import json
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from nkgraph.datasets import jsontext, limits
from nkgraph.datasets.jsontext import JsonText
from nkgraph.datasets.layout import FIELD, Layout
from nkgraph.datasets.lines import Numbered
from nkgraph.datasets.sample import Sample, json_sample
from nkgraph.errors import BadData

_ROWS_LOOKED_AT = 10 * limits.SAMPLE_LINES
"""Where a document has several arrays, the later ones are found within these."""

_CHUNKS_LOOKED_AT = 16
"""16 MiB: before them the array has begun."""

_SHOWN = 200
"""Characters of a row that is too long."""

_LONGEST_ANSWER = 10_000
"""Characters of an answer without rows."""

_ROWS = ("data", "dataset", "results", "Result", "rows")
"""Under which keys publishers' interfaces give rows."""

_COMPLAINTS = ("error", "message", "Message")


def begins(text: str) -> bool:
    """Return whether a text begins as JSON does."""
    return text.lstrip()[:1] in ("{", "[")


def without_rows(text: str) -> str | None:
    """Return what to say of a document that a publisher's interface answers where it has no rows.

    None for every other text: `{"count": 0, "data": []}` is such an answer, as are `[]` and
    `{"statusCode": 401, "message": "Access denied"}`.
    """
    if not begins(text) or len(text) > _LONGEST_ANSWER:
        return None
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not said:
        return "has no rows"
    if not isinstance(said, dict):
        return None
    texts = [said[key] for key in _COMPLAINTS if isinstance(said.get(key), str)]
    complaint = next((text for text in texts if text.strip()), None)
    empty = any(said.get(key) in ([], None) for key in _ROWS if key in said)
    if not empty and (complaint is None or "statusCode" not in said):
        return None
    return "has no rows" + ("" if complaint is None else f"; it says {complaint[:_SHOWN]!r}")


def has_arrays(sample: Sample) -> bool:
    """Return whether some object of a sample holds objects in turn."""
    return any(cell.startswith(("[", "{")) for row in sample.rows for cell in row)


def samples(chunks: Iterable[bytes]) -> list[Sample]:
    """Return the arrays of objects in a document as tables, that with the most rows first."""
    found: dict[tuple[str, ...], list[dict[str, object]]] = {}
    try:
        begin = JsonText(islice(chunks, _CHUNKS_LOOKED_AT))
        for row in islice(jsontext.rows(begin), _ROWS_LOOKED_AT):
            objects = found.setdefault(row.path, [])
            if len(objects) < limits.SAMPLE_LINES:
                objects.append(jsontext.DECODER.decode(row.text))
                if len(found) == 1 and len(objects) == limits.SAMPLE_LINES:
                    break
    except BadData:  # what is wrong further on is said when the rows are read
        pass
    made = [json_sample(objects, within=path) for path, objects in found.items()]
    return sorted(made, key=lambda sample: -len(sample.rows))


def number(chunks: Iterable[bytes], layout: Layout, folder: Path) -> Numbered:
    """Write the rows of a document's array, numbered from 1, into `folder`.

    The row in which a document is cut is put aside. Raises BadData for what is no JSON.
    """
    numbered = Numbered(folder / "rows", folder / "refused")
    with numbered.rows.open("wb") as rows, numbered.refused.open("wb") as refused:

        def put_aside(reason: str, text: str) -> None:
            numbered.put_aside += 1
            row = f"{numbered.read}{FIELD}{reason}{FIELD}{text}\n"
            refused.write(row.encode("utf-8", "replace"))

        document = JsonText(chunks)
        try:
            for row in jsontext.rows(document):
                if row.path != layout.within:
                    continue
                numbered.read += 1
                line = row.text.encode("utf-8", "replace")
                if len(line) > limits.LINE_BYTES:
                    reason = f"longer than {limits.LINE_BYTES >> 20} MiB"
                    put_aside(reason, row.text[:_SHOWN])
                else:
                    line = jsontext.exact(line)
                    rows.write(b"%d%s%s\n" % (numbered.read, FIELD.encode(), line))
        except jsontext.Cut as error:
            numbered.read += 1
            put_aside(f"the file {error}: fetch it again", document.rest[:_SHOWN] or "the end")
        except BadData as error:
            raise BadData(f"behind row {numbered.read:,} it {error}") from error
    return numbered
