"""For tests of the background graph: the graph, and questions to it."""

from pathlib import Path

import pyoxigraph as ox

PROJECT = Path(__file__).resolve().parents[1]
FILE = PROJECT / "data/background.ttl"
PREFIXES = """
PREFIX nkg: <https://w3id.org/nkgraph/ontology#>
PREFIX nk: <https://w3id.org/nkgraph/entity/>
PREFIX src: <https://w3id.org/nkgraph/source/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX skosxl: <http://www.w3.org/2008/05/skos-xl#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX geo: <http://www.w3.org/2003/01/geo/wgs84_pos#>
PREFIX schema: <https://schema.org/>
"""
STATES = {"china", "japan", "north-korea", "russia", "south-korea"}


def load(*names):
    store = ox.Store()
    for name in names:
        store.bulk_load(path=str(PROJECT / name), format=ox.RdfFormat.TURTLE)
    return store


def ask(store, pattern):
    """Rows of the pattern's variables; of our own IRIs the last part, of literals the text."""
    solutions = store.query(PREFIXES + pattern)
    return [tuple(short(term) for term in solution) for solution in solutions]


def short(term):
    if isinstance(term, ox.NamedNode) and term.value.startswith("https://w3id.org/nkgraph/"):
        return term.value.removeprefix("https://w3id.org/nkgraph/").split("/", 1)[-1].split("#")[-1]
    return term.value if term is not None else None


def codes(store, scheme):
    return dict(
        ask(
            store,
            f"SELECT ?entity ?code WHERE {{ ?id nkg:identifies ?entity ; nkg:scheme nkg:{scheme} ;"
            " skos:notation ?code }",
        )
    )
