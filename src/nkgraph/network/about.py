"""What a network says of itself: its query's name and words, and the command that draws it."""

import shlex
from collections.abc import Iterable, Mapping
from typing import Any

from nkgraph.query import Query


def about(
    query: Query, parameters: Mapping[str, Any], options: Iterable[str], *, is_stored: bool
) -> dict[str, Any]:
    """Return the attributes of a query's network, as `nkgraph.network.build` takes them.

    options: how the graph was chosen on the command line. is_stored: whether the query's name
    finds it; else its file does, and a query without one comes from standard input.
    """
    named = query.name if is_stored else query.path or "-"
    given = [f"{name}={value}" for name, value in parameters.items() if value is not None]
    return {
        "name": query.name,
        "title": query.map.title if query.map else query.summary or query.name,
        "summary": query.summary,
        "layout": query.map.layout if query.map else "force",
        "command": shlex.join(["nkgraph", "view", named, *given, *options]),
        "notes": query.notes,
        "empty": query.empty,
        "units": {name: column.unit for name, column in query.columns.items() if column.unit},
    }
