"""The datasets that nkgraph knows: each one a mapping file beside this module."""

from functools import cache
from pathlib import Path

from nkgraph.datasets import mapping_reading
from nkgraph.datasets.mapping import Mapping
from nkgraph.datasets.mapping_values import nearest
from nkgraph.errors import UnknownDataset

NO_TABLES = ("followthemoney", "rdf")
"""What is read and needs no mapping."""

_FOLDER = Path(__file__).parent / "mappings"


def mappings() -> tuple[Mapping, ...]:
    """Return every dataset, by name."""
    return tuple(_known().values())


def named(name: str) -> Mapping:
    """Return the dataset of that name. Raises UnknownDataset with the names there are."""
    known = _known()
    if name not in known:
        read = sorted([*known, *NO_TABLES])
        raise UnknownDataset(
            f"there is no dataset {name!r}{nearest(name, read)}: nkgraph reads {', '.join(read)}"
        )
    return known[name]


def from_file(path: str | Path) -> Mapping:
    """Return the mapping of a user's file. Raises CannotRead and BadMapping."""
    return mapping_reading.read(path)


@cache
def _known() -> dict[str, Mapping]:
    found = {}
    for path in sorted(_FOLDER.glob("*.yaml")):
        mapping = mapping_reading.parse(path.read_text(encoding="utf-8"), path.name)
        found[mapping.name] = mapping
    return found
