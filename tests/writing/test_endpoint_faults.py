"""Merging into an endpoint: all of it or nothing, whatever goes wrong."""

import io
import os
import signal
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pyoxigraph as ox
import pytest

import faulty_server
from faulty_server import Proxy
from merging import gdelt
from nkgraph.errors import NkgraphError, StoreError
from nkgraph.merge import provenance
from nkgraph.merge.changing import changing
from nkgraph.merge.provenance import Counts, Origin
from nkgraph.store import seed
from nkgraph.store.endpoint import Endpoint
from nkgraph.store.marks import Marks
from nkgraph.terms import SOURCE
from servers.running import Server
from writing.server_content import content, everything, mark, take


def put(address: str, version: int, folder: Path) -> None:
    """Change what a source says, as a merge does: it comes, or a version takes another's place."""
    digest = str(version)
    origin = Origin(SOURCE + "x", "x", "X", "x.csv", 1, digest, digest, "m", (), "figures")
    graph = ox.NamedNode(origin.graph)
    with changing(address) as change:
        change.store.remove_graph(graph)
        change.expect(origin)
        lines = (f'<a:{n}> <a:version> "{version}" {graph} .\n'.encode() for n in range(50))
        with change.loading(folder) as loading:
            loading.write(lines)
        change.extend(provenance.quads(origin, Counts(50, 50, 0, 0)))
        change.settle()
        change.store.remove_graph(seed.DERIVED)
        change.store.add(ox.Quad(graph, graph, ox.Literal(version), seed.DERIVED))


def faults_in_turn(small: Server, folder: Path, every: int, times: int) -> set[bool]:
    """Let each request of a change fail, each in another way; see that it is there or is not."""
    states = []
    for version in (1, 2):
        with faulty_server.before(small.address) as proxy:
            put(proxy.address, version, folder)
            states.append(content(small.address))
            count = len(proxy.seen)
    names = list(faulty_server.FAULTS)
    outcomes = set()
    for number in range(1, count + 1, every):
        put(small.address, 1, folder)
        assert content(small.address) == states[0]
        name = names[number % len(names)]
        with faulty_server.before(small.address) as proxy:
            proxy.fail(faulty_server.FAULTS[name][0], at=number, times=times)
            is_done = True
            try:
                put(proxy.address, 2, folder)
            except NkgraphError as error:
                is_done = False
                assert len(str(error).splitlines()) == 1
                assert error.exit_code == 2
                if "is not known" in str(error):
                    is_done = content(small.address) == states[True]
            outcomes.add(is_done)
            assert content(small.address) == states[is_done], (number, name)
            proxy.heal()
            put(proxy.address, 2, folder)
        assert content(small.address) == states[1], (number, name)
        assert not [graph for graph in everything(small.address) if "staged" in graph]
    return outcomes


@pytest.mark.parametrize("times", [1, 1 << 30])
def test_requests_fail(small: Server, tmp_path: Path, times: int) -> None:
    assert False in faults_in_turn(small, tmp_path, 16, times)


@pytest.mark.slow
@pytest.mark.parametrize("times", [1, 1 << 30])
def test_each_request_fails(small: Server, tmp_path: Path, times: int) -> None:
    assert faults_in_turn(small, tmp_path, 1, times) == {True, False}


def test_the_reply_to_the_update_that_lets_it_count_is_lost(small: Server, tmp_path: Path) -> None:
    class Losing(Proxy):
        lost = 0

        def pass_on(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
            answer = handler.wfile
            if b"#revision> ?before" in body:
                handler.wfile = io.BytesIO()
            super().pass_on(handler, body)
            if handler.wfile is not answer:
                self.lost += 1
                faulty_server.hang_up(handler)

    put(small.address, 2, tmp_path)
    expected = content(small.address)
    put(small.address, 1, tmp_path)
    with faulty_server.before(small.address, Losing) as proxy:
        put(proxy.address, 2, tmp_path)
        assert isinstance(proxy, Losing)
        assert proxy.lost == 1
    assert content(small.address) == expected


def test_a_second_writer_waits_and_is_told_who_the_first_is(small: Server) -> None:
    first, second = Marks(Endpoint(small.address)), Marks(Endpoint(small.address))
    first.begin()
    with pytest.raises(
        StoreError, match=rf"is being written by process {os.getpid()} on .*not free after 0 sec"
    ):
        second.begin(wait=0)
    waiting = threading.Thread(target=second.begin)
    waiting.start()
    first.end()
    waiting.join()
    second.alive()
    second.end()


def test_who_was_silent_for_too_long_changes_nothing_any_more(
    small: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(small.address, 1, tmp_path)
    before = content(small.address)
    second = Marks(Endpoint(small.address))

    def overtaken() -> None:
        with changing(small.address) as change:
            change.store.remove_graph(seed.ARTICLE)
            change.store.remove_graph(seed.DERIVED)
            with monkeypatch.context() as patch:
                patch.setattr("nkgraph.store.marks.LEASE_SECONDS", -1)
                second.begin(wait=0)

    with pytest.raises(StoreError, match="has another writer now, since this one was silent"):
        overtaken()
    assert content(small.address) == before
    second.alive()
    second.end()
    put(small.address, 2, tmp_path)


def test_a_writer_that_is_killed_leaves_nothing_that_counts(seeded: Server, tmp_path: Path) -> None:
    path = gdelt(tmp_path / "first.csv", 20)
    before = content(seeded.address)
    reached, released = threading.Event(), threading.Event()

    def hold(_: object) -> None:
        reached.set()
        released.wait(30)

    with faulty_server.before(seeded.address) as proxy:
        proxy.fail(hold, "store", at=2)
        code = "from nkgraph.cli import main; main()"
        writer = subprocess.Popen(
            [sys.executable, "-c", code, "merge", str(path), "--store", proxy.address],
            stdout=subprocess.DEVNULL,
        )
        assert reached.wait(60)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        released.set()
    assert content(seeded.address) == before
    assert len(everything(seeded.address)) > len(seed.files()) + 2, "something is left behind"
    take(seeded.address, gdelt(tmp_path / "second.csv", 3, seed=2))
    take(str(tmp_path / "mine"), tmp_path / "second.csv")
    assert content(seeded.address) == content(str(tmp_path / "mine"))
    assert not [graph for graph in everything(seeded.address) if "gdelt" in graph][1:]


def test_marks_of_a_newer_version_are_not_written_over(small: Server, tmp_path: Path) -> None:
    mark(small.address, "format", "2")
    with pytest.raises(StoreError, match="was written by a newer nkgraph than this one"):
        put(small.address, 1, tmp_path)
