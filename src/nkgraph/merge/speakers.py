"""Who gives a figure: chains of attributions, from the agency down to the file.

A figure of a table of reported figures is somebody's (stated_by), through a publisher, through the
file; one of UN Comtrade's is the reporting state's, through the file.
"""

import re
import unicodedata
from typing import NamedTuple

import pyoxigraph as ox

from nkgraph.datasets.quads import Writer, iri, segment, text, typed
from nkgraph.naming import normalised
from nkgraph.terms import NKG, PREFIXES

AGENT = "https://w3id.org/nkgraph/agent/"
"""Begins the IRI of a speaker that a file names and the graph does not know; a name ends it."""

_KNOWN = f"""
PREFIX rdfs: <{PREFIXES["rdfs"]}>
SELECT ?agent ?label {{
  ?agent a ?kind ; rdfs:label ?label .
  ?kind rdfs:subClassOf* <{NKG}Actor> .
  FILTER(?kind NOT IN (<{NKG}Group>, <{NKG}UnnamedSource>))
}}
"""


class Named(NamedTuple):
    """Something that has to be described: its IRI, its class and its label."""

    iri: str
    kind: str
    label: str


class Speakers:
    """Writes attributions into one source's graph, each once.

    A name that is the label of exactly one actor of the graph, by itself and not of a group, is
    that actor's. All other names become agents of their own, in `new`.
    """

    def __init__(self, lines: Writer, graph: str, store: ox.Store) -> None:
        self.new: dict[str, Named] = {}
        self._lines = lines
        self._graph = graph
        self._known = _known(store)
        self._written: set[str] = set()

    def chain(self, *agents: str | None, said: str = "") -> str:
        """Return the attribution to the first of some agents, through the others and the file.

        Agents are IRIs, or None for whoever is not known. `said` is when it was published.
        """
        through = self._attribution(self._graph, (), "")
        path: tuple[str, ...] = ()
        for agent in dict.fromkeys(one for one in reversed(agents) if one is not None):
            path = (*path, agent, said)
            through = self._attribution(agent, path, through, said)
            said = ""
        return through

    def agent(self, name: str) -> str:
        """Return the IRI of whoever has a name."""
        known = self._known.get(normalised(name), set())
        if len(known) == 1:
            return next(iter(known))
        made = AGENT + slug(name)
        self.new.setdefault(made, Named(made, NKG + "Organisation", name))
        return made

    def _attribution(self, agent: str, path: tuple[str, ...], through: str, said: str = "") -> str:
        ending = "/".join(segment(part.rpartition("/")[2]) for part in path if part)
        name = f"<{self._graph}/attribution{'/' if ending else ''}{ending}>"
        if name not in self._written:
            self._written.add(name)
            self._lines.add(name, "rdf:type", iri("nkg:Attribution"))
            self._lines.add(name, "prov:agent", f"<{agent}>")
            if through:
                self._lines.add(name, "nkg:through", through)
            if said:
                self._lines.add(name, "nkg:saidWhen", text(said))
            if not path:
                self._lines.add(f"<{agent}>", "nkg:named", typed("true", "xsd:boolean"))
        return name


def slug(name: str) -> str:
    """Return a name as the end of an IRI: its letters and digits, in lower case, with hyphens."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return segment("-".join(re.findall(r"\w+", plain))) or "unnamed"


def _known(store: ox.Store) -> dict[str, set[str]]:
    rows = store.query(_KNOWN, use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    known: dict[str, set[str]] = {}
    for row in rows:
        agent, label = row["agent"], row["label"]
        if isinstance(agent, ox.NamedNode) and isinstance(label, ox.Literal):
            known.setdefault(normalised(label.value), set()).add(agent.value)
    return known
