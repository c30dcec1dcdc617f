"""Where a server takes updates and graphs: found by its address and name, or told."""

import pytest

from nkgraph.errors import EndpointError
from nkgraph.store.addresses import GRAPHS_VARIABLE, UPDATE_VARIABLE, Addresses, checked, of

HOST = "http://example.org:8080"


@pytest.fixture(autouse=True)
def _nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (UPDATE_VARIABLE, GRAPHS_VARIABLE):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("query", "server", "update", "graphs"),
    [
        ("/query", "Oxigraph/0.5.13", "/update", "/store"),
        ("/sparql", "Virtuoso/07.20.3229 (Linux)", "/sparql-auth", "/sparql-graph-crud-auth"),
        ("/sparql-auth", "Virtuoso/07.20", "/sparql-auth", "/sparql-graph-crud-auth"),
        ("/mine/query", "Apache Jena Fuseki (5.0)", "/mine/update", "/mine/data"),
        ("/mine/sparql", "Apache Jena Fuseki (5.0)", "/mine/update", "/mine/data"),
        (
            "/repositories/mine",
            "GraphDB",
            "/repositories/mine/statements",
            "/repositories/mine/rdf-graphs/service",
        ),
        ("/query", "nginx", "/update", None),
        ("/anything", "", "/anything", None),
        ("", "", "", None),
    ],
)
def test_addresses_that_are_found(query: str, server: str, update: str, graphs: str | None) -> None:
    found = of(checked(HOST + query), server)
    assert found == Addresses(HOST + query, HOST + update, HOST + graphs if graphs else None)


def test_addresses_that_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    query = checked(HOST + "/query")
    monkeypatch.setenv(UPDATE_VARIABLE, HOST + "/write")
    assert of(query, "Oxigraph/0.5") == Addresses(HOST + "/query", HOST + "/write", None)
    monkeypatch.setenv(GRAPHS_VARIABLE, HOST + "/graphs")
    assert of(query, "Oxigraph/0.5") == Addresses(
        HOST + "/query", HOST + "/write", HOST + "/graphs"
    )
    monkeypatch.setenv(UPDATE_VARIABLE, "http://envoy:secret@example.org/write")
    with pytest.raises(EndpointError, match="leave it out, and set NKGRAPH_ENDPOINT_USER") as error:
        of(query, "")
    assert "secret" not in str(error.value)


@pytest.mark.parametrize("variable", [UPDATE_VARIABLE, GRAPHS_VARIABLE])
@pytest.mark.parametrize(
    "address", ["http://other.example/write", "https://example.org:8080/write", "http://a@b/"]
)
def test_another_server_is_told_nothing(
    monkeypatch: pytest.MonkeyPatch, variable: str, address: str
) -> None:
    monkeypatch.setenv(variable, address)
    with pytest.raises(EndpointError, match=r"unset it|leave it out"):
        of(checked(HOST + "/query"), "Oxigraph/0.5")
    monkeypatch.setenv(variable, "http://EXAMPLE.org:9090/write")
    assert "http://EXAMPLE.org:9090/write" in of(checked(HOST + "/query"), "Oxigraph/0.5")


@pytest.mark.parametrize("address", ["", "ftp://a/b", "http://", "http://a:99999/", "http://[x"])
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(EndpointError, match="is not valid: write http://host:port/path"):
        checked(address)
