"""The check of a store with merged data sets: it looks at what people write, and at that whole."""

from pathlib import Path

import pyoxigraph as ox
import pytest

import nkgraph
from nkgraph.check import check
from nkgraph.graph import KnowledgeGraph
from nkgraph.store import Embedded
from nkgraph.store.seed import ARTICLE
from nkgraph.terms import NKG, PREFIXES

DATA = Path(__file__).parent / "data"
FILES = (
    "gdelt-2.0.tsv",
    "reported.csv",
    "cow-states.csv",
    "rdf/wikidata.ttl",
    "ftm/entities.ftm.json",
)
STANCE = ox.NamedNode("https://w3id.org/nkgraph/entity/a-note")


@pytest.fixture(scope="module")
def merged() -> KnowledgeGraph:
    graph = nkgraph.open()
    for name in FILES:
        graph.merge(DATA / name)
    return graph


def with_quads(graph: KnowledgeGraph, *quads: ox.Quad) -> Embedded:
    store = ox.Store()
    store.bulk_extend([*graph.reader.quads(), *quads])
    return Embedded(store)


def said(subject: ox.NamedNode, predicate: str, value: ox.NamedNode | ox.Literal) -> ox.Quad:
    return ox.Quad(subject, ox.NamedNode(predicate), value, ARTICLE)


def test_rows_and_terms_of_others_are_no_fault(merged: KnowledgeGraph) -> None:
    assert [str(one) for one in check(merged.reader)] == []


def test_a_slip_beside_them_is_found(merged: KnowledgeGraph) -> None:
    state = ox.NamedNode(NKG + "State")
    broken = with_quads(merged, said(STANCE, PREFIXES["rdf"] + "type", state))
    assert ("nk:a-note", "label") in {(one.name, one.rule) for one in check(broken)}


def test_a_name_that_a_data_set_describes_leads_somewhere(merged: KnowledgeGraph) -> None:
    (source, *_) = (
        row["source"] for row in merged.query("sources") if row["kindLabel"] == "data set"
    )
    there, nowhere = ox.NamedNode(str(source)), ox.NamedNode(str(source) + "0")
    wanted = "http://purl.org/dc/terms/source"
    for one, expected in ((there, 0), (nowhere, 1)):
        found = check(with_quads(merged, said(ARTICLE, wanted, one)))
        assert sum(finding.rule == "dangling" for finding in found) == expected
