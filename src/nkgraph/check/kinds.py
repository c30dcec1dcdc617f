"""Properties on resources of the wrong class, by the domains and ranges that the ontology gives."""

import pyoxigraph as ox

from nkgraph.check.graph import Findings, Graph
from nkgraph.store import Row

DOMAINS = "SELECT DISTINCT ?p ?c WHERE { GRAPH src:ontology { ?p rdfs:domain ?c } }"

RANGES = """SELECT DISTINCT ?p ?c WHERE {
  GRAPH src:ontology { ?p a owl:ObjectProperty ; rdfs:range ?c }
}"""


def wrong_kinds(graph: Graph) -> Findings:
    """Find subjects that a property is not for, and objects that it does not lead to.

    RDF Schema would infer the class instead; here a domain says where a property belongs, so that
    an importer on a standing does not pass. What nothing describes is left to the dangling names.
    """
    for prop, kind in graph.rows(DOMAINS):
        if isinstance(prop, ox.NamedNode) and isinstance(kind, ox.NamedNode):
            for row in _outside(graph, f"?one <{prop.value}> ?other", kind.value):
                yield graph.finding(
                    row[0],
                    "wrong kind",
                    f"{graph.name(prop)} is said of {graph.a_kind(kind.value)}, and this is "
                    f"{_what(graph, row[1])}: mend the property, or the type",
                )
    for prop, kind in graph.rows(RANGES):
        if isinstance(prop, ox.NamedNode) and isinstance(kind, ox.NamedNode):
            for row in _outside(graph, f"?other <{prop.value}> ?one", kind.value):
                yield graph.finding(
                    row[2],
                    "wrong kind",
                    f"{graph.name(prop)} leads to {graph.a_kind(kind.value)}, and "
                    f"{graph.name(row[0])} is {_what(graph, row[1])}",
                )
            texts = f"SELECT ?s ?o WHERE {{ ?s <{prop.value}> ?o FILTER(isLiteral(?o)) }}"
            for subject, text in graph.rows(texts):
                yield graph.finding(
                    subject,
                    "wrong kind",
                    f"{graph.name(prop)} leads to {graph.a_kind(kind.value)}, and "
                    f"“{graph.name(text)}” is a text: write the name of a resource",
                )


def _outside(graph: Graph, pattern: str, kind: str) -> list[Row]:
    """Return resources at one end of a property that are described, but not as a `kind`."""
    query = f"""SELECT ?one (MIN(?type) AS ?a) ?other WHERE {{
      {{ SELECT DISTINCT ?one ?other WHERE {{ {pattern} }} }}
      FILTER(!isLiteral(?one))
      FILTER NOT EXISTS {{ VALUES ?fitting {{ {graph.kinds(kind)} }} ?one a ?fitting }}
      OPTIONAL {{ ?one a ?type }}
      FILTER EXISTS {{ ?one ?any ?thing }}
    }} GROUP BY ?one ?other"""
    return graph.rows(query)


def _what(graph: Graph, kind: object) -> str:
    if isinstance(kind, ox.NamedNode):
        return graph.a_kind(kind.value)
    return "something without a type"
