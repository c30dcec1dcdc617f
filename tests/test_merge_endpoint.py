"""Merging into an endpoint: what a folder would hold, all of it or nothing, whatever goes wrong."""

import io
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest

import faulty_server
import nkgraph
from faulty_server import Proxy
from merging import gdelt, lines_of
from nkgraph import merge
from nkgraph.errors import EndpointError, NkgraphError, StoreError, UnknownSource
from nkgraph.merge import provenance
from nkgraph.merge.changing import changing
from nkgraph.merge.provenance import Counts, Origin
from nkgraph.store import renewing, seed
from nkgraph.store.endpoint import MARKS, Endpoint
from nkgraph.store.marks import Marks
from nkgraph.store.seed import in_memory
from nkgraph.terms import SOURCE
from servers.running import NotInstalled, Server, oxigraph

DATA = Path(__file__).parent / "data"
Run = Callable[..., Any]
SAME = "skos/core#exactMatch> <https://w3id.org/nkgraph/entity/kim-jong-un>"
OTHERS = ox.NamedNode("http://example.org/somebody-elses")


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


def content(address: str) -> list[str]:
    """Return the N-Quads that count there, without the times of merges."""
    if not address.startswith("http"):
        return lines_of(nkgraph.open(address))
    counting = tuple(f" <{graph}> ." for graph in Endpoint(address).graphs)
    dump = httpx.get(
        address.replace("/query", "/store"), headers={"Accept": "application/n-quads"}
    ).text
    return sorted(
        line.removesuffix(" .")
        for line in dump.splitlines()
        if line.endswith(counting) and "endedAtTime" not in line
    )


def everything(address: str) -> set[str]:
    """Return the names of the graphs that hold something, whether they count or not."""
    rows = Endpoint(address).everywhere("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").rows
    return {getattr(graph, "value", "") for (graph,) in rows}


def take(address: str, path: Path, **how: Any) -> merge.Report:
    return merge.into(address, merge.Request(path, **how))


def test_a_server_holds_what_a_folder_does(server: Server, tmp_path: Path) -> None:
    first, second = gdelt(tmp_path / "first.csv", 30), gdelt(tmp_path / "second.csv", 20, seed=2)
    folder = str(tmp_path / "mine")
    for where in (server.address, folder):
        take(where, gdelt(first, 30))
        assert not take(where, first).is_new
        take(where, second, asked=merge.Asked(actors=("North Korea",)))
        take(where, second, replace=True)
    assert content(server.address) == content(folder)
    for where in (server.address, folder):
        take(where, gdelt(first, 31), replace=True)
        assert merge.forget_in(where, "second.csv").statements > 100
    assert content(server.address) == content(folder)
    merge.forget_in(server.address, "first.csv")
    left = {graph.value for graph in (*seed.files(), seed.DERIVED, MARKS)}
    assert everything(server.address) == left


def test_the_commands(seeded: Server, nkgraph_command: Run, tmp_path: Path) -> None:
    there = ("--store", seeded.address)
    gdelt(tmp_path / "first.csv", 10)
    person = {"id": "a", "schema": "Person", "properties": {"name": ["KIM Jong-un"]}}
    (tmp_path / "people.json").write_text(json.dumps(person), encoding="utf-8")
    done = nkgraph_command("merge", "first.csv", "people.json", *there)
    assert (done.returncode, done.stderr) == (0, "")
    assert "10 of 10 rows taken" in done.stdout
    listed = nkgraph_command("links", "--format", "csv", *there)
    link = listed.stdout.splitlines()[1].split(",")[0]
    done = nkgraph_command("links", "accept", link, "--by", "me", *there)
    assert (done.returncode, done.stdout) == (0, f"{link}: accepted\n")
    assert SAME in "".join(content(seeded.address))
    done = nkgraph_command("links", "reject", link, "--by", "me", *there)
    assert SAME not in "".join(content(seeded.address))
    for command in (
        ("sources",),
        ("export", "--format", "nquads"),
        ("network", "relations", "--format", "graphml"),
    ):
        done = nkgraph_command(*command, *there)
        assert done.returncode == 0, done.stderr
        assert "store#" not in done.stdout, "what writers note is nobody else's"
    done = nkgraph_command("forget", "first.csv", *there)
    assert done.stdout.startswith("GDELT 2.0 events: first.csv: taken out, ")
    done = nkgraph_command("forget", "first.csv", *there)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_what_others_have_there_stays(server: Server, tmp_path: Path) -> None:
    Endpoint(server.address).put(OTHERS, b"<a:a> <a:b> <a:c> .\n")
    take(server.address, gdelt(tmp_path / "first.csv", 3))
    assert OTHERS.value in everything(server.address)
    merge.forget_in(server.address, "first.csv")
    assert Endpoint(server.address).size(OTHERS) == 1


