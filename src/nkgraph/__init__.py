"""North Korea's economy and external relations as a knowledge graph that keeps every source.

    import nkgraph

    kg = nkgraph.open()
    kg.query("trade-figures", importer="North Korea").to_pandas()
    kg.network("relations")
    kg.view("relations").save("map.html")

Errors derive from NkgraphError; `nkgraph.errors` has them all.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nkgraph.errors import NkgraphError as NkgraphError
    from nkgraph.graph import KnowledgeGraph as KnowledgeGraph
    from nkgraph.graph import open as open  # noqa: A004 - see nkgraph.graph.open
    from nkgraph.query import Query as Query
    from nkgraph.table import Table as Table

__version__ = "0.1.0"

_HOMES = {
    "KnowledgeGraph": "nkgraph.graph",
    "NkgraphError": "nkgraph.errors",
    "Query": "nkgraph.query",
    "Table": "nkgraph.table",
    "open": "nkgraph.graph",
}

__all__ = ["KnowledgeGraph", "NkgraphError", "Query", "Table", "__version__", "open"]


def __getattr__(name: str) -> Any:
    # Importing the package loads none of it; a name brings its module when it is first used.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
