"""What a merge derives is what deriving everything derives, whatever came before it and goes."""

import random
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

import nkgraph
from merging import gdelt
from nkgraph import merge
from nkgraph.merge import deriving
from nkgraph.store import Embedded, seed
from nkgraph.store.reader import Reader
from nkgraph.store.writing import changing

DATA = Path(__file__).parent / "data"
PREFIXES = """
@prefix : <https://data.example.org/> .
@prefix nkg: <https://w3id.org/nkgraph/ontology#> .
@prefix nk: <https://w3id.org/nkgraph/entity/> .
@prefix ftm: <https://w3id.org/nkgraph/ftm/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
APART = """
:said a nkg:Claim ; nkg:gloss "Russia trades with Example Lines."@en ; nkg:states :trade .
:trade a nkg:Relation ;
  rdf:subject nk:russia ; rdf:predicate nkg:hasTradingPartner ; rdf:object :lines .
:lines a nkg:Organisation ; rdfs:label "Lines by itself"@en .
:told a nkg:Claim ; nkg:states :meeting .
:meeting a nkg:Consultation ; nkg:participant nk:russia , :lines , nk:china .
"""
OF_A_PERSON = """
:named a nkg:Claim ; nkg:states :kinship .
:kinship a nkg:Relation ;
  rdf:subject ftm:NK-ri ; rdf:predicate nkg:relatedTo ; rdf:object nk:russia .
"""
OF_A_CLASS = """
:Pact rdfs:subClassOf nkg:Consultation .
:Deal rdfs:subClassOf nkg:Statement ;
  nkg:edgeSource :giver ; nkg:edgeTarget :taker ; nkg:edgeRelation nkg:exportsTo .
:signed a nkg:Claim ; nkg:states :pact .
:pact a :Pact ; nkg:participant nk:china , nk:russia .
"""
OF_THAT_CLASS = """
:heard a nkg:Claim ; nkg:states :deal .
:deal a :Deal ; :giver nk:russia ; :taker nk:north-korea .
"""
OF_A_STATEMENT = """
:repeated a nkg:Claim ; nkg:states <STATEMENT> , :nowhere .
:link-to-it a nkg:Connection ;
  rdf:subject <STATEMENT> ; rdf:predicate nkg:qualifies ; rdf:object nk:china .
"""
"""<STATEMENT> stands for one of the article's."""
OF_NOTHING = """
:empty a nkg:Claim ; nkg:states :nowhere .
"""
OF_A_ROW = """
:counted a nkg:Claim ; nkg:states <ROW> .
:link a nkg:Connection ; rdf:subject <ROW> ; rdf:predicate nkg:qualifies ; rdf:object :counted .
"""
"""<ROW> stands for an event of the table that is merged too."""


def turtle(path: Path, text: str) -> Path:
    path.write_text(PREFIXES + text, encoding="utf-8")
    return path


@pytest.fixture
def sources(tmp_path: Path) -> list[Path]:
    table = gdelt(tmp_path / "events.csv", 30)
    graph = nkgraph.open()
    graph.merge(table)
    assert isinstance(graph.reader, Embedded)
    event = min(
        quad.subject.value
        for quad in graph.reader.quads()
        if isinstance(quad.subject, ox.NamedNode) and "/source/gdelt-" in quad.subject.value
        and "/row/" in quad.subject.value
    )  # fmt: skip
    states = ox.NamedNode("https://w3id.org/nkgraph/ontology#states")
    claims = graph.reader.store.quads_for_pattern(None, states, None, seed.ARTICLE)
    stated = min(quad.object.value for quad in claims if isinstance(quad.object, ox.NamedNode))
    return [
        table,
        gdelt(tmp_path / "more.csv", 30, seed=2),
        DATA / "csis-provocations.csv",
        DATA / "reported.csv",
        DATA / "comtrade.csv",
        DATA / "cow-states.csv",
        DATA / "ftm" / "entities.ftm.json",
        DATA / "rdf" / "wikidata.ttl",
        turtle(tmp_path / "apart.ttl", APART),
        turtle(tmp_path / "person.ttl", OF_A_PERSON),
        turtle(tmp_path / "class.ttl", OF_A_CLASS),
        turtle(tmp_path / "that-class.ttl", OF_THAT_CLASS),
        turtle(tmp_path / "statement.ttl", OF_A_STATEMENT.replace("<STATEMENT>", f"<{stated}>")),
        turtle(tmp_path / "nothing.ttl", OF_NOTHING),
        turtle(tmp_path / "row.ttl", OF_A_ROW.replace("<ROW>", f"<{event}>")),
    ]


