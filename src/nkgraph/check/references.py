"""Names that lead nowhere, resources that nothing leads to, and resources without a name."""

import pyoxigraph as ox

from nkgraph.check.graph import OURS, Findings, Graph
from nkgraph.terms import NKG

# What is derived repeats the claims' names; a wrong one is told where the claim has it.
DANGLING = f"""SELECT DISTINCT ?s ?p ?o WHERE {{
  GRAPH ?graph {{ ?s ?p ?o }}
  FILTER(?graph != src:derived)
  FILTER(isIRI(?o) && STRSTARTS(STR(?o), "{OURS}") && !STRSTARTS(STR(?o), "{NKG}"))
  FILTER NOT EXISTS {{ ?o ?q ?x }}
}}"""

DESCRIBED = f"""SELECT DISTINCT ?s WHERE {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{OURS}")) }}"""

BLANK = "SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o FILTER(isBlank(?s) || isBlank(?o)) }"

# A claim need not be referred to, nor an entity: anybody may ask for them by name.
PARTS = {
    "http://www.w3.org/ns/oa#SpecificResource": "evidence that no claim names",
    "http://www.w3.org/ns/oa#TextPositionSelector": "a position that no evidence names",
    NKG + "Attribution": "an attribution that no claim names",
    NKG + "NameUse": "the use of a name that no claim names",
    NKG + "Statement": "a statement that nobody claims",
}


def dangling_names(graph: Graph) -> Findings:
    """Find names in our namespaces that are used and that nothing describes."""
    rows = graph.rows(DANGLING)
    described = (
        [one.value for one in graph.column(DESCRIBED) if isinstance(one, ox.NamedNode)]
        if rows
        else []
    )
    for subject, prop, missing in rows:
        if isinstance(missing, ox.NamedNode) and not graph.is_described_beside(missing):
            yield graph.finding(
                subject,
                "dangling",
                f"{graph.name(prop)} leads to {graph.name(missing)}, which nothing describes"
                + graph.nearest(missing.value, described),
            )


def unused_parts(graph: Graph) -> Findings:
    """Find evidence, attributions and statements that no claim leads to."""
    for kind, what in PARTS.items():
        query = f"""SELECT DISTINCT ?s WHERE {{
          VALUES ?kind {{ {graph.kinds(kind)} }} ?s a ?kind
          FILTER NOT EXISTS {{ ?x ?p ?s }}
        }}"""
        for one in graph.column(query):
            yield graph.finding(one, "unused", f"this is {what}: name it there, or take it out")


def blank_nodes(graph: Graph) -> Findings:
    """Find resources without a name: they do not merge, and nobody can ask for them."""
    for subject, prop, thing in graph.rows(BLANK):
        if isinstance(thing, ox.BlankNode):
            yield graph.finding(
                subject,
                "blank node",
                f"{graph.name(prop)} leads to a resource without a name: give it an IRI",
            )
        elif prop == ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"):
            yield graph.finding(
                subject,
                "blank node",
                f"a {graph.name(thing)} without a name: give it an IRI",
            )
