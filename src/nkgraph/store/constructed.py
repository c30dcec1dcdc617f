"""What a query constructs, put into a graph of the same store."""

import os
import tempfile
from itertools import islice

import pyoxigraph as ox

_MANY = 5_000
"""From so many statements on the bulk loader is the faster way."""


def put(store: ox.Store, triples: ox.QueryTriples, graph: ox.NamedNode) -> bool:
    """Put triples into a graph, and return whether there were any.

    Many go through a file and never through Python: that takes half of the time, and no memory.
    """
    first = list(islice(triples, _MANY))
    store.extend(ox.Quad(one.subject, one.predicate, one.object, graph) for one in first)
    if len(first) == _MANY:
        with tempfile.TemporaryDirectory(prefix="nkgraph-") as folder:
            path = os.path.join(folder, "constructed.nt")
            triples.serialize(path, format=ox.RdfFormat.N_TRIPLES)
            # Lenient, since these are terms that the engine has validated.
            store.bulk_load(path=path, format=ox.RdfFormat.N_TRIPLES, to_graph=graph, lenient=True)
    return bool(first)
