"""Code lists: what a code means, in a table of its own beside the mappings."""

import csv
from pathlib import Path
from typing import NamedTuple

from nkgraph.datasets.layout import folded
from nkgraph.errors import BadMapping, CannotRead

_BUILT_IN = Path(__file__).parent / "codes"
_LARGEST_BYTES = 32 << 20


class CodeList(NamedTuple):
    """Codes with what is said of each; the first column is the code."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def position(self, column: str) -> int | None:
        """Return where a column stands."""
        names = [folded(name) for name in self.columns]
        return names.index(folded(column)) if folded(column) in names else None


def path_of(name: str, folder: str | None) -> Path:
    """Return where a code list is: one of ours by its name, or a file beside the user's mapping."""
    if folder is not None and "." in name:
        return Path(folder) / Path(name).name
    return _BUILT_IN / f"{Path(name).name}.tsv"


def read(name: str, folder: str | None, where: str) -> CodeList:
    """Return a code list; a file has a header, and tabs or commas between its columns.

    Raises BadMapping or CannotRead, with `where` the mapping speaks of it.
    """
    path = path_of(name, folder)
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise BadMapping(f"{where}: the code list {path.name} is larger than 32 MiB")
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        known = ", ".join(sorted(file.stem for file in _BUILT_IN.glob("*.tsv")))
        raise BadMapping(
            f"{where}: there is no code list {name!r}; nkgraph has {known}, and a file with a "
            "name such as codes.tsv is looked for beside the mapping"
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise CannotRead(f"{where}: cannot read the code list {path.name}: {reason}") from error
    first = text.partition("\n")[0]
    try:
        rows = list(csv.reader(text.splitlines(), delimiter="\t" if "\t" in first else ","))
    except csv.Error as error:
        raise BadMapping(f"{where}: the code list {path.name} is no table: {error}") from error
    if len(rows) < 2 or len(rows[0]) < 2:
        raise BadMapping(f"{where}: the code list {path.name} needs a header, codes and meanings")
    header, *lines = rows
    width = len(header)
    unique: dict[str, tuple[str, ...]] = {}
    for line in lines:
        cells = tuple(cell.strip() for cell in line[:width]) + ("",) * (width - len(line))
        if cells[0]:
            unique.setdefault(cells[0], cells)
    return CodeList(tuple(name.strip() for name in header), tuple(unique.values()))
