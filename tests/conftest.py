"""What many tests need: the project's graph in each kind of store, and a way to run a command."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import nkgraph
from loopback import free_port, oxigraph, serving
from nkgraph.graph import KnowledgeGraph
from nkgraph.store import seed

# How fast this machine is says nothing of what is tested.
settings.register_profile("nkgraph", deadline=None)
settings.load_profile("nkgraph")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a case of bytes by its argument: an archive's bytes hold the second that made it.

    Two processes would not agree on its name, and pytest-xdist runs nothing then.
    """
    return argname if isinstance(val, bytes) else None


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session", autouse=True)
def _own_surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Leave the home of whoever runs the tests alone, and the width of their terminal out of it."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patched.delenv("COLUMNS", raising=False)  # pytest-xdist sets it
        yield


@pytest.fixture(scope="session")
def article() -> KnowledgeGraph:
    """The project's graph in memory; for tests that only ask."""
    return nkgraph.open()


@pytest.fixture(scope="session")
def disk_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store that holds the project's graph."""
    folder = tmp_path_factory.mktemp("disk") / "store"
    seed.create(str(folder))
    return folder


@pytest.fixture(params=["memory", "folder"])
def embedded(
    request: pytest.FixtureRequest, article: KnowledgeGraph, disk_store: Path
) -> KnowledgeGraph:
    """The project's graph in each kind of store of this process."""
    return article if request.param == "memory" else nkgraph.open(disk_store)


@pytest.fixture(scope="session")
def endpoint(disk_store: Path) -> Iterator[str]:
    """The address of a SPARQL endpoint that serves the project's graph."""
    port = free_port()
    at = f"127.0.0.1:{port}"
    with serving(
        [oxigraph(), "serve-read-only", "--location", str(disk_store), "--bind", at], port
    ):
        yield f"http://{at}/query"


@pytest.fixture
def nkgraph_command(tmp_path: Path) -> Run:
    """Run `nkgraph` as a process of its own, in an empty folder."""

    def run(*arguments: str, **options: object) -> "subprocess.CompletedProcess[str]":
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("NKGRAPH_")
        }
        environment |= options.pop("env", {})  # type: ignore[operator]
        return subprocess.run(
            [sys.executable, "-c", "from nkgraph.cli import main; main()", *arguments],
            **{  # type: ignore[call-overload]
                "capture_output": True,
                "text": True,
                "encoding": "utf-8",
                "cwd": tmp_path,
                "env": environment,
                "stdin": subprocess.DEVNULL,
                **options,
            },
        )

    return run


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Somebody's home folder in which no login stands, nor in the environment."""
    for name in ("NETRC", "NKGRAPH_ENDPOINT_USER", "NKGRAPH_ENDPOINT_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path
