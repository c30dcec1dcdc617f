"""An RDF file: its own triples in the source's graph, and what they become in our terms."""

import hashlib
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from nkgraph.datasets import source
from nkgraph.datasets.outcome import Counts
from nkgraph.datasets.quads import Writer, iri, text
from nkgraph.datasets.rdf.formats import Format, recognised
from nkgraph.datasets.rdf.lifting import Lift, our_entity
from nkgraph.datasets.rdf.names import Names
from nkgraph.datasets.rdf.parsing import Statement, check, statements
from nkgraph.datasets.rdf.wikidata import ENTITY, Statements
from nkgraph.datasets.reading import Dataset, Rejected
from nkgraph.datasets.rejects import Rejects
from nkgraph.errors import BadData
from nkgraph.merge.identity import crosswalk
from nkgraph.terms import ENTITY as ENTITIES
from nkgraph.terms import PREFIXES

_HERE = Path(__file__).parent
_TYPE = PREFIXES["rdf"] + "type"


class _Terms(NamedTuple):
    """What other vocabularies' terms become: terms.toml beside this module."""

    names: tuple[str, ...]
    kinds: dict[str, str]


class Reading:
    """One file while it is read; `quads` has to be gone through before the counts are complete."""

    kind = "rdf"

    def __init__(self, opened: source.OpenedFile, format: Format) -> None:
        self.file = opened.facts
        self.dataset = _dataset(format)
        self.rejects = Rejects(opened.folder)
        self.countries: set[str] = set()
        """The IRIs of the countries that are spoken of, once the quads have been written."""
        self._opened = opened
        self._format = format
        self._taken = 0
        check(opened, format)

    @property
    def version(self) -> str:
        """The version of the reader, and of what becomes what."""
        return version()

    @property
    def counts(self) -> Counts:
        """What became of the statements; a file in which one is repeated has it twice."""
        return Counts(self._taken + self.rejects.count, self._taken, self.rejects.count, 0, 0, 0)

    @property
    def rows_read(self) -> int:
        """How many statements the file has."""
        return self.counts.read

    def first_rejects(self, count: int) -> list[Rejected]:
        """Return the first statements that were refused."""
        return list(islice(self.rejects, count))

    def quads(
        self, graph: str, label_elsewhere: Callable[[str], str | None] = lambda iri: None
    ) -> Iterator[bytes]:
        """Yield the file's statements as N-Quads of a graph, in chunks.

        label_elsewhere: gives the label that an IRI has in another graph, if it has one; here it
        then gets other names only. Raises BadData where the file breaks off being RDF.
        """
        lines = Writer(graph)
        names = Names(_terms().names)
        wikidata = Statements()
        plain = _Plain(lines, graph)
        rejects = self.rejects if not self._taken and not self.rejects.count else None
        self._taken = 0
        for statement in statements(self._opened, self._format, rejects):
            self._taken += 1
            quad = plain.skolemised(statement.quad)
            self._note_countries(quad)
            if not names.takes(quad):
                plain.write(quad)
                wikidata.note(quad, statement.number)
            plain.note_graph(quad, statement)
            yield from lines.chunks()
        if not self._taken:
            raise BadData(f"{self.file.name} has no statement that can be taken{self._why()}")
        lift = Lift(lines, graph, wikidata, names)
        yield from lift.write()
        yield from names.write(
            lines, _owner, lambda term: _crosswalk_label(term) or label_elsewhere(term[1:-1])
        )
        self.countries |= lift.countries
        yield from lines.chunks(all=True)

    def _note_countries(self, quad: ox.Quad) -> None:
        """Take note of countries that a file calls by our own names."""
        for term in (quad.subject, quad.object):
            if not isinstance(term, ox.NamedNode) or not term.value.startswith(ENTITIES):
                continue
            if crosswalk.described(term):
                self.countries.add(term.value)

    def _why(self) -> str:
        first = next(iter(self.rejects), None)
        return f": line {first.row}: {first.reason}" if first else ""


