"""Names of classes, properties and data types that no vocabulary defines."""

import pyoxigraph as ox

from nkgraph.check.graph import Findings, Graph
from nkgraph.check.published import published
from nkgraph.terms import NKG

DESCRIBED = "SELECT ?t WHERE { GRAPH src:ontology { ?t ?p ?o } }"

USES = (  # what to call it, the terms in use, and who uses one
    ("property", "SELECT DISTINCT ?t WHERE { ?s ?t ?o }", "?s <%s> ?o"),
    ("class", "SELECT DISTINCT ?t WHERE { ?s a ?t }", "?s a <%s>"),
    (
        "term",
        f'SELECT DISTINCT ?t WHERE {{ ?s ?p ?t FILTER(STRSTARTS(STR(?t), "{NKG}") && isIRI(?t)) }}',
        "?s ?p <%s> FILTER(?p != rdf:type)",
    ),
    (
        "data type",
        "SELECT DISTINCT (DATATYPE(?o) AS ?t) WHERE { ?s ?p ?o FILTER(isLiteral(?o)) }",
        "?s ?p ?o FILTER(DATATYPE(?o) = <%s>)",
    ),
)


def undefined_terms(graph: Graph) -> Findings:
    """Find who uses a term of ours that the ontology lacks, or one that its vocabulary lacks.

    A term of another vocabulary than nkgraph knows passes where the graph itself describes it.
    """
    ours = {term.value for term in graph.column(DESCRIBED) if isinstance(term, ox.NamedNode)}
    for what, in_use, users in USES:
        for term in graph.column(in_use):
            if not isinstance(term, ox.NamedNode) or term.value in ours:
                continue
            trouble = _trouble(graph, term.value, what, ours)
            if trouble:
                for user in graph.column(f"SELECT DISTINCT ?s WHERE {{ {users % term.value} }}"):
                    yield graph.finding(user, "unknown term", trouble)


def _trouble(graph: Graph, iri: str, what: str, ours: set[str]) -> str | None:
    if iri.startswith(NKG):
        hint = graph.nearest(iri, ours)
        return f"the ontology has no {what} {graph.name(iri)}{hint}"
    namespace, known = published(iri)
    if known is not None:
        if iri.removeprefix(namespace) in known:
            return None
        hint = graph.nearest(iri, (namespace + local for local in known))
        return f"the vocabulary {namespace} has no {what} {graph.name(iri)}{hint}"
    if graph.reader.ask(f"ASK {{ <{iri}> a ?kind }}"):
        return None
    return (
        f"no vocabulary that nkgraph knows has the {what} {graph.name(iri)}: mend its name, or "
        "describe it with a type and an rdfs:label"
    )
