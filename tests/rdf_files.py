"""RDF files in a store of their own, and what is asked of it."""

from pathlib import Path

import pyoxigraph as ox

from nkgraph.datasets import rdf

HERE = Path(__file__).parent
WIKIDATA = HERE / "data/rdf/wikidata.ttl"
GRAPH = "https://w3id.org/nkgraph/source/rdf-0123456789ab"
NKG = "https://w3id.org/nkgraph/ontology#"
NK = "https://w3id.org/nkgraph/entity/"
PREFIXES = f"""
PREFIX nkg: <{NKG}>
PREFIX nk: <{NK}>
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX geo: <http://www.w3.org/2003/01/geo/wgs84_pos#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX e: <http://e.org/>
"""


def stored(path, **options):
    store = ox.Store()
    with rdf.reading(path) as reading:
        for chunk in reading.quads(GRAPH, **options):
            store.bulk_load(chunk, format=ox.RdfFormat.N_QUADS)
        reading.refused = list(reading.rejects)
    assert {quad.graph_name.value for quad in store} <= {GRAPH}
    assert not [q for q in store for t in (q.subject, q.object) if isinstance(t, ox.BlankNode)]
    return store, reading


def rows(store, query):
    found = store.query(PREFIXES + query, use_default_graph_as_union=True)
    return sorted(tuple(term.value if term else "" for term in row) for row in found)


def write(folder, content, name="data"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
