"""A graph as if somebody had said nothing, on a graph small enough to know what must be left."""

import gc
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

import nkgraph
from merging import gdelt
from nkgraph.errors import AmbiguousValue, UnknownSource
from nkgraph.graph import KnowledgeGraph
from nkgraph.merge import Request, into
from nkgraph.store import Embedded, scope
from nkgraph.store.scope import without

GRAPHS = """
@prefix nkg: <https://w3id.org/nkgraph/ontology#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <https://example.org/> .

:paper {
  :paper a nkg:Source ; nkg:sourceKind nkg:article ; rdfs:label "The Paper" .
  :agency a nkg:Organisation ; rdfs:label "Agency" .
  :envoy a nkg:Person ; rdfs:label "Envoy" .
  :island a nkg:State ; rdfs:label "Island" .
  :shore a nkg:State ; rdfs:label "Shore" .
  :reef a nkg:Place ; rdfs:label "Reef" ; nkg:within :island .

  :by-paper prov:agent :paper .
  :by-agency prov:agent :agency ; nkg:through :by-paper .
  :by-envoy prov:agent :envoy ; nkg:through :by-agency .

  :c1 a nkg:Claim ; nkg:states :s1 ; prov:qualifiedAttribution :by-paper , :by-agency ;
    nkg:evidence :e1 .
  :s1 rdf:subject :island ; rdf:object :shore .
  :e1 nkg:paragraph 1 .

  :c2 a nkg:Claim ; nkg:states :s2 ; prov:qualifiedAttribution :by-envoy ; nkg:evidence :e2 ;
    nkg:contrasts :c1 .
  :s2 rdf:subject :island ; rdf:object :reef .
  :e2 nkg:paragraph 2 .

  :c3 a nkg:Claim ; nkg:states :s3 ; prov:qualifiedAttribution :by-paper ; nkg:qualifies :c2 .
  :s3 rdf:subject :s1 ; rdf:object :s2 .

  :c4 a nkg:Claim ; nkg:states :s4 ; prov:qualifiedAttribution :by-agency .
  :s4 rdf:subject :shore ; rdf:object :envoy .
}
:other {
  :other a nkg:Source ; nkg:sourceKind nkg:article ; rdfs:label "The Other" .
  :c9 a nkg:Claim ; nkg:states :s9 ; prov:qualifiedAttribution :by-other .
  :by-other prov:agent :agency .
  :reef nkg:depth 3 .
}
:vocabulary { nkg:Organisation rdfs:subClassOf nkg:Actor . nkg:Person rdfs:subClassOf nkg:Actor . }
"""
BASE = "https://example.org/"


@pytest.fixture
def reader() -> Embedded:
    store = ox.Store()
    store.load(GRAPHS, format=ox.RdfFormat.TRIG)
    return Embedded(store)


def subjects(reader: Embedded, graph: str) -> set[str]:
    quads = reader.store.quads_for_pattern(None, None, None, ox.NamedNode(BASE + graph))
    return {quad.subject.value.removeprefix(BASE) for quad in quads}  # type: ignore[union-attr]


def test_a_source_goes_as_a_whole(reader: Embedded) -> None:
    left = without(reader, ["The Other"])
    assert subjects(left, "other") == set()
    assert subjects(left, "paper") == subjects(reader, "paper")


def test_a_speaker_takes_along_what_only_that_speaker_brought(reader: Embedded) -> None:
    left = without(reader, ["Envoy"])
    gone = subjects(reader, "paper") - subjects(left, "paper")
    # The statement s2 stays: the paper's own claim c3 speaks of it. So does what it names.
    assert gone == {"by-envoy", "c2", "e2"}
    # What contrasted with or qualified the claim does so no more.
    assert not list(left.store.quads_for_pattern(None, None, ox.NamedNode(BASE + "c2"), None))
    assert subjects(left, "other") == subjects(reader, "other")


def test_what_only_came_through_a_speaker_goes_too(reader: Embedded) -> None:
    left = without(reader, ["agency"])
    gone = subjects(reader, "paper") - subjects(left, "paper")
    assert gone == {"by-agency", "by-envoy", "agency", "envoy", "c2", "e2", "c4", "s4"}
    # c1 has another voice and stays, with that one alone.
    voices = left.select(
        "SELECT ?a { <https://example.org/c1> <http://www.w3.org/ns/prov#qualifiedAttribution> ?a }"
    )
    assert voices.rows == [(ox.NamedNode(BASE + "by-paper"),)]
    # The agency is also a speaker in the other source; what that says of itself stays.
    assert subjects(left, "other") == {"other", "reef"}


def test_a_source_that_speaks_is_silent_elsewhere_too(reader: Embedded) -> None:
    left = without(reader, [":paper".replace(":", BASE)])
    assert subjects(left, "paper") == set()


