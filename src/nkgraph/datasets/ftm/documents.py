"""Entities in a JSON document: an array of them, as a script writes it or Aleph answers.

`[{…}, {…}]` and `{"results": [{…}, {…}], "total": 2}`. Their numbers are their places in the array.
"""

from collections.abc import Iterable, Iterator

from nkgraph.datasets import jsontables, jsontext
from nkgraph.datasets.ftm.entities import NoEntity, are_lines, read
from nkgraph.datasets.ftm.tables import Line
from nkgraph.datasets.jsontext import JsonText
from nkgraph.errors import BadData

_LOOKED_AT = 20
_SHOWN = 200


def within(sample: str) -> tuple[str, ...] | None:
    """Return the keys that lead to an array of entities in the document that a text begins.

    None where most of the first objects in arrays are none, or each line is an entity.
    """
    if not jsontables.begins(sample) or are_lines(sample):
        return None
    good: list[tuple[str, ...]] = []
    bad = 0
    try:
        for row in jsontext.rows(JsonText([sample.encode("utf-8", "replace")])):
            try:
                read(row.text)
                good.append(row.path)
            except NoEntity:
                bad += 1
            if len(good) + bad >= _LOOKED_AT:
                break
    except BadData:  # a sample ends somewhere
        pass
    return good[0] if len(good) > bad else None


def lines(chunks: Iterable[bytes], path: tuple[str, ...]) -> Iterator[Line]:
    """Yield each object of a document's array; where it is cut, the rest with what is wrong.

    Raises BadData for what breaks off being JSON in the middle.
    """
    document, number = JsonText(chunks), 0
    try:
        for row in jsontext.rows(document):
            if row.path == path:
                number += 1
                yield number, row.text.encode("utf-8", "replace"), ""
    except jsontext.Cut as error:
        rest = document.rest[:_SHOWN].encode("utf-8", "replace")
        yield number + 1, rest, f"the file {error}: fetch it again"
    except BadData as error:
        raise BadData(f"behind entity {number:,} it {error}") from error
