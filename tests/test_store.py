"""One scenario over every kind of store: they answer alike."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from nkgraph.errors import BadQueryText, StoreError
from nkgraph.graph import KnowledgeGraph
from nkgraph.store import Reader, open_reader, seed

KINDS = ("memory", "disk", "endpoint")
NKG = "PREFIX nkg: <https://w3id.org/nkgraph/ontology#> "
SOURCES = "https://w3id.org/nkgraph/source/"


@pytest.fixture(scope="module", params=KINDS)
def reader(request: pytest.FixtureRequest) -> Reader:
    where = {
        "memory": lambda: None,
        "disk": lambda: str(request.getfixturevalue("disk_store")),
        "endpoint": lambda: request.getfixturevalue("endpoint"),
    }[request.param]()
    return open_reader(where)


def test_the_default_graph_is_the_union(reader: Reader) -> None:
    # The class is said in the article's graph, its label in the ontology's.
    rows = reader.select(
        NKG + "SELECT ?claim ?label { ?claim a nkg:Claim, ?kind . ?kind <http://www.w3.org/2000/01/"
        "rdf-schema#label> ?label } ORDER BY ?claim LIMIT 3"
    )
    assert rows.columns == ("claim", "label")
    assert len(rows.rows) == 3
    assert {row[1] for row in rows.rows} == {ox.Literal("claim", language="en")}


def test_named_graphs(reader: Reader) -> None:
    rows = reader.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").rows
    assert {row[0] for row in rows} == {*seed.files(), seed.DERIVED}


def test_a_query_that_names_its_graphs(reader: Reader) -> None:
    count = NKG + "SELECT (COUNT(*) AS ?n) {} {{ ?claim a nkg:Claim }}"
    article, background = f"FROM <{SOURCES}article-2014-05-14>", f"FROM <{SOURCES}background>"
    everywhere = reader.select(count.format("")).rows
    assert reader.select(count.format(article)).rows == everywhere
    assert reader.select(count.format(background)).rows == [(ox.Literal(0),)]


def test_unbound_values(reader: Reader) -> None:
    assert reader.select("SELECT ?a ?b { VALUES (?a ?b) { (1 UNDEF) } }").rows == [
        (ox.Literal(1), None)
    ]
    assert reader.select("SELECT ?a { ?a <https://example.org/never> ?b }").rows == []


def test_ask(reader: Reader) -> None:
    assert reader.ask(NKG + "ASK { ?claim a nkg:Claim }")
    assert not reader.ask("ASK { ?s <https://example.org/never> ?o }")


def test_construct(reader: Reader) -> None:
    # The same triple comes out once, however many solutions make it.
    triples = reader.construct(NKG + "CONSTRUCT { nkg:a nkg:b 'é\"\\n' } { ?claim a nkg:Claim }")
    assert [str(triple.object) for triple in triples] == ['"é\\"\\n"']


def test_quads(reader: Reader) -> None:
    quads = set(reader.quads())
    assert len(quads) > 4000
    assert all(isinstance(quad.graph_name, ox.NamedNode) for quad in quads)


@pytest.mark.parametrize("ask", ["select", "ask", "construct"])
def test_a_text_that_does_not_parse(reader: Reader, ask: str) -> None:
    with pytest.raises(BadQueryText) as caught:
        getattr(reader, ask)("SELECT * WHERE {\n  ?s ?p }")
    assert str(caught.value).startswith("the query does not parse: line 2, column ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("ask", "text"),
    [("select", "ASK {}"), ("select", "DESCRIBE <a:a>"), ("construct", "SELECT * { ?s ?p ?o }")],
)
def test_another_form_than_was_asked_for(reader: Reader, ask: str, text: str) -> None:
    with pytest.raises((BadQueryText, StoreError)) as caught:
        getattr(reader, ask)(text)
    assert "\n" not in str(caught.value)


def test_a_stored_query(reader: Reader, article: KnowledgeGraph) -> None:
    graph = KnowledgeGraph(reader)
    for values in ({}, {"importer": "DPRK"}, {"importer": "Pyongyang", "year": 2013}):
        assert graph.query("trade-figures", **values) == article.query("trade-figures", **values)


def test_without(reader: Reader, article: KnowledgeGraph) -> None:
    graph = KnowledgeGraph(reader)
    expected = article.without("Many observers").query("claims")
    assert graph.without("Many observers").query("claims") == expected
    assert len(expected) < len(article.query("claims"))


def test_rdf(reader: Reader, article: KnowledgeGraph) -> None:
    dataset = KnowledgeGraph(reader).rdf
    rows = dataset.query(NKG + "SELECT ?claim { ?claim a nkg:Claim }")
    assert len(list(rows)) == len(article.query("evidence"))
    assert dataset.namespace_manager.store.namespace("nk") is not None


def test_what_reads_cannot_write(reader: Reader) -> None:
    public = {name for name in dir(reader) if not name.startswith("_")}
    assert {"select", "ask", "construct", "quads", "where"} <= public
    writing = ("INSERT DATA { <a:a> <a:b> 1 }", "CLEAR ALL", "DROP ALL", "LOAD <http://x.example/>")
    before = len(list(reader.quads()))
    methods: list[Callable[[str], object]] = [reader.select, reader.ask, reader.construct]
    for text in writing:
        for method in methods:
            with pytest.raises((BadQueryText, StoreError)):
                method(text)
    assert len(list(reader.quads())) == before


def test_where_a_store_is(disk_store: Path, endpoint: str) -> None:
    assert open_reader(None).where == "the graph in memory"
    assert open_reader(str(disk_store)).where == f"the store {str(disk_store)!r}"
    assert open_reader(endpoint).where == f"the endpoint {endpoint}"
