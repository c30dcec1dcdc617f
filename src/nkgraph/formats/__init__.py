"""The formats that a table is written in: one module each, loaded when it is used.

A module has `write(table, out)`, where `out` takes text, or bytes if the format is binary, and
writes row by row. Text is UTF-8. Data formats have plain numbers and whole IRIs; only `table` is
dressed for people.
"""

import importlib
import os
from typing import IO, TYPE_CHECKING, Any, NamedTuple, Protocol

from nkgraph.errors import BadFormat, CannotWrite
from nkgraph.output import is_terminal, replacing

if TYPE_CHECKING:
    from nkgraph.table import Table


class TextOut(Protocol):
    """What a text format writes to."""

    def write(self, text: str, /) -> object:
        """Take the next piece of text."""


class Format(NamedTuple):
    """One format: how it is asked for, what it calls itself, and where it is written."""

    name: str
    media_type: str
    endings: tuple[str, ...]
    module: str
    is_binary: bool = False

    def write(self, table: "Table", out: Any) -> None:
        """Write a table to an open stream: of bytes if the format is binary, else of text."""
        importlib.import_module(self.module).write(table, out)


_ALL = (
    Format("table", "text/plain; charset=utf-8", (".txt",), "nkgraph.formats.table"),
    Format("csv", "text/csv; charset=utf-8; header=present", (".csv",), "nkgraph.formats.csv"),
    Format(
        "tsv",
        "text/tab-separated-values; charset=utf-8",
        (".tsv", ".tab"),
        "nkgraph.formats.tsv",
    ),
    Format("json", "application/json", (".json",), "nkgraph.formats.json"),
    Format("jsonl", "application/jsonl", (".jsonl", ".ndjson"), "nkgraph.formats.jsonl"),
    Format(
        "markdown",
        "text/markdown; charset=utf-8; variant=GFM",
        (".md", ".markdown"),
        "nkgraph.formats.markdown",
    ),
    Format(
        "sparql-json",
        "application/sparql-results+json",
        (".srj",),
        "nkgraph.formats.sparql_json",
    ),
    Format(
        "sparql-tsv",
        "text/tab-separated-values; charset=utf-8",
        (),
        "nkgraph.formats.sparql_tsv",
    ),
    Format(
        "parquet",
        "application/vnd.apache.parquet",
        (".parquet", ".pq"),
        "nkgraph.formats.parquet",
        is_binary=True,
    ),
)

FORMATS: dict[str, Format] = {form.name: form for form in _ALL}
NAMES: tuple[str, ...] = tuple(FORMATS)
"""Every format's name, the one for people first."""

_BY_ENDING = {ending: form for form in _ALL for ending in form.endings}


def named(name: str) -> Format:
    """Return the format of that name. Raises BadFormat, which lists them."""
    if name not in FORMATS:
        raise BadFormat(f"no format {name!r}: take one of {', '.join(NAMES)}")
    return FORMATS[name]


def for_path(path: str | os.PathLike[str]) -> Format:
    """Return the format that a file's ending stands for. Raises BadFormat, which lists them."""
    from pathlib import PurePath  # here, since most queries have no need of it

    ending = PurePath(path).suffix.lower()
    if ending not in _BY_ENDING:
        what = f"the ending {ending!r}" if ending else "no ending"
        raise BadFormat(
            f"{os.fspath(path)!r} has {what}, which is no format's: name the "
            f"format (--format), or take one of {' '.join(_BY_ENDING)}"
        )
    return _BY_ENDING[ending]


def for_stream(stream: IO[str] | IO[bytes]) -> Format:
    """Return what is written to a stream when nobody says: a table on a terminal, else CSV."""
    return FORMATS["table" if is_terminal(stream) else "csv"]


def write(
    table: "Table",
    target: str | os.PathLike[str] | IO[str] | IO[bytes],
    format: str | None = None,
) -> None:
    """Write a table to a file or a stream, as `Table.write` says."""
    if isinstance(target, str | os.PathLike):
        chosen = named(format) if format else for_path(target)
        with replacing(target) as stream:
            _write_bytes(chosen, table, stream)
        return
    chosen = named(format) if format else for_stream(target)
    try:
        _write_stream(chosen, table, target)
        target.flush()
    except BrokenPipeError:  # the reader has had enough; whoever called decides what that means
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotWrite(f"the output could not be written: {reason}") from error


def _write_stream(chosen: Format, table: "Table", stream: Any) -> None:
    is_text = hasattr(stream, "encoding")
    binary = getattr(stream, "buffer", None) if is_text else stream
    if chosen.is_binary and (binary is None or is_terminal(stream)):
        raise BadFormat(
            f"{chosen.name} is no text and cannot be shown here: "
            f"write it to a file with -o NAME{chosen.endings[0]}"
        )
    if is_text and (binary is None or chosen.name == "table"):
        # A table's characters are the terminal's affair; data are UTF-8 whatever the locale.
        chosen.write(table, stream)
        return
    stream.flush()
    _write_bytes(chosen, table, binary)


def _write_bytes(chosen: Format, table: "Table", binary: Any) -> None:
    chosen.write(table, binary if chosen.is_binary else _Utf8(binary))


class _Utf8:
    """Text into a binary stream, without the line ends of the platform."""

    def __init__(self, binary: IO[bytes]) -> None:
        self._write = binary.write

    def write(self, text: str, /) -> None:
        self._write(text.encode())
