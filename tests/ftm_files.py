"""Files of FollowTheMoney in a store of their own, and what is asked of it."""

import json
from pathlib import Path

import pyoxigraph as ox

from nkgraph.datasets import ftm

HERE = Path(__file__).parent
SAMPLE = HERE / "data/ftm/entities.ftm.json"
REAL = HERE.parents[1] / "shared/data/opensanctions"
GRAPH = "https://w3id.org/nkgraph/source/ftm-0123456789ab"
PREFIXES = """
PREFIX nkg: <https://w3id.org/nkgraph/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX e: <https://w3id.org/nkgraph/ftm/>
PREFIX ftm: <https://schema.followthemoney.tech/#>
"""


def stored(path, focus=None):
    """Return a file's store and its reading."""
    store = ox.Store()
    with ftm.reading(path, focus) as reading:
        for chunk in reading.quads(GRAPH):
            store.bulk_load(chunk, format=ox.RdfFormat.N_QUADS)
    return store, reading


def rows(store, query):
    found = store.query(PREFIXES + query, use_default_graph_as_union=True)
    return sorted(
        tuple(term.value.removeprefix("https://w3id.org/nkgraph/") if term else "" for term in row)
        for row in found
    )


def person(identifier="p1", **properties):
    lists = {name: [value] for name, value in properties.items()}
    return json.dumps({"id": identifier, "schema": "Person", "properties": lists})


def write_lines(folder, *lines, name="entities.json"):
    path = folder / name
    path.write_bytes(b"\n".join(x if isinstance(x, bytes) else x.encode() for x in lines))
    return path
