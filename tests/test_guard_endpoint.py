"""The time that a server is told, and an answer in part that it gives for the whole."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import parse_qs

import pytest

import faulty_server
import nkgraph
from nkgraph.errors import LimitReached

NOTHING = {"head": {"vars": ["graph"]}, "results": {"bindings": []}}
ONE = {"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "uri", "value": "x:x"}}]}}


@contextmanager
def serving(name: str, status: int = 200, seconds: float = 0, **headers: str) -> Iterator[Any]:
    """Serve one row, and list what was asked; give the address and the list."""
    asked: list[dict[str, list[str]]] = []

    class Handler(BaseHTTPRequestHandler):
        server_version, sys_version = name, ""

        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            is_ours = "?graph" in form["query"][0]
            if not is_ours:
                asked.append(form)
                time.sleep(seconds)
            is_built = form["query"][0].startswith("CONSTRUCT")
            body = b"<x:x> <x:x> <x:x> .\n" if is_built else json.dumps(ONE).encode()
            if is_ours:
                body = json.dumps(NOTHING).encode()
            self.send_response(200 if is_ours else status)
            self.send_header(
                "Content-Type",
                "application/n-triples" if is_built else "application/sparql-results+json",
            )
            self.send_header("Content-Length", str(len(body)))
            for key, value in headers.items() if not is_ours else ():
                self.send_header(key.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/query", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("name", "timeout", "told"),
    [
        ("Virtuoso/07.20", 5, ["5000"]),
        ("Virtuoso/07.20", 0.5, ["1000"]),
        ("Virtuoso/07.20", None, ["60000"]),
        ("Virtuoso/07.20", float("inf"), None),
        ("Oxigraph/0.5", 5, None),
    ],
)
def test_virtuoso_is_told_the_time(name: str, timeout: float | None, told: list[str]) -> None:
    with serving(name) as (address, asked):
        nkgraph.open(address).query("SELECT ?s { ?s ?p ?o }", timeout=timeout)
        nkgraph.open(address).query("SELECT ?s FROM <x:x> { ?s ?p ?o }", timeout=timeout)
    assert [form.get("timeout") for form in asked] == [told, told]


@pytest.mark.parametrize("how", [{"status": 206}, {"X_SQL_State": "S1TAT"}])
@pytest.mark.parametrize("text", ["SELECT ?s { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_a_part_of_an_answer_is_none(how: dict[str, Any], text: str) -> None:
    with (
        serving("Virtuoso/07.20", **how) as (address, _),
        pytest.raises(LimitReached, match="gives a part of the answer: ask for less, or let"),
    ):
        nkgraph.open(address).query(text)


def test_a_server_that_does_not_answer_in_time() -> None:
    with serving("Oxigraph/0.5", seconds=1) as (address, _):
        graph = nkgraph.open(address)
        with pytest.raises(LimitReached, match=r"took longer than 0\.2 s"):
            graph.query("SELECT ?s { ?s ?p ?o }", timeout=0.2)
        assert len(graph.query("SELECT ?s { ?s ?p ?o }", timeout=30)) == 1


@pytest.mark.parametrize("name", ["Oxigraph/0.5", "Virtuoso/07.20"])
@pytest.mark.parametrize(
    ("text", "media_type", "begin", "more"),
    [
        (
            "SELECT ?s { ?s ?p ?o }",
            "application/sparql-results+json",
            '{"head": {"vars": ["s"]}, "results": {"bindings": [',
            '{"s": {"type": "uri", "value": "x:%d"}},',
        ),
        ("SELECT ?s { ?s ?p ?o }", "text/tab-separated-values", "?s\n", "<x:%d>\n"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples", "", "<x:%d> <x:x> <x:x> .\n"),
    ],
)
def test_no_more_rows_are_read_than_were_asked_for(
    name: str, text: str, media_type: str, begin: str, more: str
) -> None:
    def answer(handler: BaseHTTPRequestHandler, form: dict[str, list[str]]) -> None:
        if form["query"][0] != text:
            body = json.dumps(NOTHING).encode()
            faulty_server.reply(handler, body, Server=name)
            return
        handler.send_response_only(200)
        handler.send_header("Content-Type", media_type)
        handler.send_header("Server", name)
        handler.end_headers()
        handler.wfile.write(begin.encode())
        for first in count(0, 1000):  # until the client has gone
            handler.wfile.write("".join(more % (first + i) for i in range(1000)).encode())

    with faulty_server.serving(answer) as address:
        found = nkgraph.open(address).query(text, limit=3, timeout=60)
    assert len(found) == 3
    assert found.is_cut
