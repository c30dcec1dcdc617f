"""Networks as files for other tools, and back.

========  =================  ===========================================================
format    endings            what `read` gives back
========  =================  ===========================================================
graphml   .graphml           the same network, exactly
gexf      .gexf              the same network, exactly; Gephi shows it as it is laid out
json      .json              the same network, exactly (networkx's node-link form)
edgelist  .edgelist .edges   edges with their attributes; no node attributes
pajek     .net .paj          nodes and edges, with attributes as text
========  =================  ===========================================================

networkx's own readers read all of them and find the same nodes and edges. What a format cannot hold
it gets in a plain form: no entry for None, a number for a Decimal, ISO text for a date, and joined
text for a list. GraphML, GEXF and JSON carry a record besides, unseen by other tools, from which
`read` makes every value as it was (`nkgraph.interchange.record`).

Names, labels and keys can be any text. Where a format has no way to write a character, another
stands in its place; nothing is broken off in the middle.
"""

import os
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from nkgraph.errors import BadFormat, CannotRead, CannotWrite

if TYPE_CHECKING:
    from networkx import MultiDiGraph


class Format(NamedTuple):
    """A format: its name, the endings of its files, and the module that writes and reads it."""

    name: str
    endings: tuple[str, ...]
    module: str

    @property
    def text(self) -> "Callable[[MultiDiGraph], Iterator[str]]":
        """The function that returns a network's text, piece by piece."""
        function: Callable[[MultiDiGraph], Iterator[str]] = import_module(self.module).text
        return function

    @property
    def network(self) -> "Callable[[IO[bytes]], MultiDiGraph]":
        """The function that returns the network in a stream."""
        function: Callable[[IO[bytes]], MultiDiGraph] = import_module(self.module).network
        return function


_ALL = (
    Format("graphml", (".graphml",), "nkgraph.interchange.graphml"),
    Format("gexf", (".gexf",), "nkgraph.interchange.gexf"),
    Format("json", (".json",), "nkgraph.interchange.nodelink"),
    Format("edgelist", (".edgelist", ".edges"), "nkgraph.interchange.edgelist"),
    Format("pajek", (".net", ".paj"), "nkgraph.interchange.pajek"),
)
FORMATS: dict[str, Format] = {form.name: form for form in _ALL}
NAMES: tuple[str, ...] = tuple(FORMATS)
_BY_ENDING = {ending: form for form in _ALL for ending in form.endings}


def write(
    network: "MultiDiGraph",
    target: str | os.PathLike[str] | IO[bytes] | IO[str],
    format: str | None = None,
) -> None:
    """Write a network to a file, whole or not at all, or to a stream.

    format: one of NAMES; left out, a file's ending says which. Text is UTF-8.

    Raises BadFormat for a format or an ending that is not known, or for a value that no format can
    hold; CannotWrite for a file or stream that cannot be written.
    """
    if isinstance(target, str | os.PathLike):
        from nkgraph.output import replacing

        pieces = _chosen(target, format).text(network)
        with replacing(target) as stream:
            for piece in pieces:
                stream.write(piece.encode())
        return
    if format is None:
        raise BadFormat(f"say which format the network is written in: {', '.join(NAMES)}")
    is_text = hasattr(target, "encoding")
    pieces = named(format).text(network)
    out: Any = target
    try:
        for piece in pieces:
            out.write(piece if is_text else piece.encode())
        out.flush()
    except BrokenPipeError:  # the reader has had enough; whoever called decides what that means
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotWrite(f"the output could not be written: {reason}") from error


def read(source: str | os.PathLike[str], format: str | None = None) -> "MultiDiGraph":
    """Return the network in a file that `write` wrote, or another tool.

    format: one of NAMES; left out, the file's ending says which.

    Raises BadFormat for a format or an ending that is not known, CannotRead for a file that is not
    there or does not hold what its format asks for.
    """
    from pathlib import Path

    chosen = _chosen(source, format)
    shown = os.fspath(source)
    try:
        with Path(source).open("rb") as stream:
            return chosen.network(stream)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotRead(f"{shown!r} could not be read: {reason}") from error
    except MemoryError:
        raise
    except Exception as error:  # networkx's readers raise whatever their parsers raise
        reason = " ".join(str(error).split())
        raise CannotRead(f"{shown!r} is no {chosen.name} that can be read: {reason}") from error


def named(name: str) -> Format:
    """Return the format of that name. Raises BadFormat, which lists them."""
    if name not in FORMATS:
        raise BadFormat(f"no network format {name!r}: take one of {', '.join(NAMES)}")
    return FORMATS[name]


def _chosen(path: str | os.PathLike[str], format: str | None) -> Format:
    if format is not None:
        return named(format)
    ending = PurePath(path).suffix.lower()
    if ending not in _BY_ENDING:
        what = f"the ending {ending!r}" if ending else "no ending"
        raise BadFormat(
            f"{os.fspath(path)!r} has {what}, which is no network format's: name the format "
            f"(--format), or take one of {' '.join(_BY_ENDING)}"
        )
    return _BY_ENDING[ending]
