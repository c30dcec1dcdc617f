"""What is asked of a graph of relations, by whoever makes a network of them, and what is found."""

from collections.abc import Iterable

from telling import digest

QUERY = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?source ?sourceLabel ?target ?targetLabel ?relation ?relationLabel WHERE {
  ?source ?relation ?target .
  ?source rdfs:label ?sourceLabel .
  ?target rdfs:label ?targetLabel .
  ?relation rdfs:label ?relationLabel .
}
"""


def found(
    nodes: Iterable[tuple[object, object]], edges: Iterable[tuple[object, object, object]]
) -> str:
    """Return a digest of a network: nodes with labels, edges with their relation."""
    return digest(
        [*(f"{node} {label}" for node, label in nodes), *(f"{a} {r} {b}" for a, b, r in edges)]
    )