def everything(graph: Reader) -> set[str]:
    return {str(quad) for quad in graph.quads()}


def anew(graph: Reader) -> set[str]:
    """Return a graph with what follows from it derived from everything."""
    whole = ox.Store()
    whole.bulk_extend(graph.quads())
    seed.derive(whole)
    return {str(quad) for quad in whole}


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether what followed was told from one source alone, each time it was asked."""
    told: list[bool] = []
    alone: Callable[[ox.Store, ox.NamedNode], set[ox.Quad] | None] = deriving.alone

    def asked(store: ox.Store, graph: ox.NamedNode) -> set[ox.Quad] | None:
        found = alone(store, graph)
        told.append(found is not None)
        return found

    monkeypatch.setattr(deriving, "alone", asked)
    return told


@pytest.mark.parametrize(
    "order", [1, *(pytest.param(order, marks=pytest.mark.slow) for order in range(2, 8))]
)
def test_in_any_order_all_follows_that_follows_from_everything(
    sources: list[Path], ways: list[bool], order: int
) -> None:
    chance = random.Random(order)
    graph = nkgraph.open()
    before = everything(graph.reader)
    article = {line for line in before if "/source/article-2014-05-14>" in line}
    for path in chance.sample(sources, len(sources)):
        graph.merge(path)
        assert everything(graph.reader) == anew(graph.reader), f"{path.name} has come"
    assert {True, False} <= set(ways), "some stand apart, and some do not"
    for path in chance.sample(sources, len(sources)):
        graph.forget(path.name)
        assert everything(graph.reader) == anew(graph.reader), f"{path.name} has gone"
        assert article <= everything(graph.reader)
    assert everything(graph.reader) == before


def test_sources_that_stand_apart_are_derived_alone(sources: list[Path], ways: list[bool]) -> None:
    graph = nkgraph.open()
    for path in sources[:6]:
        graph.merge(path)
    graph.merge(sources[8])
    for path in (sources[8], *sources[:6]):
        graph.forget(path.name)
    assert all(ways)
    assert len(ways) == 13, "the first with claims is derived with all that is there"


def test_a_source_too_large_to_copy_gives_the_same(
    sources: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = nkgraph.open()
    graph.merge(sources[3])
    before = everything(graph.reader)
    monkeypatch.setattr(deriving, "_FEW_QUADS", 10)
    graph.merge(sources[8])
    assert everything(graph.reader) == anew(graph.reader)
    graph.forget(sources[8].name)
    assert everything(graph.reader) == before


def test_what_is_derived_of_a_store_on_disk_is_dropped_and_made_anew(
    sources: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nkgraph.store.writing._FEW_QUADS", 10)  # so that the graph is rebuilt
    store = str(tmp_path / "mine")
    for path in (sources[6], sources[9]):
        merge.into(store, merge.Request(path))
        before = everything(Embedded.on_disk(store))
        assert before == anew(Embedded.on_disk(store)), f"{path.name} has come"
    merge.derive_in(store)
    assert everything(Embedded.on_disk(store)) == before
    merge.forget_in(store, sources[6].name)
    assert everything(Embedded.on_disk(store)) == anew(Embedded.on_disk(store))


def test_comparing_anew_leaves_the_shortcuts_alone(sources: list[Path], tmp_path: Path) -> None:
    store = str(tmp_path / "mine")
    for path in sources[:4]:
        merge.into(store, merge.Request(path))
    with changing(store) as snapshot:
        derived = set(snapshot.store.quads_for_pattern(None, None, None, seed.DERIVED))
        seed.derive_shortcuts(snapshot.store)
        shortcuts = set(snapshot.store.quads_for_pattern(None, None, None, seed.DERIVED))
        assert len(derived - shortcuts) > 100
        snapshot.store.extend(derived)
        kind = ox.NamedNode("https://w3id.org/nkgraph/ontology#sourceKind")
        for quad in list(snapshot.store.quads_for_pattern(None, kind, None, None)):
            snapshot.store.remove(quad)  # so that nothing is compared
        seed.compare_anew(snapshot.store)
        left = set(snapshot.store.quads_for_pattern(None, None, None, seed.DERIVED))
        assert left == shortcuts
        snapshot.is_changed = False


def test_no_term_is_constructed_by_both_kinds_of_rules() -> None:
    drawn, compared = (
        seed._predicates(paths) for paths in (seed.rules(), seed.rules_of_corroboration())
    )
    assert drawn
    assert compared
    assert not drawn & compared
