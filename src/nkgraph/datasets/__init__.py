"""Published datasets, read as their publishers ship them.

A dataset is a mapping file (`mappings/*.yaml`): what its files look like, and which column of
theirs becomes which of ours. `read` takes a file through it:

    with datasets.read("20180101000000.export.CSV", focus=Focus(actors={"cameo": ["PRK"]})) as rows:
        rows.counts
        rows.relation          # a DuckDB relation with the canonical columns
        rows.first_rejects(5)

Importing this module imports neither DuckDB nor YAML.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nkgraph.datasets.catalogue import from_file, mappings, named
    from nkgraph.datasets.drafting import draft
    from nkgraph.datasets.focus import Focus
    from nkgraph.datasets.mapping import Mapping
    from nkgraph.datasets.outcome import Counts
    from nkgraph.datasets.reading import Dataset, Reading, Rejected, read
    from nkgraph.datasets.source import FileFacts, OpenedFile, open_bytes

__all__ = [
    "Counts",
    "Dataset",
    "FileFacts",
    "Focus",
    "Mapping",
    "OpenedFile",
    "Reading",
    "Rejected",
    "draft",
    "from_file",
    "mappings",
    "named",
    "open_bytes",
    "read",
]

_HOMES = {
    **dict.fromkeys(("Dataset", "Reading", "Rejected", "read"), "reading"),
    **dict.fromkeys(("FileFacts", "OpenedFile", "open_bytes"), "source"),
    **dict.fromkeys(("from_file", "mappings", "named"), "catalogue"),
    "Counts": "outcome",
    "Focus": "focus",
    "Mapping": "mapping",
    "draft": "drafting",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