def test_a_server_without_our_graphs_is_not_changed_but_by_a_merge(server: Server) -> None:
    with pytest.raises(StoreError, match="holds no graph of nkgraph: merge something into it"):
        merge.forget_in(server.address, "first.csv")
    assert everything(server.address) == set()


def test_what_fails_leaves_a_server_as_it_was(server: Server, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sir,\n\nwith regards\n")
    with pytest.raises(NkgraphError):
        take(server.address, tmp_path / "letter.txt")
    assert everything(server.address) == set()
    take(server.address, gdelt(tmp_path / "first.csv", 3))
    before = content(server.address)
    with pytest.raises(UnknownSource):
        merge.forget_in(server.address, "second.csv")
    with pytest.raises(KeyError), changing(server.address) as change:  # noqa: PT012
        change.store.clear_graph(seed.ARTICLE)
        raise KeyError
    assert content(server.address) == before


def test_a_server_that_is_read_only(endpoint: str, tmp_path: Path) -> None:
    with pytest.raises(EndpointError, match=r"/update .*\(HTTP 403\)|does not allow that"):
        take(endpoint, gdelt(tmp_path / "first.csv", 3))


def test_rows_of_events_are_not_fetched(
    seeded: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = len(content(seeded.address))
    take(seeded.address, gdelt(tmp_path / "first.csv", 400))
    monkeypatch.setattr("nkgraph.merge.nearby.MOST_COPIED", project + 1000)
    assert len(content(seeded.address)) > project + 3000
    take(seeded.address, gdelt(tmp_path / "second.csv", 10, seed=2))
    merge.forget_in(seeded.address, "first.csv")
    monkeypatch.setattr("nkgraph.merge.nearby.MOST_COPIED", 100)
    with pytest.raises(EndpointError, match="more than the 100 that a change looks at"):
        merge.forget_in(seeded.address, "second.csv")


def test_it_goes_in_parts_over_few_connections(
    seeded: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nkgraph.merge.remote.PART_BYTES", 10_000)
    with faulty_server.before(seeded.address) as proxy:
        take(proxy.address, gdelt(tmp_path / "first.csv", 60))
        assert proxy.seen.count("store") > 10
        assert len(proxy.connections) <= 3, "one, and one for each thread that uploads"
    take(str(tmp_path / "mine"), tmp_path / "first.csv")
    assert content(seeded.address) == content(str(tmp_path / "mine"))


def test_a_server_that_takes_updates_only(
    seeded: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with faulty_server.before(seeded.address) as proxy:
        monkeypatch.setenv("NKGRAPH_ENDPOINT_UPDATE", proxy.address.replace("/query", "/update"))
        take(proxy.address, DATA / "ftm/entities.ftm.json")
        assert "store" not in proxy.seen
    take(str(tmp_path / "mine"), DATA / "ftm/entities.ftm.json")
    assert content(seeded.address) == content(str(tmp_path / "mine"))


@pytest.fixture
def small(server: Server) -> Server:
    """A server that holds the least that is a graph of ours."""
    Endpoint(server.address).put(seed.ARTICLE, b"<a:a> <a:b> <a:c> .\n")
    mark(server.address, "seed", renewing.digest())
    mark(server.address, "revision", "none")
    return server


def mark(address: str, name: str, value: str) -> None:
    store, term = (MARKS.value.replace("#marks", f"#{part}") for part in ("store", name))
    Endpoint(address).post(MARKS, f'<{store}> <{term}> "{value}" .'.encode())


def test_graphs_of_another_version_are_made_anew(seeded: Server, tmp_path: Path) -> None:
    project = content(seeded.address)
    Endpoint(seeded.address).put(seed.ARTICLE, b"<a:a> <a:b> <a:c> .\n")
    mark(seeded.address, "seed", "another")
    mark(seeded.address, "revision", "none")
    take(seeded.address, gdelt(tmp_path / "first.csv", 3))
    merge.forget_in(seeded.address, "first.csv")
    assert content(seeded.address) == project


def put(address: str, version: int, folder: Path) -> None:
    """Change what a source says, as a merge does: it comes, or a version takes another's place."""
    origin = Origin(SOURCE + "x", "x", "X", "x.csv", 1, str(version), "m", (), "figures")
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
    assert False in faults_in_turn(small, tmp_path, 8, times)


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


def test_python_writes_to_the_server_that_it_opened(seeded: Server, tmp_path: Path) -> None:
    graph = nkgraph.open(seeded.address)
    count = len(graph.query("sources"))
    graph.merge(gdelt(tmp_path / "first.csv", 10))
    assert len(graph.query("sources")) > count
    assert len(graph.query("events-between", actor="PRK")) > 3
    graph.forget("first.csv")
    assert len(graph.query("sources")) == count


def test_marks_of_a_newer_version_are_not_written_over(small: Server, tmp_path: Path) -> None:
    mark(small.address, "format", "2")
    with pytest.raises(StoreError, match="was written by a newer nkgraph than this one"):
        put(small.address, 1, tmp_path)
