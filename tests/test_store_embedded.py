import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from nkgraph.errors import StoreError
from nkgraph.store import Embedded

CLAIMS = "SELECT ?claim { ?claim a <https://w3id.org/nkgraph/ontology#Claim> }"


def contents(folder: Path) -> dict[str, tuple[int, int]]:
    return {path.name: (path.stat().st_mtime_ns, path.stat().st_size) for path in folder.iterdir()}


def refusal(folder: Path) -> str:
    with pytest.raises(StoreError) as caught:
        Embedded.on_disk(str(folder)).select(CLAIMS)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_reading_a_store_changes_nothing_in_its_folder(disk_store: Path) -> None:
    before = contents(disk_store)
    assert Embedded.on_disk(str(disk_store)).select(CLAIMS).rows
    assert contents(disk_store) == before


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert "there is no folder" in refusal(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_a_store(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    assert "holds no store: name one that nkgraph has made" in refusal(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("")
    assert "is a file: name the folder that holds the store" in refusal(path)


def test_a_name_that_no_file_can_have() -> None:
    assert "there is no folder" in refusal(Path("a" * 5000))


@pytest.mark.parametrize("what", ["CURRENT", "MANIFEST", ".sst"])
def test_a_damaged_store(disk_store: Path, tmp_path: Path, what: str) -> None:
    folder = tmp_path / "store"
    shutil.copytree(disk_store, folder)
    for path in folder.iterdir():
        if path.name.startswith(what) or path.name.endswith(what):
            path.write_bytes(b"not what was here")
    assert f"the store {str(folder)!r} is damaged: make it anew, or restore a copy" in refusal(
        folder
    )


def test_a_store_that_another_process_writes_to_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    node = ox.NamedNode("https://example.org/a")
    writer = ox.Store(str(folder))
    writer.add(ox.Quad(node, node, node, node))
    writer.flush()
    assert Embedded.on_disk(str(folder)).ask("ASK { ?s ?p ?o }")
    del writer


def test_an_error_in_a_query_reaches_whoever_asked() -> None:
    with pytest.raises(ZeroDivisionError):
        Embedded(ox.Store())._guarded(lambda: 1 // 0)
