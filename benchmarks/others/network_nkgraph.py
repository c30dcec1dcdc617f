"""A network by nkgraph, asked as its own stored queries are: file."""

import sys

import pyoxigraph as ox
from network_query import QUERY, found
from telling import step, tell

from nkgraph.network import build
from nkgraph.store import Embedded
from nkgraph.table import Table

store = ox.Store()
store.bulk_load(path=sys.argv[1], format=ox.RdfFormat.N_TRIPLES)
reader = Embedded(store)
with step():
    rows = reader.select(QUERY)
    network = build(Table(rows.columns, rows.rows))
tell(found(network.nodes(data="label"), network.edges(data="relation")))
