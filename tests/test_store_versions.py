"""Stores of other versions: recognised, and brought up to date or refused with the remedy."""

import shutil
import tarfile
from pathlib import Path

import pyoxigraph as ox
import pytest

from nkgraph import __version__, store
from nkgraph.errors import StoreError
from nkgraph.store import Embedded, renewing, seed, trouble
from nkgraph.store import folder as layout
from nkgraph.store.versions import is_newer
from nkgraph.store.writing import changing

DATABASES = Path(__file__).parent / "data" / "oxigraph"
"""Databases of other versions of Oxigraph. `newer` is one whose version number was raised."""

GRAPH = ox.NamedNode("http://e/g")
STALE = ox.Quad(seed.ARTICLE, ox.NamedNode("http://e/p"), ox.Literal("of old"), seed.ARTICLE)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("versions") / "store"
    with changing(str(folder)):
        pass
    return folder


@pytest.fixture
def mine(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole, tmp_path / "mine")
    return tmp_path / "mine"


def database(name: str, folder: Path) -> Path:
    folder.mkdir(parents=True)
    with tarfile.open(DATABASES / f"{name}.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    return folder


def of_other_oxigraph(mine: Path, name: str, version: str) -> None:
    """Put another Oxigraph's database in the place of a store's, as that version left it."""
    graph = mine / "snapshots" / "1" / "graph"
    shutil.rmtree(graph)
    database(name, graph)
    edit(mine, pyoxigraph=version)


def edit(mine: Path, **values: str) -> None:
    marker = layout.read_marker(str(mine))._replace(**values)
    (mine / "nkgraph-store").write_text(marker.text())


def said(folder: Path) -> str:
    with pytest.raises(StoreError) as caught:
        Embedded.on_disk(str(folder))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def said_to_a_writer(folder: Path) -> str:
    with pytest.raises(StoreError) as caught, changing(str(folder)):
        pass
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_store_of_an_older_oxigraph_is_brought_up_to_date_by_whoever_writes(mine: Path) -> None:
    of_other_oxigraph(mine, "older-0.4.11", "0.4.11")
    assert said(mine) == (
        f"the store {str(mine)!r} was made by an older Oxigraph (0.4.11): "
        f"`nkgraph store compact --store {mine}` brings it up to date"
    )
    store.compact(mine)
    reader = Embedded.on_disk(str(mine))
    assert len(list(reader.store.quads_for_pattern(None, None, None, GRAPH))) == 10
    assert layout.read_marker(str(mine)).pyoxigraph == ox.__version__


def test_an_older_database_of_oxigraphs_own_is_not_changed(tmp_path: Path) -> None:
    folder = database("older-0.4.11", tmp_path / "own")
    before = sorted(path.name for path in folder.iterdir())
    assert f"`oxigraph optimize --location {folder}`" in said(folder)
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_store_of_a_newer_oxigraph_is_refused(mine: Path, tmp_path: Path) -> None:
    of_other_oxigraph(mine, "newer", "9.1.0")
    assert "was made by a newer Oxigraph (9.1.0) than" in said(mine)
    assert "install pyoxigraph 9.1.0, or restore a backup" in said(mine)
    assert "was written by pyoxigraph 9.1.0, which is newer than" in said_to_a_writer(mine)
    assert "was made by a newer Oxigraph than" in said(database("newer", tmp_path / "own"))


def test_a_newer_database_under_an_older_marker_is_refused_too(mine: Path) -> None:
    of_other_oxigraph(mine, "newer", ox.__version__)
    before = sorted(path.name for path in mine.rglob("*"))
    assert "was made by a newer Oxigraph" in said_to_a_writer(mine)
    assert sorted(path.name for path in mine.rglob("*")) == before


@pytest.mark.parametrize(
    "reason",
    [
        "Corruption: Corrupt or unsupported format_version: 9 in x/000011.sst",
        "Corruption: Unknown Footer version. Maybe this file was created with newer version of "
        "RocksDB? in x/000011.sst",
        "Invalid argument: Column families not opened: quads, terms",
    ],
)
def test_files_of_a_newer_rocksdb_are_not_taken_for_damage(mine: Path, reason: str) -> None:
    for explain in (trouble.unreadable, trouble.unwritable):
        error = explain(str(mine), RuntimeError(reason))
        assert "was made by a newer Oxigraph" in str(error)
        assert "damaged" not in str(error)


def test_a_store_of_a_newer_nkgraph_is_read_and_not_written(mine: Path) -> None:
    edit(mine, nkgraph="99.0")
    assert len(Embedded.on_disk(str(mine)).store) > 1000
    assert f"was written by nkgraph 99.0, which is newer than the {__version__} here" in (
        said_to_a_writer(mine)
    )
    with pytest.raises(StoreError, match="install nkgraph 99"):
        store.compact(mine)


def test_a_store_of_another_layout_is_refused(mine: Path) -> None:
    marker = (mine / "nkgraph-store").read_text()
    (mine / "nkgraph-store").write_text(
        marker.replace("format 1\n", "format 2\n").replace("0.1.0", "3.0")
    )
    assert "was made by nkgraph 3.0, which is newer than this one" in said(mine)
    assert "was made by nkgraph 3.0" in said_to_a_writer(mine)


@pytest.mark.parametrize("digest", ["", "0" * 64])
def test_the_projects_graphs_of_another_version_are_made_anew(mine: Path, digest: str) -> None:
    merged = ox.Quad(GRAPH, ox.NamedNode("http://e/p"), ox.Literal("merged"), GRAPH)
    with changing(str(mine)) as snapshot:
        snapshot.store.extend([STALE, merged])
    edit(mine, seed=digest)
    assert not store.info(mine).is_current
    assert STALE in set(Embedded.on_disk(str(mine)).quads()), "whoever reads, reads what is there"
    with changing(str(mine)):
        pass
    assert set(Embedded.on_disk(str(mine)).quads()) == {*seed.in_memory().quads(), merged}
    assert store.info(mine).is_current


def test_a_marker_without_a_digest_is_read(mine: Path) -> None:
    lines = (mine / "nkgraph-store").read_text().splitlines()
    (mine / "nkgraph-store").write_text("\n".join(lines[:-1]) + "\n")
    assert layout.read_marker(str(mine)).seed == ""
    assert not store.info(mine).is_current


def test_the_projects_graphs_of_this_version_are_left_alone(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewing, "renew", lambda _: pytest.fail("nothing is to be renewed"))
    with changing(str(mine)) as snapshot:
        snapshot.store.add(STALE)
    assert STALE in set(Embedded.on_disk(str(mine)).quads())


def test_versions_are_compared_by_their_numbers() -> None:
    assert is_newer("0.10.0", "0.9.9")
    assert not is_newer("0.1.0", "0.1.0")
    assert not is_newer("0.5.13", "0.5.10", 2)
    assert is_newer("0.6.0b1", "0.5.13", 2)
    assert not is_newer("", "0.1")
    assert not is_newer("unknown", "0.1")
