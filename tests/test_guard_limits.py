"""Queries that take too long or too much, on every store: each is ended, and says so in a line."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import nkgraph
from guarding import (
    EVERYTHING_WITH_ITSELF,
    MEBIBYTE,
    TOO_DEEP,
    TOO_LARGE,
    TOO_LONG,
    children_of,
    refused,
)
from loopback import free_port, oxigraph, serving
from nkgraph.errors import BadCall, LimitReached, NkgraphError
from nkgraph.graph import KnowledgeGraph
from nkgraph.guard import Limits, limits, process


@pytest.fixture(scope="module")
def server(disk_store: Path) -> Iterator[str]:
    """The address of a server that gives up by itself, so that no bomb burns on in it."""
    port = free_port()
    at = f"127.0.0.1:{port}"
    command = [oxigraph(), "serve-read-only", "--location", str(disk_store), "--bind", at]
    with serving([*command, "--timeout-s", "3"], port):
        yield f"http://{at}/query"


@pytest.mark.parametrize("what", TOO_LONG)
def test_what_takes_too_long_is_ended(embedded: KnowledgeGraph, what: str) -> None:
    started = time.monotonic()
    said = refused(embedded, TOO_LONG[what], timeout=0.3)
    assert said.startswith("the query took longer than 0.3 s and was ended: ask for less, or allow")
    assert time.monotonic() - started < 10  # and not the hours that it would take


@pytest.mark.parametrize("what", ["counting a cross product", "constructing a cross product"])
def test_a_server_is_not_waited_for(server: str, what: str) -> None:
    graph = nkgraph.open(server)
    assert "took longer than 0.3 s" in refused(graph, TOO_LONG[what], timeout=0.3)
    assert len(graph.query("SELECT ?s { ?s ?p ?o } LIMIT 3")) == 3


@pytest.mark.parametrize("what", TOO_LARGE)
def test_what_needs_too_much_memory_is_ended(embedded: KnowledgeGraph, what: str) -> None:
    before = children_of(os.getpid())
    said = refused(embedded, TOO_LARGE[what], memory=24 * MEBIBYTE)
    assert "more than 24 MiB of memory" in said
    assert children_of(os.getpid()) == before


@pytest.mark.parametrize("what", TOO_DEEP)
def test_what_goes_too_deep_is_ended(embedded: KnowledgeGraph, what: str) -> None:
    assert "goes too deep for Oxigraph" in refused(embedded, TOO_DEEP[what])


@pytest.mark.slow
def test_a_value_that_is_too_long(article: KnowledgeGraph) -> None:
    text = f"SELECT (REPLACE('{'0' * 1700}', '0', '{'0' * 10_000}') AS ?x) {{}}"
    assert "a value that is longer than 16 MiB" in refused(article, text)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="without a fork every process is a new one")
@pytest.mark.parametrize("bomb", ["TOO_LONG", "TOO_LARGE"])
def test_a_new_process_is_ended_as_a_copy_is(
    embedded: KnowledgeGraph, bomb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "HAS_FORK", False)
    if bomb == "TOO_LONG":
        text = TOO_LONG["counting a cross product"]
        assert "took longer than 1 s" in refused(embedded, text, timeout=1)
    else:
        text = TOO_LARGE["doubling a text"]
        assert "64 MiB" in refused(embedded, text, memory=64 * MEBIBYTE)


def test_a_network_of_ones_own_query(article: KnowledgeGraph) -> None:
    text = f"SELECT (COUNT(*) AS ?source) (1 AS ?target) {{ {EVERYTHING_WITH_ITSELF} }}"
    for ask in (article.network, article.view, article.picture):
        with pytest.raises(LimitReached, match="took longer than"):
            ask(text, timeout=0.2)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"timeout": 0}, "timeout=0 is no time to run"),
        ({"timeout": -1}, "timeout=-1 is no time to run"),
        ({"timeout": float("nan")}, "timeout=nan is no time to run"),
        ({"memory": 1000}, "memory=1000 is too little"),
        ({"limit": 0}, "limit=0 is no number of rows"),
    ],
)
def test_limits_that_are_none(
    article: KnowledgeGraph, options: dict[str, float], said: str
) -> None:
    with pytest.raises(BadCall, match=said):
        article.query("SELECT ?s { ?s ?p ?o }", **options)  # type: ignore[arg-type]


def test_no_end_to_the_time(article: KnowledgeGraph) -> None:
    assert len(article.query("SELECT ?s { ?s ?p ?o } LIMIT 3", timeout=float("inf"))) == 3


def test_usual_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    assert limits.of(None, None, None).seconds == 60
    pages = {"SC_PHYS_PAGES": 1 << 18, "SC_PAGE_SIZE": 1 << 12}
    monkeypatch.setattr(os, "sysconf", pages.__getitem__)
    assert limits.of(None, None, None).memory == 1 << 29
    pages["SC_PHYS_PAGES"] = 1 << 30
    assert limits.of(None, None, None).memory == limits.MEMORY
    assert limits.of(5, 1 << 30, 7) == Limits(5, 1 << 30, 7)


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (2 << 30, "2 GiB"),
        (64 << 20, "64 MiB"),
        (1536 << 20, "1.5 GiB"),
        (2048, "2 KiB"),
        (7, "7 b"),
    ],
)
def test_sizes_in_words(size: int, words: str) -> None:
    assert limits.in_words(size).startswith(words)


def test_every_error_is_one_of_ours() -> None:
    assert issubclass(LimitReached, NkgraphError)
