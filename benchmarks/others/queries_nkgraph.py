"""Every stored query by nkgraph."""

from telling import digest, step, tell

import nkgraph

TIMES = 5
graph = nkgraph.open()
names = [query.name for query in graph.catalogue.listed()]
answers = [
    f"{name} {[None if term is None else str(term.value) for term in row]}"
    for name in names
    for row in graph.query(name).terms
]
with step(TIMES):
    for _ in range(TIMES):
        for name in names:
            list(graph.query(name).values())
tell(digest(answers))
