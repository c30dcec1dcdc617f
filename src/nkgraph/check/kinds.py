"""Properties on resources of the wrong class, by the domains and ranges that the ontology gives."""

import pyoxigraph as ox

from nkgraph.check.graph import Findings, Graph
from nkgraph.store import Term

OUTSIDE_DOMAIN = """SELECT ?property ?wanted ?subject (MIN(?type) AS ?is) WHERE {
  GRAPH src:ontology { ?property rdfs:domain ?wanted }
  ?subject ?property ?object
  FILTER NOT EXISTS { ?subject a/rdfs:subClassOf* ?wanted }
  OPTIONAL { ?subject a ?type }
} GROUP BY ?property ?wanted ?subject"""

# What nothing describes is a dangling name, which another rule tells.
OUTSIDE_RANGE = """SELECT ?property ?wanted ?subject ?object (MIN(?type) AS ?is) WHERE {
  GRAPH src:ontology { ?property a owl:ObjectProperty ; rdfs:range ?wanted }
  ?subject ?property ?object
  FILTER NOT EXISTS { ?object a/rdfs:subClassOf* ?wanted }
  FILTER(isLiteral(?object) || EXISTS { ?object ?any ?thing })
  OPTIONAL { ?object a ?type }
} GROUP BY ?property ?wanted ?subject ?object"""


def wrong_kinds(graph: Graph) -> Findings:
    """Find subjects that a property is not for, and objects that it does not lead to.

    RDF Schema would infer the class instead; here a domain says where a property belongs, so that
    an importer on a standing does not pass.
    """
    for prop, wanted, subject, kind in graph.rows(OUTSIDE_DOMAIN):
        yield graph.finding(
            subject,
            "wrong kind",
            f"{graph.name(prop)} is said of {_a_kind(graph, wanted)}, and this is "
            f"{_a_kind(graph, kind)}: mend the property, or the type",
        )
    for prop, wanted, subject, thing, kind in graph.rows(OUTSIDE_RANGE):
        leads = f"{graph.name(prop)} leads to {_a_kind(graph, wanted)}, and "
        if isinstance(thing, ox.Literal):
            told = f"“{graph.name(thing)}” is a text: write the name of a resource"
        else:
            told = f"{graph.name(thing)} is {_a_kind(graph, kind)}: mend the name, or the type"
        yield graph.finding(subject, "wrong kind", leads + told)


def _a_kind(graph: Graph, kind: Term | None) -> str:
    if isinstance(kind, ox.NamedNode):
        return graph.a_kind(kind.value)
    return "something without a type"
