"""The HTTP side of an endpoint: requests, replies as streams, and each way it can fail in one line.

One client with one kept connection serves all requests to a server. What changes nothing when it is
said twice is said again where the connection broke before an answer began, and where the server
asks to wait a little (429 or 503 with Retry-After); all else is said once.
"""

import re
import threading
import time
import weakref
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

import httpx

from nkgraph.errors import BadQueryText, EndpointError
from nkgraph.output import harmless
from nkgraph.store import credentials
from nkgraph.store.addresses import checked

CONNECT_SECONDS = 10.0
"""How long a server may take to accept a connection."""

ANSWER_SECONDS = 300.0
"""How long a server may be silent while it works on an answer."""

TOTAL_SECONDS = 3600.0
"""How long an answer may take from the question to its last byte."""

MOST_BYTES = 512 << 20
"""How long an answer may be, unpacked: 512 MiB, whose rows take some 2 GiB of memory. How much
shorter it was when packed tells nothing: rows of the same thing again and again pack as tightly as
a bomb does."""


TRIES = 3
"""How often something that may be said twice is said at most."""

LONGEST_PAUSE = 10.0
"""How many seconds of waiting a server may ask for between two tries."""

PAUSE = 0.5
"""Seconds before a second try after a lost connection; the first is made at once, since a server
may have ended a kept connection just then."""

_CHUNK = 1 << 16
_LONGEST_REFUSAL = 1 << 16
_LONGEST_QUOTATION = 200
"""How many characters of what a server says stand in a message."""

_SERVERS_SAY = {
    403: "does not allow that to this user",
    404: "has nothing at this address: check its path",
    405: "does not take that at this address: check its path",
    406: "gives no format that is understood here",
    413: "finds what was sent too long: let it take 1 MiB at once",
    415: "does not take that at this address: check its path",
    429: "has had too many requests: wait a while",
    502: "is not reached by the server before it: try again later",
    503: "is not ready: try again later",
    504: "took too long: ask for less",
}
_WAIT_AND_SAY_AGAIN = (429, 503)


class Reply:
    """A successful answer whose body is read as it comes, and no longer than it may be.

    `media_type` is in lower case without parameters, `server` what the server calls itself.
    `read` makes it a file that parsers take; what goes wrong while it reads is an EndpointError.
    """

    def __init__(self, response: httpx.Response, address: str) -> None:
        self.status = response.status_code
        self.media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        self.server = response.headers.get("server", "")
        self.headers = response.headers
        self._address = address
        self._chunks = response.iter_bytes(_CHUNK)
        self._kept = b""
        self._read = 0
        self.failure: EndpointError | None = None

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, `size` at most; all that are left where it is negative."""
        if size < 0:
            return b"".join(iter(lambda: self.read(_CHUNK), b""))
        while not self._kept:
            chunk = self._next()
            if chunk is None:
                return b""
            self._kept = chunk
        part, self._kept = self._kept[:size], self._kept[size:]
        return part

    def _next(self) -> bytes | None:
        try:
            with _explained(self._address):
                chunk = next(self._chunks, None)
            if chunk is None:
                return None
            self._read += len(chunk)
            if self._read > MOST_BYTES:
                raise EndpointError(
                    f"the answer of the endpoint {self._address} is longer than "
                    f"{MOST_BYTES >> 20:,} MiB: ask for less"
                )
        except EndpointError as error:
            self.failure = error
            raise
        return chunk


class Request(NamedTuple):
    """What is sent. `is_safe` tells that it changes nothing when it is said twice."""

    method: str
    address: str
    accept: str = "*/*"
    content: bytes | None = None
    media_type: str = ""
    is_safe: bool = False

    @property
    def shown(self) -> str:
        """The address as messages give it."""
        return self.address.partition("?")[0]

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of the request."""
        sent = {"Accept": self.accept}
        return sent | ({"Content-Type": self.media_type} if self.media_type else {})


