"""Where the quads live: in memory, in a folder on disk, or behind a SPARQL 1.1 endpoint."""

from nkgraph.store.embedded import Embedded
from nkgraph.store.reader import Reader, Row, Rows, Term

__all__ = ["Embedded", "Reader", "Row", "Rows", "Term", "open_reader"]


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
