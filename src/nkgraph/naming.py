"""Who or what a name means: labels, other names, codes and IRIs, as a person types them.

A value is looked for in this order, and the first kind of name that somebody answers to counts:

1. an IRI, whole or with one of our prefixes;
2. a label or another name, in any case (all of them alike: a city and a government that are both
   called Moscow are two candidates);
3. an ISO 3166 code;
4. a code of any other scheme;
5. the last segment of an IRI, such as a claim's short name.

Where a class is asked for, only its members (and its subclasses') count. If none of them answers, a
name of a government stands for its state, and a name of a state for its government, so that
"Pyongyang" can be an importer and "Russia" can hold a policy. No other place stands for a state.

The name of an entity of another source means ours where an accepted link says that the two are one.
"""

import unicodedata
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from nkgraph.errors import AmbiguousValue, BadParameter, BadQueryHeader
from nkgraph.store.reader import Reader
from nkgraph.terms import NKG, PREFIXES, compact, expand, last_segment

_MOST_LISTED = 8
"""How many candidates a message lists."""

_SPELT_ALIKE = 0.6
"""How alike a name must be to what was typed (difflib's ratio) for a message to offer it."""

_LOOKALIKES = str.maketrans(dict.fromkeys("‘’‛ʼ`´′＇", "'") | dict.fromkeys("“”„‟″", '"'))

_HEAD = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("nkg", "rdfs", "skos", "prov"))
_LABELS = "?named rdfs:label|skos:altLabel|skos:hiddenLabel ?name ."
_CODES = "?code nkg:identifies ?named ; skos:notation ?name ; nkg:scheme ?scheme ."
_ITSELF = "BIND(?named AS ?thing)"
_COUNTERPARTS = (
    "SELECT DISTINCT ?named ?thing WHERE { ?named nkg:governmentOf|^nkg:governmentOf ?thing }"
)
_ISO_3166 = NKG + "iso3166"


def normalised(text: str) -> str:
    """Return a name as it is compared: case, width, spacing and the form of apostrophes aside."""
    if text.isascii():  # of which NFKC leaves everything as it is
        return " ".join(text.translate(_LOOKALIKES).casefold().split())
    folded = unicodedata.normalize("NFKC", text).translate(_LOOKALIKES).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