class _Plain:
    """Writes a file's own triples: blank nodes as IRIs, the file's graphs as parts of the source.

    One source is one graph, so the file's named graphs become one; each is described, and what it
    speaks of is linked to it.
    """

    def __init__(self, lines: Writer, graph: str) -> None:
        self._lines = lines
        self._graph = graph
        self._nodes: dict[str, ox.NamedNode] = {}
        self._graphs: dict[str, str] = {}
        self._linked: set[tuple[str, str]] = set()

    def skolemised(self, quad: ox.Quad) -> ox.Quad:
        """Return a statement without blank nodes: they are numbered as they come."""
        subject, value, graph = quad.subject, quad.object, quad.graph_name
        if (
            isinstance(subject, ox.NamedNode)
            and not isinstance(value, ox.BlankNode)
            and not isinstance(graph, ox.BlankNode)
        ):
            return quad
        return ox.Quad(
            self._node(subject) if isinstance(subject, ox.BlankNode) else subject,
            quad.predicate,
            self._node(value) if isinstance(value, ox.BlankNode) else value,
            self._node(graph) if isinstance(graph, ox.BlankNode) else graph,
        )

    def _node(self, node: ox.BlankNode) -> ox.NamedNode:
        if node.value not in self._nodes:
            self._nodes[node.value] = ox.NamedNode(f"{self._graph}/node/{len(self._nodes) + 1}")
        return self._nodes[node.value]

    def write(self, quad: ox.Quad) -> None:
        """Write a statement, and the kind that its class is in our terms."""
        subject = str(quad.subject)
        self._lines.add(subject, str(quad.predicate), str(quad.object))
        if quad.predicate.value == _TYPE and isinstance(quad.object, ox.NamedNode):
            kind = _terms().kinds.get(quad.object.value)
            if kind:
                self._lines.add(subject, "rdf:type", iri(kind))

    def note_graph(self, quad: ox.Quad, statement: Statement) -> None:
        """Link the subject to the named graph in which the file speaks of it."""
        name = quad.graph_name
        if not isinstance(name, ox.NamedNode):
            return
        part = self._graphs.get(name.value)
        if part is None:
            part = self._graphs[name.value] = f"<{self._graph}/graph/{len(self._graphs) + 1}>"
            self._lines.add(part, "rdf:type", iri("prov:Entity"))
            self._lines.add(part, "dcterms:identifier", text(name.value))
            self._lines.add(part, "dcterms:isPartOf", f"<{self._graph}>")
        key = (part, str(quad.subject))
        if key not in self._linked:
            self._linked.add(key)
            self._lines.add(str(quad.subject), "dcterms:isPartOf", part)


@contextmanager
def reading(path: "str | Path") -> Iterator[Reading]:
    """Open an RDF file. Raises BadData, CannotRead and CannotWrite."""
    with source.open_bytes(path) as opened:
        found = recognised(opened.sample())
        if found is None:
            raise BadData(
                f"{opened.facts.name} is no RDF that is read: it begins as none of Turtle, TriG, "
                "N-Triples, N-Quads, RDF/XML, JSON-LD, TriX, HexTuples and Wikidata's JSON"
            )
        yield Reading(opened, found)


@cache
def version() -> str:
    """Return a short digest of everything that decides what becomes of a file."""
    files = sorted(path for path in _HERE.iterdir() if path.suffix in (".py", ".toml"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


@cache
def _terms() -> _Terms:
    said = tomllib.loads((_HERE / "terms.toml").read_text(encoding="utf-8"))
    return _Terms(tuple(said["names"]["properties"]), dict(said["kinds"]))


def _dataset(format: Format) -> Dataset:
    return Dataset(
        name="rdf",
        title=format.title,
        publisher="whoever made the file",
        licence="that of the file",
        homepage=None,
        version=None,
        reasons=(f"it begins as {format.title} does",),
    )


def _owner(subject: str) -> str:
    """Return whose names a resource's are: a country's in Wikidata are the country's."""
    ours = our_entity(subject[1:-1]) if subject.startswith(f"<{ENTITY}") else None
    return str(ours) if ours is not None else subject


def _crosswalk_label(term: str) -> str | None:
    """Return what a country of the crosswalk is called, which its label says elsewhere."""
    about = crosswalk.described(ox.NamedNode(term[1:-1]))
    return about.label if about else None
