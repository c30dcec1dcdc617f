"""Merging: a data set's file becomes a source of the graph, and can be taken back out.

    merging.into_folder("mine/", Request(Path("20180101000000.export.CSV")))
    merging.forget_in_folder("mine/", "20180101000000.export.CSV")

A merge is one transaction (`nkgraph.store.writing`): all of a source is there, or nothing of it.
"""

import pyoxigraph as ox

from nkgraph.merge.forgetting import Forgotten, forget
from nkgraph.merge.report import Report
from nkgraph.merge.taking import Request, take
from nkgraph.merge.wanted import Asked
from nkgraph.store.writing import changing

__all__ = [
    "Asked",
    "Forgotten",
    "Report",
    "Request",
    "forget_in_folder",
    "forget_in_memory",
    "into_folder",
    "into_memory",
]


def into_folder(folder: str, request: Request) -> Report:
    """Merge a file into the store in a folder, which is made where there is none.

    Raises StoreError, and what `taking.take` raises; the store is then as it was.
    """
    with changing(folder) as snapshot:
        report = take(request, snapshot.store, snapshot.rows)
        snapshot.is_changed = report.is_new
    return report


def into_memory(store: ox.Store, request: Request) -> tuple[ox.Store, Report]:
    """Return a graph in memory with a file merged into it; the one that is given stays as it is.

    Rows in full are kept on disk only. Raises what `taking.take` raises.
    """
    merged = ox.Store()
    merged.bulk_extend(store)
    return merged, take(request, merged, None)


def forget_in_folder(folder: str, name: str) -> Forgotten:
    """Take a merged source out of the store in a folder. Raises StoreError and UnknownSource."""
    with changing(folder, must_exist=True) as snapshot:
        return forget(snapshot.store, name, snapshot.rows)


def forget_in_memory(store: ox.Store, name: str) -> Forgotten:
    """Take a merged source out of a graph in memory. Raises UnknownSource and AmbiguousValue."""
    return forget(store, name, None)
