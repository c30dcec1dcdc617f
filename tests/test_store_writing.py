import os
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from nkgraph.errors import StoreError
from nkgraph.store import Embedded, seed
from nkgraph.store import folder as layout
from nkgraph.store.writing import changing

THING = ox.Quad(
    ox.NamedNode("https://example.org/a"),
    ox.NamedNode("https://example.org/b"),
    ox.Literal("c"),
    ox.NamedNode("https://example.org/graph"),
)


def content(folder: Path) -> set[ox.Quad]:
    return set(Embedded.on_disk(str(folder)).quads())


def names(folder: str | Path) -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    with changing(str(folder)):
        pass
    return folder


def test_a_new_store_holds_the_projects_graphs(store: Path) -> None:
    assert content(store) == set(seed.in_memory().quads())


def test_a_change_is_there_afterwards_and_nobody_waits_for_it(store: Path) -> None:
    before = Embedded.on_disk(str(store))
    with changing(str(store)) as snapshot:
        snapshot.store.add(THING)
        (Path(snapshot.rows) / "a.parquet").write_bytes(b"rows")
        assert THING not in set(before.quads())
        assert THING not in content(store)
    assert THING not in set(before.quads()), "a reader sees what was there when it began"
    after = Embedded.on_disk(str(store))
    assert THING in set(after.quads())
    assert after.held is not None
    assert names(after.held.rows) == ["a.parquet"]


def test_a_change_that_fails_leaves_nothing(store: Path) -> None:
    before = content(store)
    with pytest.raises(KeyError), changing(str(store)) as snapshot:  # noqa: PT012
        snapshot.store.add(THING)
        raise KeyError
    assert content(store) == before
    assert names(store / "snapshots") == ["1"]


def test_a_first_change_that_fails_leaves_no_folder(tmp_path: Path) -> None:
    with pytest.raises(KeyError), changing(str(tmp_path / "new")):
        raise KeyError
    assert not (tmp_path / "new").exists()


def test_a_change_of_nothing_makes_no_snapshot(store: Path) -> None:
    with changing(str(store)) as snapshot:
        snapshot.is_changed = False
    assert names(store / "snapshots") == ["1"]
    assert layout.read_marker(str(store)).snapshot == "1"


def test_a_graph_that_is_still_in_use_does_not_count(store: Path) -> None:
    with pytest.raises(StoreError, match="held open"), changing(str(store)) as snapshot:  # noqa: PT012
        kept = snapshot.store
        kept.add(THING)
    assert THING not in content(store)


