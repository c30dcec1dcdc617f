"""Merging into an endpoint: it then holds what a folder would hold."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import faulty_server
import nkgraph
from merging import gdelt
from nkgraph import merge
from nkgraph.errors import EndpointError, NkgraphError, StoreError, UnknownSource
from nkgraph.merge.changing import changing
from nkgraph.store import seed
from nkgraph.store.endpoint import MARKS, Endpoint
from servers.running import Server
from writing.server_content import content, everything, mark, take

DATA = Path(__file__).parents[1] / "data"
Run = Callable[..., Any]
SAME = "skos/core#exactMatch> <https://w3id.org/nkgraph/entity/kim-jong-un>"
OTHERS = ox.NamedNode("http://example.org/somebody-elses")


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


def test_graphs_of_another_version_are_made_anew(seeded: Server, tmp_path: Path) -> None:
    project = content(seeded.address)
    Endpoint(seeded.address).put(seed.ARTICLE, b"<a:a> <a:b> <a:c> .\n")
    mark(seeded.address, "seed", "another")
    mark(seeded.address, "revision", "none")
    take(seeded.address, gdelt(tmp_path / "first.csv", 3))
    merge.forget_in(seeded.address, "first.csv")
    assert content(seeded.address) == project


def test_python_writes_to_the_server_that_it_opened(seeded: Server, tmp_path: Path) -> None:
    graph = nkgraph.open(seeded.address)
    count = len(graph.query("sources"))
    graph.merge(gdelt(tmp_path / "first.csv", 10))
    assert len(graph.query("sources")) > count
    assert len(graph.query("events-between", actor="PRK")) > 3
    graph.forget("first.csv")
    assert len(graph.query("sources")) == count
