"""What a server can do wrong, each in one line; `test_store.py` has what it does right."""

import gzip
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import faulty_server
from faulty_server import RESULTS, Answer, Fault, reply
from faulty_server import serving as server
from loopback import free_port
from nkgraph.errors import BadQueryText, EndpointError, NkgraphError
from nkgraph.store import open_reader
from nkgraph.store.endpoint import Endpoint

pytestmark = pytest.mark.usefixtures("nobody")

SELECT = "SELECT ?s { ?s ?p ?o }"
GRAPH = ox.NamedNode("http://example.org/graph")
NO_GRAPHS = b'{"head": {"vars": ["graph"]}, "results": {"bindings": []}}'
ONE_ROW = (
    b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "uri", "value": "a:a"}}]}}'
)


def always(body: bytes, **how: Any) -> Answer:
    return lambda handler, _: reply(handler, body, **how)


def after_the_graphs(fault: Fault) -> Answer:
    """Answer what a client asks beforehand, and then by a fault."""

    def answer(handler: BaseHTTPRequestHandler, form: dict[str, list[str]]) -> None:
        if "?graph" in form.get("query", [""])[0]:
            reply(handler, NO_GRAPHS, Server="Oxigraph/0")
        else:
            fault(handler)

    return answer


def failing(answer: Answer, run: Callable[[Endpoint], object]) -> NkgraphError:
    with server(answer) as address, pytest.raises(NkgraphError) as caught:
        run(Endpoint(address.replace("/sparql", "/query")))
    assert len(str(caught.value).splitlines()) == 1
    assert len(str(caught.value)) < 400
    assert caught.value.exit_code == 2
    return caught.value


def refusal(answer: Answer, ask: str = "select", text: str = SELECT) -> NkgraphError:
    return failing(answer, lambda endpoint: getattr(endpoint, ask)(text))


KINDS: dict[str, Callable[[Endpoint], object]] = {
    "query": lambda endpoint: endpoint.select(SELECT),
    "construct": lambda endpoint: endpoint.construct("CONSTRUCT WHERE { ?s ?p ?o }"),
    "update": lambda endpoint: endpoint.update("CLEAR ALL"),
    "graph store": lambda endpoint: endpoint.post(GRAPH, b"<a:a> <a:b> <a:c> .\n"),
}


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nkgraph.store.http.PAUSE", 0.0)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", faulty_server.FAULTS)
def test_a_fault(name: str, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nkgraph.store.http.MOST_BYTES", 4 << 20)
    fault, said = faulty_server.FAULTS[name]
    error = failing(after_the_graphs(fault), KINDS[kind])
    assert type(error) is EndpointError
    assert said.casefold() in str(error).casefold()
    assert "secret" not in str(error)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (always(b"<html>", media_type="text/html"), "answered with text/html and not"),
        (always(b"", media_type=""), "answered with nothing and not with SPARQL results"),
        (always(b"x", media_type="x/" + "y" * 900), "answered with x/yyyy"),
        (always(b"{}"), "breaks off or is damaged"),
        (always(b""), "breaks off or is damaged"),
        (always(NO_GRAPHS[:40]), "breaks off or is damaged"),
        (always(b"\xff\xfe\x00"), "breaks off or is damaged"),
        (always(b"a\nb\x1b[31m", status=500, media_type="text/plain"), "failed: a b [31m (HTTP"),
        (always(b"<h1>", status=500, media_type="text/html"), "failed: it says no more"),
        (always(b"x" * 10_000, status=500, media_type="text/plain"), "failed: xxx"),
        (always(b'{"head": {}, "boolean": true}'), "answered a SELECT with a yes or no"),
        (always(b"", media_type="text/csv"), "breaks off or is damaged"),
        (always(b"s\na,b\n", media_type="text/csv"), "row 1 has 2 cells for 1"),
        (always(b's\n"a', media_type="text/csv"), "breaks off or is damaged"),
        (always(b"<sparql", media_type="application/sparql-results+xml"), "breaks off"),
        (always(b"?s\n<a", media_type="text/tab-separated-values"), "breaks off"),
        (always(gzip.compress(NO_GRAPHS)[:50], Content_Encoding="gzip"), "breaks off"),
        (always(NO_GRAPHS, length=20), "breaks off"),
        (always(NO_GRAPHS, length=-1), "could not be read: bad Content-Length"),
        (always(b"", status=304), "failed: it says no more (HTTP 304)"),
    ],
)
def test_an_answer_that_is_none(answer: Answer, said: str) -> None:
    error = refusal(answer)
    assert type(error) is EndpointError
    assert said in str(error)


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
    answer = after_the_graphs(lambda handler: reply(handler, body, media_type=media_type))
    assert said in str(refusal(answer, ask, text))


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        (RESULTS, ONE_ROW),
        ("application/json", ONE_ROW),
        (
            "application/sparql-results+xml",
            b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="s"/>'
            b'</head><results><result><binding name="s"><uri>http://a/a</uri></binding></result>'
            b"</results></sparql>",
        ),
        ("text/tab-separated-values; charset=utf-8", b"?s\n<http://a/a>\n"),
        ("text/csv", b"s\r\nhttp://a/a\r\n"),
    ],
)
def test_rows_in_each_format(media_type: str, body: bytes) -> None:
    body = body.replace(b'"a:a"', b'"http://a/a"')
    answer = after_the_graphs(lambda handler: reply(handler, body, media_type=media_type))
    with server(answer) as address:
        columns, rows = Endpoint(address).select(SELECT)
    assert columns == ("s",)
    assert rows == [(ox.NamedNode("http://a/a"),)]


