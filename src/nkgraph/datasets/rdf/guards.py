"""What a hostile RDF file must not do: fetch, expand, nest until the parser's stack is gone."""

import codecs
import io
import re
from collections.abc import Iterable, Iterator
from xml.parsers import expat

from nkgraph.errors import BadData

DEEPEST_XML = 500
"""Elements within elements; RDF/XML alternates nodes and properties and seldom reaches 20."""

DEEPEST_TERM = 100
"""Triple terms within triple terms. Oxigraph's parser of these is recursive, and a million of them
end the process; none of them is kept anyway, since they are RDF 1.2."""

DEEPEST_LIST = 10_000
"""Lists that begin one right after another, each within the one before. A million of them are two
million statements that nobody means, and are read for a minute before they turn out not to end."""

DEEPEST_NODE = 10_000
"""Nodes without a name that open one within another, none closed between. A million of them keep
the parser and what reads from it busy for minutes, and nobody means more than a few."""

_NODES = re.compile(rb"""(?:\[[^\[\]"']*)+""")
_BEFORE_A_BRACKET = re.compile(rb"""[^\[\]"']*""")
_LISTS = re.compile(rb"\([(\s]*")
_TRIPLE_TERM = re.compile(rb"<<|>>")
_DECLARATION = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_SEEN_BYTES = 1024


def refuse_nesting(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Pass chunks on, unless they open triple terms, lists or nodes deeper than anybody means."""
    depth = 0
    nodes = 0
    before = b""
    for chunk in chunks:
        if b"<<" in chunk or before.endswith(b"<"):
            for mark in _TRIPLE_TERM.finditer(before + chunk):
                depth = max(0, depth + (1 if mark[0] == b"<<" else -1))
                if depth > DEEPEST_TERM:
                    raise BadData(
                        f"nests triples within triples more than {DEEPEST_TERM} deep: that is "
                        "RDF 1.2, which is not read"
                    )
        before = chunk[-1:]
        if any(run[0].count(b"(") > DEEPEST_LIST for run in _LISTS.finditer(chunk)):
            raise BadData(f"nests lists within lists more than {DEEPEST_LIST:,} deep")
        nodes = _nodes_left_open(chunk, nodes)
        yield chunk


def _nodes_left_open(chunk: bytes, before: int) -> int:
    """Return how many nodes in a row a chunk leaves open, `before` of them from the chunk before.

    A text that has brackets ends the row with its quotation mark, so no text is taken for nodes.
    """
    begins = _BEFORE_A_BRACKET.match(chunk)
    assert begins is not None
    if begins.end() == len(chunk):
        return before
    left = 0
    for run in _NODES.finditer(chunk, begins.end()):
        in_row = run[0].count(b"[") + (before if run.start() == begins.end() else 0)
        if in_row > DEEPEST_NODE:
            raise BadData(f"nests nodes within nodes more than {DEEPEST_NODE:,} deep")
        left = in_row if run.end() == len(chunk) else 0
    return left


def xml_text(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Return an XML document as UTF-8 without its declaration, whatever encoding it declares.

    Raises BadData for an encoding that nobody knows, and bytes that are not of it.
    """
    stream = iter(chunks)
    head = b""
    for chunk in stream:
        head += chunk
        if len(head) >= _SEEN_BYTES:
            break
    declared = _DECLARATION.match(head.removeprefix(codecs.BOM_UTF8))
    name = declared[1].decode("ascii") if declared else "utf-8"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = "utf-16"
    try:
        decoder = codecs.getincrementaldecoder(name)("strict")
    except LookupError as error:
        raise BadData(f"declares the encoding {name!r}, which is not known") from error
    try:
        text = decoder.decode(head).removeprefix("\ufeff")
        yield _DECLARED.sub("", text, count=1).encode()
        for chunk in stream:
            yield decoder.decode(chunk).encode()
        yield decoder.decode(b"", final=True).encode()
    except (UnicodeError, ValueError) as error:
        raise BadData(f"is not in the encoding that it declares ({name})") from error


def check_xml(chunks: Iterable[bytes]) -> None:
    """Raise BadData for XML that declares entities, nests too deeply or is not well-formed.

    A reference to an external definition alone does no harm, since nothing follows it.
    """
    parser = expat.ParserCreate(encoding="utf-8")
    depth = 0

    def start(name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST_XML:
            raise BadData(
                f"nests elements more than {DEEPEST_XML} deep (line {parser.CurrentLineNumber})"
            )

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    def entity(name: str, *_rest: object) -> None:
        raise BadData(
            f"declares the XML entity {name[:40]!r} (line {parser.CurrentLineNumber}), and "
            "entities are not expanded: write out what it stands for"
        )

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.EntityDeclHandler = entity
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code)
        raise BadData(f"is not well-formed XML: line {error.lineno}: {what}") from error


class Chunked(io.RawIOBase):
    """Chunks of bytes as a file that can be read."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = b""

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        """Fill a buffer with the next bytes; return how many, 0 at the end."""
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = chunk
        part, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)
