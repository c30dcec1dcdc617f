from pathlib import Path

import pyoxigraph as ox
import pytest

from nkgraph.errors import InvalidRdf, StoreError
from nkgraph.store import seed

INVOLVES = "SELECT * { GRAPH ?g { ?s <https://w3id.org/nkgraph/ontology#involves> ?o } }"


def test_each_file_in_the_graph_of_its_source() -> None:
    store = seed.in_memory().store
    assert set(store.named_graphs()) == {
        seed.ARTICLE, seed.BACKGROUND, seed.NAMES, seed.ONTOLOGY, seed.DERIVED,
    }  # fmt: skip
    assert not list(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))


def test_every_source_describes_itself_in_its_graph() -> None:
    store = seed.in_memory().store
    for graph in (seed.ARTICLE, seed.BACKGROUND, seed.NAMES, seed.ONTOLOGY):
        assert list(store.quads_for_pattern(graph, None, None, graph)), graph


def test_shortcuts_are_derived_into_a_graph_of_their_own() -> None:
    reader = seed.in_memory()
    assert len(seed.rules()) >= 4
    assert {row[0] for row in reader.select(INVOLVES).rows} == {seed.DERIVED}


def test_deriving_again_changes_nothing() -> None:
    store = seed.in_memory().store
    before = set(store)
    seed.derive(store)
    assert set(store) == before


def test_a_rule_that_is_no_construct(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "1-wrong.rq"
    path.write_text("SELECT * { ?s ?p ?o }")
    monkeypatch.setattr(seed, "rules", lambda: [str(path)])
    with pytest.raises(InvalidRdf, match=r"the rule 1-wrong\.rq is no CONSTRUCT"):
        seed.derive(ox.Store())


def test_a_file_that_does_not_parse(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("<a:a> <a:b> .\n")
    store = ox.Store()
    with pytest.raises(InvalidRdf, match=r"broken\.ttl is not valid Turtle: .*line 1"):
        seed.load_turtle(store, str(path), seed.ARTICLE)
    assert len(store) == 0


def test_a_store_is_made_only_where_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(StoreError, match="is not empty: name a new one"):
        seed.create(str(tmp_path))
    with pytest.raises(StoreError, match="no store could be made"):
        seed.create(str(tmp_path / "mine.txt" / "store"))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