def test_csv_tells_an_iri_from_a_text_and_nothing_more() -> None:
    body = b'a,b,c,d\nhttp://a/ b,1.50,"x\ny, ""z""",\n_:b0,urn:a:b,,"\xc3\xa9"\n'
    answer = after_the_graphs(lambda handler: reply(handler, body, media_type="text/csv"))
    with server(answer) as address:
        rows = Endpoint(address).select(SELECT).rows
    literal = ox.Literal
    assert rows == [
        (literal("http://a/ b"), literal("1.50"), literal('x\ny, "z"'), None),
        (ox.BlankNode("b0"), ox.NamedNode("urn:a:b"), None, literal("é")),
    ]


def test_what_is_safe_is_said_again_and_what_is_not_is_said_once() -> None:
    for kind, said in (("query", 3), ("construct", 3), ("graph store", 3), ("update", 1)):
        for fault in (faulty_server.hang_up, faulty_server.status(429, Retry_After="0")):
            times = [0]

            def counted(
                handler: BaseHTTPRequestHandler, fault: Fault = fault, times: list[int] = times
            ) -> None:
                times[0] += 1
                fault(handler)

            failing(after_the_graphs(counted), KINDS[kind])
            assert times == [said], kind


@pytest.mark.parametrize("pause", ["0", "1"])
def test_a_server_that_asks_to_wait_a_little(pause: str) -> None:
    times = [0]

    def busy_at_first(handler: BaseHTTPRequestHandler) -> None:
        times[0] += 1
        if times[0] == 1:
            faulty_server.status(503, Retry_After=pause)(handler)
        else:
            reply(handler, ONE_ROW)

    started = time.monotonic()
    with server(after_the_graphs(busy_at_first)) as address:
        assert len(Endpoint(address).select(SELECT).rows) == 1
    assert time.monotonic() - started >= float(pause)


@pytest.mark.parametrize("pause", ["3600", "-1", "soon", "Wed, 21 Oct 2026 07:28:00 GMT", ""])
def test_a_server_that_asks_to_wait_for_long_is_not_waited_for(pause: str) -> None:
    fault = faulty_server.status(503, Retry_After=pause)
    assert "is not ready" in str(failing(after_the_graphs(fault), KINDS["query"]))


def test_rows_that_the_server_has_cut_are_refused() -> None:
    answer = after_the_graphs(lambda handler: reply(handler, ONE_ROW, X_SPARQL_MaxRows="1"))
    assert "no more than 1 rows of an answer" in str(failing(answer, KINDS["query"]))


