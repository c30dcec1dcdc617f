"""A store as rdflib sees it, for the tools of the field that speak rdflib."""

from typing import TYPE_CHECKING

from nkgraph.store.embedded import Embedded
from nkgraph.store.reader import Reader

if TYPE_CHECKING:
    import rdflib


def dataset(reader: Reader) -> "rdflib.Dataset":
    """Return an rdflib Dataset over a store; its default graph is the union of all graphs.

    In memory and on disk it is the same store by way of oxrdflib, and a change that is made here is
    made there (a store on disk is open for reading, so that one fails). An endpoint is copied.
    """
    import rdflib
    from oxrdflib import OxigraphStore

    from nkgraph.store.scope import copied
    from nkgraph.terms import PREFIXES

    embedded = reader if isinstance(reader, Embedded) else copied(reader)
    graph = rdflib.Dataset(store=OxigraphStore(store=embedded.store), default_union=True)
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    return graph
