"""Counts by Oxigraph over a store of nkgraph's on disk: store, file with the graph's IRI."""

import sys
from pathlib import Path

import pyoxigraph as ox
from count_query import QUERY, found
from telling import tell_lines

folder, source = map(Path, sys.argv[1:])
(graph,) = folder.glob("snapshots/*/graph")
store = ox.Store.read_only(str(graph))
solutions = store.query(QUERY, default_graph=ox.NamedNode(source.read_text(encoding="utf-8")))
assert isinstance(solutions, ox.QuerySolutions)
tell_lines(
    found(
        (
            row[0].value if row[0] else "", row[1].value if row[1] else "", row[2].value,
            int(row[3].value),
        )
        for row in solutions
    )
)  # fmt: skip
