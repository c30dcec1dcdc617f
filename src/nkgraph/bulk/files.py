"""Which files are meant: those that are named, and those in the folders that are."""

from collections.abc import Sequence
from pathlib import Path

from nkgraph.datasets.archive import BESIDE_TABLES
from nkgraph.errors import CannotRead

_TEXTS = (".md", ".pdf", ".doc", ".docx")


def files_in(paths: Sequence[str | Path]) -> list[Path]:
    """Return the files, folder by folder, in the order of their names.

    What begins with a point is passed over, and so is what explains a table. Raises CannotRead for
    a folder without any.
    """
    found: list[Path] = []
    for path in map(Path, paths):
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted(one for one in path.rglob("*") if one.is_file() and _shows(one, path))
        if not inside:
            raise CannotRead(f"the folder {path} has no files")
        found += inside
    return found


def _shows(file: Path, folder: Path) -> bool:
    parts = file.relative_to(folder).parts
    explains = file.name.lower().startswith(BESIDE_TABLES) or file.suffix.lower() in _TEXTS
    return not explains and not any(part.startswith(".") for part in parts)
