"""What is asked by hand of a graph of events, and the counts that come of it."""

from collections import Counter
from collections.abc import Iterable

QUERY = """
PREFIX nkg: <https://w3id.org/nkgraph/ontology#>
SELECT ?agent ?target ?year (COUNT(*) AS ?count) WHERE {
  ?event nkg:earliest ?day .
  OPTIONAL { ?event nkg:agent ?agent }
  OPTIONAL { ?event nkg:target ?target }
  BIND(SUBSTR(STR(?day), 1, 4) AS ?year)
}
GROUP BY ?agent ?target ?year
"""


def found(rows: Iterable[tuple[str, str, str, int]]) -> list[str]:
    """Return counts by actor, partner and year, each pair in both directions."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for agent, target, year, number in rows:
        if agent and target and agent != target:
            counts[agent, target, year] += number
            counts[target, agent, year] += number
        elif agent or target:
            counts[agent or target, "", year] += number
    return [f"{key} {number}" for key, number in counts.items()]
