"""What a guarded query answers: what the store itself does, or as many rows of it as are asked."""

import subprocess
import sys
import threading
from pathlib import Path

import pyoxigraph as ox
import pytest

import nkgraph
from guarding import EVERYTHING_WITH_ITSELF
from nkgraph.errors import BadQueryText, StoreError
from nkgraph.graph import KnowledgeGraph
from nkgraph.guard import Limits, limited, process
from nkgraph.store import Embedded

ANSWERED = {
    "rows": "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o",
    "no rows": "SELECT ?s ?p { ?s <x:x> ?p }",
    "no columns": "SELECT * { <x:x> <x:x> 1 }",
    "a row without columns": "SELECT * {}",
    "gaps": "SELECT ?a ?b { VALUES (?a ?b) { (1 UNDEF) (UNDEF UNDEF) (UNDEF 'x') } }",
    "a yes": "ASK { ?s ?p ?o }",
    "a no": "ASK { ?s <x:x> ?o }",
    "triples": "CONSTRUCT { ?s ?p ?o } WHERE { { ?s ?p ?o } UNION { ?s ?p ?o } }",
    "a description": "DESCRIBE <https://w3id.org/nkgraph/entity/russia>",
    "named graphs": "SELECT ?s ?g FROM NAMED <https://w3id.org/nkgraph/source/names> "
    "{ GRAPH ?g { ?s ?p ?o } } ORDER BY ?s",
    "odd terms": r"""SELECT ?x { VALUES ?x {
        "tab\tline\nreturn\rback\\slash\"quote" "a\u0001\u007f\u0085\u2028" 'ä'@de-CH 01 1.50 1e6
        "x"^^<x:?a=b&c> true "1"^^<http://www.w3.org/2001/XMLSchema#integer> "" ""@en
        <http://example.org/ü?a=b&c#d> "\uFFFF\U0010FFFF" } }""",
}


def same_answers(reader: Embedded) -> None:
    guarded = limited(reader, Limits())
    for text in ANSWERED.values():
        if text.startswith("SELECT"):
            assert guarded.select(text) == reader.select(text)
        elif text.startswith("ASK"):
            assert guarded.ask(text) == reader.ask(text)
        else:
            found = guarded.construct(text)
            assert set(found) == set(reader.construct(text))
            assert len(found) == len(set(found))


def test_an_answer_of_a_new_process_is_the_same(
    embedded: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "HAS_FORK", False)
    same_answers(embedded.reader)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="who is alone is not told here")
def test_an_answer_of_a_copy_is_the_same() -> None:
    program = (
        "import test_guard_answers; from nkgraph.guard import process;"
        "from nkgraph.store import seed;"
        "process._spawned = None;"  # it would be an error to call it
        "test_guard_answers.same_answers(seed.in_memory())"
    )
    subprocess.run(
        [sys.executable, "-c", program], cwd=Path(__file__).parent, check=True, timeout=120
    )


def test_beside_other_threads_a_new_process_is_started(embedded: KnowledgeGraph) -> None:
    go_on = threading.Event()
    other = threading.Thread(target=go_on.wait)
    other.start()
    try:
        assert not process._is_alone()
        assert limited(embedded.reader, Limits()).ask("ASK { ?s ?p ?o }")
    finally:
        go_on.set()
        other.join()


def test_beside_other_threads_too(embedded: KnowledgeGraph) -> None:
    answers: list[int] = []
    threads = [
        threading.Thread(
            target=lambda: answers.append(len(embedded.query("SELECT ?s { ?s ?p ?o } LIMIT 50")))
        )
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [50] * 8


def test_blank_nodes_keep_their_names() -> None:
    store = ox.Store()
    node, iri = ox.BlankNode("b1"), ox.NamedNode("x:x")
    store.add(ox.Quad(node, iri, ox.BlankNode("b2"), iri))
    reader = Embedded(store)
    text = "SELECT ?s ?o { ?s ?p ?o }"
    assert limited(reader, Limits()).select(text) == reader.select(text)
    assert limited(reader, Limits()).construct("CONSTRUCT WHERE { ?s ?p ?o }") == [
        ox.Triple(node, iri, ox.BlankNode("b2"))
    ]


@pytest.mark.parametrize("where", ["memory", "folder", "server"])
@pytest.mark.parametrize("text", ["SELECT ?s { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_the_first_rows_and_whether_there_are_more(
    where: str, text: str, article: KnowledgeGraph, disk_store: Path, request: pytest.FixtureRequest
) -> None:
    graph = article
    if where != "memory":
        graph = nkgraph.open(
            disk_store if where == "folder" else request.getfixturevalue("endpoint")
        )
    table = graph.query(text, limit=5)
    assert (len(table), table.is_cut) == (5, True)
    assert "the first 5 rows" in repr(table)
    assert "the first 5 rows, and there are more" in str(table)
    assert "the first 5 rows, and there are more" in table._repr_html_()
    all_of_them = graph.query(text.replace("}", "} LIMIT 5"), limit=5)
    assert (len(all_of_them), all_of_them.is_cut) == (5, False)
    assert "first" not in str(all_of_them)


def test_the_first_rows_come_before_the_time_is_over(article: KnowledgeGraph) -> None:
    table = article.query(f"SELECT * {{ {EVERYTHING_WITH_ITSELF} }}", limit=7, timeout=30)
    assert (len(table), table.is_cut) == (7, True)


def test_the_first_rows_of_a_stored_query(article: KnowledgeGraph) -> None:
    table = article.query("timeline", limit=2)
    assert table.is_cut
    assert list(table) == list(article.query("timeline"))[:2]
    assert not article.query("timeline", limit=1000).is_cut


def test_a_stored_query_gets_a_process_of_its_own_only_if_asked(
    article: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    forks: list[str] = []
    whole = process.answering
    monkeypatch.setattr(
        "nkgraph.guard.readers.answering",
        lambda store, task, disk: forks.append(task.text) or whole(store, task, disk),
    )
    plain = article.query("timeline", since="2009")
    assert forks == []
    assert article.query("timeline", since="2009", timeout=30) == plain
    assert len(forks) == 1
    (tmp_path / "mine.rq").write_text("#+ summary: Mine\nSELECT ?s { ?s ?p ?o }")
    nkgraph.open(queries=[tmp_path]).query("mine")
    article.query(tmp_path / "mine.rq")
    article.query("SELECT ?s { ?s ?p ?o }")
    assert len(forks) == 4


def test_what_is_wrong_with_a_query_is_said_as_ever(embedded: KnowledgeGraph) -> None:
    with pytest.raises(BadQueryText, match="line 2, column"):
        embedded.query("SELECT ?s {\n ?s ?p")
    with pytest.raises(StoreError, match="a server that the query calls"):
        embedded.query(
            "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", allow_service=True
        )
