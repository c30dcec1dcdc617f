"""The graph under examination, as the rules ask it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property

import pyoxigraph as ox

from nkgraph.check.finding import Finding
from nkgraph.output import harmless
from nkgraph.store import Reader, Row, Term
from nkgraph.terms import PREFIXES, compact, last_segment

OURS = "https://w3id.org/nkgraph/"
"""Where the names of everything that this project describes begin."""

MOST_SHOWN = 80
"""How many characters of a literal a message quotes."""

SPELT_ALIKE = 0.75
"""How alike two names must be (difflib's ratio) for the one to be a slip for the other."""


class Graph:
    """A store to ask, with the prefixes that its author uses.

    `described`: the names of what is under examination; None for everything in the store. The
    rules may look at more, and whoever calls them leaves out what was found there. `beside`: a
    store of which the first is a part; a name that only the whole describes leads somewhere.
    """

    def __init__(
        self,
        reader: Reader,
        prefixes: Mapping[str, str] = PREFIXES,
        described: Collection[str] | None = None,
        beside: Reader | None = None,
    ) -> None:
        self.reader = reader
        self.beside = beside
        self.described = described
        self.prefixes = {**PREFIXES, **prefixes}
        self._heading = "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in PREFIXES.items())

    def rows(self, query: str) -> list[Row]:
        """Return the rows of a SELECT that uses the project's prefixes."""
        return self.reader.select(self._heading + query).rows

    def column(self, query: str) -> list[Term]:
        """Return the first column of a SELECT, without its empty cells."""
        return [row[0] for row in self.rows(query) if row[0] is not None]

    def name(self, term: Term | str | None) -> str:
        """Return a term as an author writes it."""
        if isinstance(term, ox.Literal):
            text = term.value
            return text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 1] + "…"
        if isinstance(term, ox.NamedNode):
            term = term.value
        return compact(term, self.prefixes) if isinstance(term, str) else str(term)

    def finding(self, subject: Term | None, rule: str, message: str) -> Finding:
        """Return the finding about `subject`."""
        iri = subject.value if isinstance(subject, ox.NamedNode) else str(subject)
        # A label or a gloss may have line ends, and worse; a message is one line.
        return Finding(iri, self.name(subject), rule, " ".join(harmless(message).split()))

    def is_described_beside(self, iri: ox.NamedNode) -> bool:
        """Tell whether the store of which this is a part describes a name."""
        return self.beside is not None and self.beside.ask(f"ASK {{ {iri} ?p ?o }}")

    def nearest(self, iri: str, candidates: Iterable[str]) -> str:
        """Return a hint at the candidate that is spelt most like `iri`, or nothing."""
        local = last_segment(iri)
        namespace = iri[: len(iri) - len(local)]
        locals_ = [one.removeprefix(namespace) for one in candidates if one.startswith(namespace)]
        close = get_close_matches(local, locals_, n=1, cutoff=SPELT_ALIKE)
        return f" (did you mean {self.name(namespace + close[0])}?)" if close else ""

    @cached_property
    def subclasses(self) -> dict[str, set[str]]:
        """Each class that has subclasses, with all of them, near and far."""
        below: dict[str, set[str]] = {}
        for lower, upper in self.rows("SELECT ?l ?u WHERE { ?l rdfs:subClassOf+ ?u }"):
            if isinstance(lower, ox.NamedNode) and isinstance(upper, ox.NamedNode):
                below.setdefault(upper.value, set()).add(lower.value)
        return below

    @cached_property
    def labels(self) -> dict[str, str]:
        """The label of each class."""
        return {
            row[0].value: row[1].value
            for row in self.rows("SELECT ?c ?l WHERE { ?c a owl:Class ; rdfs:label ?l }")
            if isinstance(row[0], ox.NamedNode) and isinstance(row[1], ox.Literal)
        }

    def kinds(self, iri: str) -> str:
        """Return a class and all its subclasses, as the members of a VALUES clause."""
        return " ".join(f"<{one}>" for one in sorted({iri} | self.subclasses.get(iri, set())))

    def a_kind(self, iri: str) -> str:
        """Return a class's label, or its name where it has none, with its article: an actor."""
        label = self.labels.get(iri) or self.name(iri)
        return f"an {label}" if label[0] in "aeioAEIO" else f"a {label}"


Findings = Iterator[Finding]
