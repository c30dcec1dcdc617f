"""Where the quads live: in memory, in a folder on disk, or behind a SPARQL 1.1 endpoint.

What is to be done with a store on disk, beside asking and merging:

    from nkgraph import store

    store.info("mine/").quads
    store.backup("mine/", "mine.zip")
    store.restore("mine.zip", "copy/")
    store.compact("mine/")
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from nkgraph.store.embedded import Embedded
from nkgraph.store.reader import Reader, Row, Rows, Term

if TYPE_CHECKING:
    from nkgraph.store.backing import backup as backup
    from nkgraph.store.compacting import compact as compact
    from nkgraph.store.condition import info as info
    from nkgraph.store.restoring import restore as restore
    from nkgraph.store.restoring import verify as verify

_HOMES = {
    "backup": "backing",
    "compact": "compacting",
    "info": "condition",
    "restore": "restoring",
    "verify": "restoring",
}

__all__ = [
    "Embedded", "Reader", "Row", "Rows", "Term",
    "backup", "compact", "info", "open_reader", "restore", "verify",
]  # fmt: skip


def open_reader(where: str | None = None) -> Reader:
    """Return the store that `where` names, opened to be read.

    Nothing stands for the project's graph in memory, an http address for a SPARQL 1.1 endpoint,
    anything else for a folder on disk. Raises StoreError.
    """
    if where is None or where == "":
        from nkgraph.store.seed import in_memory

        return in_memory()
    if where.startswith(("http://", "https://")):
        from nkgraph.store.endpoint import Endpoint

        return Endpoint(where)
    return Embedded.on_disk(where)


def __getattr__(name: str) -> Any:
    # Asking a store needs none of these.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
