"""What a query constructs goes into a graph whole, in whatever parts."""

import pyoxigraph as ox
import pytest

from nkgraph.store import constructed

GRAPH = ox.NamedNode("http://e.org/graph")
ALL = "CONSTRUCT { ?s <http://e.org/said> ?o } WHERE { ?s <http://e.org/says> ?o }"


@pytest.mark.parametrize(("many", "part_bytes"), [(5_000, 8 << 20), (3, 8 << 20), (3, 1), (10, 9)])
def test_all_of_it_is_there(monkeypatch, many, part_bytes):
    monkeypatch.setattr(constructed, "_MANY", many)
    monkeypatch.setattr(constructed, "_PART_BYTES", part_bytes)
    store = ox.Store()
    texts = {f'"{number}" \\ \n ende é 리' for number in range(10)}
    thing, says = ox.NamedNode("http://e.org/a"), ox.NamedNode("http://e.org/says")
    store.extend(ox.Quad(thing, says, ox.Literal(text)) for text in texts)
    assert constructed.put(store, ALL, GRAPH)
    said = store.quads_for_pattern(None, None, None, GRAPH)
    assert {quad.object.value for quad in said} == texts


def test_nothing():
    store = ox.Store()
    assert not constructed.put(store, ALL, GRAPH)
    assert len(store) == 0
