"""N-Quads as text, for readers whose rows become statements in Python.

https://www.w3.org/TR/n-quads/. Text goes straight into the store's bulk loader, and is five times
as fast to make as quads are.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import quote

from nkgraph.terms import PREFIXES

CHUNK_LINES = 20_000
"""How many lines are put together before they are given away."""

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_ACTING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
"""Characters that act on a terminal and say nothing, and halves of characters."""

_NOT_PLAIN = re.compile('[\x00-\x1f\x7f-\x9f"\\\\\ud800-\udfff\ufffe\uffff]')
"""What few texts hold: one look for all of it costs less than replacing each."""

_SEGMENT = re.compile("[A-Za-z0-9_.~-]+")
"""What a part of a path may hold as it is."""


@lru_cache(maxsize=4096)
def iri(compact: str) -> str:
    """Return a compact IRI (`nkg:date`) as a term."""
    prefix, _, local = compact.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def text(value: str, language: str = "") -> str:
    """Return a text as a term; characters that act on a terminal become a space."""
    if _NOT_PLAIN.search(value):
        value = _ACTING.sub(" ", value).translate(_ESCAPES)
    written = f'"{value}"'
    return f"{written}@{language}" if language else written


def typed(value: str, kind: str) -> str:
    """Return a value of a datatype, given as a compact IRI, as a term."""
    return f"{text(value)}^^{iri(kind)}"


def segment(name: str) -> str:
    """Return a name as a part of an IRI's path: everything but letters and digits escaped."""
    return name if _SEGMENT.fullmatch(name) else quote(name.encode("utf-8", "replace"), safe="")


class Writer:
    """Collects the lines of one graph and gives them away in chunks."""

    def __init__(self, graph: str) -> None:
        self._end = f" <{graph}> .\n"
        self._lines: list[str] = []

    def add(self, subject: str, predicate: str, value: str) -> None:
        """Add a statement: subject and value are terms, the predicate a compact IRI or a term."""
        written = predicate if predicate.startswith("<") else iri(predicate)
        self._lines.append(f"{subject} {written} {value}{self._end}")

    def chunks(self, *, all: bool = False) -> Iterator[bytes]:
        """Yield what has come together, when it is enough for a chunk or all is asked for."""
        if self._lines and (all or len(self._lines) >= CHUNK_LINES):
            yield "".join(self._lines).encode()
            self._lines.clear()
