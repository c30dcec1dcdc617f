"""A server on loopback to write into: empty, seeded, or with the least that is a graph of ours."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from nkgraph.store import renewing, seed
from nkgraph.store.endpoint import Endpoint
from nkgraph.store.seed import in_memory
from servers.running import NotInstalled, Server, oxigraph
from writing.server_content import mark


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    try:
        with oxigraph(tmp_path_factory.mktemp("oxigraph")) as server:
            yield server
    except NotInstalled as error:
        pytest.skip(str(error))


@pytest.fixture
def server(running: Server, tmp_path: Path) -> Server:
    """A server that holds nothing."""
    (tmp_path / "nothing.nq").write_bytes(b"")
    running.fill(tmp_path / "nothing.nq")
    return running


@pytest.fixture
def seeded(server: Server, tmp_path: Path) -> Server:
    """A server that holds the project's graphs."""
    file = tmp_path / "seed.nq"
    in_memory().store.dump(file, format=ox.RdfFormat.N_QUADS)
    server.fill(file)
    return server


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nkgraph.store.http.PAUSE", 0.0)
    for pause in ("_SHORTEST_PAUSE", "_LONGEST_PAUSE"):
        monkeypatch.setattr(f"nkgraph.store.marks.{pause}", 0.01)
    monkeypatch.setattr("nkgraph.store.http.MOST_BYTES", 4 << 20)


@pytest.fixture
def small(server: Server) -> Server:
    """A server that holds the least that is a graph of ours."""
    Endpoint(server.address).put(seed.ARTICLE, b"<a:a> <a:b> <a:c> .\n")
    mark(server.address, "seed", renewing.digest())
    mark(server.address, "revision", "none")
    return server