@pytest.mark.parametrize("lost", [False, True])
def test_graphs_come_in_pages_where_answers_are_cut(*, lost: bool) -> None:
    def rows(*those: str) -> bytes:
        terms = (",".join(f'"{name}": {one}' for name in "spo") for one in those)
        bindings = ",".join(f"{{{term}}}" for term in terms)
        head = '{"head": {"vars": ["s", "p", "o"]}, "results": {"bindings": ['
        return f"{head}{bindings}]}}}}".encode()

    things = [f'{{"type": "uri", "value": "a:{number}"}}' for number in range(10)]

    def answer(handler: BaseHTTPRequestHandler, form: dict[str, list[str]]) -> None:
        text = form["query"][0]
        if "COUNT" in text:
            number = '{"type": "literal", "value": "10"}'
            reply(handler, rows(number))
        elif "LIMIT 2 OFFSET" in text:
            start = int(text.rpartition(" ")[2])
            reply(handler, rows(*things[start : start + (1 if lost else 2)]))
        else:
            reply(handler, rows(*things[:4]), X_SPARQL_MaxRows="4")

    with server(answer) as address:
        if lost:
            with pytest.raises(EndpointError, match="gives 5 of 10 rows"):
                Endpoint(address).triples(GRAPH)
        else:
            assert len(Endpoint(address).triples(GRAPH)) == 10


def test_a_server_that_never_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nkgraph.store.http.TOTAL_SECONDS", 0.2)

    def drip(handler: BaseHTTPRequestHandler) -> None:
        for _ in range(200):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.02)

    def in_the_header(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        drip(handler)

    def in_the_body(handler: BaseHTTPRequestHandler) -> None:
        reply(handler, b" ", length=10_000)
        drip(handler)

    for fault in (in_the_header, in_the_body):
        for kind in KINDS.values():
            error = failing(after_the_graphs(fault), kind)
            assert "did not come to an end in 0.2 seconds" in str(error)


def test_too_long_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nkgraph.store.http.MOST_BYTES", 1 << 20)
    body = ONE_ROW[:-2] + b" " * (2 << 20) + b"}}"
    answer = after_the_graphs(lambda handler: reply(handler, body))
    assert "is longer than 1 MiB: ask for less" in str(failing(answer, KINDS["query"]))


def test_a_query_that_the_server_refuses() -> None:
    error = refusal(
        always(b"error at 3:7: expected OPTIONAL\n", status=400, media_type="text/plain")
    )
    assert type(error) is BadQueryText
    assert str(error) == "the query does not parse: line 3, column 7: expected OPTIONAL"
    said = refusal(always(b"Virtuoso 37000 Error\nSP030", status=400, media_type="text/plain"))
    assert str(said) == "the query does not parse: Virtuoso 37000 Error SP030"


def test_a_server_that_is_not_there() -> None:
    address = f"http://127.0.0.1:{free_port()}/sparql"
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
        is_list = "SELECT DISTINCT ?graph" in form["query"][0]
        reply(
            handler, graphs if is_list else NO_GRAPHS if "?since" in form["query"][0] else ONE_ROW
        )

    with server(answer) as address:
        endpoint = Endpoint(address)
        endpoint.select(SELECT)
        endpoint.select("SELECT ?s FROM <a:1> { ?s ?p ?o }")
        endpoint.select(SELECT)
    named = ["default-graph-uri" in form for form in seen]
    assert named == [False, False, True, False, True], "the graphs are asked for once"
    assert seen[2]["default-graph-uri"] == ["a:1", "a:2"]
    assert seen[2]["named-graph-uri"] == ["a:1", "a:2"]


def asking(seen: list[str | None], challenge: str) -> Answer:
    """Ask for a login, and note what comes."""

    def answer(handler: BaseHTTPRequestHandler, _: object) -> None:
        seen.append(handler.headers["Authorization"])
        if handler.headers["Authorization"]:
            reply(handler, NO_GRAPHS)
        else:
            reply(handler, b"no", status=401, WWW_Authenticate=challenge)

    return answer


def test_the_login_goes_to_who_asks_for_it_and_into_no_message(
    monkeypatch: pytest.MonkeyPatch, nobody: Path
) -> None:
    seen: list[str | None] = []
    monkeypatch.setenv("NKGRAPH_ENDPOINT_USER", "envoy")
    monkeypatch.setenv("NKGRAPH_ENDPOINT_PASSWORD", "secret")
    with server(asking(seen, "Basic realm=x")) as address:
        endpoint = Endpoint(address)
        endpoint.select(SELECT)
    assert seen == [None, *["Basic ZW52b3k6c2VjcmV0"] * 3], "a mark, the graphs, the rows"
    asks = always(b"no", status=401, WWW_Authenticate="Basic realm=x")
    assert "does not take this user and password (HTTP 401)" in str(refusal(asks))
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
    assert seen == [None, *["Basic ZW52b3k6c2VjcmV0"] * 3], "a mark, the graphs, the rows"


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
