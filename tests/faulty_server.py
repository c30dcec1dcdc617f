"""Servers that go wrong in every way that tests need, and one that passes on what goes right.

`serving` is a server that answers as it is told; `Proxy` stands before a real one, and plays a
fault at chosen requests. What a fault does is a function that is given the request's handler.
"""

import gzip
import http.client
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

RESULTS = "application/sparql-results+json"
TRIPLES = "application/n-triples"

Fault = Callable[[BaseHTTPRequestHandler], None]
Answer = Callable[[BaseHTTPRequestHandler, dict[str, list[str]]], None]

BOMB_MIB = 8
"""What the bomb unpacks to."""


def reply(
    handler: BaseHTTPRequestHandler,
    body: bytes,
    *,
    status: int = 200,
    media_type: str | None = None,
    length: int | None = None,
    **headers: str,
) -> None:
    """Answer in full, or less than `length` says; left out, the type is what was asked for."""
    handler.send_response_only(status)
    handler.send_header("Content-Type", _asked(handler) if media_type is None else media_type)
    handler.send_header("Content-Length", str(len(body) if length is None else length))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def _asked(handler: BaseHTTPRequestHandler) -> str:
    return TRIPLES if TRIPLES in handler.headers.get("Accept", "") else RESULTS


def status(code: int, **headers: str) -> Fault:
    """Return the fault of a server that refuses with a status."""
    return lambda handler: reply(
        handler, b"no, says the server", status=code, media_type="text/plain", **headers
    )


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    """End the connection without an answer."""
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


def break_off(handler: BaseHTTPRequestHandler) -> None:
    """Send the beginning of an answer, and end the connection."""
    reply(handler, b'{"head": {"vars": ["s"]}, "results": {"bindings": [', length=5000)
    hang_up(handler)


def break_a_chunk(handler: BaseHTTPRequestHandler) -> None:
    """Send half of a chunk, and end the connection."""
    handler.protocol_version = "HTTP/1.1"
    handler.send_response_only(200)
    handler.send_header("Content-Type", _asked(handler))
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b'40\r\n{"head": {"vars": ["s"]}, "res')
    hang_up(handler)


def html(handler: BaseHTTPRequestHandler) -> None:
    """Answer with a page, as what asks to log in does."""
    reply(handler, b"<html><h1>Welcome</h1></html>", media_type="text/html; charset=utf-8")


def redirect(handler: BaseHTTPRequestHandler) -> None:
    """Send to another host, whose address has a login in it."""
    status(307, Location="http://u:secret@192.0.2.1/sparql?token=secret")(handler)


def redirect_to_itself(handler: BaseHTTPRequestHandler) -> None:
    """Send to the same address, for ever."""
    status(307, Location=handler.path)(handler)


def bomb(handler: BaseHTTPRequestHandler) -> None:
    """Send little that unpacks to much."""
    reply(handler, gzip.compress(b" " * (BOMB_MIB << 20)), Content_Encoding="gzip")


def not_packed(handler: BaseHTTPRequestHandler) -> None:
    """Say that it is packed, which it is not."""
    reply(handler, b'{"head": {"vars": []}}', Content_Encoding="gzip")


def garbage(handler: BaseHTTPRequestHandler) -> None:
    """Send what is no HTTP."""
    handler.wfile.write(bytes(range(256)) * 8 + b"\r\n\r\n")
    hang_up(handler)


def endless_header(handler: BaseHTTPRequestHandler) -> None:
    """Send a header that does not end."""
    handler.send_response_only(200)
    handler.flush_headers()
    with suppress(BrokenPipeError, ConnectionResetError):
        for number in range(10_000):
            handler.wfile.write(b"X-Header-%d: %s\r\n" % (number, b"x" * 100))
    hang_up(handler)


