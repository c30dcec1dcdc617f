import io
from pathlib import Path

import pyoxigraph as ox
import pytest

import nkgraph
from nkgraph.errors import (
    BadParameter,
    BadQueryText,
    CannotRead,
    NotANetwork,
    StoreError,
    UnknownQuery,
)  # fmt: skip
from nkgraph.graph import KnowledgeGraph

EVERYTHING = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } LIMIT 3"


def test_a_stored_query_by_name(article: KnowledgeGraph) -> None:
    table = article.query("trade-figures", importer="north korea", year="2013")
    assert table.columns[0] == "exporter"
    assert [(row["exporterLabel"], str(row["value"])) for row in table] == [("Russia", "36890000")]
    assert table.query is not None
    assert table.query.name == "trade-figures"


def test_a_file(article: KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(
        "#+ summary: Mine\n#+ parameters:\n"
        "#+   state: {type: resource, of: nkg:State, description: A state}\n"
        "SELECT ?state WHERE {\n  VALUES ?state { UNDEF }\n}\n"
    )
    for given in (path, str(path)):
        rows = article.query(given, state="RUS")
        assert [row["state"] for row in rows] == ["https://w3id.org/nkgraph/entity/russia"]
    with pytest.raises(BadParameter, match="mine has no parameter 'year'"):
        article.query(path, year=2013)


def test_a_text(article: KnowledgeGraph) -> None:
    assert len(article.query(EVERYTHING)) == 3
    with pytest.raises(BadParameter, match="your query has no parameter 'year': it takes none"):
        article.query(EVERYTHING, year=2013)


def test_ask_is_one_row(article: KnowledgeGraph) -> None:
    table = article.query("ASK { ?s a <https://w3id.org/nkgraph/ontology#Claim> }")
    assert table.columns == ("answer",)
    assert [dict(row) for row in table] == [{"answer": True}]
    assert [dict(row) for row in article.query("ASK { <a:a> <a:b> 1 }")] == [{"answer": False}]


def test_construct_and_describe_are_rows_of_triples(article: KnowledgeGraph) -> None:
    built = article.query("CONSTRUCT { <a:a> <a:b> ?o } WHERE { VALUES ?o { 1 2 } }")
    assert built.columns == ("subject", "predicate", "object")
    assert sorted(row["object"] for row in built) == [1, 2]  # type: ignore[type-var]
    described = article.query("DESCRIBE <https://w3id.org/nkgraph/entity/russia> WHERE {}")
    assert len(described) > 0


@pytest.mark.parametrize(
    ("query", "error", "said"),
    [
        ("no-such", UnknownQuery, "there is no stored query 'no-such'"),
        ("", UnknownQuery, "there is no stored query ''"),
        ("no-such.rq", CannotRead, "No such file"),
        ("no/such", CannotRead, "No such file"),
        (Path("no-such"), CannotRead, "No such file"),
        ("SELECT * { ?s ?p", BadQueryText, "line 1, column"),
        ("DELETE WHERE { ?s ?p ?o }", BadQueryText, "DELETE is an update"),
        ("SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }", BadQueryText, "--allow-service"),
    ],
)
def test_what_cannot_be_asked(
    article: KnowledgeGraph, query: str | Path, error: type[Exception], said: str
) -> None:
    with pytest.raises(error) as caught:
        article.query(query)
    assert said in str(caught.value)


def test_service_for_those_who_mean_it(article: KnowledgeGraph) -> None:
    # Oxigraph does not call port 9, which discards; that it says so shows that it tried.
    with pytest.raises(
        StoreError, match=r"a server that the query calls \(SERVICE\) could not be asked: .*port 9"
    ):
        article.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", allow_service=True)


@pytest.mark.parametrize("name", ["timeline", "trade-figures", "relations", "claims"])
def test_nothing_is_pasted_into_a_query(article: KnowledgeGraph, name: str) -> None:
    query = article.find(name)
    for parameter in query.parameters:
        with pytest.raises(BadParameter):
            article.query(name, **{parameter: '" } INSERT { "'})


def test_a_network(article: KnowledgeGraph) -> None:
    network = article.network("relations", actor="Russia")
    assert network.graph["name"] == "relations"
    assert network.graph["layout"] == "force"
    assert network.graph["command"] == "nkgraph view relations actor=Russia"
    assert {"x", "y", "label", "kind", "size"} <= set(
        network.nodes["https://w3id.org/nkgraph/entity/russia"]
    )
    assert network.graph["claims"]
    assert network.graph["kinds"]


def test_the_command_that_a_map_shows(article: KnowledgeGraph, tmp_path: Path) -> None:
    silent = article.without("Many observers", "Analysts")
    command = silent.network("voices").graph["command"]
    assert command == "nkgraph view voices --without 'Many observers' --without Analysts"
    path = tmp_path / "my map.rq"
    path.write_text("SELECT ?source ?target ?relation WHERE { VALUES ?source { <a:a> } }")
    assert article.network(path).graph["command"] == f"nkgraph view '{path}'"


def test_the_command_names_the_store_and_the_folders_of_queries(
    disk_store: Path, endpoint: str, tmp_path: Path
) -> None:
    graph = nkgraph.open(disk_store, queries=[tmp_path])
    assert graph.network("trade", exporter="RUS").graph["command"] == (
        f"nkgraph view trade exporter=RUS --queries {tmp_path} --store {disk_store}"
    )
    asked = nkgraph.open(f"{endpoint}?key=secret")
    assert asked.options == ["--store", endpoint]


def test_rows_that_are_no_network(article: KnowledgeGraph) -> None:
    with pytest.raises(NotANetwork, match="lack the columns source, target, relation"):
        article.network("timeline")


def test_a_page(article: KnowledgeGraph, tmp_path: Path) -> None:
    path = article.view("trade").save(tmp_path / "trade.html")
    text = path.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert "Russia" in text


def test_rdf_is_the_same_store(article: KnowledgeGraph) -> None:
    import rdflib

    graph = nkgraph.open()
    node = rdflib.URIRef("https://example.org/a")
    graph.rdf.graph(node).add((node, rdflib.RDFS.label, rdflib.Literal("New")))
    labels = graph.query("SELECT ?l { <https://example.org/a> ?p ?l }")
    assert [row["l"] for row in labels] == ["New"]
    assert len(article.query("SELECT ?l { <https://example.org/a> ?p ?l }")) == 0


def test_a_store_on_disk_stays_as_it_is(disk_store: Path) -> None:
    import rdflib

    graph = nkgraph.open(disk_store)
    before = len(list(graph.reader.quads()))
    node = rdflib.URIRef("https://example.org/a")
    with pytest.raises(Exception, match="read-write"):
        graph.rdf.graph(node).add((node, rdflib.RDFS.label, rdflib.Literal("New")))
    assert len(list(nkgraph.open(disk_store).reader.quads())) == before


def test_queries_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text(f"#+ summary: Mine\n{EVERYTHING}")
    graph = nkgraph.open(queries=[tmp_path])
    assert len(graph.query("mine")) == 3
    assert len(graph.without("Analysts").query("mine")) == 3


def test_export(article: KnowledgeGraph) -> None:
    out = io.BytesIO()
    article.export(out, "nquads")
    read = ox.Store()
    read.load(out.getvalue(), format=ox.RdfFormat.N_QUADS)
    assert set(read) == set(article.reader.quads())


def test_how_it_shows_itself(article: KnowledgeGraph) -> None:
    assert repr(article) == "<nkgraph.KnowledgeGraph: the graph in memory>"
