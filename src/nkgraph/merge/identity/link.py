"""A link between two entities: who proposed it and why, and what somebody has decided.

In SSSOM's terms (https://mapping-commons.github.io/sssom/) a mapping with skos:exactMatch. A link
always leads from the entity of another source to ours, or, between two other sources, to the one
whose IRI comes first; so the same two entities have one link, whichever of them was merged first.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nkgraph.terms import ENTITY

LINKS = "https://w3id.org/nkgraph/link/"
"""Before a link's identifier."""

IDENTIFIER_CHARACTERS = 10
"""Of a SHA-256 in hexadecimal; short enough to type, and no two of 100,000 links share one."""

PREDICATE = "http://www.w3.org/2004/02/skos/core#exactMatch"

SEMAPV = "https://w3id.org/semapv/vocab/"
BY_NAME = SEMAPV + "LexicalSimilarityThresholdMatching"
BY_IDENTIFIER = SEMAPV + "BackgroundKnowledgeBasedMatching"
BY_REVIEW = SEMAPV + "MappingReview"


class Judgement(StrEnum):
    """What has been decided."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Link:
    """Two entities, as IRIs, that are one, may be or are not."""

    subject: str
    object: str
    judgement: Judgement = Judgement.PROPOSED
    score: float | None = None
    """How alike they are, from 0 to 1."""
    reason: str = ""
    justification: str = BY_NAME
    """A term of the Semantic Mapping Vocabulary (SEMAPV), as an IRI."""
    by: str = ""
    """Who has decided."""
    on: date | None = None
    """When it was decided, or proposed."""

    @property
    def identifier(self) -> str:
        """What the link is called: the same for the same two entities at all times."""
        pair = " ".join(sorted((self.subject, self.object)))
        return hashlib.sha256(pair.encode()).hexdigest()[:IDENTIFIER_CHARACTERS]

    @property
    def iri(self) -> str:
        """The link's own IRI."""
        return LINKS + self.identifier


def directed(one: str, other: str) -> tuple[str, str]:
    """Return two entities as subject and object of their link."""
    subject, object_ = sorted((one, other), key=rank, reverse=True)
    return subject, object_


def rank(iri: str) -> tuple[bool, str]:
    """Return what entities are ordered by: of several that are one, the first stands for all."""
    return (not iri.startswith(ENTITY), iri)
