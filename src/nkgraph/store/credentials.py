"""Who we are to a server: a user and a password from the environment or netrc, given when asked.

Nothing is sent before a server asks for it (401, https://www.rfc-editor.org/rfc/rfc9110#section-11),
and then in the way that it asks: as a digest where it can, so that the password does not travel.
Redirects are not followed, so what is meant for one server gets to no other. No error and no `repr`
has the password.
"""

import os
from collections.abc import Generator
from urllib.parse import SplitResult

import httpx

USER_VARIABLE = "NKGRAPH_ENDPOINT_USER"
PASSWORD_VARIABLE = "NKGRAPH_ENDPOINT_PASSWORD"

_ASKS = 401


class Login(httpx.Auth):
    """Answers a server that asks who we are, and says so at once from then on."""

    def __init__(self, user: str, password: str) -> None:
        self._basic = httpx.BasicAuth(user, password)
        self._digest = httpx.DigestAuth(user, password)
        self._chosen: httpx.Auth | None = None

    @property
    def is_sent(self) -> bool:
        """Whether the server has asked for it."""
        return self._chosen is not None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send a request, and once more with the login where the server asks for one."""
        if self._chosen is not None:
            yield from self._chosen.auth_flow(request)
            return
        response = yield request
        if response.status_code != _ASKS:
            return
        asked = response.headers.get("www-authenticate", "").casefold()
        self._chosen = self._digest if "digest" in asked else self._basic
        flow = self._chosen.auth_flow(request)
        answer = next(flow)
        if self._chosen is self._digest:  # which it makes of what the server said
            answer = flow.send(response)
        while True:
            try:
                answer = flow.send((yield answer))
            except StopIteration:
                return


def login(address: SplitResult) -> Login | None:
    """Return the login for a server: from the environment, else from ~/.netrc, else none."""
    user = os.environ.get(USER_VARIABLE)
    if user is not None:
        return Login(user, os.environ.get(PASSWORD_VARIABLE, ""))
    import netrc

    try:
        found = netrc.netrc(os.environ.get("NETRC")).authenticators(address.hostname or "")
    except (OSError, SyntaxError):  # no file, or one that is not for us to mend
        return None
    if found is None:
        return None
    return Login(found[0] or found[1], found[2] or "")
