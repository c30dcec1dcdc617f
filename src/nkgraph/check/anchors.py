"""Evidence: that it lies inside its text, and that a copy of the text has its words."""

import re
from collections import defaultdict
from collections.abc import Container

import pyoxigraph as ox

from nkgraph.check.finding import Finding
from nkgraph.check.graph import Findings, Graph
from nkgraph.evidence import Anchor, locate
from nkgraph.store import Term

EVIDENCE = """SELECT ?evidence ?source ?start ?end ?length ?digest ?paragraph ?sentence WHERE {
  ?evidence oa:hasSource ?source ; oa:hasSelector ?position .
  ?position oa:start ?start ; oa:end ?end .
  OPTIONAL { ?source nkg:textLength ?length }
  OPTIONAL { ?evidence nkg:digest ?digest }
  OPTIONAL { ?evidence nkg:paragraph ?paragraph }
  OPTIONAL { ?evidence nkg:sentence ?sentence }
}"""

CLAIMS = "SELECT ?claim ?evidence ?gloss WHERE { ?claim nkg:evidence ?evidence ; nkg:gloss ?gloss }"

NAMED_BY_PLACE = re.compile(r"[/#](\d+)-(\d+)$")


def misplaced_evidence(graph: Graph) -> Findings:
    """Find evidence whose place is none: empty, outside its text, or not what its name says."""
    for evidence, _, *numbers in graph.rows(EVIDENCE):
        start, end, length = map(_integer, numbers[:3])
        if start is None or end is None:
            continue
        if not 0 <= start < end:
            yield graph.finding(
                evidence,
                "evidence",
                f"it runs from character {start} to {end}: the start comes before the end",
            )
        elif length is not None and end > length:
            yield graph.finding(
                evidence,
                "evidence",
                f"it ends at character {end}, and its text has {length}: make the anchor anew",
            )
        named = (
            NAMED_BY_PLACE.search(evidence.value) if isinstance(evidence, ox.NamedNode) else None
        )
        if named and (int(named[1]), int(named[2])) != (start, end):
            yield graph.finding(
                evidence,
                "evidence",
                f"its name says {named[1]} to {named[2]}, its position {start} to {end}: "
                "make the anchor anew",
            )


def missing_words(
    graph: Graph, text: str, name: str, described: Container[str] | None = None
) -> list[Finding]:
    """Find the claims whose evidence `text`, called `name`, does not have.

    A graph can hold the anchors of several texts. The text counts as the source of which it has
    the largest part, and only that source's claims are looked at; with `described`, only evidence
    whose IRI is in it.
    """
    anchors: dict[Term, dict[Term, Anchor]] = defaultdict(dict)
    for evidence, source, start, end, _, digest, paragraph, sentence in graph.rows(EVIDENCE):
        if (
            source is not None
            and isinstance(evidence, ox.NamedNode)
            and isinstance(digest, ox.Literal)
            and (described is None or evidence.value in described)
        ):
            anchors[source][evidence] = Anchor(
                _integer(start) or 0,
                _integer(end) or 0,
                digest.value,
                _integer(paragraph),
                _integer(sentence),
            )
    if not anchors:
        return []
    found = locate((one for each in anchors.values() for one in each.values()), text)
    source = max(
        sorted(anchors, key=str),
        key=lambda one: (
            sum(found[anchor] is not None for anchor in anchors[one].values()) / len(anchors[one])
        ),
    )
    missing = {
        evidence: anchor for evidence, anchor in anchors[source].items() if found[anchor] is None
    }
    findings = []
    for claim, evidence, gloss in graph.rows(CLAIMS):
        if evidence in missing:
            findings.append(
                graph.finding(
                    claim,
                    "anchor",
                    f"{name} does not have its words, {_place(missing[evidence])} "
                    f"({graph.name(gloss)})",
                )
            )
    return findings


def _place(anchor: Anchor) -> str:
    words = f"characters {anchor.start} to {anchor.end}"
    if anchor.paragraph is not None:
        words += f", paragraph {anchor.paragraph}"
    if anchor.sentence is not None:
        words += f", sentence {anchor.sentence}"
    return words


def _integer(term: object) -> int | None:
    try:
        return int(term.value) if isinstance(term, ox.Literal) else None
    except ValueError:
        return None  # no number; the shapes say so
