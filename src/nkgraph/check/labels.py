"""One English label a resource: it is what tables and maps show, and what a person types."""

from nkgraph.check.graph import OURS, Findings, Graph
from nkgraph.terms import NKG

LABELLED = (
    NKG + "Entity",
    NKG + "Source",
    NKG + "ReferenceDocument",
    NKG + "Post",
    NKG + "Currency",
    "http://purl.org/linked-data/cube#DataSet",
    "http://www.w3.org/2004/02/skos/core#Concept",
    "http://www.w3.org/2004/02/skos/core#ConceptScheme",
    "http://www.w3.org/2002/07/owl#Class",
    "http://www.w3.org/2002/07/owl#ObjectProperty",
    "http://www.w3.org/2002/07/owl#DatatypeProperty",
    "http://www.w3.org/2002/07/owl#AnnotationProperty",
)

SEVERAL = f"""SELECT ?s (COUNT(DISTINCT ?label) AS ?labels) WHERE {{
  ?s rdfs:label ?label FILTER(isIRI(?s) && STRSTARTS(STR(?s), "{OURS}"))
}} GROUP BY ?s HAVING (COUNT(DISTINCT ?label) > 1)"""

NOT_ENGLISH = f"""SELECT DISTINCT ?s ?label WHERE {{
  ?s rdfs:label ?label
  FILTER(isIRI(?s) && STRSTARTS(STR(?s), "{OURS}") && (LANG(?label) != "en" || STR(?label) = ""))
}}"""


def wrong_labels(graph: Graph) -> Findings:
    """Find resources of ours with no label, with several, or with one that is not English."""
    kinds = " ".join(graph.kinds(kind) for kind in LABELLED)
    missing = f"""SELECT DISTINCT ?s WHERE {{
      VALUES ?kind {{ {kinds} }} ?s a ?kind
      FILTER(isIRI(?s) && STRSTARTS(STR(?s), "{OURS}"))
      FILTER NOT EXISTS {{ ?s rdfs:label ?label }}
    }}"""
    for one in graph.column(missing):
        yield graph.finding(one, "label", 'it has no label: write rdfs:label "…"@en')
    for subject, count in graph.rows(SEVERAL):
        yield graph.finding(
            subject,
            "label",
            f"it has {graph.name(count)} labels: keep one, and write the others as skos:altLabel",
        )
    for subject, label in graph.rows(NOT_ENGLISH):
        yield graph.finding(
            subject, "label", f"its label “{graph.name(label)}” is no English text: write “…”@en"
        )
