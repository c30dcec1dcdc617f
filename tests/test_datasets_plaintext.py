"""Text that is read as it lies: the same comes of it as of text whose rows are numbered first."""

import gzip
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from datasets_files import DATA
from nkgraph import datasets
from nkgraph.datasets import plaintext
from nkgraph.datasets.focus import Focus
from nkgraph.datasets.layout import Layout
from nkgraph.datasets.source import open_bytes

LINES = [
    line
    for line in (DATA / "gdelt-2.0.tsv").read_text(encoding="utf-8").split("\n")
    if line.count("\t") == 60 and '"' not in line
]
FOCUS = {
    "all": Focus(),
    "actor": Focus(actors={"cameo": ["PRK"], "name": ["North Korea"]}),
    "nobody": Focus(actors={"iso3166-1-alpha-3": ["PRK"], "cameo": []}),
    "time": Focus(since=date(2018, 1, 1), until=date(2018, 1, 1)),
    "place": Focus(places={"fips-10-4": ["KN"], "name": ["Russia"]}),
    "kind": Focus(kinds={"cameo": ["19"], "name": ["consult"]}),
}


def changed(number: int, place: int, cell: str) -> list[str]:
    """Return the lines with another cell in one of them."""
    cells = LINES[number].split("\t")
    cells[place] = cell
    return [*LINES[:number], "\t".join(cells), *LINES[number + 1 :]]


def moved(to: int) -> list[str]:
    """Return the lines with a column more in one of them, and one less in another."""
    lines = list(LINES)
    lines[to] += "\t"
    lines[1] = lines[1].rsplit("\t", 1)[0]
    return lines


TEXTS = {
    "as it is": "\n".join(LINES) + "\n",
    "last line not ended": "\n".join(LINES),
    "other line ends": "\r\n".join(LINES),
    "blank line": "\n".join([LINES[0], "", *LINES[1:]]),
    "blank first line": "\n" + "\n".join(LINES),
    "quotation mark": "\n".join(changed(2, 60, 'https://news.example.org/"')),
    "no date": "\n".join(changed(len(LINES) - 1, 1, "20180231")),
    "beyond the pole": "\n".join(changed(3, 56, "95")),
    "other letters": "\n".join(changed(3, 52, "Москва, Россия")),
    "columns moved": "\n".join(moved(0)),
    "columns moved at the end": "\n".join(moved(len(LINES) - 1)),
    "one short line": "\n".join([*LINES[:2], LINES[2][:60], *LINES[3:]]),
    "one long line": "\n".join(changed(2, 60, "x" * 1_100_000)),
}


def found(path: Path, focus: Focus, folder: Path) -> Any:
    """Return all that comes of a file, or what is wrong with it."""
    try:
        with datasets.read(path, focus=focus) as reading:
            full = folder / "full.parquet"
            reading.full_rows(full)
            kept = reading.connection.execute(f"FROM read_parquet('{full}')").fetchall()
            rows = reading.relation.order("row").fetchall()
            return reading.counts, rows, reading.rejects.fetchall(), kept
    except datasets.BadData as error:
        return str(error).removeprefix(path.name)


@pytest.mark.parametrize("focus", FOCUS)
@pytest.mark.parametrize("text", TEXTS)
def test_the_same_comes_of_a_packed_file_whose_rows_are_numbered(
    text: str, focus: str, tmp_path: Path
) -> None:
    plain, packed = tmp_path / "rows.tsv", tmp_path / "rows.tsv.gz"
    plain.write_bytes(TEXTS[text].encode())
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    one = found(plain, FOCUS[focus], tmp_path)
    other = found(packed, FOCUS[focus], tmp_path)
    assert one == (other.replace(".gz", "") if isinstance(other, str) else other)


GDELT = Layout("text", tuple(f"c{place}" for place in range(61)), "\t")


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        ("as it is", True),
        ("last line not ended", True),
        ("other letters", True),
        ("no date", True),
        ("columns moved", True),  # DuckDB tells
        ("other line ends", False),
        ("blank line", False),
        ("blank first line", False),
        ("quotation mark", False),
        ("one short line", False),
    ],
)
def test_only_text_with_nothing_to_put_right_is_read_as_it_lies(
    text: str, is_read: bool, tmp_path: Path
) -> None:
    path = tmp_path / "rows.tsv"
    path.write_bytes(TEXTS[text].encode())
    with open_bytes(path) as file:
        numbered = plaintext.as_it_lies(file, GDELT)
    assert (numbered is not None) == is_read
    if numbered is not None:
        assert (numbered.first, numbered.read) == (1, len(LINES))


@pytest.mark.parametrize("raw", [b"\xff\n", b"a\xc3", b"\xef\xbb\xbfa\tb\n", b"a\tb\0\n", b""])
def test_what_is_no_utf_8_text_is_not_read_as_it_lies(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "rows.tsv"
    path.write_bytes(b"a\tb\n" * 3 + raw if not raw.startswith(b"\xef") else raw)
    with open_bytes(path) as file:
        numbered = plaintext.as_it_lies(file, Layout("text", ("a", "b"), "\t"))
    assert (numbered is None) == bool(raw)


def test_a_header_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("one,two\n1,2\n3,4\n", encoding="utf-8")
    with open_bytes(path) as file:
        numbered = plaintext.as_it_lies(
            file, Layout("text", ("one", "two"), ",", quoted=True, header=True)
        )
    assert numbered is not None
    assert (numbered.first, numbered.read) == (2, 2)
