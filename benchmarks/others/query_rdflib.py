"""One query of a file by rdflib, printed as CSV: query, file; or --least, file."""

import csv
import sys
from pathlib import Path

import rdflib

LEAST = """
PREFIX nkg: <https://w3id.org/nkgraph/ontology#>
PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>
SELECT ?exporter ?importer ?commodity ?period ?value WHERE {
  ?figure a nkg:TradeFigure ; nkg:exporter ?exporter ; nkg:importer ?importer ;
    nkg:commodity ?commodity ; nkg:period ?period ; sdmx-measure:obsValue ?value .
}
"""
query, file = sys.argv[1:]
graph = rdflib.Dataset(default_union=True) if file.endswith(".nq") else rdflib.Graph()
graph.parse(file)
text = LEAST if query == "--least" else Path(query).read_text(encoding="utf-8")
result = graph.query(text)
writer = csv.writer(sys.stdout)
writer.writerow(map(str, result.vars or ()))
for row in result:
    writer.writerow("" if term is None else str(term) for term in row)
