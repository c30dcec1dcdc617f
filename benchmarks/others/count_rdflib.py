"""Counts by rdflib: file. It has fewer events than the others, so there is nothing to compare."""

import sys

import rdflib
from count_query import QUERY
from telling import step, tell

graph = rdflib.Graph()
graph.parse(sys.argv[1], format="ntriples")
with step():
    rows = [[str(term) for term in row] for row in graph.query(QUERY)]
print(len(rows))
tell()
