"""FollowTheMoney: people, companies and what links them, as OpenSanctions and Aleph publish them.

Entities are JSON objects, one a line: https://followthemoney.tech/docs/. Each has an id, a schema
and properties that are lists of texts. An entity can be a relation between two others (an
ownership, a directorship), or say something of one (a sanction).
"""

from nkgraph.datasets.ftm.entities import looks_like
from nkgraph.datasets.ftm.reading import Reading, reading

__all__ = ["Reading", "looks_like", "reading"]
