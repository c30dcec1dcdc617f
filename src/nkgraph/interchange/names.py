"""Names that networkx's readers can take: of attributes, and of nodes in lines and words.

What would end a line or a word is written as %XX.
"""

import re
from urllib.parse import unquote_to_bytes

NODE_ARGUMENTS = frozenset({"self", "node_for_adding"})
EDGE_ARGUMENTS = frozenset({"self", "key", "u_for_edge", "v_for_edge", "u_of_edge", "v_of_edge"})
"""networkx's readers pass attributes on as arguments, and these names are of its own arguments: an
attribute called so is in the record only."""

NO_NAME = "%"
"""Stands for the empty name; a % that belongs to a name is written as %25."""

_IN_LINE = re.compile("[%\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_IN_WORD = re.compile(f"{_IN_LINE.pattern}|[\\s#]")


def in_line(name: object) -> str:
    """Return a name that holds no line end and no control character."""
    return _written(_IN_LINE, name)


def in_word(name: object) -> str:
    """Return a name that holds no white space either, nor the sign of a comment."""
    return _written(_IN_WORD, name)


def read(text: str) -> str:
    """Return the name that one of these wrote."""
    if text == NO_NAME:
        return ""
    return unquote_to_bytes(text.encode("utf-8", "surrogatepass")).decode("utf-8", "surrogatepass")


def _written(pattern: re.Pattern[str], name: object) -> str:
    return pattern.sub(_escaped, str(name)) or NO_NAME


def _escaped(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "surrogatepass"))
