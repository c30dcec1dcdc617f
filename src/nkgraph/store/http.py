"""The HTTP side of an endpoint: one request, one reply, and each way it can fail in one line."""

import os
import re
import weakref
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

import httpx

from nkgraph.errors import BadQueryText, EndpointError

CONNECT_SECONDS = 10.0
"""How long a server may take to accept a connection."""

ANSWER_SECONDS = 300.0
"""How long a server may be silent while it works on an answer."""

USER_VARIABLE = "NKGRAPH_ENDPOINT_USER"
PASSWORD_VARIABLE = "NKGRAPH_ENDPOINT_PASSWORD"

_LONGEST_QUOTATION = 200
"""How many characters of what a server says stand in a message."""

_SERVERS_SAY = {
    401: f"asks for a user and a password: set {USER_VARIABLE} and {PASSWORD_VARIABLE}",
    403: "does not allow that to this user",
    404: "has nothing at this address: check its path",
    405: "takes no queries at this address: check its path",
    413: "finds the query too long",
    429: "has had too many queries: wait a while",
    503: "is not ready: try again later",
    504: "took too long: ask for less",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """A successful answer: its media type in lower case without parameters, and its body."""

    media_type: str
    body: bytes


class Connection:
    """An address to which queries are posted; `address` is without the user and the password."""

    def __init__(self, address: str) -> None:
        parts = _split(address)
        self.address = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        self._client = httpx.Client(
            auth=_login(parts),
            timeout=httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS),
            headers={"User-Agent": "nkgraph"},
        )
        weakref.finalize(self, self._client.close)

    def post(self, form: list[tuple[str, str]], accept: str) -> Reply:
        """Send a form and return the reply.

        Raises BadQueryText with the server's words where it says that the query is at fault (400),
        EndpointError for everything else that goes wrong.
        """
        from urllib.parse import urlencode

        try:
            response = self._client.post(
                self.address,
                content=urlencode(form).encode(),
                headers={"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"},
            )
        except UnicodeEncodeError as error:
            raise BadQueryText("the query holds characters that are not Unicode text") from error
        except httpx.TimeoutException as error:
            raise EndpointError(
                f"the endpoint {self.address} was silent for too long: try again, or ask for less"
            ) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            reason = " ".join(str(error).split())[:_LONGEST_QUOTATION]
            raise EndpointError(
                f"the endpoint {self.address} could not be read: {reason or type(error).__name__}; "
                "check the address and that the server runs"
            ) from error
        if response.status_code == httpx.codes.OK:
            media_type = response.headers.get("content-type", "").partition(";")[0]
            return Reply(media_type.strip().lower(), response.content)
        raise self._failure(response)

    def _failure(self, response: httpx.Response) -> EndpointError | BadQueryText:
        status = response.status_code
        if status == httpx.codes.BAD_REQUEST:
            return BadQueryText(_quotation(response) or "the endpoint refuses the query")
        if response.is_redirect:
            target = response.headers.get("location", "").partition("?")[0]
            return EndpointError(
                f"the endpoint {self.address} has moved to {_without_login(target)}: use that"
            )
        said = _SERVERS_SAY.get(status) or f"failed: {_quotation(response) or 'it says no more'}"
        return EndpointError(f"the endpoint {self.address} {said} (HTTP {status})")


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        usable = bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise EndpointError("the endpoint's address is not valid: write http://host:port/path")
    return parts._replace(fragment="")


def _login(parts: SplitResult) -> httpx.Auth | None:
    user, password = os.environ.get(USER_VARIABLE), os.environ.get(PASSWORD_VARIABLE)
    if user is not None:
        return httpx.BasicAuth(user, password or "")
    if parts.username is not None:
        return httpx.BasicAuth(parts.username, parts.password or "")
    try:
        return httpx.NetRCAuth()
    except (OSError, SyntaxError):  # no ~/.netrc, or one that is not for us to mend
        return None


def _without_login(address: str) -> str:
    return re.sub(r"//[^/@]*@", "//", address)


def _quotation(response: httpx.Response) -> str:
    """Return what a server says in plain text, on one line; its HTML pages are not quoted."""
    if "html" in response.headers.get("content-type", ""):
        return ""
    return " ".join(response.text.split())[:_LONGEST_QUOTATION]
