"""Bytes in whatever encoding and with whatever line ends, as UTF-8 with LF.

UTF-8 with or without a byte order mark, UTF-16 and UTF-32 with one, and Windows-1252 for the rest:
its printable characters are those of Latin-1 and more, and like WHATWG's Encoding standard
(https://encoding.spec.whatwg.org/#windows-1252) it is read with the five bytes that it leaves
undefined as control characters, so that every byte means something.
"""

import codecs
from collections.abc import Iterable, Iterator

from nkgraph.datasets import limits
from nkgraph.errors import BadData

CHUNK_BYTES = 1 << 20

_MARKS = (  # the longer first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_REPLACEMENT = "\ufffd"
_REPLACED = _REPLACEMENT.encode()
_GOOD_FOR_A_BAD_ONE = 3
"""So many well-formed characters beyond ASCII for one that is not mean damaged UTF-8, not Latin."""

_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 26, 30}) + b"\x7f"
_UNDEFINED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
_WINDOWS_1252 = "".join(
    chr(code) if code in _UNDEFINED else bytes((code,)).decode("cp1252") for code in range(256)
)


def guess(head: bytes) -> str | None:
    """Return the encoding that a byte order mark at the start of a file names."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def weigh(chunks: Iterable[bytes]) -> str:
    """Return `utf-8`, `damaged utf-8` or `windows-1252` for the bytes of a whole file."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    good = bad = 0
    for chunk in chunks:
        text = decoder.decode(chunk)
        if not text.isascii():
            broken = text.count(_REPLACEMENT)
            bad += broken
            good += len(text) - len(text.encode("ascii", "ignore")) - broken
    if not bad:  # an unfinished character at the very end is where the file was cut
        return "damaged utf-8" if decoder.decode(b"", final=True) else "utf-8"
    return "damaged utf-8" if good > bad * _GOOD_FOR_A_BAD_ONE else "windows-1252"


def normalised(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Yield the chunks as UTF-8 with LF line ends, no byte order mark and no NUL.

    Raises UnicodeDecodeError where `utf-8` was said and is not true.
    """
    cut = b""  # a CR at the end of a chunk: whether an LF follows is not known yet
    first = True
    for chunk in _as_utf8(chunks, encoding):
        part = cut + chunk
        if first and part:
            part = part.removeprefix(codecs.BOM_UTF8)
            first = False
        cut = b"\r" if part.endswith(b"\r") else b""
        if cut:
            part = part[:-1]
        if b"\r" in part:
            part = part.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        if b"\0" in part:
            part = part.replace(b"\0", _REPLACED)
        yield part
    if cut:
        yield b"\n"


def refuse_binary(head: bytes) -> None:
    """Raise BadData where the first bytes of a file, as UTF-8, are no text."""
    controls = len(head) - len(head.translate(None, _CONTROLS)) + head.count(_REPLACED)
    if controls > len(head) * limits.CONTROL_SHARE:
        raise BadData("is not text: a table comes as CSV, TSV, JSON lines or Parquet")


def _as_utf8(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    if encoding == "utf-8":
        yield from _checked(chunks)
    elif encoding == "windows-1252":
        for chunk in chunks:
            yield chunk if chunk.isascii() else _from_windows_1252(chunk)
    else:
        name = "utf-8" if encoding == "damaged utf-8" else encoding
        decoder = codecs.getincrementaldecoder(name)("replace")
        for chunk in chunks:
            yield decoder.decode(chunk).encode("utf-8", "replace")
        yield decoder.decode(b"", final=True).encode("utf-8", "replace")


def _checked(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the chunks of a file that is UTF-8; each ends with a whole character."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    unfinished = b""
    for chunk in chunks:
        if not unfinished and chunk.isascii():
            yield chunk
            continue
        decoder.decode(chunk)
        whole = unfinished + chunk
        unfinished = decoder.getstate()[0]
        yield whole[: len(whole) - len(unfinished)]
    decoder.decode(b"", final=True)


def _from_windows_1252(chunk: bytes) -> bytes:
    return codecs.charmap_decode(chunk, "strict", _WINDOWS_1252)[0].encode()
