"""Text that DuckDB can read as it lies in its file: nothing of it has to be put right before.

To number a text's rows (`nkgraph.datasets.lines`) is to write all of it once more. Where it is
UTF-8 with LF, has no quotation mark, and has as many delimiters as its lines have to have, a row's
place is its number. That no line has fewer columns than another has more, DuckDB tells: it passes
over what is too short, and the last row then has another number than it should.
"""

import codecs
from collections.abc import Iterable
from typing import TYPE_CHECKING

from nkgraph.datasets.layout import Layout
from nkgraph.datasets.lines import Numbered

if TYPE_CHECKING:
    from nkgraph.datasets.source import OpenedFile

_PUT_RIGHT = (b"\r", b"\0", b'"')
"""Bytes that mean other line ends, are no text, or may hold a line's end within a cell."""


def as_it_lies(file: "OpenedFile", layout: Layout) -> Numbered | None:
    """Return the rows of an opened file where it lies; None where they have to be numbered."""
    is_plain = layout.format == "text" and layout.width > 1 and not layout.above
    path = file.as_it_lies() if is_plain else None
    if path is None:
        return None
    lines = _lines(file.chunks(), layout)
    header = int(layout.header)
    if lines is None or lines <= header:
        return None
    return Numbered(path, path, read=lines - header, first=header + 1)


def _lines(chunks: Iterable[bytes], layout: Layout) -> int | None:
    """Return how many lines a text has, None where one of its rules is broken."""
    check = codecs.getincrementaldecoder("utf-8")("strict")
    delimiter = layout.delimiter.encode()
    ended = delimiters = 0
    chunk = b""
    for number, chunk in enumerate(chunks):
        if number == 0 and (chunk.startswith(codecs.BOM_UTF8) or not chunk.split(b"\n", 1)[0]):
            return None
        if any(byte in chunk for byte in _PUT_RIGHT):
            return None
        try:
            if check.getstate()[0] or not chunk.isascii():
                check.decode(chunk)
        except UnicodeDecodeError:
            return None
        ended += chunk.count(b"\n")
        delimiters += chunk.count(delimiter)
    lines = ended + (not chunk.endswith(b"\n"))
    is_whole = not check.getstate()[0]
    return lines if is_whole and delimiters == lines * (layout.width - 1) else None
