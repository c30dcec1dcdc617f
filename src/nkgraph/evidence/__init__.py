"""Evidence that stands off: where in a text a claim stands, and finding it in any copy."""

from nkgraph.evidence.anchor import ARTICLE, Anchor, anchor, digest, source_facts, turtle
from nkgraph.evidence.passages import Passage, passages
from nkgraph.evidence.search import Found, find, locate
from nkgraph.evidence.text import normalise, read_text

__all__ = [
    "ARTICLE",
    "Anchor",
    "Found",
    "Passage",
    "anchor",
    "digest",
    "find",
    "locate",
    "normalise",
    "passages",
    "read_text",
    "source_facts",
    "turtle",
]
