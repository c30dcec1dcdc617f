"""Who we are to a server: a user and a password from the environment or netrc, given when asked.

Nothing is sent before a server asks for it (401, https://www.rfc-editor.org/rfc/rfc9110#section-11),
and then in the way that it asks: as a digest where it can, so that the password does not travel.
Redirects are not followed, so what is meant for one server gets to no other. No error and no `repr`
has the password.
"""

import os
from base64 import b64encode
from collections.abc import Generator
from urllib.parse import SplitResult

import httpx

from nkgraph.errors import EndpointError

USER_VARIABLE = "NKGRAPH_ENDPOINT_USER"
PASSWORD_VARIABLE = "NKGRAPH_ENDPOINT_PASSWORD"

_ASKS = 401
_NO_DIGEST = (LookupError, ValueError, NotImplementedError)
"""What httpx raises where a server asks for a digest that there is not."""
_LEAST_SECRET = 4
"""Characters; a shorter password is no secret, and stands in many a message by chance."""


class Login(httpx.Auth):
    """Answers a server that asks who we are, and says so at once from then on."""

    def __init__(self, user: str, password: str) -> None:
        self._basic = httpx.BasicAuth(user, password)
        self._digest = httpx.DigestAuth(user, password)
        self._chosen: httpx.Auth | None = None
        basic = b64encode(f"{user}:{password}".encode()).decode()
        self._secrets = [one for one in (password, basic) if len(one) >= _LEAST_SECRET]

    @property
    def is_sent(self) -> bool:
        """Whether the server has asked for it."""
        return self._chosen is not None

    def hidden(self, text: str) -> str:
        """Return what a server says, without the password where it repeats what it was sent."""
        for one in self._secrets:
            text = text.replace(one, "…")
        return text

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send a request, and once more with the login where the server asks for one."""
        if self._chosen is not None:
            try:
                yield from self._chosen.auth_flow(request)
            except _NO_DIGEST as error:
                raise httpx.LocalProtocolError("it asks for an unknown kind of login") from error
            return
        response = yield request
        if response.status_code != _ASKS:
            return
        asked = response.headers.get("www-authenticate", "").casefold()
        if asked and "digest" not in asked and "basic" not in asked:
            return  # it wants a token, say, and no password
        chosen = self._digest if "digest" in asked else self._basic
        flow = chosen.auth_flow(request)
        answer = next(flow)
        if chosen is self._digest:  # which it makes of what the server said
            try:
                answer = flow.send(response)
            except (httpx.ProtocolError, StopIteration, *_NO_DIGEST):
                return  # it asks for one that there is not
        self._chosen = chosen
        while True:
            try:
                answer = flow.send((yield answer))
            except StopIteration:
                return


def login(address: SplitResult) -> Login | None:
    """Return the login for a server: from the environment, else from ~/.netrc, else none.

    Raises EndpointError where the environment's is no text.
    """
    user = os.environ.get(USER_VARIABLE)
    if user is not None:
        try:
            return Login(user, os.environ.get(PASSWORD_VARIABLE, ""))
        except UnicodeEncodeError:
            raise EndpointError(
                f"{USER_VARIABLE} or {PASSWORD_VARIABLE} is no text in UTF-8: set it anew"
            ) from None  # the error has the password in it
    found, _ = _in_netrc(address)
    if found is None:
        return None
    return Login(found[0] or found[1], found[2] or "")


def trouble(address: SplitResult) -> str:
    """Return why ~/.netrc gives no login for a server, or nothing where it has none."""
    return _in_netrc(address)[1]


def _in_netrc(address: SplitResult) -> tuple[tuple[str, str, str] | None, str]:
    """Return user, account and password, or why the file cannot be read.

    What the parser says is not for a message, since it quotes what it takes for no keyword.
    """
    import netrc

    path = os.environ.get("NETRC")
    try:
        return netrc.netrc(path).authenticators(address.hostname or ""), ""
    except FileNotFoundError:
        return None, ""
    except OSError as error:
        return None, error.strerror or "it cannot be read"
    except netrc.NetrcParseError as error:
        if "permissive" in error.msg:
            return None, "others may read it (chmod 600)"
        return None, f"line {error.lineno} is none of netrc's"
    except UnicodeDecodeError:
        return None, "it is no text in UTF-8"
