"""What a query constructs, put into a graph of the same store."""

from itertools import islice

import pyoxigraph as ox

_MANY = 5_000
"""From so many statements on the bulk loader is the faster way."""

_PART_BYTES = 8 << 20
"""8 MiB, about 50,000 triples: the bulk loader takes a kilobyte of memory for each at once."""

_N_TRIPLES = ox.RdfFormat.N_TRIPLES


def put(store: ox.Store, query: str, graph: ox.NamedNode) -> bool:
    """Put what a CONSTRUCT over all graphs builds into a graph; return whether there was anything.

    Much goes through a file and never through Python: that takes half of the time, and no memory.
    Raises TypeError where the query is none that builds triples.
    """
    triples = store.query(query, use_default_graph_as_union=True)
    try:
        if not isinstance(triples, ox.QueryTriples):
            raise TypeError("the query builds no triples")
        first = list(islice(triples, _MANY))
        store.extend(ox.Quad(one.subject, one.predicate, one.object, graph) for one in first)
        if len(first) == _MANY:
            _load(store, triples, graph)
        return bool(first)
    finally:
        # An error keeps this frame, and Oxigraph's triples must not end in another thread, which a
        # collection of garbage may run in.
        del triples


def _load(store: ox.Store, triples: ox.QueryTriples, graph: ox.NamedNode) -> None:
    import tempfile

    with tempfile.TemporaryFile(prefix="nkgraph-") as file:
        try:
            triples.serialize(file, format=_N_TRIPLES)
        finally:
            del triples
        file.seek(0)
        while part := file.read(_PART_BYTES):
            # Lenient, since these are terms that the engine has validated.
            store.bulk_load(part + file.readline(), format=_N_TRIPLES, to_graph=graph, lenient=True)