@pytest.mark.parametrize("few", [0, 1_000_000])
def test_a_graph_is_removed_by_either_way(
    store: Path, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(store)
    many = [
        ox.Quad(THING.subject, THING.predicate, ox.Literal(number), THING.graph_name)
        for number in range(len(before) // 2)
    ]
    monkeypatch.setattr("nkgraph.store.writing._FEW_QUADS", few)
    with changing(str(store)) as snapshot:
        snapshot.store.bulk_extend(many)
        first = Path(snapshot.graph).stat().st_ino
        snapshot.remove_graph(ox.NamedNode("https://example.org/graph"), len(many))
        assert (Path(snapshot.graph).stat().st_ino == first) == bool(few)
        assert set(snapshot.store) == before
    assert content(store) == before


def test_old_snapshots_go_when_nobody_reads_them(store: Path) -> None:
    reader = Embedded.on_disk(str(store))
    for _ in range(2):
        with changing(str(store)) as snapshot:
            snapshot.store.add(THING)
    assert names(store / "snapshots") == ["1", "3"]
    assert len(set(reader.quads())) > 1000
    del reader
    with changing(str(store)):
        pass
    assert names(store / "snapshots") == ["4"]


def test_a_second_writer_is_told_who_writes(store: Path) -> None:
    script = (
        "import sys, time\nfrom nkgraph.store.writing import changing\n"
        "with changing(sys.argv[1]):\n    print('in', flush=True)\n    time.sleep(60)\n"
    )
    first = subprocess.Popen(
        [sys.executable, "-c", script, str(store)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert first.stdout is not None
        assert first.stdout.readline() == "in\n"
        with (
            pytest.raises(StoreError, match=rf"by process {first.pid} since 20.*after 0.2 seconds"),
            changing(str(store), wait=0.2),
        ):
            pass
        assert THING not in content(store)
    finally:
        first.kill()
        first.wait()
        first.stdout.close()  # type: ignore[union-attr]
    with changing(str(store), wait=0.2) as snapshot:  # a killed writer holds no lock
        snapshot.store.add(THING)
    assert THING in content(store)
    assert len(names(store / "snapshots")) == 1


def test_what_a_killed_first_writer_left_is_no_store_and_can_become_one(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    (folder / "snapshots" / "1" / "graph").mkdir(parents=True)
    (folder / "writer.lock").touch()
    with pytest.raises(StoreError, match="holds no store"):
        Embedded.on_disk(str(folder))
    with changing(str(folder)):
        pass
    assert content(folder) == set(seed.in_memory().quads())


def test_a_folder_that_is_something_else_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with (
        pytest.raises(StoreError, match="something else than a store"),
        changing(str(tmp_path)),
    ):
        pass
    assert names(tmp_path) == ["letter.txt"]
    with (
        pytest.raises(StoreError, match="is a file"),
        changing(str(tmp_path / "letter.txt")),
    ):
        pass


def test_a_database_of_oxigraphs_own_is_read_and_not_written(disk_store: Path) -> None:
    before = names(disk_store)
    with pytest.raises(StoreError, match="nkgraph has not made"), changing(str(disk_store)):
        pass
    assert names(disk_store) == before
    assert content(disk_store) == set(seed.in_memory().quads())


@pytest.mark.parametrize(
    ("marker", "message"),
    [
        (b"", "is no marker"),
        (b"format 1\nsnapshot ../../etc\n", "is no marker"),
        (b"\xff\xfe", "is no marker"),
        (b"format 2\nsnapshot 1\nnkgraph 9.0\n", r"made by nkgraph 9\.0, which is newer"),
        (b"format 1\nsnapshot 7\n", "snapshots/7 is missing"),
    ],
)
def test_markers_that_are_wrong(store: Path, marker: bytes, message: str) -> None:
    (store / "nkgraph-store").write_bytes(marker)
    with pytest.raises(StoreError, match=message):
        Embedded.on_disk(str(store))
    with pytest.raises(StoreError), changing(str(store)):
        pass
    assert (store / "nkgraph-store").read_bytes() == marker


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_may_only_be_read(store: Path) -> None:
    before = content(store)
    store.chmod(0o555)
    try:
        with pytest.raises(StoreError, match="cannot be written"), changing(str(store)):
            pass
        assert content(store) == before
    finally:
        store.chmod(0o755)


def test_readers_beside_a_writer_see_whole_states(store: Path) -> None:
    """Two quads are added and taken together; no reader ever sees one of them."""
    twin = ox.Quad(THING.subject, THING.predicate, ox.Literal("d"), THING.graph_name)
    script = (
        "import sys\nimport pyoxigraph as ox\nfrom nkgraph.store.writing import changing\n"
        "a, b = (ox.Quad(ox.NamedNode('https://example.org/a'),"
        " ox.NamedNode('https://example.org/b'), ox.Literal(c),"
        " ox.NamedNode('https://example.org/graph')) for c in 'cd')\n"
        "for turn in range(12):\n"
        "    with changing(sys.argv[1]) as snapshot:\n"
        "        for quad in (a, b):\n"
        "            if turn % 2:\n                snapshot.store.remove(quad)\n"
        "            else:\n                snapshot.store.add(quad)\n"
    )
    writer = subprocess.Popen([sys.executable, "-c", script, str(store)])
    seen = set()
    while writer.poll() is None:
        found = Embedded.on_disk(str(store)).select(
            "SELECT * { GRAPH <https://example.org/graph> { ?s ?p ?o } }"
        )
        seen.add(len(found.rows))
        time.sleep(0.01)
    assert writer.returncode == 0
    assert seen <= {0, 2}
    assert twin not in content(store)