def test_several_at_once(reader: Embedded) -> None:
    left = without(reader, ["Envoy", "The Other"])
    assert "c2" not in subjects(left, "paper")
    assert subjects(left, "other") == set()


def test_what_is_asked_is_not_changed(reader: Embedded) -> None:
    before = set(reader.store)
    without(reader, ["Envoy", "The Paper"])
    assert set(reader.store) == before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Envoi", "'Envoi' fits no source or speaker: nearest are Envoy"),
        ("Island", "'Island' fits no source or speaker: there are Agency, Envoy"),
        ("", "'' fits no source or speaker"),
    ],
)
def test_who_says_nothing_anyway(reader: Embedded, name: str, said: str) -> None:
    with pytest.raises(UnknownSource) as caught:
        without(reader, [name])
    assert said in str(caught.value)


def test_a_name_of_several(reader: Embedded) -> None:
    for thing in ("agency", "envoy"):
        reader.store.add(
            ox.Quad(
                ox.NamedNode(BASE + thing),
                ox.NamedNode("http://www.w3.org/2004/02/skos/core#altLabel"),
                ox.Literal("They"),
                ox.NamedNode(BASE + "paper"),
            )
        )
    with pytest.raises(AmbiguousValue, match="'they' fits several things"):
        without(reader, ["they"])


def test_the_article_without_itself_says_nothing(article: KnowledgeGraph) -> None:
    silent = article.without("the article")
    assert len(silent.query("claims")) == 0
    assert len(silent.query("relations")) == 0
    assert len(silent.query("identifiers")) > 0


def test_every_speaker_can_be_left_out(article: KnowledgeGraph) -> None:
    """No claim of a silent speaker is left, none of another's is lost, and all is consistent."""
    claims = {row["claim"]: str(row["speakers"]).split("; ") for row in article.query("claims")}
    speakers = [str(row["speaker"]) for row in article.query("speakers")]
    assert len(speakers) == 8
    for row in article.query("speakers"):
        name = str(row["speakerLabel"])
        if row["kindLabel"] == "news article":
            continue
        silent = article.without(str(row["speaker"]))
        left = {one["claim"]: str(one["speakers"]).split("; ") for one in silent.query("claims")}
        expected = {
            claim: [one for one in said if one != name]
            for claim, said in claims.items()
            if set(said) != {name}
        }
        assert left == expected, name
        assert name not in {one["speakerLabel"] for one in silent.query("speakers")}


def test_an_organisation_is_silent_where_its_offices_are(article: KnowledgeGraph) -> None:
    figure = article.without("KOTRA").query("trade-figures", importer="North Korea", year=2013)
    assert [row["speakers"] for row in figure] == ["Federal Customs Service of Russia"]


def test_what_is_asked_about_may_be_named_by_who_is_silent(article: KnowledgeGraph) -> None:
    silent = article.without("the article")
    assert len(article.query("trade-figures", importer="N. Korea")) > 0
    assert len(silent.query("trade-figures", importer="N. Korea")) == 0


def test_a_store_on_disk_is_copied_beside_and_the_copy_goes(tmp_path: Path) -> None:
    store = tmp_path / "mine"
    into(str(store), Request(gdelt(tmp_path / "events.csv", 30)))
    whole = nkgraph.open(str(store))
    before = sorted(map(str, whole.reader.quads()))
    snapshots = set((store / "snapshots").iterdir())
    silent = whole.without("Federal Customs Service of Russia", "GDELT 2.0 events: events.csv")
    assert (
        silent.query("trade-figures", year="2013", commodity="oil")[0]["speakers"]
        == "KOTRA Moscow office"
    )
    assert not list(silent.query("events-between", actor="PRK", since="2018"))
    assert silent.query("SELECT (COUNT(*) AS ?rows) { ?s ?p ?o }")[0]["rows"]
    assert sorted(map(str, whole.reader.quads())) == before
    del silent
    for _ in range(100):  # a thread that has answered may hold it for a moment
        gc.collect()
        if set((store / "snapshots").iterdir()) == snapshots:
            break
        time.sleep(0.1)
    assert set((store / "snapshots").iterdir()) == snapshots


@pytest.mark.parametrize("few", [0, 20_000])
def test_large_sources_are_left_out_and_small_ones_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    store = tmp_path / "mine"
    into(str(store), Request(gdelt(tmp_path / "events.csv", 30)))
    monkeypatch.setattr(scope, "_FEW_QUADS", few)
    silent = nkgraph.open(str(store)).without("GDELT 2.0 events: events.csv")
    assert not [quad for quad in silent.reader.quads() if "/gdelt-" in str(quad.graph_name)]
    assert list(silent.query("timeline"))
