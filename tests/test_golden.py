"""What every stored query answers, in Oxigraph and in rdflib, against a reader's answers."""

from functools import cache

import pyoxigraph as ox
import pytest
import rdflib

from golden_answers import CALLS, Call, compared, graph
from nkgraph.catalogue import Catalogue
from nkgraph.parameters import bind
from nkgraph.store.embedded import Embedded
from nkgraph.terms import compact

WORDINGS = {
    "trade-trends": {"claim": "statement"},
    "disagreements": {"claim": "statement", "otherClaim": "otherStatement"},
    "claims-map": {"source": "sourceLabel", "target": "targetLabel"},
    "map-claims": {"claim": "gloss"},
}
"""Columns with the wording of a claim, by the column with the claim."""


@cache
def dataset(beside: str | None) -> rdflib.Dataset:
    """Return the same quads in rdflib's own store."""
    reader = graph(beside).reader
    assert isinstance(reader, Embedded)
    quads = reader.store.dump(format=ox.RdfFormat.N_QUADS)
    assert quads is not None
    loaded = rdflib.Dataset(default_union=True)
    loaded.parse(data=quads, format="nquads")
    return loaded


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_oxigraph(call: Call) -> None:
    table = graph(call.beside).query(call.query, **call.ask)
    left = [name for name in table.columns if name not in call.omits]
    assert call.columns == left
    assert compared(call, list(table.columns), list(table.terms)) == call.rows


# rdflib takes ten seconds for this one alone: it joins everything with what is asked for.
SLOW_IN_RDFLIB = ("map-kinds",)


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(call, marks=[pytest.mark.slow] if call.query in SLOW_IN_RDFLIB else [])
        for call in CALLS
    ],
    ids=str,
)
def test_rdflib(call: Call) -> None:
    asked = graph(call.beside)
    query = asked.find(call.query)
    text = bind(query, call.ask, asked.names) if call.ask else query.text
    answer = dataset(call.beside).query(text)
    assert answer.vars is not None
    columns = [str(name) for name in answer.vars]
    rows = [tuple(row) for row in answer]  # type: ignore[arg-type]
    assert [name for name in columns if name not in call.omits] == call.columns
    assert compared(call, columns, rows) == call.rows


def test_every_query_has_an_answer() -> None:
    assert {call.query for call in CALLS} == set(Catalogue().files)
    assert {call.query for call in CALLS if not call.ask} == set(Catalogue().files)


def test_every_parameter_is_asked_with() -> None:
    asked = {(call.query, name) for call in CALLS for name in call.ask}
    catalogue = Catalogue()
    assert asked == {(name, own) for name in catalogue.files for own in catalogue[name].parameters}


def test_how_many_there_are() -> None:
    assert len({call.query for call in CALLS}) == 32
    assert len(CALLS) == 103
    assert sum(len(call.rows) for call in CALLS) == 1133


@pytest.mark.parametrize("query", WORDINGS)
def test_wordings(query: str) -> None:
    table = graph(None).query(query)
    glosses = {
        row[0]: row[1]
        for call in CALLS
        if call.query == "claims" and not call.ask
        for row in call.rows
    }
    for row in table:
        for claim, wording in WORDINGS[query].items():
            assert row[wording] == glosses[compact(str(row[claim]))]
