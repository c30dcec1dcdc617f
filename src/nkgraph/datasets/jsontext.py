"""A JSON document as text that is read from its beginning: value by value, never whole.

What the standard library decodes at once is one value; of a document that holds millions of rows
in an array, that is one row.
"""

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from nkgraph.errors import BadData

VALUE_CHARACTERS = 16 << 20
"""16 Mi: the largest entity of Wikidata has a quarter of that, a row of a table a thousandth."""

_DEEPEST = 4
"""Objects within objects in which an array of rows is looked for."""

_NEAR_THE_END = 12
"""A break so near to the end of what has been read may be where it was cut: `tru`, `\\u00e`."""

_SPACE = " \t\r\n"
_NUMERIC = "+-.eE0123456789"
_LITERALS = ("true", "false", "null")
DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=lambda _: None)
"""Numbers become texts, as they are written, of any length."""


_INEXACT = re.compile(rb"[0-9.]{16}|NaN|Infinity")
"""What a double does not keep, and what Python writes that is no JSON."""


class Cut(BadData):
    """The document ends before it is whole."""


class Row(NamedTuple):
    """An object that is an item of an array."""

    path: tuple[str, ...]
    """The keys that lead to the array; none where the document is the array."""
    text: str


class JsonText:
    """A document, or several one after another, with the place up to which it has been read."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._text = ""
        self._at = 0
        self._ended = False

    def peek(self) -> str:
        """Return the sign with which what comes next begins; nothing at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in _SPACE:
                    return self._text[self._at]
                self._at += 1
            if not self._more():
                return ""

    def take(self, sign: str) -> bool:
        """Pass a sign over, and return whether it came next."""
        if self.peek() != sign:
            return False
        self._at += 1
        return True

    def value(self) -> str:
        """Return the text of the value that comes next, without line breaks.

        Raises Cut where the document ends in it, and BadData for what is no JSON.
        """
        self.peek()
        try:
            return self._value()
        except RecursionError as error:
            raise BadData("nests values too deeply within each other") from error

    def _value(self) -> str:
        while True:
            try:
                value, end = DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                self._go_on(error)
                continue
            if self._may_go_on(end) and self._more():
                continue
            text, self._at = self._text[self._at : end], end
            if "NaN" in text or "Infinity" in text:  # Python writes what JSON does not have
                text = json.dumps(value)
            return text.replace("\n", " ") if "\n" in text else text

    @property
    def rest(self) -> str:
        """What has been read and belongs to no value yet, on one line."""
        return " ".join(self._text[self._at :].split())

    def need(self, sign: str, instead: str) -> None:
        """Pass a sign over. Raises Cut or BadData where it does not come next."""
        if not self.take(sign):
            if not self.peek() or (not self._more() and _is_numeric(self._text[self._at :])):
                raise Cut("ends before its JSON does")
            raise BadData(f"is no JSON: {self._text[self._at : self._at + 20]!r} {instead}")

    def _go_on(self, error: json.JSONDecodeError) -> None:
        """Read more where a value may only be unfinished; raise what is wrong where it is not."""
        is_open = error.msg.startswith("Unterminated string")
        if not is_open and error.pos < len(self._text) - _NEAR_THE_END:
            shown = self._text[error.pos : error.pos + 20]
            raise BadData(f"is no JSON: {error.msg}, not {shown!r}") from error
        if len(self._text) - self._at > VALUE_CHARACTERS:
            raise BadData(
                f"has a value of more than {VALUE_CHARACTERS >> 20} MiB: this is no table of the "
                "kind read here"
            ) from error
        rest = self._text[error.pos :].strip()
        if not self._more():
            if is_open or "escape" in error.msg or _may_be_begun(rest):
                raise Cut("ends before its JSON does") from error
            raise BadData(f"is no JSON: {error.msg}, not {rest!r}") from error

    def _may_go_on(self, end: int) -> bool:
        """Return whether a value that ends here may be the beginning of a longer number."""
        is_number = self._text[self._at] in _NUMERIC
        return is_number and _is_numeric(self._text[end : end + 3])

    def _more(self) -> bool:
        """Read on, and return whether there was more."""
        if self._ended:
            return False
        chunk = next(self._chunks, None)
        self._ended = chunk is None
        more = self._decoder.decode(chunk or b"", final=chunk is None)
        self._text = self._text[self._at :] + more
        self._at = 0
        return bool(more) or not self._ended


def exact(line: bytes) -> bytes:
    """Return a line of JSON whose long numbers are texts, as they were written, and NaN null.

    DuckDB makes doubles of numbers that are longer than 64 bits, and knows no NaN.
    """
    if not _INEXACT.search(line):
        return line
    try:
        return json.dumps(DECODER.decode(line.decode()), ensure_ascii=False).encode()
    except (ValueError, RecursionError):  # what is wrong with it is said when it is read
        return line


def rows(text: JsonText) -> Iterator[Row]:
    """Yield each object that is an item of an array, of which a document may hold several.

    Documents may follow one another, like the pages of an answer. Raises Cut and BadData as
    `JsonText.value` does.
    """
    while text.peek():
        yield from _within(text, ())


def members(text: JsonText, key: str) -> Iterator[str]:
    """Yield the values of the object that an object has under a key. Raises Cut and BadData."""
    for name in _keys(text):
        if name == key and text.peek() == "{":
            for _ in _keys(text):
                yield text.value()
        else:
            text.value()


def _within(text: JsonText, path: tuple[str, ...]) -> Iterator[Row]:
    begins = text.peek()
    if begins == "[":
        text.need("[", "")
        if text.take("]"):
            return
        while True:
            if text.peek() == "{":
                yield Row(path, text.value())
            else:
                text.value()
            if text.take("]"):
                return
            text.need(",", "stands where a comma or the end of an array should")
    elif begins == "{" and len(path) < _DEEPEST:
        for key in _keys(text):
            yield from _within(text, (*path, key))
    else:
        text.value()


def _keys(text: JsonText) -> Iterator[str]:
    """Yield each key of an object; whoever asks takes its value before asking for the next."""
    text.need("{", "stands where an object should")
    if text.take("}"):
        return
    while True:
        if text.peek() not in ('"', ""):
            text.need('"', "stands where a key should")
        name = str(json.loads(text.value()))
        text.need(":", "stands where a colon should")
        yield name
        if text.take("}"):
            return
        text.need(",", "stands where a comma or the end of an object should")


def _may_be_begun(rest: str) -> bool:
    """Return whether a text may be the beginning of a word of JSON's, or go on with a number."""
    return _is_numeric(rest) or any(word.startswith(rest) for word in _LITERALS)


def _is_numeric(text: str) -> bool:
    return all(sign in _NUMERIC for sign in text)
