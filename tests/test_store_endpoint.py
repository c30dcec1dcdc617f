"""What a server can do wrong, each in one line; `test_store.py` has what it does right."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from nkgraph.errors import BadQueryText, EndpointError, NkgraphError
from nkgraph.store import open_reader
from nkgraph.store.endpoint import Endpoint

SELECT = "SELECT ?s { ?s ?p ?o }"
RESULTS = "application/sparql-results+json"
NO_GRAPHS = b'{"head": {"vars": ["graph"]}, "results": {"bindings": []}}'
ONE_ROW = (
    b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "uri", "value": "a:a"}}]}}'
)

Answer = Callable[[BaseHTTPRequestHandler, dict[str, list[str]]], None]


@contextmanager
def server(answer: Answer) -> Iterator[str]:
    """Serve on a free port, and yield the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            with suppress(BrokenPipeError, ConnectionResetError):
                answer(self, parse_qs(body))

        def log_message(self, *_: Any) -> None:
            pass

    web = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{web.server_port}/sparql"
    finally:
        web.shutdown()
        thread.join()
        web.server_close()


def reply(
    handler: BaseHTTPRequestHandler,
    body: bytes,
    *,
    status: int = 200,
    media_type: str = RESULTS,
    length: int | None = None,
    **headers: str,
) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", media_type)
    handler.send_header("Content-Length", str(len(body) if length is None else length))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def always(body: bytes, **how: Any) -> Answer:
    return lambda handler, _: reply(handler, body, **how)


def refusal(answer: Answer, ask: str = "select", text: str = SELECT) -> NkgraphError:
    with server(answer) as address, pytest.raises(NkgraphError) as caught:
        getattr(Endpoint(address), ask)(text)
    assert len(str(caught.value).splitlines()) == 1
    assert len(str(caught.value)) < 400
    return caught.value


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            always(b"<html>", media_type="text/html; charset=utf-8"),
            "answered with text/html and not",
        ),
        (always(b"", media_type=""), "answered with nothing and not with SPARQL results"),
        (always(b"{}"), "breaks off or is damaged"),
        (always(b""), "breaks off or is damaged"),
        (always(NO_GRAPHS[:40]), "breaks off or is damaged"),
        (always(NO_GRAPHS, length=5000), "could not be read"),
        (always(b"\xff\xfe\x00"), "breaks off or is damaged"),
        (always(b"no", status=401), "asks for a user and a password: set NKGRAPH_ENDPOINT_USER"),
        (always(b"no", status=403), "does not allow that to this user (HTTP 403)"),
        (always(b"no", status=404), "has nothing at this address: check its path (HTTP 404)"),
        (always(b"no", status=405), "does not take that at this address"),
        (always(b"no", status=503), "is not ready: try again later"),
        (always(b"a\nb\x1b[31m", status=500, media_type="text/plain"), "failed: a b"),
        (always(b"<h1>", status=500, media_type="text/html"), "failed: it says no more"),
        (always(b"x" * 10_000, status=500, media_type="text/plain"), "failed: xxx"),
        (
            always(b"", status=301, Location="http://u:secret@127.0.0.1/new?x"),
            "has moved to http://127.0.0.1/new: use that",
        ),
        (always(b'{"head": {}, "boolean": true}'), "answered a SELECT with a yes or no"),
    ],
)
def test_an_answer_that_is_none(answer: Answer, said: str) -> None:
    error = refusal(answer)
    assert type(error) is EndpointError
    assert said in str(error)
    assert "secret" not in str(error)


@pytest.mark.parametrize(
    ("ask", "text", "body", "media_type", "said"),
    [
        ("ask", "ASK {}", ONE_ROW, RESULTS, "answered an ASK with rows"),
        ("construct", "DESCRIBE <a:a>", b"<a:a> <a:b>", "application/n-triples", "is damaged"),
        ("construct", "DESCRIBE <a:a>", b"<html>", "text/html", "and not with RDF"),
    ],
)
def test_another_answer_than_was_asked_for(
    ask: str, text: str, body: bytes, media_type: str, said: str
) -> None:
    def answer(handler: BaseHTTPRequestHandler, form: dict[str, list[str]]) -> None:
        graphs = "GRAPH ?graph" in form["query"][0]
        reply(handler, NO_GRAPHS if graphs else body, media_type=RESULTS if graphs else media_type)

    assert said in str(refusal(answer, ask, text))


def test_a_query_that_the_server_refuses() -> None:
    error = refusal(
        always(b"error at 3:7: expected OPTIONAL\n", status=400, media_type="text/plain")
    )
    assert type(error) is BadQueryText
    assert str(error) == "the query does not parse: line 3, column 7: expected OPTIONAL"
    said = refusal(always(b"Virtuoso 37000 Error\nSP030", status=400, media_type="text/plain"))
    assert str(said) == "the query does not parse: Virtuoso 37000 Error SP030"


