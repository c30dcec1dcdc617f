"""Every query of a folder by rdflib, over its own store or Oxigraph's: store, graph, queries."""

import sys
from pathlib import Path

from rdflib import Dataset
from rdflib.plugins.sparql import prepareQuery
from telling import digest, step, tell

store, file, folder = sys.argv[1:]
TIMES = 1 if store == "default" else 5
dataset = Dataset(store=store, default_union=True)
dataset.parse(file, format="nquads")
texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(Path(folder).iterdir())}
# Oxigraph takes texts only; what rdflib answers itself is parsed once.
queries = {name: prepareQuery(text) if store == "default" else text for name, text in texts.items()}
answers = [
    f"{name} {[None if term is None else str(term) for term in row]}"
    for name, query in queries.items()
    for row in dataset.query(query)
]
with step(TIMES):
    for _ in range(TIMES):
        for query in queries.values():
            for row in dataset.query(query):
                [term.toPython() for term in row if term is not None]
tell(digest(answers))
