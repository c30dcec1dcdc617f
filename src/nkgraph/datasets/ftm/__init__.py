"""FollowTheMoney: people, companies and what links them, as OpenSanctions and Aleph publish them.

Entities are JSON objects, one a line: https://followthemoney.tech/docs/. Each has an id, a schema
and properties that are lists of texts. An entity can be a relation between two others (an
ownership, a directorship), or say something of one (a sanction).
"""

from nkgraph.datasets.ftm import documents, tables
from nkgraph.datasets.ftm.entities import are_lines
from nkgraph.datasets.ftm.reading import Reading, reading

__all__ = ["Reading", "looks_like", "reading"]


def looks_like(sample: str) -> bool:
    """Return whether a text begins as lines, an array or a table of entities."""
    if tables.form(sample) is not None or are_lines(sample):
        return True
    return documents.within(sample) is not None
