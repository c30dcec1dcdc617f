"""What is traded: a code of a classification, or a word, as a commodity of the graph."""

import pyoxigraph as ox

from nkgraph.datasets.quads import segment
from nkgraph.merge.speakers import Named, slug
from nkgraph.naming import normalised
from nkgraph.terms import ENTITY, NKG, PREFIXES

COMMODITY = "https://w3id.org/nkgraph/commodity/"
ALL_GOODS = ENTITY + "all-goods"

_ALL = ("all", "all goods", "all commodities", "total", "ag0", "ag9")
_WORDS = "nkgraph"
"""The scheme of words that are the graph's own names for commodities."""

_SERVICES = "ebops"
"""Of which all are no goods."""

_KNOWN = f"""
PREFIX rdfs: <{PREFIXES["rdfs"]}>
PREFIX skos: <{PREFIXES["skos"]}>
SELECT ?commodity ?name {{ ?commodity a <{NKG}Commodity> ; rdfs:label|skos:altLabel ?name }}
"""


class Commodities:
    """Finds commodities; those that the graph does not know are in `new`."""

    def __init__(self, store: ox.Store) -> None:
        self.new: dict[str, Named] = {}
        rows = store.query(_KNOWN, use_default_graph_as_union=True)
        assert isinstance(rows, ox.QuerySolutions)
        self._known = {normalised(_value(row["name"])): _value(row["commodity"]) for row in rows}

    def find(self, scheme: str | None, code: str | None, name: str | None) -> tuple[str, str]:
        """Return the IRI of a commodity and what it is called."""
        if code is None and name is None:
            return ALL_GOODS, "all goods"
        word = normalised(code or name or "")
        if word in _ALL and scheme != _SERVICES:
            return ALL_GOODS, "all goods"
        if scheme in (None, _WORDS):
            called = (name or code or "").strip()
            if word in self._known:
                return self._known[word], called
            return self._made(COMMODITY + slug(called), called[:1].upper() + called[1:])
        assert scheme is not None
        called = name or f"{scheme.upper()} {code}"
        return self._made(f"{COMMODITY}{segment(scheme)}/{segment(code or slug(called))}", called)

    def _made(self, iri: str, label: str) -> tuple[str, str]:
        self.new.setdefault(iri, Named(iri, NKG + "Commodity", label))
        return iri, label


def _value(term: object) -> str:
    return str(getattr(term, "value", ""))