class Names:
    """The names of the things in a store, looked up when they are asked for."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def find(self, text: str, *, of: str | None, asked: str) -> ox.NamedNode:
        """Return what a text names, of the class `of` where that is given.

        `asked` stands for the text in messages. Raises BadParameter with the nearest names where
        nothing answers to it, AmbiguousValue with the candidates where several things do.
        """
        if of is None:
            return self._find(text, _Members(self.reader, "", "thing in the graph"), asked)
        kind = _iri(of)
        label = self._label(kind) or last_segment(kind.value)
        # The classes first and by themselves: joined to more, Virtuoso finds nothing by the path.
        rows = self.reader.select(
            f"{_HEAD}SELECT DISTINCT ?class WHERE {{ ?class rdfs:subClassOf* {kind} }}"
        ).rows
        classes = " ".join(sorted({str(kind), *(str(row[0]) for row in rows)}))
        pattern = f"VALUES ?class {{ {classes} }} ?thing a ?class ."
        return self._find(text, _Members(self.reader, pattern, label, has_counterparts=True), asked)

    def find_among(self, text: str, pattern: str, label: str, *, asked: str) -> ox.NamedNode:
        """Return what a text names among the things that a graph pattern gives as `?thing`.

        `label` is what one of them is called. Raises what `find` raises.
        """
        return self._find(text, _Members(self.reader, pattern, label), asked)

    def _find(self, text: str, among: "_Members", asked: str) -> ox.NamedNode:
        iri = expand(text.strip())
        if iri is not None and (found := among.by_iri(iri)):
            return self._only(found, asked)
        if iri is not None and text.strip().startswith("<"):
            raise BadParameter(f"{asked} is nothing that the graph knows as {among.label}")
        wanted = normalised(text)
        for way in among.ways:
            for found in among.by_name(wanted, text.strip(), way):
                if found:
                    return self._only(self._stood_for(found), asked)
        raise BadParameter(f"{asked} fits no {among.label}{self._nearest(wanted, among)}")

    def included(self, thing: ox.NamedNode, by: str | None) -> list[ox.NamedNode]:
        """Return what has the property `by` with this thing as its value, in order of IRIs."""
        if by is None:
            return []
        iri = _iri(by)
        rows = self.reader.select(
            f"SELECT DISTINCT ?other WHERE {{ ?other {iri} {thing} }} ORDER BY ?other"
        ).rows
        return [row[0] for row in rows if isinstance(row[0], ox.NamedNode)]

    def _stood_for(self, found: set[str]) -> set[str]:
        """Return the same things, each that stands for another by an accepted link as that one."""
        values = " ".join(f"<{iri}>" for iri in sorted(found))
        rows = self.reader.select(
            f"{_HEAD}SELECT ?thing ?other WHERE {{ VALUES ?thing {{ {values} }} "
            "?thing nkg:standsFor ?other }"
        ).rows
        others = {_text(thing): _text(other) for thing, other in rows}
        return {others.get(iri, iri) for iri in found}

    def _only(self, found: set[str], asked: str) -> ox.NamedNode:
        if len(found) == 1:
            return ox.NamedNode(found.pop())
        shown = [f"{compact(iri)} ({self._described(iri)})" for iri in sorted(found)]
        more = f" and {len(shown) - _MOST_LISTED} more" if len(shown) > _MOST_LISTED else ""
        raise AmbiguousValue(
            f"{asked} fits several things: {', '.join(shown[:_MOST_LISTED])}{more}; name one by "
            "what stands before its bracket"
        )

    def _label(self, iri: ox.NamedNode) -> str:
        rows = self.reader.select(f"{_HEAD}SELECT ?label WHERE {{ {iri} rdfs:label ?label }}").rows
        return _text(rows[0][0]) if rows else ""

    def _described(self, iri: str) -> str:
        node = ox.NamedNode(iri)
        rows = self.reader.select(
            f"{_HEAD}SELECT ?label ?kind WHERE {{ {node} rdfs:label|nkg:gloss ?label . "
            f"OPTIONAL {{ {node} a/rdfs:label ?kind }} }} ORDER BY ?label ?kind LIMIT 1"
        ).rows
        return ", ".join(_text(value) for value in rows[0] if value) if rows else "no label"

    def _nearest(self, wanted: str, among: "_Members") -> str:
        for known in (among.all_labels, among.last_segments):
            names = {normalised(name): name for name in known()}
            close = _spelt_alike(wanted, names)
            if close:
                return f": nearest are {', '.join(names[name] for name in close)}"
        own = {name for _, name in among.labels(_ITSELF)}
        if 0 < len(own) <= _MOST_LISTED:
            return f": there are {', '.join(sorted(own))}"
        return ": give a label, a code or an IRI"


class _Members:
    """The things among which a name is looked for, and how they are called."""

    def __init__(
        self, reader: Reader, pattern: str, label: str, *, has_counterparts: bool = False
    ) -> None:
        self.reader = reader
        self.pattern = pattern  # whose `?thing` is one of them; empty for all things
        self.label = label  # what one of them is called in a message
        self.has_counterparts = has_counterparts
        self._counterparts: str | None = None
        self._labels: dict[str, list[tuple[str, str]]] = {}

    @property
    def ways(self) -> Iterator[str]:
        """How a thing can be found by a name: by its own, or by its counterpart's."""
        yield _ITSELF
        if not self.has_counterparts:
            return
        if self._counterparts is None:  # listed, or Oxigraph looks at all members one by one
            pairs = self.reader.select(_HEAD + _COUNTERPARTS).rows
            listed = " ".join(f"({named} {thing})" for named, thing in pairs)
            self._counterparts = f"VALUES (?named ?thing) {{ {listed} }}"
        yield self._counterparts

    def by_iri(self, iri: ox.NamedNode) -> set[str]:
        """Return the thing that has the IRI, or its counterpart among them."""
        if not self.pattern:
            known = self.reader.ask(f"ASK {{ {{ {iri} ?p ?o }} UNION {{ ?s ?p {iri} }} }}")
            return {iri.value} if known else set()
        for way in self.ways:
            found = self._things(f"VALUES ?named {{ {iri} }} {way}")
            if found:
                return found
        return set()

    def by_name(self, wanted: str, text: str, way: str) -> Iterable[set[str]]:
        """Yield the things that answer to a name, one kind of name after the other."""
        yield {iri for iri, name in self.labels(way) if normalised(name) == wanted}
        codes = self.reader.select(
            f"{_HEAD}SELECT DISTINCT ?thing ?name ?scheme WHERE {{ {_CODES} {way} {self.pattern} }}"
        ).rows
        fitting = [row for row in codes if normalised(_text(row[1])) == wanted]
        yield {_text(thing) for thing, _, scheme in fitting if _text(scheme).startswith(_ISO_3166)}
        yield {_text(thing) for thing, _, _ in fitting}
        yield self._by_last_segment(text, way)

    def labels(self, way: str) -> list[tuple[str, str]]:
        """Return each thing with each of its names."""
        if way not in self._labels:
            rows = self.reader.select(
                f"{_HEAD}SELECT DISTINCT ?thing ?name WHERE {{ {_LABELS} {way} {self.pattern} }}"
            ).rows
            self._labels[way] = [(_text(thing), _text(name)) for thing, name in rows]
        return self._labels[way]

    def all_labels(self) -> list[str]:
        """Return the names that they answer to, their own and their counterparts'."""
        return [name for way in self.ways for _, name in self.labels(way)]

    def last_segments(self) -> list[str]:
        """Return what their IRIs end with; nothing where they are all the things that there are."""
        return [last_segment(iri) for iri in sorted(self._things(""))] if self.pattern else []

    def _by_last_segment(self, text: str, way: str) -> set[str]:
        ends = " || ".join(f"STRENDS(STR(?named), {ox.Literal(mark + text)})" for mark in "/#")
        return self._things(f"?named a ?any . FILTER({ends}) {way}")

    def _things(self, pattern: str) -> set[str]:
        rows = self.reader.select(
            f"{_HEAD}SELECT DISTINCT ?thing WHERE {{ {pattern} {self.pattern} }}"
        ).rows
        return {_text(row[0]) for row in rows}


def _spelt_alike(wanted: str, names: Iterable[str]) -> list[str]:
    """Return the names most like what was typed, at most three.

    difflib takes a quarter of a second for a thousand names. rapidfuzz's ratio, which is never less
    than difflib's, leaves it those few that come into question.
    """
    import difflib

    from rapidfuzz import fuzz, process

    found = process.extract(
        wanted, list(names), scorer=fuzz.ratio, limit=None, score_cutoff=100 * _SPELT_ALIKE
    )
    return difflib.get_close_matches(wanted, [name for name, *_ in found], 3, _SPELT_ALIKE)


def _iri(text: str) -> ox.NamedNode:
    iri = expand(text)
    if iri is None:
        raise BadQueryHeader(f"{text!r} in the query's header is no IRI, and has no known prefix")
    return iri


def _text(term: object) -> str:
    return str(getattr(term, "value", ""))
