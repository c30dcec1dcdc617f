import os
from pathlib import Path

import pytest

from nkgraph import cache
from nkgraph.catalogue import Catalogue
from nkgraph.commands.queries import listing
from nkgraph.store import seed


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "nkgraph"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source.txt"
    path.write_text("one")
    return path


def kept(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def test_what_was_kept_comes_back(source: Path) -> None:
    assert cache.get("thing", [str(source)]) is None
    cache.put("thing", [str(source)], b"made\nof one")
    assert cache.get("thing", [str(source)]) == b"made\nof one"
    assert cache.get("other thing", [str(source)]) is None


def test_a_changed_source_is_made_anew(source: Path) -> None:
    cache.put("thing", [str(source)], b"made")
    source.write_text("other")
    assert cache.get("thing", [str(source)]) is None


def test_a_source_of_the_same_size_and_another_time_is_made_anew(source: Path) -> None:
    cache.put("thing", [str(source)], b"made")
    source.write_text("two")
    os.utime(source, ns=(1, 1))
    assert cache.get("thing", [str(source)]) is None


@pytest.mark.parametrize("rest", [slice(0), slice(5), slice(-1)])
def test_a_file_that_was_cut_is_not_used(source: Path, folder: Path, rest: slice) -> None:
    cache.put("thing", [str(source)], b"made")
    path = kept(folder)
    path.write_bytes(path.read_bytes()[: rest.stop])
    assert cache.get("thing", [str(source)]) is None


def test_only_the_user_may_enter_the_folder(source: Path, folder: Path) -> None:
    cache.put("thing", [str(source)], b"made")
    assert folder.stat().st_mode & 0o077 == 0


def test_where_nothing_can_be_kept_nothing_is_said(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    cache.put("thing", [str(source)], b"made")
    assert cache.get("thing", [str(source)]) is None


def test_a_relative_folder_is_ignored(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    cache.put("thing", [str(source)], b"made")
    assert not (tmp_path / "cache").exists()
    assert (tmp_path / "home" / ".cache" / "nkgraph").is_dir()


def test_the_graph_is_the_same_from_its_files_and_from_what_was_kept(folder: Path) -> None:
    def quads() -> set[str]:
        return {str(quad) for quad in seed.in_memory().store}

    made, loaded = quads(), quads()
    assert kept(folder).name.startswith("graph-")
    assert made == loaded
    assert len(made) > 5_000


def test_a_broken_graph_is_made_anew(folder: Path) -> None:
    count = len(seed.in_memory().store)
    path = kept(folder)
    path.write_bytes(path.read_bytes()[:-100])
    assert len(seed.in_memory().store) == count


def test_the_listing_is_the_same_read_and_kept(folder: Path) -> None:
    made = list(listing(Catalogue()))
    assert kept(folder).name.startswith("queries-")
    assert list(listing(Catalogue())) == made
