"""Every stored query on every kind of store: the golden answer, and just what memory answers."""

from functools import cache

import pytest

from golden_answers import CALLS, Call, compared, graph
from nkgraph.catalogue import Catalogue
from nkgraph.graph import KnowledgeGraph
from servers.conftest import KINDS, Filled
from servers.differences import written


def is_quick(call: Call) -> bool:
    """Tell whether a call is a query as it stands, or its example."""
    return not call.ask or call.ask == Catalogue()[call.query].example


def parameters() -> list[object]:
    found: list[object] = []
    for kind in KINDS:
        # One and the same for all its calls, or pytest would fill the store anew for each.
        places = {call.beside: (kind, call.beside) for call in CALLS}
        for call in sorted(CALLS, key=lambda one: one.beside or ""):
            marks = [] if is_quick(call) else [pytest.mark.slow]
            found.append(pytest.param(places[call.beside], call, id=f"{kind}: {call}", marks=marks))
    return found


@pytest.fixture(scope="module")
def store(request: pytest.FixtureRequest, filled: Filled) -> KnowledgeGraph:
    """The store of the kind that a test asks for, with the file beside the project's graph."""
    kind, beside = request.param
    return filled(kind, graph(beside).reader.store)


@pytest.mark.parametrize(("store", "call"), parameters(), indirect=["store"])
def test_an_answer(store: KnowledgeGraph, call: Call) -> None:
    table = store.query(call.query, **call.ask)
    left = [name for name in table.columns if name not in call.omits]
    assert call.columns == left
    assert compared(call, list(table.columns), list(table.terms)) == call.rows
    assert [*map(written, table.terms)] == in_memory(
        call.query, call.beside, tuple(call.ask.items())
    )


@cache
def in_memory(
    query: str, beside: str | None, asked: tuple[tuple[str, str], ...]
) -> list[tuple[str | None, ...]]:
    return [*map(written, graph(beside).query(query, **dict(asked)).terms)]


def test_every_query_is_asked_with_and_without_its_example() -> None:
    quick = {(call.query, bool(call.ask)) for call in CALLS if is_quick(call)}
    catalogue = Catalogue()
    assert {name for name, asked in quick if not asked} == set(catalogue.files)
    with_example = {name for name in catalogue.files if catalogue[name].example}
    assert {name for name, asked in quick if asked} == with_example
