"""Stored queries and rules are checked before somebody asks them."""

from pathlib import Path

import pytest

from nkgraph.check.graph import Graph
from nkgraph.check.queries import wrong_queries
from nkgraph.errors import CannotRead
from nkgraph.store.seed import in_memory


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph(in_memory())


def test_stored_queries_are_checked(graph: Graph, tmp_path: Path) -> None:
    good = "#+ summary: All there is\nSELECT ?s WHERE { ?s ?p ?o }\n"
    (tmp_path / "good.rq").write_text(good)
    assert list(wrong_queries(graph, [tmp_path])) == []
    (tmp_path / "marker.rq").write_text(good.replace("#+", "+="))
    (tmp_path / "syntax.rq").write_text(good.replace("?o }", "?o"))
    (tmp_path / "calls.rq").write_text(good.replace("?s ?p ?o", "SERVICE <http://x/> { ?s ?p ?o }"))
    (tmp_path / "update.rq").write_text("#+ summary: No\nDELETE WHERE { ?s ?p ?o }\n")
    findings = list(wrong_queries(graph, [tmp_path]))
    assert [one.subject for one in findings] == ["calls", "marker", "syntax", "update"]
    with pytest.raises(CannotRead):
        list(wrong_queries(graph, [tmp_path / "absent"]))
    (tmp_path / "actors.rq").write_text(good)
    assert ["actors.rq" in one.message for one in wrong_queries(graph, [tmp_path])] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "PREFIX nkg: <https://w3id.org/nkgraph/ontology#>\nSELECT ?s WHERE { ?s nkg:importr ?o }",
        "PREFIX o: <https://w3id.org/nkgraph/ontology#>\nSELECT ?s WHERE { ?s o:importr ?o }",
        "SELECT ?s WHERE { ?s <https://w3id.org/nkgraph/ontology#importr> ?o }",
        "#+ parameters:\n#+   of: {type: resource, of: nkg:importr, description: Whose}\n"
        "SELECT ?s WHERE {\n  VALUES ?of { UNDEF }\n  ?s ?p ?of\n}",
    ],
)
def test_a_query_with_a_term_that_does_not_exist(graph: Graph, text: str, tmp_path: Path) -> None:
    (tmp_path / "slip.rq").write_text("#+ summary: A slip\n" + text)
    assert [(one.subject, one.message) for one in wrong_queries(graph, [tmp_path])] == [
        ("slip", "the ontology has no term nkg:importr (did you mean nkg:importer?)")
    ]


def test_words_in_strings_and_comments_are_no_terms(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "good.rq").write_text(
        "#+ summary: None\nPREFIX nkg: <https://w3id.org/nkgraph/ontology#>\n# nkg:importr\n"
        'SELECT ?s WHERE { ?s nkg:importer ?o FILTER(STR(?o) != "nkg:importr") }'
    )
    assert list(wrong_queries(graph, [tmp_path])) == []