def test_a_server_that_hangs_up() -> None:
    def answer(handler: BaseHTTPRequestHandler, _: object) -> None:
        handler.connection.shutdown(socket.SHUT_RDWR)

    assert "could not be read" in str(refusal(answer))


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{probe.getsockname()[1]}/sparql"
    with pytest.raises(EndpointError, match=r"could not be read: .*check the address and that"):
        Endpoint(address).ask("ASK {}")


def test_a_server_that_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nkgraph.store.http.ANSWER_SECONDS", 0.2)
    release = threading.Event()
    try:
        error = refusal(lambda *_: release.wait(10) and None)
    finally:
        release.set()
    assert "was silent for too long" in str(error)


@pytest.mark.parametrize("address", ["http://", "http://[x", "http://a:99999/", "https:///x"])
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(EndpointError, match=r"the endpoint's address is not valid|could not be"):
        open_reader(address).ask("ASK {}")


def test_the_graphs_of_the_server_are_its_default_graph() -> None:
    seen: list[dict[str, list[str]]] = []
    graphs = (
        b'{"head": {"vars": ["graph"]}, "results": {"bindings": ['
        b'{"graph": {"type": "uri", "value": "a:1"}}, {"graph": {"type": "uri", "value": "a:2"}}]}}'
    )

    def answer(handler: BaseHTTPRequestHandler, form: dict[str, list[str]]) -> None:
        seen.append(form)
        reply(handler, graphs if "GRAPH ?graph" in form["query"][0] else ONE_ROW)

    with server(answer) as address:
        endpoint = Endpoint(address)
        endpoint.select(SELECT)
        endpoint.select("SELECT ?s FROM <a:1> { ?s ?p ?o }")
        endpoint.select(SELECT)
    assert ["default-graph-uri" in form for form in seen] == [False, True, False, True]
    assert seen[1]["default-graph-uri"] == ["a:1", "a:2"]
    assert seen[1]["named-graph-uri"] == ["a:1", "a:2"]


def asking(seen: list[str | None], challenge: str) -> Answer:
    """Ask for a login, and note what comes."""

    def answer(handler: BaseHTTPRequestHandler, _: object) -> None:
        seen.append(handler.headers["Authorization"])
        if handler.headers["Authorization"]:
            reply(handler, NO_GRAPHS)
        else:
            reply(handler, b"no", status=401, WWW_Authenticate=challenge)

    return answer


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Somebody's home folder in which no login stands, nor in the environment."""
    for name in ("NETRC", "NKGRAPH_ENDPOINT_USER", "NKGRAPH_ENDPOINT_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def test_the_login_goes_to_who_asks_for_it_and_into_no_message(
    monkeypatch: pytest.MonkeyPatch, nobody: Path
) -> None:
    seen: list[str | None] = []
    monkeypatch.setenv("NKGRAPH_ENDPOINT_USER", "envoy")
    monkeypatch.setenv("NKGRAPH_ENDPOINT_PASSWORD", "secret")
    with server(asking(seen, "Basic realm=x")) as address:
        endpoint = Endpoint(address)
        endpoint.select(SELECT)
    assert seen == [None, "Basic ZW52b3k6c2VjcmV0", "Basic ZW52b3k6c2VjcmV0"]
    with server(always(b"no", status=401)) as address, pytest.raises(EndpointError) as caught:
        Endpoint(address).ask("ASK {}")
    assert "secret" not in str(caught.value) + repr(endpoint.client.__dict__)


def test_a_login_as_a_digest(monkeypatch: pytest.MonkeyPatch, nobody: Path) -> None:
    seen: list[str | None] = []
    monkeypatch.setenv("NKGRAPH_ENDPOINT_USER", "envoy")
    monkeypatch.setenv("NKGRAPH_ENDPOINT_PASSWORD", "secret")
    with server(asking(seen, 'Digest realm="x", nonce="1", qop="auth", algorithm="MD5"')) as at:
        Endpoint(at).select(SELECT)
    assert seen[0] is None
    assert all(said and said.startswith('Digest username="envoy"') for said in seen[1:])
    assert "secret" not in str(seen)


def test_a_netrc_file(nobody: Path) -> None:
    seen: list[str | None] = []
    netrc = nobody / ".netrc"
    netrc.write_text("machine 127.0.0.1 login envoy password secret\n")
    netrc.chmod(0o600)
    with server(asking(seen, "Basic realm=x")) as address:
        Endpoint(address).select(SELECT)
    assert seen == [None, "Basic ZW52b3k6c2VjcmV0", "Basic ZW52b3k6c2VjcmV0"]


def test_a_login_in_the_address_is_refused() -> None:
    with pytest.raises(
        EndpointError, match=r"leave it out, and set NKGRAPH_ENDPOINT_USER"
    ) as error:
        open_reader("http://envoy:secret@127.0.0.1:1/sparql").ask("ASK {}")
    assert "secret" not in str(error.value)


def test_too_much_to_copy(monkeypatch: pytest.MonkeyPatch, endpoint: str) -> None:
    monkeypatch.setattr("nkgraph.store.endpoint.MOST_COPIED", 100)
    with pytest.raises(EndpointError, match=r"holds \d,\d\d\d quads, more than the 100"):
        list(Endpoint(endpoint).quads())
