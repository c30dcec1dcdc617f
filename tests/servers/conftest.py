"""Every kind of store, filled as a test asks; a server that is not installed is skipped by name."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pyoxigraph as ox
import pytest

from nkgraph.graph import KnowledgeGraph
from nkgraph.store import open_reader
from nkgraph.store.credentials import PASSWORD_VARIABLE, USER_VARIABLE
from nkgraph.store.seed import in_memory
from nkgraph.store.writing import changing
from servers.running import PASSWORD, USER, NotInstalled, Server, oxigraph, virtuoso

KINDS = ("disk", "oxigraph", "virtuoso")
"""The kinds of store, beside the one in memory, with which the others are compared."""

Filled = Callable[[str, ox.Store], KnowledgeGraph]
Empty = Callable[[str], KnowledgeGraph]


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from _served(oxigraph, tmp_path_factory.mktemp("oxigraph"))


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from _served(virtuoso, tmp_path_factory.mktemp("virtuoso"))


@pytest.fixture(scope="module", autouse=True)
def _login() -> Iterator[None]:
    """Have Virtuoso's login at hand in these tests alone: the server outlives them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(USER_VARIABLE, USER)
        patch.setenv(PASSWORD_VARIABLE, PASSWORD)
        yield


@pytest.fixture(scope="session")
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """Put quads into a store of some kind, alone, and return the graph that it holds."""

    def fill(kind: str, quads: ox.Store) -> KnowledgeGraph:
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


@pytest.fixture(scope="session")
def empty(filled: Filled, tmp_path_factory: pytest.TempPathFactory) -> Empty:
    """Return the graph of a store of some kind that holds the project's graphs alone."""

    def make(kind: str) -> KnowledgeGraph:
        if kind == "disk":
            folder = str(tmp_path_factory.mktemp(kind) / "store")
            with changing(folder):
                pass
            return KnowledgeGraph(open_reader(folder))
        return filled(kind, in_memory().store)

    return make


def _served(
    run: Callable[[Path], AbstractContextManager[Server]], folder: Path
) -> Iterator[Server]:
    try:
        with run(folder) as server:
            yield server
    except NotInstalled as error:
        pytest.skip(str(error))
