"""What a query text asks for, before any engine sees it: its form, and what it may not contain.

The tokens are those of https://www.w3.org/TR/sparql11-query/#sparqlGrammar. Some things make this
stricter than a search for the word SERVICE and safer than the grammar:

- Oxigraph's parser needs no space after a keyword: `{ service:x { … } }` calls out, and so does
  `trueSERVICE ex:x { … }`. So a name's prefix counts as a possible keyword where a group follows.
- `<` opens an IRI or compares. Where an IRI holds a quotation mark, the two readings differ in what
  is a string, and the text is refused as soon as it has the word at all.
- A carriage return ends a line by the grammar, and not for Virtuoso, to which what follows in a
  comment is no query. So none may stand alone.
- Virtuoso's own functions (`bif:http_get`, `sql:…`) call out and run SQL, and its OPTION fetches
  graphs: https://docs.openlinksw.com/virtuoso/rdfsqlfromsparql
"""

import re
from typing import Literal, NamedTuple, cast

from nkgraph.errors import BadQueryText

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = (
    "INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH",
)  # fmt: skip

_TOKEN = r"""
    (?P<space>   \s+ | \#[^\n\r]* )
  | (?P<iri>     < (?: [^<>"{}|^`\\\x00-\x20] | \\u[0-9A-Fa-f]{4} | \\U[0-9A-Fa-f]{8} )* > )
  | (?P<string>  \"{3} (?: "{0,2} (?: [^"\\] | \\. ) )* \"{3}
               | '{3} (?: '{0,2} (?: [^'\\] | \\. ) )* '{3}
               | " (?: [^"\\\n\r] | \\. )* "
               | ' (?: [^'\\\n\r] | \\. )* ' )
  | (?P<variable> [?$]\w+ )
  | (?P<number>  (?: \d+ (?: \.\d* )? | \.\d+ ) (?: [eE][+-]?\d+ )? )
  | (?P<name>    (?: [^\W\d_] [\w.-]* )? : (?: [\w.:-] | %[0-9A-Fa-f]{2} | \\. )* )
  | (?P<word>    \w+ )
  | (?P<other>   . )
"""
_CODEPOINT = r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})"
_PROLOGUE = re.compile(
    # Nothing is tried twice (`+` behind a quantifier): else a text could make it take for ever.
    r"(?:\s++|#[^\n\r]*+|BASE(?:\s++|#[^\n\r]*+)*+<[^<>]*+>"
    r"|PREFIX(?:\s++|#[^\n\r]*+)*+[^\s:#]*+:\s*+<[^<>]*+>)*+",
    re.IGNORECASE,
)
_NAMED_BY = ("GRAPH", "FROM", "NAMED")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_OF_VIRTUOSO = re.compile(r"bif:|sql:|(?<![\w?$])option\b", re.IGNORECASE)
_ITS_PREFIXES = ("bif", "sql")
"""Prefixes that Virtuoso knows without being told, and lets nobody declare."""


class Token(NamedTuple):
    """One token of a query: its kind (a group of the grammar above), its text, its place."""

    kind: str
    text: str
    start: int


def tokens(text: str) -> list[Token]:
    """Return the tokens of a query without its spaces and comments."""
    return [
        Token(cast(str, match.lastgroup), match.group(), match.start())
        for match in re.finditer(_TOKEN, text, re.VERBOSE | re.DOTALL)
        if match.lastgroup != "space"
    ]


def form(text: str) -> Form:
    """Return which of the four kinds of query a text is.

    Raises BadQueryText for an update and for what is no query at all.
    """
    _refuse_lone_returns(text)
    begins = _PROLOGUE.match(text)
    start = begins.end() if begins else 0
    word = re.compile(r"\w*").match(text, start)
    said = word[0].upper() if word else ""
    if said in _FORMS:
        return cast(Form, said)
    if said in _UPDATES:
        raise BadQueryText(
            f"{said} is an update, and queries here only read: write a SELECT, ASK, CONSTRUCT "
            "or DESCRIBE"
        )
    if start == len(text):
        raise BadQueryText("the query is empty: write a SELECT, ASK, CONSTRUCT or DESCRIBE")
    line = text.count("\n", 0, start) + 1
    raise BadQueryText(
        f"{text[start:].split()[0][:40]!r} in line {line} begins no query: expected PREFIX, BASE, "
        "SELECT, ASK, CONSTRUCT or DESCRIBE"
    )


def names_its_graphs(text: str) -> bool:
    """Tell whether a query says by FROM or FROM NAMED which graphs it reads."""
    if "from" not in text.casefold():
        return False
    return any(token.kind == "word" and token.text.upper() == "FROM" for token in tokens(text))


def refuse_calls(text: str) -> None:
    """Raise BadQueryText where a query would make the engine call another server.

    By a SERVICE clause; in Virtuoso by functions of its own, which can change what it holds too.
    """
    _refuse_lone_returns(text)
    if any(_is_virtuosos_own(reading) for reading in _readings(text)):
        raise BadQueryText(
            "the query has functions or options that only Virtuoso has (bif:, sql:, OPTION), which "
            "can call other servers and run SQL: say --allow-service (in Python "
            "allow_service=True) if that is meant"
        )
    if calls_out(text):
        raise BadQueryText(
            "the query has a SERVICE clause, which would send it to another server: say "
            "--allow-service (in Python allow_service=True) if that is meant"
        )


def calls_out(text: str) -> bool:
    """Tell whether a query has a SERVICE clause; in doubt it has."""
    return any(_has_service(reading) for reading in _readings(text))


def _readings(text: str) -> list[str]:
    """Return what a query is to one engine or another."""
    # Engines that follow the letter of the specification resolve \uXXXX before anything else.
    readings = [text]
    if re.search(_CODEPOINT, text):
        readings.append(re.sub(_CODEPOINT, _character, text))
    return readings


def _refuse_lone_returns(text: str) -> None:
    if _LONE_RETURN.search(text):
        raise BadQueryText(
            "the query has a carriage return without a line feed, which servers read in different "
            "ways: end its lines by line feeds, and write \\r in strings"
        )


def _is_virtuosos_own(text: str) -> bool:
    """Tell whether a text uses what only Virtuoso has and may act by; in doubt it does."""
    if not _OF_VIRTUOSO.search(text):
        return False
    found = tokens(text)
    return _is_ambiguous(found) or any(
        (token.kind == "word" and token.text.upper() == "OPTION")
        or (
            token.kind in ("name", "iri")
            and token.text.lstrip("<").partition(":")[0].casefold() in _ITS_PREFIXES
        )
        for token in found
    )


def _is_ambiguous(found: list[Token]) -> bool:
    return any(token.kind == "iri" and "'" in token.text for token in found)


def _has_service(text: str) -> bool:
    if "service" not in text.casefold():
        return False
    found = tokens(text)
    if _is_ambiguous(found):
        return True
    for place, token in enumerate(found):
        if token.kind == "word" and "service" in token.text.casefold():
            return True
        if token.kind == "name" and "service" in token.text.partition(":")[0].casefold():
            before = found[place - 1].text.upper() if place else ""
            after = found[place + 1].text if place + 1 < len(found) else ""
            if after == "{" and before not in _NAMED_BY:
                return True
    return False


def _character(match: re.Match[str]) -> str:
    code = int(match.group(1) or match.group(2), 16)
    return chr(code) if code <= 0x10FFFF else match.group()
