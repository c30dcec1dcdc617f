"""Events as an rdflib loop makes them: rows, source, look-ups, target."""

import csv
import sys
from pathlib import Path

from rdflib import RDF, RDFS, XSD, Dataset, Literal, Namespace, URIRef

rows, source, lookups, target = sys.argv[1:]
NKG = Namespace("https://w3id.org/nkgraph/ontology#")
EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")


def table(name: str) -> list[list[str]]:
    with Path(lookups, name).open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))[1:]


kinds = {code: (URIRef(kind), name) for code, kind, name in table("kinds.csv")}
actors = {
    (code, name): (URIRef(entity) if entity else None, shown)
    for code, name, entity, shown in table("actors.csv")
}
places = {tuple(cells): URIRef(iri) for *cells, iri in table("places.csv")}

dataset = Dataset()
graph = dataset.graph(URIRef(source))
with open(rows, encoding="utf-8", newline="") as stream:  # noqa: PTH123 - a script as people write it
    for number, cells in enumerate(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
        event = URIRef(f"{source}/row/{number}")
        day = f"{cells[1][:4]}-{cells[1][4:6]}-{cells[1][6:]}"
        kind, name = kinds[cells[26]]
        agent, who = actors.get((cells[5], cells[6]), (None, None))
        aim, whom = actors.get((cells[15], cells[16]), (None, None))
        label = f"{name} (CAMEO {cells[26]}): {who or '?'}" + (f" → {whom}" if whom else "")
        graph.add((event, RDF.type, kind))
        graph.add((event, RDFS.label, Literal(label, lang="en")))
        graph.add((event, NKG.date, Literal(day, datatype=EDTF)))
        graph.add((event, NKG.earliest, Literal(day, datatype=XSD.date)))
        graph.add((event, NKG.latest, Literal(day, datatype=XSD.date)))
        graph.add((event, NKG.codedAs, Literal(f"CAMEO {cells[26]}")))
        if agent:
            graph.add((event, NKG.agent, agent))
        if aim:
            graph.add((event, NKG.target, aim))
        place = places.get((cells[52], cells[53], cells[56], cells[57]))
        if place:
            graph.add((event, NKG.place, place))
dataset.serialize(target, format="nquads", encoding="utf-8")
