"""Which table of an archive is meant where it holds several: the only one that is known."""

from collections.abc import Sequence
from dataclasses import replace

from nkgraph.datasets import engine, ftm, looking, rdf
from nkgraph.datasets.archive import listed, name_one
from nkgraph.datasets.source import OpenedFile
from nkgraph.errors import BadData, NkgraphError

_MOST = 20
"""More tables than that are not looked into: an archive of so many is one of alike ones."""


def only_known(file: OpenedFile, tables: Sequence[str]) -> OpenedFile:
    """Return the only table of an archive that is of a known data set, with what stands beside it.

    Raises BadData where none is, or several are, with what each is and how to name one.
    """
    known = {name: _dataset(replace(file, member=name)) for name in tables[:_MOST]}
    found = [name for name, dataset in known.items() if dataset]
    if len(found) == 1 and len(tables) <= _MOST:
        beside = tuple(name for name in tables if name != found[0])
        return replace(file, member=found[0], facts=file.facts._replace(beside=beside))
    held = listed(f"{name}: {known.get(name) or 'nothing that is known'}" for name in tables)
    raise BadData(
        f"{file.facts.name} is an archive with several tables ({held}): {name_one(tables[0])}"
    )


def _dataset(file: OpenedFile) -> str:
    """Return the name of the data set that a member is of, nothing where that is not known."""
    try:
        if not file.is_parquet:
            text = file.sample()
            if ftm.looks_like(text):
                return "followthemoney"
            if rdf.looks_like(text):
                return "rdf"
        with engine.connected(file.folder) as connection:
            return looking.known(file, connection).mapping.name
    except NkgraphError:
        return ""
