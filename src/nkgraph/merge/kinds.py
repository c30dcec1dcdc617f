"""The kinds of events that the ontology knows, by what data sets call them."""

import pyoxigraph as ox

from nkgraph.store.reader import Term
from nkgraph.terms import NKG, PREFIXES

_QUERY = f"""
PREFIX rdfs: <{PREFIXES["rdfs"]}>
PREFIX skos: <{PREFIXES["skos"]}>
SELECT ?name ?kind {{ ?kind rdfs:subClassOf* <{NKG}Event> ; rdfs:label|skos:altLabel ?name }}
"""


def kinds(store: ox.Store) -> list[tuple[str, str]]:
    """Return each name of a common kind, in lower case, with the IRI of its class."""
    rows = store.query(_QUERY, use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    found = ((_text(row["name"]), _text(row["kind"])) for row in rows)
    return sorted((name.casefold(), kind) for name, kind in found)


def _text(term: Term | None) -> str:
    return str(getattr(term, "value", ""))
