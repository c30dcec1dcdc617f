"""Claims of a data file: that it says, in some row, that one thing stands in relation to another.

A dataset's statement is no fact for being merged. The relation is described (nkg:Relation), a claim
of the file's graph states it, its attribution says who says so, and its evidence is the row.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from nkgraph import edtf
from nkgraph.datasets.quads import Writer, iri, segment, text, typed
from nkgraph.errors import InvalidDate

STATEMENTS = "https://w3id.org/nkgraph/statement/"
"""Before the digest of a relation: two files that state the same one state one statement."""

DIGEST_CHARACTERS = 24
"""Of a SHA-256 in hexadecimal: 96 bits, so that two of a billion relations hardly share one."""

SPEAKERS = "https://w3id.org/nkgraph/dataset/"
"""Before the name of a published dataset that a file passes on."""


class When(NamedTuple):
    """An EDTF date, and the first and last day that it allows, empty where there is none."""

    edtf: str
    earliest: str = ""
    latest: str = ""


@lru_cache(maxsize=65536)
def when(text: str) -> When | None:
    """Return an EDTF date with its first and last day, or None for what is none."""
    try:
        earliest, latest = edtf.bounds(text)
    except InvalidDate:
        return None
    return When(
        text,
        earliest.isoformat() if earliest else "",
        latest.isoformat() if latest else "",
    )


def words(predicate: str) -> str:
    """Return a predicate as words: `nkg:isCitizenOf` as "is citizen of"."""
    local = predicate.partition(":")[2]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local).lower()


class Claims:
    """Writes claims into one source's graph."""

    def __init__(self, lines: Writer, graph: str) -> None:
        self.lines = lines
        self._graph = graph
        self._written: set[str] = set()
        self._of_row: Counter[int] = Counter()

    def relation(
        self,
        triple: tuple[str, str, str],
        gloss: str,
        *,
        row: int,
        when: When | None = None,
        roles: Iterable[str] = (),
        speakers: Sequence[str] = (),
        origin: str = "",
    ) -> None:
        """Claim that a relation holds; subject and object are terms, the predicate is compact.

        origin: what the claim was made from, a term, where the file has a name for it.
        """
        subject, predicate, value = triple
        said = _bytes(" ".join((subject, predicate, value, when.edtf if when else "")))
        digest = hashlib.sha256(said).hexdigest()[:DIGEST_CHARACTERS]
        statement = f"<{STATEMENTS}{digest}>"
        self.lines.add(statement, "rdf:type", iri("nkg:Relation"))
        self.lines.add(statement, "rdf:subject", subject)
        self.lines.add(statement, "rdf:predicate", iri(predicate))
        self.lines.add(statement, "rdf:object", value)
        self.dated(statement, when)
        for role in roles:
            self.lines.add(statement, "nkg:role", text(role))
        self.claim(statement, gloss, row=row, speakers=speakers, origin=origin)

    def dated(self, statement: str, when: When | None) -> None:
        """Say when a statement held."""
        if when is None:
            return
        self.lines.add(statement, "nkg:date", typed(when.edtf, "edtf:EDTF"))
        if when.earliest:
            self.lines.add(statement, "nkg:earliest", typed(when.earliest, "xsd:date"))
        if when.latest:
            self.lines.add(statement, "nkg:latest", typed(when.latest, "xsd:date"))

    def claim(
        self,
        statement: str,
        gloss: str,
        *,
        row: int,
        speakers: Sequence[str] = (),
        origin: str = "",
    ) -> None:
        """Claim a statement, which is a term, unless an earlier row has said just the same."""
        said = _bytes("\n".join((statement, gloss, origin, *sorted(speakers))))
        if not self._first(hashlib.blake2b(said, digest_size=16).hexdigest()):
            return
        self._of_row[row] += 1
        number = self._of_row[row]
        claim = f"<{self._graph}/claim/{row}{f'-{number}' if number > 1 else ''}>"
        self.lines.add(claim, "rdf:type", iri("nkg:Claim"))
        self.lines.add(claim, "nkg:gloss", text(gloss, "en"))
        self.lines.add(claim, "nkg:states", statement)
        self.lines.add(claim, "nkg:modality", iri("nkg:reported"))
        self.lines.add(claim, "nkg:approximate", typed("false", "xsd:boolean"))
        for speaker in speakers or [""]:
            self.lines.add(claim, "prov:qualifiedAttribution", self._attribution(speaker))
        self.lines.add(claim, "nkg:evidence", self._evidence(row))
        if origin:
            self.lines.add(claim, "prov:wasDerivedFrom", origin)

    def _attribution(self, speaker: str) -> str:
        """Return the attribution to the file itself, or to a dataset that the file passes on."""
        own = f"<{self._graph}/attribution>"
        if self._first(own):
            self._attribute(own, f"<{self._graph}>")
        if not speaker:
            return own
        attribution = f"<{self._graph}/attribution/{segment(speaker)}>"
        if self._first(attribution):
            agent = f"<{SPEAKERS}{segment(speaker)}>"
            self._attribute(attribution, agent)
            self.lines.add(attribution, "nkg:through", own)
            self.lines.add(agent, "rdf:type", iri("nkg:ReferenceDocument"))
            self.lines.add(agent, "skos:prefLabel", text(speaker, "en"))
        return attribution

    def _attribute(self, attribution: str, agent: str) -> None:
        self.lines.add(attribution, "rdf:type", iri("nkg:Attribution"))
        self.lines.add(attribution, "prov:agent", agent)
        self.lines.add(agent, "nkg:named", typed("true", "xsd:boolean"))

    def _evidence(self, row: int) -> str:
        evidence = f"<{self._graph}/row/{row}>"
        if self._first(evidence):
            self.lines.add(evidence, "rdf:type", iri("oa:SpecificResource"))
            self.lines.add(evidence, "oa:hasSource", f"<{self._graph}>")
            self.lines.add(evidence, "nkg:row", typed(str(row), "xsd:integer"))
        return evidence

    def _first(self, term: str) -> bool:
        if term in self._written:
            return False
        self._written.add(term)
        return True


def _bytes(text: str) -> bytes:
    """Return a text to digest; a file may hold half a character."""
    return text.encode("utf-8", "surrogatepass")