class Client:
    """Sends requests to one server. `address` is where it takes queries."""

    def __init__(self, address: str) -> None:
        parts = checked(address)
        self.parts = parts
        self.address = parts.geturl()
        self._login = credentials.login(parts)
        self._client = _connecting(parts.scheme, self._login)
        self.close = weakref.finalize(self, self._client.close)
        """Ends the connection, and all that waits for it; who is forgotten ends its own."""

    @contextmanager
    def send(self, request: Request) -> Generator[Reply]:
        """Send a request and give the reply, which is read within the block.

        Raises BadQueryText with the server's words where it says that the text is at fault (400),
        EndpointError for everything else that goes wrong.
        """
        # A server that sends a byte now and then is never silent: the only way to end that is from
        # another thread.
        too_long = threading.Timer(TOTAL_SECONDS, self.close)
        too_long.daemon = True
        too_long.start()
        try:
            response = self._answered(request)
            try:
                if not response.is_success:
                    raise self._failure(request, response)
                yield Reply(response, request.shown)
            finally:
                response.close()
        except EndpointError as error:
            if too_long.finished.is_set():
                raise EndpointError(
                    f"the endpoint {request.shown} did not come to an end in "
                    f"{TOTAL_SECONDS:g} seconds: ask for less"
                ) from error
            raise
        finally:
            too_long.cancel()

    def _answered(self, request: Request) -> httpx.Response:
        for tried in range(1, TRIES + 1):
            is_last = tried == TRIES or not request.is_safe
            try:
                with _explained(request.shown):
                    response = self._client.send(
                        self._client.build_request(
                            request.method,
                            request.address,
                            content=request.content,
                            headers=request.headers,
                        ),
                        stream=True,
                    )
            except EndpointError as error:
                if is_last or not isinstance(error.__cause__, httpx.NetworkError | _HANGS_UP):
                    raise
                time.sleep(PAUSE * (tried - 1))
                continue
            pause = _pause(response)
            if response.status_code not in _WAIT_AND_SAY_AGAIN or is_last or pause is None:
                return response
            response.close()
            time.sleep(pause)
        raise AssertionError("the last try returns or raises")

    def _failure(self, request: Request, response: httpx.Response) -> EndpointError | BadQueryText:
        status = response.status_code
        if status == httpx.codes.BAD_REQUEST:
            return BadQueryText(self._quotation(response) or "the endpoint refuses it")
        target = response.headers.get("location", "").partition("?")[0]
        if response.is_redirect and target:
            there = _without_login(self._hidden(target))
            return EndpointError(
                f"the endpoint {request.shown} has moved to {there}: use that, if you trust it"
            )
        if status == httpx.codes.UNAUTHORIZED:
            return EndpointError(f"the endpoint {request.shown} {self._wants_login()}")
        said = (
            _SERVERS_SAY.get(status) or f"failed: {self._quotation(response) or 'it says no more'}"
        )
        return EndpointError(f"the endpoint {request.shown} {said} (HTTP {status})")

    def _wants_login(self) -> str:
        """Return what is said of a server that takes nobody without a login, or not this one."""
        variables = credentials.USER_VARIABLE, credentials.PASSWORD_VARIABLE
        if self._login is None:
            trouble = credentials.trouble(self.parts)
            why = f", which cannot be used: {trouble}" if trouble else ""
            return (
                f"asks for a user and a password: set {' and '.join(variables)}, or write them "
                f"into ~/.netrc{why} (HTTP 401)"
            )
        if self._login.is_sent:
            return (
                "does not take this user and password (HTTP 401): "
                f"check {', '.join(variables)} and ~/.netrc"
            )
        return (
            "asks for another kind of login than a user and a password, by Basic or Digest "
            "(HTTP 401): let it take one of these"
        )

    def _quotation(self, response: httpx.Response) -> str:
        """Return what a server says in plain text, on one line; its HTML pages are not quoted."""
        if "html" in response.headers.get("content-type", ""):
            return ""
        said = b""
        try:
            for chunk in response.iter_bytes(_CHUNK):
                said += chunk
                if len(said) > _LONGEST_REFUSAL:
                    break
        except (httpx.HTTPError, httpx.StreamError):
            pass
        return _shown(self._hidden(said[:_LONGEST_REFUSAL].decode("utf-8", "replace")))

    def _hidden(self, text: str) -> str:
        return text if self._login is None else self._login.hidden(text)


_HANGS_UP = httpx.RemoteProtocolError
"""What a connection is called that ends before an answer begins."""


def _connecting(scheme: str, login: httpx.Auth | None) -> httpx.Client:
    """Return what makes connections. Raises EndpointError where the environment hinders that."""
    try:
        return httpx.Client(
            auth=login,
            timeout=httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS),
            headers={"User-Agent": "nkgraph", "Accept-Encoding": "gzip"},
            follow_redirects=False,
            # To read the authorities' certificates takes 30 ms, which only https needs.
            verify=scheme == "https",
        )
    except (OSError, ValueError, ImportError, httpx.InvalidURL) as error:
        # Not with what it says: a proxy's address may have a password.
        raise EndpointError(
            "what the environment says of connections cannot be used: check HTTP_PROXY, "
            "HTTPS_PROXY, ALL_PROXY, SSL_CERT_FILE and SSL_CERT_DIR"
        ) from error


@contextmanager
def _explained(address: str) -> Iterator[None]:
    try:
        yield
    except UnicodeEncodeError as error:
        raise BadQueryText("the query holds characters that are not Unicode text") from error
    except httpx.TimeoutException as error:
        raise EndpointError(
            f"the endpoint {address} was silent for too long: try again, or ask for less"
        ) from error
    except httpx.DecodingError as error:
        raise EndpointError(f"the answer of the endpoint {address} is not well packed") from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, RuntimeError) as error:
        # RuntimeError: the client was closed by another thread.
        reason = _shown(str(error)) or type(error).__name__
        raise EndpointError(
            f"the endpoint {address} could not be read: {reason}; check the address and that the "
            "server runs"
        ) from error


def _pause(response: httpx.Response) -> float | None:
    """Return how long a server asks to wait, or None where that is longer than we do."""
    said = response.headers.get("retry-after", "").strip()
    if not (said.isascii() and said.isdigit()):  # a date, or nothing at all
        return None
    return float(said) if float(said) <= LONGEST_PAUSE else None


def _without_login(address: str) -> str:
    return _shown(re.sub(r"//[^/@]*@", "//", address))


def _shown(text: str) -> str:
    return " ".join(harmless(text).split())[:_LONGEST_QUOTATION]
