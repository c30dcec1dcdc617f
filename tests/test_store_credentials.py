"""Logins: what is made of strange files and settings, strange servers, and what nobody may see."""

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest

from faulty_server import Answer, reply
from faulty_server import serving as server
from nkgraph.errors import NkgraphError
from nkgraph.store.endpoint import Endpoint

pytestmark = pytest.mark.usefixtures("nobody")

NOBODY = b'{"head": {"vars": ["s"]}, "results": {"bindings": []}}'
SELECT = "SELECT ?s { ?s ?p ?o }"
COMMAND = "from nkgraph.cli import main; main()"
SECRET = "very secret"
BASIC = base64.b64encode(f"envoy:{SECRET}".encode()).decode()


@pytest.fixture
def login(monkeypatch: pytest.MonkeyPatch, nobody: Path) -> None:
    monkeypatch.setenv("NKGRAPH_ENDPOINT_USER", "envoy")
    monkeypatch.setenv("NKGRAPH_ENDPOINT_PASSWORD", SECRET)


def asking(challenge: str, seen: list[str | None]) -> Answer:
    def answer(handler: object, _: object) -> None:
        seen.append(handler.headers["Authorization"])  # type: ignore[attr-defined]
        reply(handler, b"no", status=401, WWW_Authenticate=challenge)  # type: ignore[arg-type]

    return answer


def refusal(answer: Answer) -> str:
    with server(answer) as address, pytest.raises(NkgraphError) as caught:
        Endpoint(address).select(SELECT)
    assert len(str(caught.value).splitlines()) == 1
    return str(caught.value)


@pytest.mark.usefixtures("login")
@pytest.mark.parametrize(
    "challenge",
    [
        "Negotiate",
        'Bearer realm="x"',
        "Digest",
        f"Digest {'x' * 100}",
        'Digest realm="x"',
        'Digest realm="x", nonce="1", algorithm=ROT13',
        'Digest realm="x", nonce="1", qop="auth-int"',
    ],
)
def test_a_server_that_asks_for_another_login_gets_none(challenge: str) -> None:
    seen: list[str | None] = []
    said = refusal(asking(challenge, seen))
    assert "asks for another kind of login than a user and a password" in said
    assert set(seen) == {None}


@pytest.mark.usefixtures("login")
def test_a_server_that_asks_in_another_way_each_time() -> None:
    challenges = ['Digest realm="x", nonce="1"', 'Digest realm="x", nonce="1", algorithm=ROT13']

    def answer(handler: object, _: object) -> None:
        challenge = challenges.pop(0) if len(challenges) > 1 else challenges[0]
        reply(handler, b"no", status=401, WWW_Authenticate=challenge)  # type: ignore[arg-type]

    with server(answer) as address:
        endpoint = Endpoint(address)
        for _ in range(2):
            with pytest.raises(NkgraphError, match=r"login|password"):
                endpoint.select(SELECT)


@pytest.mark.usefixtures("login")
@pytest.mark.parametrize("status", [400, 500])
def test_a_server_that_repeats_what_it_was_sent(status: int) -> None:
    def answer(handler: object, _: object) -> None:
        sent = handler.headers["Authorization"]  # type: ignore[attr-defined]
        reply(
            handler,  # type: ignore[arg-type]
            f"sent: {sent} which is {SECRET}".encode(),
            status=status if sent else 401,
            media_type="text/plain",
            WWW_Authenticate="Basic",
        )

    said = refusal(answer)
    assert "sent: Basic … which is …" in said
    assert SECRET not in said
    assert BASIC not in said


@pytest.mark.usefixtures("login")
def test_a_server_that_moves_to_what_it_was_sent() -> None:
    def answer(handler: object, _: object) -> None:
        sent = handler.headers["Authorization"]  # type: ignore[attr-defined]
        reply(
            handler,  # type: ignore[arg-type]
            b"",
            status=307 if sent else 401,
            WWW_Authenticate="Basic",
            Location=f"/login/{(sent or '').removeprefix('Basic ')}",
        )

    assert "has moved to /login/…: use that" in refusal(answer)


@pytest.mark.parametrize("name", ["NKGRAPH_ENDPOINT_USER", "NKGRAPH_ENDPOINT_PASSWORD"])
@pytest.mark.usefixtures("login")
def test_a_login_that_is_no_text(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, os.fsdecode(b"\xff\xfe secret"))
    with pytest.raises(NkgraphError, match="is no text in UTF-8: set it anew") as caught:
        Endpoint("http://127.0.0.1:1/sparql").select(SELECT)
    assert "secret" not in str(caught.value)


UNUSABLE = {
    "a word that is none": (
        b"machine 127.0.0.1 login e passwrd secret\n",
        "is none of netrc's",
    ),
    "a password of two words": (b"machine 127.0.0.1 password very secret\n", "is none of netrc's"),
    "no text": (b"\xff\xfe machine", "it is no text in UTF-8"),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_netrc_file_that_is_none_matters_to_nobody_but_who_asks(name: str, nobody: Path) -> None:
    content, said = UNUSABLE[name]
    (nobody / ".netrc").write_bytes(content)
    (nobody / ".netrc").chmod(0o600)
    with server(lambda handler, _: reply(handler, NOBODY)) as address:
        assert Endpoint(address).select(SELECT).rows == []
    refused = refusal(asking("Basic", []))
    assert "write them into ~/.netrc, which cannot be used: " in refused
    assert f"{said} (HTTP 401)" in refused
    assert "secret" not in refused
    assert "passwrd" not in refused


def test_a_netrc_file_that_others_may_read(nobody: Path) -> None:
    (nobody / ".netrc").write_text("machine 127.0.0.1 login envoy password secret\n")
    (nobody / ".netrc").chmod(0o644)
    assert "others may read it (chmod 600)" in refusal(asking("Basic", []))
    (nobody / ".netrc").unlink()
    (nobody / ".netrc").mkdir()
    assert "cannot be used: Is a directory" in refusal(asking("Basic", []))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALL_PROXY", "foo://envoy:secret@127.0.0.1"),
        ("HTTP_PROXY", "socks5://127.0.0.1:9"),
        ("HTTPS_PROXY", "::::"),
        ("SSL_CERT_FILE", "/nowhere/certificates.pem"),
    ],
)
def test_settings_of_connections_that_are_none(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for other in ("ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(other, raising=False)
        monkeypatch.delenv(other.lower(), raising=False)
    monkeypatch.setenv(name, value)
    with pytest.raises(NkgraphError, match="says of connections cannot be used") as caught:
        Endpoint("https://127.0.0.1:1/sparql").select(SELECT)
    assert "secret" not in str(caught.value)


@pytest.mark.usefixtures("login")
def test_no_login_on_the_screen_nor_among_what_was_called() -> None:
    """Nor where Python is told to say all that it knows of what went wrong."""
    with server(asking("Basic", [])) as address:
        done = subprocess.run(
            [sys.executable, "-X", "dev", "-W", "ignore", "-c", COMMAND, "sources"],
            env={**os.environ, "NKGRAPH_STORE": address},
            capture_output=True,
            text=True,
        )
    assert done.returncode != 0
    assert "does not take this user and password" in done.stderr
    assert SECRET not in done.stdout + done.stderr
    assert BASIC not in done.stdout + done.stderr
