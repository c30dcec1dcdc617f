"""networkx's list of edges: source, target and a dict of attributes in each line.

`networkx.read_edgelist(path, create_using=networkx.MultiDiGraph)` reads it, keys included. White
space, `#`, `%` and control characters in a name are written as %XX, since its reader takes them for
the end of a word or the start of a comment.
"""

import math
import re
from collections.abc import Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any

from nkgraph.interchange import names
from nkgraph.interchange.kinds import as_number, as_text, kind_of

if TYPE_CHECKING:
    from networkx import MultiDiGraph

_SECOND_SPACE = re.compile("(?<= ) ")


def text(network: "MultiDiGraph") -> Iterator[str]:
    """Return a network's edges, line by line."""
    for source, target, key, facts in network.edges(keys=True, data=True):
        members = {"key": key, **attributes(facts)}
        yield f"{names.in_word(source)} {names.in_word(target)} {_literal(members)}\n"


def attributes(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attributes that networkx's reader can pass on."""
    return {str(name): value for name, value in facts.items() if name not in names.EDGE_ARGUMENTS}


def _literal(members: Mapping[str, Any]) -> str:
    """Return a dict in ASCII as the reader takes it: no `#`, and no two spaces together."""
    text = ascii(_plain(members)).replace("#", r"\x23")
    return _SECOND_SPACE.sub(r"\\x20", text)


def _plain(value: object) -> Any:
    """Return a value of which Python's literals have a form."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, list | tuple):
        return type(value)(_plain(item) for item in value)
    if isinstance(value, Mapping):
        return {_plain(name): _plain(item) for name, item in value.items()}
    if kind_of(value) in ("whole", "real", "decimal"):
        number = as_number(value)
        return number if number is not None and math.isfinite(number) else str(value)
    return as_text(value)


def network(stream: IO[bytes]) -> "MultiDiGraph":
    """Return the network in a list of edges."""
    import networkx as nx

    found = nx.read_edgelist(stream, create_using=nx.MultiDiGraph)
    return nx.relabel_nodes(found, {node: names.read(node) for node in found})
