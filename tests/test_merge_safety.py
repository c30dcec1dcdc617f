"""What a merge leaves when it is killed, when the disk is full, and what follows from it."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

import nkgraph
from merging import gdelt, lines_of
from nkgraph import merge
from nkgraph.errors import NkgraphError
from nkgraph.graph import KnowledgeGraph
from nkgraph.store import Embedded, seed

KILLS = 8
"""In how many random moments a merge is killed; `test_store_kill` has more, and other work."""

FIGURES = (
    "publisher,stated_by,kind,exporter,importer,commodity,period,period_before,value,"
    "change_percent,share_percent,rank,approximate,what\n"
    "Evening Post,Trade Office,trade,RUS,PRK,oil,2014,2013,1000000,-7.9,,,false,\n"
    "Evening Post,Trade Office,trade-bilateral,PRK,CHN,all,2013,2012,2000000,3,12.5,1,true,\n"
    "Evening Post,Trade Office,trade-total,PRK,,all,2013,,7000000,,,,true,\n"
    "Evening Post,,event,PRK,,,2013-02,,,,,,false,a nuclear test\n"
    "Morning Post,Trade Office,debt,RUS,PRK,,2012,,500000,,,,false,\n"
)


def figures(path: Path) -> Path:
    path.write_text(FIGURES)
    return path


def merging(store: Path, path: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", "from nkgraph.cli import main; main()",
         "merge", str(path), "--store", str(store)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip


def graphs(store: Path) -> dict[str, int]:
    counts: dict[str, int] = {}
    for quad in Embedded.on_disk(str(store)).quads():
        counts[str(quad.graph_name)] = counts.get(str(quad.graph_name), 0) + 1
    return counts


def test_a_merge_that_is_killed_at_any_moment_has_done_all_or_nothing(tmp_path: Path) -> None:
    store = tmp_path / "mine"
    path = gdelt(tmp_path / "killed.csv", 400)
    merge.into(str(store), merge.Request(gdelt(tmp_path / "first.csv", 20, seed=7)))
    before = graphs(store)
    whole = tmp_path / "whole"
    merge.into(str(whole), merge.Request(gdelt(tmp_path / "first.csv", 20, seed=7)))
    started = time.monotonic()
    assert merging(whole, path).wait() == 0
    takes = time.monotonic() - started
    after = graphs(whole)
    chance = random.Random(20)
    for _ in range(KILLS):
        process = merging(store, path)
        time.sleep(chance.uniform(0, takes * 1.1))
        process.send_signal(signal.SIGKILL)
        process.wait()
        found = graphs(store)
        assert found in (before, after)
        held = Embedded.on_disk(str(store)).held
        assert held is not None
        assert len(list(Path(held.rows).glob("*.parquet"))) == (2 if found == before else 4)
        if found == after:
            merge.forget_in(str(store), "killed.csv")
    merge.into(str(store), merge.Request(path))
    assert graphs(store) == after
    assert len(list((store / "snapshots").iterdir())) == 1, "what killed merges left is swept"


def test_what_is_derived_is_what_deriving_everything_gives(tmp_path: Path) -> None:
    graph = nkgraph.open()
    for path in (
        gdelt(tmp_path / "one.csv", 40),
        Path(__file__).parent / "data" / "csis-provocations.csv",
        figures(tmp_path / "figures.csv"),
        gdelt(tmp_path / "two.csv", 40, seed=2),
    ):
        graph.merge(path)
        assert isinstance(graph.reader, Embedded)
        whole = ox.Store()
        whole.bulk_extend(graph.reader.quads())
        seed.derive(whole)
        assert set(whole) == set(graph.reader.quads()), path.name


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_sources_are_forgotten_in_any_order(tmp_path: Path, order: tuple[int, ...]) -> None:
    paths = [
        gdelt(tmp_path / "one.csv", 40),
        figures(tmp_path / "figures.csv"),
        gdelt(tmp_path / "two.csv", 40, seed=2),
    ]
    graph = nkgraph.open()
    empty = set(graph.reader.quads())
    for path in paths:
        graph.merge(path)
    left = list(paths)
    for place in order:
        graph.forget(paths[place].name)
        left.remove(paths[place])
        fresh = nkgraph.open()
        for path in left:
            fresh.merge(path)
        assert lines_of(graph) == lines_of(fresh)
    assert set(graph.reader.quads()) == empty


@pytest.mark.parametrize(
    "name",
    [
        "gdelt-2.0.tsv",
        "icews.tab",
        "ucdp-ged.csv",
        "acled.csv",
        "polecat.tab",
        "comtrade.csv",
        "cow-mids.csv",
        "ftm/entities.ftm.json",
        "rdf/wikidata.ttl",
    ],
)
def test_forgetting_one_takes_nothing_that_came_with_another(tmp_path: Path, name: str) -> None:
    graph = nkgraph.open()
    graph.merge(Path(__file__).parent / "data" / name)
    _is_left_as_it_was(graph, tmp_path)


def test_a_country_that_no_statement_names_is_not_described(tmp_path: Path) -> None:
    path = tmp_path / "addresses.ftm.json"
    path.write_text(
        '{"id": "a", "schema": "Address", "properties": {"full": ["Mombasa"], "country": ["ke"]}}\n'
        '{"id": "p", "schema": "Person", "properties": {"name": ["A. N. Other"]}}\n'
    )
    graph = nkgraph.open()
    graph.merge(path)
    assert not any("entity/kenya" in line for line in lines_of(graph))
    _is_left_as_it_was(graph, tmp_path)


def _is_left_as_it_was(graph: KnowledgeGraph, tmp_path: Path) -> None:
    before = set(graph.reader.quads())
    graph.merge(figures(tmp_path / "figures.csv"))
    graph.forget("figures.csv")
    assert set(graph.reader.quads()) == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("no small disk can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_leaves_the_store_as_it_was(tmp_path: Path, small_disk: Path) -> None:
    store = small_disk / "mine"
    merge.into(str(store), merge.Request(gdelt(tmp_path / "first.csv", 20)))
    before = graphs(store)
    with pytest.raises(NkgraphError) as failure:
        merge.into(str(store), merge.Request(gdelt(tmp_path / "big.csv", 60_000, seed=3)))
    assert "\n" not in str(failure.value)
    assert graphs(store) == before
    merge.into(str(store), merge.Request(gdelt(tmp_path / "second.csv", 20, seed=4)))
    assert len(graphs(store)) == len(before) + 1
