"""XML text, names that can stand in it, and the place of the record."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import IO, Any
from xml.sax.saxutils import escape

from nkgraph.interchange.kinds import as_text

INSTRUCTION = "nkgraph"
"""The target of the processing instruction that holds the record."""

REPLACEMENT = "�"

# All but what XML 1.0 calls a Char, and the carriage return, which a parser reads as a line feed:
# https://www.w3.org/TR/xml/#charsets
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_IN_ATTRIBUTE = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}


def clean(text: str) -> str:
    """Return text with a replacement for each character that XML cannot hold."""
    return _NOT_XML.sub(REPLACEMENT, text)


def content(text: str) -> str:
    """Return text as an element's content."""
    return escape(clean(text))


def attribute(text: str) -> str:
    """Return text as an attribute's value, quotes included."""
    return f'"{escape(clean(text), _IN_ATTRIBUTE)}"'


def unique(names: Iterable[object]) -> list[str]:
    """Return a text for each name that XML can hold, none empty and none twice."""
    taken: set[str] = set()
    texts: list[str] = []
    for name in names:
        text = wanted = clean(as_text(name)) or "(no name)"
        number = 1
        while text in taken:
            number += 1
            text = f"{wanted} ({number})"
        taken.add(text)
        texts.append(text)
    return texts


def instruction(record: Mapping[str, Any]) -> str:
    """Return the processing instruction that holds the record."""
    text = json.dumps(record, separators=(",", ":"), allow_nan=False)
    return f"<?{INSTRUCTION} {text.replace('>', chr(92) + 'u003e')}?>\n"


def record_in(stream: IO[bytes]) -> Mapping[str, Any] | None:
    """Return the record in an XML file, or None; the stream is left at its start."""
    from xml.etree.ElementTree import iterparse

    try:
        for _, element in iterparse(stream, events=("pi",)):
            target, _, text = (element.text or "").partition(" ")
            if target == INSTRUCTION:
                found: Mapping[str, Any] = json.loads(text)
                return found
    finally:
        stream.seek(0)
    return None
