"""Merging: a data set's file becomes a source of the graph, and can be taken back out.

    merging.into("mine/", Request(Path("20180101000000.export.CSV")))
    merging.forget_in("http://localhost:7878/query", "20180101000000.export.CSV")

A merge is one change (`nkgraph.merge.changing`): all of a source is there, or nothing of it.
"""

import pyoxigraph as ox

from nkgraph.merge import deriving
from nkgraph.merge.changing import InMemory, changing
from nkgraph.merge.forgetting import Forgotten, forget
from nkgraph.merge.report import Report
from nkgraph.merge.taking import Request, take
from nkgraph.merge.wanted import Asked

__all__ = [
    "Asked",
    "Forgotten",
    "Report",
    "Request",
    "derive_in",
    "forget_in",
    "forget_in_memory",
    "into",
    "into_memory",
]


def into(where: str, request: Request) -> Report:
    """Merge a file into the store in a folder or behind an http address.

    A store is made where there is none. Raises StoreError, and what `taking.take` raises; the store
    is then as it was.
    """
    with changing(where) as change:
        return take(request, change)


def into_memory(store: ox.Store, request: Request) -> tuple[ox.Store, Report]:
    """Return a graph in memory with a file merged into it; the one that is given stays as it is.

    Rows in full are kept on disk only. Raises what `taking.take` raises.
    """
    merged = ox.Store()
    merged.bulk_extend(store)
    return merged, take(request, InMemory(merged))


def forget_in(where: str, name: str) -> Forgotten:
    """Take a merged source out of the store in a folder or behind an http address.

    Raises StoreError and UnknownSource, and AmbiguousValue where several answer to the name.
    """
    with changing(where, must_exist=True) as change:
        return forget(change, name)


def forget_in_memory(store: ox.Store, name: str) -> Forgotten:
    """Take a merged source out of a graph in memory. Raises UnknownSource and AmbiguousValue."""
    return forget(InMemory(store), name)


def derive_in(where: str) -> None:
    """Make anew what follows from what a store holds, in a folder or behind an http address.

    That is for a server which has loaded parts (`nkgraph.bulk.parts`) by a loader of its own.
    Raises StoreError where there is no store, or where it cannot be written.
    """
    with changing(where, must_exist=True) as change:
        change.settle()
        deriving.again(change)
