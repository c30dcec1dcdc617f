import io
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from nkgraph import export
from nkgraph.errors import BadFormat, CannotWrite
from nkgraph.graph import KnowledgeGraph
from nkgraph.store import seed

FORMATS = {
    "turtle": "turtle", "trig": "trig", "nquads": "nquads", "ntriples": "nt", "jsonld": "json-ld",
    "xml": "xml",
}  # fmt: skip
"""Our names, and rdflib's."""


def exported(graph: KnowledgeGraph, name: str) -> bytes:
    out = io.BytesIO()
    graph.export(out, name)
    return out.getvalue()


def test_every_format_is_tried_here() -> None:
    assert set(FORMATS) == set(export.NAMES)


@pytest.mark.parametrize("name", FORMATS)
def test_rdflib_reads_back_what_was_written(article: KnowledgeGraph, name: str) -> None:
    text = exported(article, name)
    read = rdflib.Dataset(default_union=True)
    read.parse(data=text, format=FORMATS[name])
    expected = rdflib.Graph()
    for quad in article.reader.quads():
        expected.parse(data=f"{quad.triple} .", format="nt")
    assert len(expected) > 4000
    assert set(read.triples((None, None, None))) == set(expected)
    if name in ("trig", "nquads", "jsonld"):
        graphs = {str(graph.identifier) for graph in read.graphs() if len(graph)}
        assert graphs == {graph.value for graph in (*seed.files(), seed.DERIVED)}


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_each_time(article: KnowledgeGraph, name: str) -> None:
    quads = list(article.reader.quads())
    first, second = io.BytesIO(), io.BytesIO()
    export.write(quads, first, name)
    export.write(reversed(quads), second, name)
    assert first.getvalue() == second.getvalue()


def test_turtle_is_readable(article: KnowledgeGraph) -> None:
    text = exported(article, "turtle").decode()
    assert "@prefix nk: <https://w3id.org/nkgraph/entity/> ." in text
    assert "\nnk:russia a nkg:State" in text
    # What a thing is stands first, and each thing is one block.
    assert text.count("\nnk:russia ") == 1


def test_the_ending_says_which_format(article: KnowledgeGraph, tmp_path: Path) -> None:
    for ending, start in (
        (".ttl", b"@prefix"),
        (".nq", b"<"),
        (".rdf", b"<?xml"),
        (".jsonld", b"["),
    ):
        path = tmp_path / f"graph{ending.upper()}"
        article.export(path)
        assert path.read_bytes().startswith(start), ending
    article.export(tmp_path / "graph.txt", "ntriples")
    assert (tmp_path / "graph.txt").read_bytes().startswith(b"<")


def test_what_cannot_be_written(article: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(BadFormat, match="no RDF format 'html': take one of turtle, trig"):
        article.export(tmp_path / "graph.ttl", "html")
    with pytest.raises(BadFormat, match=r"'.*graph\.html' has no ending of an RDF format"):
        article.export(tmp_path / "graph.html")
    with pytest.raises(BadFormat, match="say which RDF format"):
        article.export(io.BytesIO())
    with pytest.raises(CannotWrite):
        article.export(tmp_path / "none" / "graph.ttl")
    assert list(tmp_path.iterdir()) == []


def test_a_graph_that_rdf_xml_cannot_hold() -> None:
    node = ox.NamedNode("https://example.org/")
    quad = ox.Quad(node, ox.NamedNode("https://example.org/1"), ox.Literal("\0"), node)
    for name in export.NAMES:
        out = io.BytesIO()
        try:
            export.write([quad], out, name)
        except BadFormat as error:
            assert "cannot hold this graph" in str(error)
            assert out.getvalue() == b""


def test_isomorphic_is_about_the_same_graph(article: KnowledgeGraph) -> None:
    one = rdflib.Graph().parse(data=exported(article, "turtle"), format="turtle")
    other = rdflib.Graph().parse(data=exported(article, "ntriples"), format="nt")
    assert isomorphic(one, other)
