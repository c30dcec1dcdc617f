"""Every message of every shape is given for a broken example, and none for the project's data."""

from pathlib import Path

import pytest
from rdflib import SH, Graph, URIRef

from nkgraph import resources
from nkgraph.check import check_file
from nkgraph.store.seed import in_memory

SHAPES = resources.root("ontology") / "shapes.ttl"
SHAPE = "https://w3id.org/nkgraph/shape/"

HEADING = """
@prefix nkg: <https://w3id.org/nkgraph/ontology#> . @prefix t: <https://w3id.org/nkgraph/test/> .
@prefix nk: <https://w3id.org/nkgraph/entity/> . @prefix src: <https://w3id.org/nkgraph/source/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix oa: <http://www.w3.org/ns/oa#> . @prefix qb: <http://purl.org/linked-data/cube#> .
@prefix sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#> .
@prefix sdmx-attribute: <http://purl.org/linked-data/sdmx/2009/attribute#> .
@prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
"""

BROKEN = {  # for each shape, resources that between them break each of its constraints
    "Source": 't:source a nkg:Source ; nkg:digest "ABC" ; nkg:textLength "long" .'
    "t:odd-source a nkg:Source ; nkg:sourceKind nkg:increase .",
    "NewsArticle": "t:news a nkg:NewsArticle .",
    "Claim": 't:claim a nkg:Claim ; nkg:hedgedInside "yes" ; nkg:importer nk:russia .',
    "Attribution": "t:attribution a nkg:Attribution ; nkg:through t:a, t:b ; nkg:saidWhen 3 .",
    "Evidence": "t:evidence a oa:SpecificResource .",
    "Position": "t:position a oa:TextPositionSelector ; oa:start -1 .",
    "NameUse": 't:use a nkg:NameUse ; nkg:name "Moscow" .',
    "TradeFlow": 't:flow a nkg:TradeFlow ; nkg:period "2013" . '
    "t:loop a nkg:TradeFlow ; nkg:exporter nk:russia ; nkg:importer nk:russia .",
    "TradeFigure": "t:figure a nkg:TradeFigure ; sdmx-measure:obsValue 36890000 .",
    "Change": "t:change a nkg:TradeChange ; nkg:percent 60 ; nkg:fromPeriod 2012 ; "
    'nkg:toPeriod 2013 ; nkg:period "2013"^^edtf:EDTF . '
    "t:odd-change a nkg:TradeChange ; nkg:direction nkg:similar .",
    "MutualTrade": "t:mutual a nkg:MutualTrade . t:both a nkg:MutualTrade ; "
    "nkg:actor nk:russia ; nkg:partner nk:russia, nk:china .",
    "MutualTradeFigure": "t:mutual-figure a nkg:MutualTradeFigure ; "
    'sdmx-measure:obsValue 104000000 ; nkg:period "2013" .',
    "TradeComparison": "t:comparison a nkg:TradeComparison . "
    "t:odd-comparison a nkg:TradeComparison ; nkg:comparison nkg:increase .",
    "Standing": "t:standing a nkg:Standing . t:big a nkg:Standing ; nkg:rank 0 ; nkg:period 2013 ; "
    'nkg:sharePercent "101"^^xsd:decimal ; nkg:actor nk:russia ; nkg:partner nk:russia .',
    "Relation": 't:relation a nkg:Relation ; nkg:negated "no" . t:self a nkg:Relation ; '
    "rdf:subject nk:russia ; rdf:predicate nkg:hasAim ; rdf:object nk:russia .",
    "Connection": "t:connection a nkg:Connection . t:knot a nkg:Connection ; "
    "rdf:subject t:knot ; rdf:predicate nkg:dependsOn ; rdf:object t:knot .",
    "Amount": "t:debt a nkg:Relation ; nkg:amount 10 .",
    "PolicyHolding": "t:holding a nkg:PolicyHolding .",
    "OpenPolicyHolding": "t:open a nkg:OpenPolicyHolding ; nkg:holder nk:russia ; "
    "nkg:hasReading t:holding .",
    "PostHolding": "t:post a nkg:PostHolding .",
    "ProjectStatement": "t:project a nkg:ProjectStatement . "
    "t:odd-project a nkg:ProjectStatement ; nkg:status nkg:increase .",
    "Naming": "t:naming a nkg:Naming .",
    "Event": "t:event a nkg:Event ; nkg:dateAsStated 2013 ; nkg:ordinal 0 .",
    "NuclearTest": "t:test a nkg:NuclearTest .",
    "SanctionsStep": "t:sanctions a nkg:SanctionsStep .",
    "DebtWriteOff": "t:write-off a nkg:DebtWriteOff ; nkg:partPercent 90 .",
    "Visit": "t:visit a nkg:Visit .",
    "Announcement": "t:announcement a nkg:Announcement .",
    "Government": "t:government a nkg:Government .",
    "Identifier": "t:identifier a nkg:Identifier .",
    "Point": 't:point a geo:Point ; geo:lat "91.0"^^xsd:decimal ; geo:long 5 .',
    "Containment": "t:containment a nkg:Containment . "
    "t:itself a nkg:Containment ; nkg:contained nk:russia ; nkg:container nk:russia .",
    "Shortcut": "t:shortcut a nkg:Shortcut .",
    "Corroboration": "t:corroboration a nkg:Corroboration .",
    "Term": "t:term a owl:Class .",
    "Drawing": 't:drawn nkg:drawnShape "blob" ; nkg:drawnColour "red" ; nkg:drawnRank "first" ; '
    'nkg:drawnIcon "url(#a)" ; nkg:drawnSize "eval" ; nkg:drawnSmallest 20 ; nkg:drawnLargest 12 . '
    "t:vast nkg:drawnLargest 100 ; nkg:drawnSmallest 0 .",
}

