"""What is written in parts is in the store as it was written; what fails says so."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from nkgraph.merge import loading
from nkgraph.merge.loading import Loading


def lines(first: int, count: int) -> bytes:
    return b"".join(
        b'<urn:s/%d> <urn:p> "%d" <urn:g> .\n' % (number, number)
        for number in range(first, first + count)
    )


def chunks(number: int) -> Iterator[bytes]:
    return (lines(first * 10, 10) for first in range(number))


@pytest.mark.parametrize("part_bytes", [1, 1_000, loading.PART_BYTES])
@pytest.mark.parametrize("number", [0, 1, 30])
def test_chunks_are_loaded_in_whatever_parts(
    part_bytes: int, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "PART_BYTES", part_bytes)
    store = ox.Store()
    with Loading(store, tmp_path) as taking:
        taking.write(chunks(number))
    assert {int(quad.object.value) for quad in store} == set(range(number * 10))
    assert list(tmp_path.iterdir()) == []


def test_files_are_loaded_and_deleted(tmp_path: Path) -> None:
    store = ox.Store(tmp_path / "store")
    (tmp_path / "parts").mkdir()
    with Loading(store, tmp_path / "parts") as taking:
        for number in range(12):
            part = taking.part()
            part.write_bytes(lines(number * 10, 10))
            taking.load(part)
    assert len(store) == 120
    assert list((tmp_path / "parts").iterdir()) == []


def test_what_cannot_be_loaded_says_so(tmp_path: Path) -> None:
    with pytest.raises(SyntaxError), Loading(ox.Store(), tmp_path) as taking:
        taking.write(iter([lines(0, 10), b"no quad\n"]))
    assert list(tmp_path.iterdir()) == []


def test_whoever_fails_while_writing_is_heard(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield lines(0, 10)
        raise ValueError("the file breaks off")

    with pytest.raises(ValueError, match="breaks off"), Loading(ox.Store(), tmp_path) as taking:
        taking.write(broken())
