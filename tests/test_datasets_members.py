"""Archives with several files in them: which table is meant, and how one is named."""

from pathlib import Path

import pytest

from datasets_files import DATA, counts, rows, zipped
from nkgraph import datasets
from nkgraph.errors import BadData, CannotRead
from nkgraph.merge import Request, into_memory
from nkgraph.store import seed

ACLED = (DATA / "acled.csv").read_bytes()
POLECAT = (DATA / "polecat.tab").read_bytes()
OTHER = b"a,b\n1,2\n"


def archive(folder: Path, **members: bytes) -> Path:
    path = folder / "archive.zip"
    path.write_bytes(zipped({name.replace("__", "."): raw for name, raw in members.items()}))
    return path


@pytest.mark.parametrize(
    "beside",
    [
        {"notes.csv": OTHER, "codebook.pdf": b"%PDF", "README.txt": b"hello"},
        {"__MACOSX/._acled.csv": b"\0\5\x16\7", "__MACOSX/acled.csv": OTHER, ".DS_Store": b"\0"},
        {"datapackage.json": b'{"resources": [{"name": "acled"}]}', "terms.txt": b"cite us"},
        {"broken.parquet": b"PAR1", "broken.json": b"{", "empty.csv": b""},
    ],
)
def test_the_only_table_that_is_known_is_taken(tmp_path: Path, beside: dict[str, bytes]) -> None:
    path = tmp_path / "archive.zip"
    path.write_bytes(zipped({**beside, "data/acled.csv": ACLED}))
    assert rows(path) == rows(DATA / "acled.csv")


def test_what_is_not_read_is_said(tmp_path: Path) -> None:
    path = archive(tmp_path, acled__csv=ACLED, notes__csv=OTHER)
    _, report = into_memory(seed.in_memory().store, Request(path))
    assert report.beside == ("notes.csv",)
    assert (
        "  not read of the archive: notes.csv (nkgraph merge archive.zip/notes.csv reads one)"
        in report.lines()
    )


def test_several_that_are_known_are_listed(tmp_path: Path) -> None:
    path = archive(tmp_path, a__csv=ACLED, b__tab=POLECAT, c__csv=OTHER)
    with pytest.raises(BadData) as caught:
        counts(path)
    assert str(caught.value) == (
        "archive.zip is an archive with several tables (a.csv: acled, b.tab: polecat, "
        "c.csv: nothing that is known): name one of its files behind its own name, as in "
        "ARCHIVE.zip/a.csv"
    )


def test_many_tables_are_not_looked_into(tmp_path: Path) -> None:
    path = archive(tmp_path, **{f"a{n}__csv": ACLED for n in range(25)})
    with pytest.raises(BadData, match="and 20 more"):
        counts(path)


def test_a_member_is_named_behind_its_archive(tmp_path: Path) -> None:
    path = archive(tmp_path, a__csv=ACLED, b__tab=POLECAT, c__dat=ACLED)
    with datasets.read(path / "b.tab") as reading:
        assert (reading.dataset.name, reading.file.name) == ("polecat", "b.tab")
        assert reading.file.sha256 == reading.file.content
    assert rows(path / "c.dat") == rows(DATA / "acled.csv")


def test_a_member_may_be_packed_itself(tmp_path: Path) -> None:
    path = archive(tmp_path, inner__zip=zipped({"acled.csv": ACLED}))
    with pytest.raises(BadData, match=r"no table \(inner.zip\): name one of its files"):
        counts(path)
    assert rows(path / "inner.zip") == rows(DATA / "acled.csv")


def test_a_member_that_is_read_before_is_known_again(tmp_path: Path) -> None:
    path = archive(tmp_path, acled__csv=ACLED, notes__csv=OTHER)
    store, _ = into_memory(seed.in_memory().store, Request(path))
    _, report = into_memory(store, Request(path / "acled.csv"))
    assert not report.is_new


def test_a_member_that_is_not_there_is_told_those_that_are(tmp_path: Path) -> None:
    path = archive(tmp_path, a__csv=ACLED, b__csv=OTHER)
    with pytest.raises(BadData, match=r"archive.zip is an archive without 'c.csv': it holds a.csv"):
        counts(path / "c.csv")


@pytest.mark.parametrize("name", ["acled.csv/a.csv", "nothing.zip/a.csv", "a\0b.zip/a.csv"])
def test_only_an_archive_has_members(name: str) -> None:
    with pytest.raises(CannotRead, match="cannot read"):
        counts(DATA / name)
