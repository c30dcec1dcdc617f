"""Every kind of store, filled as a test asks; a server that is not installed is skipped by name."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pyoxigraph as ox
import pytest

from nkgraph.graph import KnowledgeGraph
from nkgraph.store import Embedded, open_reader
from servers.running import PASSWORD, USER, NotInstalled, Server, oxigraph, virtuoso

SERVERS = ("oxigraph", "virtuoso")
KINDS = ("memory", "disk", *SERVERS)

Filled = Callable[[str, ox.Store], KnowledgeGraph]


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from _served(oxigraph, tmp_path_factory.mktemp("oxigraph"))


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NKGRAPH_ENDPOINT_USER", USER)
        patch.setenv("NKGRAPH_ENDPOINT_PASSWORD", PASSWORD)
        yield from _served(virtuoso, tmp_path_factory.mktemp("virtuoso"))


@pytest.fixture(scope="session")
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """Put quads into a store of some kind, alone, and return the graph that it holds."""

    def fill(kind: str, quads: ox.Store) -> KnowledgeGraph:
        if kind == "memory":
            return KnowledgeGraph(Embedded(quads))
        folder = tmp_path_factory.mktemp(kind)
        if kind == "disk":
            store = ox.Store(str(folder))
            store.bulk_extend(quads)
            store.flush()
            del store
            return KnowledgeGraph(open_reader(str(folder)))
        server: Server = request.getfixturevalue(f"{kind}_server")
        file = folder / "quads.nq"
        quads.dump(file, format=ox.RdfFormat.N_QUADS)
        server.fill(file)
        return KnowledgeGraph(open_reader(server.address))

    return fill


def _served(
    run: Callable[[Path], AbstractContextManager[Server]], folder: Path
) -> Iterator[Server]:
    try:
        with run(folder) as server:
            yield server
    except NotInstalled as error:
        pytest.skip(str(error))
