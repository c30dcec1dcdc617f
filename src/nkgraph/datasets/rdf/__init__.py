"""RDF of any kind: Turtle, TriG, N-Triples, N-Quads, RDF/XML, JSON-LD, TriX and HexTuples.

Nothing is fetched: no remote context, no document type definition, no import. Wikidata's dumps and
its JSON are read as what they are, statements with ranks and qualifiers.
"""

from nkgraph.datasets.rdf.formats import recognised
from nkgraph.datasets.rdf.reading import Reading, reading

__all__ = ["Reading", "looks_like", "reading"]


def looks_like(sample: str) -> bool:
    """Return whether a text begins as one of the formats does."""
    return recognised(sample) is not None