FAULTS: dict[str, tuple[Fault, str]] = {
    "hangs up": (hang_up, "could not be read: "),
    "breaks off": (break_off, "could not be read: "),
    "breaks a chunk": (break_a_chunk, "could not be read: "),
    "HTML": (html, "HTML"),
    "401": (status(401), "asks for a user and a password: set NKGRAPH_ENDPOINT_USER"),
    "403": (status(403), "does not allow that to this user (HTTP 403)"),
    "404": (status(404), "has nothing at this address: check its path (HTTP 404)"),
    "405": (status(405), "does not take that at this address"),
    "413": (status(413), "finds what was sent too long"),
    "429": (status(429), "has had too many requests: wait a while (HTTP 429)"),
    "500": (status(500), "failed: no, says the server (HTTP 500)"),
    "503": (status(503), "is not ready: try again later"),
    "redirects": (redirect, "has moved to http://192.0.2.1/sparql: use that, if you trust it"),
    "redirects to itself": (redirect_to_itself, "has moved to "),
    "a bomb": (bomb, "is longer than 4 MiB: ask for less"),
    "not packed": (not_packed, "is not well packed"),
    "garbage": (garbage, "could not be read: "),
    "an endless header": (endless_header, "could not be read: "),
}
"""What a server can do wrong, whatever it is asked, and what is said of it."""


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """Serve on a free port of loopback what a function answers; yields the address."""

    class Handler(_Quiet):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"] or 0))
            is_form = "form" in self.headers.get("content-type", "")
            with suppress(BrokenPipeError, ConnectionResetError):
                answer(self, parse_qs(body.decode()) if is_form else {})

    with _running(Handler) as port:
        yield f"http://127.0.0.1:{port}/sparql"


class Proxy:
    """Stands before a server at another port, and plays a fault at some of the requests.

    What is a query, an update or a graph is told by the last part of the path: `query`, `update` or
    `store`.
    """

    def __init__(self, address: str) -> None:
        self._target = urlsplit(address).netloc
        self._lock = threading.Lock()
        self.heal()
        self.address = ""
        self.connections: set[tuple[str, int]] = set()

    def heal(self) -> None:
        """Pass everything on, and count anew."""
        self.seen: list[str] = []
        self._fault: Fault | None = None
        self._kind = ""
        self._from = self._until = 0

    def fail(self, fault: Fault, kind: str = "", *, at: int = 1, times: int = 1 << 30) -> None:
        """Play a fault from the given request of a kind on, so many times."""
        self.heal()
        self._fault, self._kind, self._from, self._until = fault, kind, at, at + times

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer a request: by the fault, or as the server does."""
        body = handler.rfile.read(int(handler.headers["content-length"] or 0))
        kind = urlsplit(handler.path).path.rpartition("/")[2]
        with self._lock:
            self.connections.add(handler.client_address)
            self.seen.append(kind)
            number = self.seen.count(kind) if self._kind else len(self.seen)
        is_chosen = self._kind in ("", kind) and self._from <= number < self._until
        if is_chosen and self._fault is not None:
            self._fault(handler)
            return
        self.pass_on(handler, body)

    def pass_on(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        """Answer as the server does."""
        server = http.client.HTTPConnection(self._target)
        try:
            headers = {
                name: handler.headers[name]
                for name in ("Accept", "Content-Type")
                if name in handler.headers
            }
            server.request(handler.command, handler.path, body, headers)
            answer = server.getresponse()
            content = answer.read()
        finally:
            server.close()
        handler.send_response_only(answer.status)
        for name in ("Server", "Content-Type"):
            if answer.getheader(name):
                handler.send_header(name, str(answer.getheader(name)))
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)


@contextmanager
def before(address: str, kind: type[Proxy] = Proxy) -> Iterator[Proxy]:
    """Stand before the server of an address, whose path the proxy's address has too."""
    proxy = kind(address)

    class Handler(_Quiet):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            with suppress(BrokenPipeError, ConnectionResetError):
                proxy.answer(self)

    with _running(Handler) as port:
        proxy.address = f"http://127.0.0.1:{port}{urlsplit(address).path}"
        yield proxy


class _Quiet(BaseHTTPRequestHandler):
    def answer(self) -> None:
        raise NotImplementedError

    def do_POST(self) -> None:
        self.answer()

    def do_PUT(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def log_message(self, *_: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        pass  # a client that goes away is what some tests are about


@contextmanager
def _running(handler: type[BaseHTTPRequestHandler]) -> Iterator[int]:
    web = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield web.server_port
    finally:
        web.shutdown()
        thread.join()
        web.server_close()
