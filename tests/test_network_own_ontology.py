"""Classes of a user's own, merged with a file: drawn as that says, or as those above them."""

from pathlib import Path

import pytest

import nkgraph
from nkgraph.check import check_file
from nkgraph.graph import KnowledgeGraph
from nkgraph.query import Query
from nkgraph.store.seed import in_memory
from nkgraph.view import page
from nkgraph.view.still import still

MINE = "https://example.org/kitchen#"
ICON = "M3 3h18v18h-18z"
HOSTILE = 'M0 0\\"/><script>alert(1)</script>'

HEAD = f"""
@prefix nkg: <https://w3id.org/nkgraph/ontology#> . @prefix my: <{MINE}> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""

OWN = f"""{HEAD}
my:Kitchen a owl:Class ; rdfs:subClassOf nkg:Organisation ; rdfs:label "kitchen"@en ;
    nkg:drawnIcon "{ICON}" ; nkg:drawnSize "fixed" ; nkg:drawnSmallest 17 ; nkg:drawnLargest 20 .
my:Canteen a owl:Class ; rdfs:subClassOf my:Kitchen ; rdfs:label "canteen"@en .
my:Trap a owl:Class ; rdfs:subClassOf my:Kitchen ; rdfs:label "trap"@en ;
    nkg:drawnIcon "{HOSTILE}" ; nkg:drawnSize "__import__" ; nkg:drawnSmallest 1000 ;
    nkg:drawnColour "red;x" ; nkg:drawnShape "image" .
my:cook a my:Kitchen ; rdfs:label "Cook" . my:canteen a my:Canteen ; rdfs:label "Canteen" .
my:trap a my:Trap ; rdfs:label "Trap" . my:stove a nkg:Asset ; rdfs:label "Stove" .
my:cook my:feeds my:canteen , my:trap , my:stove .
"""

FEEDS = Query(
    "feeds",
    f"SELECT ?source ?target ?relation WHERE {{ ?source ?relation ?target . "
    f"FILTER(?relation = <{MINE}feeds>) }}",
)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    path: Path = tmp_path_factory.mktemp("own") / "kitchen.ttl"
    path.write_text(OWN, encoding="utf-8")
    graph = nkgraph.open()
    graph.merge(path)
    return graph


def test_a_class_of_ones_own_is_drawn_as_it_says(graph: KnowledgeGraph) -> None:
    network = graph.network(FEEDS)
    organisation = {"colour": "#009E73", "shape": "square", "rank": 12, "icon": ICON}
    assert network.graph["kinds"][MINE + "Kitchen"] == {"label": "kitchen", **organisation}
    assert network.graph["kinds"][MINE + "Canteen"] == {"label": "canteen", **organisation}
    assert {name: network.nodes[MINE + name]["size"] for name in ("cook", "canteen", "stove")} == {
        "cook": 17.0,
        "canteen": 17.0,
        "stove": 8.0,
    }


def test_what_does_not_fit_is_not_drawn_and_never_becomes_markup(graph: KnowledgeGraph) -> None:
    network = graph.network(FEEDS)
    look = network.graph["kinds"][MINE + "Trap"]
    assert (look["icon"], look["colour"], look["shape"]) == (ICON, "#009E73", "square")
    assert network.nodes[MINE + "trap"]["size"] == 17.0
    for drawn in (page(network).html, still(network).svg):
        assert "alert(1)" not in drawn
        assert ICON in drawn


def test_check_says_what_does_not_fit(tmp_path: Path) -> None:
    path = tmp_path / "kitchen.ttl"
    path.write_text(OWN, encoding="utf-8")
    messages = [one.message for one in check_file(path, base=in_memory())]
    for beginning in (
        "nkg:drawnIcon is the data of one SVG path and nothing else",
        "nkg:drawnSize names no rule by which a map sizes things: write degree, claims or fixed",
        "nkg:drawnSmallest is a radius of 8 to 28 pixels",
        "nkg:drawnColour is one colour",
        "nkg:drawnShape is one of vis-network's shapes",
    ):
        assert any(message.startswith(beginning) for message in messages), beginning


def test_every_class_with_a_look_of_its_own_has_an_icon_and_a_rule() -> None:
    from nkgraph.network.looks import Looks, is_icon

    rows = list(nkgraph.open().query("map-kinds"))
    looks = Looks(rows)
    kinds = {row["kind"] for row in rows}
    assert len(kinds) > 50
    for kind in kinds:
        assert is_icon(looks.fact(kind, "icon")), kind
        assert looks.fact(kind, "sizedBy") in ("degree", "claims", "fixed"), kind
        assert (looks.fact(kind, "smallest"), looks.fact(kind, "largest")) == (8, 28), kind
        assert looks.fact(kind, "colour"), kind
        assert looks.fact(kind, "shape"), kind


def test_a_property_of_ones_own_is_an_edge_where_the_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "dinner.ttl"
    path.write_text(
        f"""{HEAD}
        @prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
        my:servedBy nkg:edgeFrom my:serves . my:serves rdfs:label "serves"@en .
        my:servedIn nkg:edgeTo my:isIn . my:isIn rdfs:label "is served in"@en .
        my:echoes rdfs:subPropertyOf nkg:bearsOn ; rdfs:label "echoes"@en .
        my:dinner a nkg:Event ; rdfs:label "Dinner" ; nkg:date "2014"^^edtf:EDTF ;
            my:servedBy my:cook ; my:servedIn my:hall .
        my:cook a nkg:Person ; rdfs:label "Cook" . my:hall a nkg:Place ; rdfs:label "Hall" .
        my:said a nkg:Claim ; nkg:gloss "Good."@en ; nkg:modality nkg:reported ; my:echoes my:more .
        my:more a nkg:Claim ; nkg:gloss "Very good."@en ; nkg:modality nkg:reported .
        """,
        encoding="utf-8",
    )
    graph = nkgraph.open()
    graph.merge(path)

    def edges(query: str) -> set[tuple[str, str, str]]:
        found = graph.query(query)
        return {
            (row["sourceLabel"], row["relationLabel"], row["targetLabel"])
            for row in found
            if str(row["source"]).startswith(MINE)
        }

    assert edges("events") == {("Cook", "serves", "Dinner"), ("Dinner", "is served in", "Hall")}
    assert edges("claims-map") == {("Good.", "echoes", "Very good.")}