CLOSED = ("Claim", "Attribution", "Evidence", "Position", "NameUse", "Identifier", "Point",
          "Containment")  # fmt: skip


@pytest.fixture(scope="module")
def messages() -> dict[str, set[str]]:
    """The messages of each shape."""
    shapes = Graph().parse(SHAPES, format="turtle")
    return {
        str(shape).removeprefix(SHAPE): {
            str(shapes.value(constraint, SH.message))
            for constraint in shapes.objects(shape, SH.property)
            if (constraint, SH.message, None) in shapes
        }
        for shape in shapes.subjects(None, SH.NodeShape)
        if isinstance(shape, URIRef)
    }


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What is told of all the broken resources."""
    path: Path = tmp_path_factory.mktemp("broken") / "broken.ttl"
    path.write_text(HEADING + "\n".join(BROKEN.values()), encoding="utf-8")
    return [one.message for one in check_file(path, base=in_memory()) if one.rule == "shape"]


def test_every_shape_has_a_broken_example(messages: dict[str, set[str]]) -> None:
    assert sorted(messages) == sorted(BROKEN)
    assert len(messages) == 36
    assert sum(map(len, messages.values())) > 100


@pytest.mark.parametrize("shape", sorted(BROKEN))
def test_every_message_of_a_shape_is_given(
    shape: str, messages: dict[str, set[str]], told: list[str]
) -> None:
    missing = {
        message
        for message in messages[shape]
        if not any(one == message or one.startswith(message + " (here it is ") for one in told)
    }
    assert missing == set()


def test_what_does_not_belong_is_told(told: list[str]) -> None:
    assert any(one.startswith("nkg:importer does not belong here: ") for one in told)


def test_small_records_are_closed() -> None:
    shapes = Graph().parse(SHAPES, format="turtle")
    closed = {str(one).removeprefix(SHAPE) for one in shapes.subjects(SH.closed, None)}
    assert closed == set(CLOSED)


def test_the_shapes_are_shacl() -> None:
    from pyshacl import validate

    conforms, _, text = validate(
        Graph(), shacl_graph=Graph().parse(SHAPES, format="turtle"), meta_shacl=True
    )
    assert conforms, text
