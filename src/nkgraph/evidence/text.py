"""A text as anchors count it: read from any file, then normalised."""

import codecs
import re
import unicodedata
from pathlib import Path

from nkgraph.errors import CannotRead

INVISIBLE = dict.fromkeys((0xFEFF, 0x200B, 0x2060, 0x00AD))
"""Byte order mark, zero-width space, word joiner and soft hyphen: typesetting, not text.

The joiners U+200C and U+200D stay: words of some scripts, and emoji, are spelt with them.
"""

BYTE_ORDER_MARKS = (  # the longer first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

NOT_TEXT = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a Rich Text file"),
)

MOSTLY_LATIN = 0.3
"""Below this share of bytes beyond ASCII a text is in Latin letters, and detectors only guess."""

MOST_CONTROLS = 0.01
"""Above this share of control characters a file is no text."""

CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")


def normalise(text: str) -> str:
    """Return `text` as every position and digest counts it.

    Composed characters (Unicode's NFC), each run of white space (no-break spaces, line ends and
    form feeds are some) as one space, none at either end, and no invisible typesetting characters
    (see INVISIBLE). What is normal stays as it is.
    """
    visible = text.translate(INVISIBLE)
    return " ".join(unicodedata.normalize("NFC", visible).split())


def read_text(path: str | Path) -> str:
    """Return the text of a file, in whatever encoding and with whatever line ends it was saved.

    UTF-8 with or without a byte order mark, UTF-16 and UTF-32 with one, Windows-1252, and what
    charset-normalizer recognises. Raises CannotRead for a file that cannot be opened or is not
    text.
    """
    try:
        raw = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotRead(f"cannot read the text {path}: {reason}") from error
    for start, what in NOT_TEXT:
        if raw.startswith(start):
            raise CannotRead(f"{path} is {what}: save its text as a plain UTF-8 file")
    text = _decode(raw)
    if text is None or len(CONTROLS.findall(text)) > len(text) * MOST_CONTROLS:
        raise CannotRead(f"{path} is not text: save the text as a plain UTF-8 file")
    return text


def _decode(raw: bytes) -> str | None:
    """Return `raw` decoded, or None where no encoding fits."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _decoded_as(raw, encoding)
    text = _decoded_as(raw, "utf-8-sig")
    if text is not None:
        return text
    if b"\0" in raw:
        return None
    beyond_ascii = re.findall(rb"[\x80-\xff]+", raw)
    if sum(map(len, beyond_ascii)) < len(raw) * MOSTLY_LATIN:
        # Korean Windows saves English with its quotation marks as pairs of bytes; elsewhere a mark
        # or an accented letter is a single byte between ASCII ones.
        in_pairs = all(len(run) % 2 == 0 for run in beyond_ascii)
        korean = _decoded_as(raw, "euc_kr") if in_pairs else None
        return korean or _decoded_as(raw, "cp1252") or raw.decode("latin-1")
    from charset_normalizer import from_bytes

    best = from_bytes(raw).best()
    return None if best is None else str(best)


def _decoded_as(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None
