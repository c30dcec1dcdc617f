"""Packings, encodings and line ends; and what a file may not be."""

import gzip
import io
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datasets_files import DATA, FILES, PACKINGS, counts, rows, text_of, zipped
from nkgraph import datasets
from nkgraph.datasets import encoding, limits
from nkgraph.datasets.source import open_bytes
from nkgraph.errors import BadData, CannotRead, UnknownDataset

ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "utf-16-le", "utf-32")
LINE_ENDS = ("\n", "\r\n", "\r")

MIXED = "publisher,exporter,importer,period,value,what\nCafé,PRK,RUS,2013,5,Ã¼ber ± 5 %\n"


def encoded(text: str, name: str) -> bytes:
    if name == "utf-16-le":
        return b"\xff\xfe" + text.encode("utf-16-le")
    return text.encode(name)


@pytest.mark.parametrize(
    ("name", "line_end", "packing"),
    [
        *((name, line_end, "plain") for name in ENCODINGS for line_end in LINE_ENDS),
        *(("cp1252", "\r", packing) for packing in PACKINGS),
    ],
)
def test_every_encoding_line_end_and_packing_reads_the_same(tmp_path, name, line_end, packing):
    file = tmp_path / "no telling name"
    file.write_bytes(PACKINGS[packing](encoded(MIXED.replace("\n", line_end), name)))
    (only,) = rows(file)
    assert (only["publisher"], only["label"], only["row"]) == ("Café", "Ã¼ber ± 5 %", 2)


@pytest.mark.parametrize("file", FILES)
def test_every_file_reads_the_same_with_other_line_ends(tmp_path, file):
    other = tmp_path / "other"
    other.write_bytes(text_of(file).replace("\n", "\r").encode("utf-8-sig"))
    assert rows(other) == rows(DATA / file)


def test_a_file_is_identified_as_it_was_published(tmp_path):
    packed = tmp_path / "a.zip"
    packed.write_bytes(zipped({"a.csv": MIXED.encode()}))
    with open_bytes(packed) as file:
        assert file.facts.name == "a.zip"
        assert file.facts.size == packed.stat().st_size
        assert len(file.facts.sha256) == 64


def test_standard_input_is_read(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(MIXED.encode()))))
    with datasets.read("-") as reading:
        assert reading.file.name == "standard input"
        assert reading.counts.taken == 1


def test_a_data_frame_is_read():
    import pandas as pd

    frame = pd.DataFrame(
        {
            "publisher": "P",
            "exporter": ["PRK", "RUS"],
            "importer": "CHN",
            "period": [2013, None],
            "value": [1.5, 2],
        }
    )
    with datasets.read(frame) as reading:
        assert reading.dataset.name == "reported"
        assert reading.counts == (2, 1, 1, 0, 0, 0)
        assert reading.relation.select("period").fetchall() == [("2013",)]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=200))
@settings(deadline=None)
def test_utf8_comes_out_as_it_went_in(text):
    raw = text.encode()
    pieces = [raw[start : start + 3] for start in range(0, len(raw), 3)]
    assert b"".join(encoding.normalised(pieces, "utf-8")) == raw.removeprefix(b"\xef\xbb\xbf")


@given(st.binary(max_size=300), st.integers(1, 7))
@settings(deadline=None)
def test_every_byte_means_something_in_windows_1252(raw, size):
    pieces = [raw[start : start + size] for start in range(0, len(raw), size)]
    text = b"".join(encoding.normalised(pieces, "windows-1252")).decode("utf-8")
    assert "\r" not in text
    assert "\0" not in text


@given(
    st.lists(st.sampled_from(["a", "\r", "\n", "\r\n", "b\r\r\n"]), max_size=30), st.integers(1, 4)
)
def test_line_ends_are_found_across_chunks(parts, size):
    raw = "".join(parts).encode()
    pieces = [raw[start : start + size] for start in range(0, len(raw), size)]
    expected = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    assert b"".join(encoding.normalised(pieces, "utf-8")) == expected


def test_one_broken_character_does_not_make_utf8_latin(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(MIXED.encode() + "Ünïcödé çà,PRK,RUS,2014,5,".encode() + b"\xff\n")
    found = rows(file)
    assert [row["publisher"] for row in found] == ["Café", "Ünïcödé çà"]
    assert found[1]["label"] == "\ufffd"


def test_a_character_cut_at_the_end_is_no_reason_for_latin(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(MIXED.encode() + "Café,PRK,RUS,2014,5,é".encode()[:-1])
    assert [row["publisher"] for row in rows(file)] == ["Café", "Café"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"%PDF-1.7 and so on", "a PDF"),
        (b"\xd0\xcf\x11\xe0 sheet", "old office document"),
        (zipped({"[Content_Types].xml": b"<x/>", "xl/sheet1.xml": b"<x/>"}), "office document"),
        (zipped({"a.csv": b"a,b", "b.csv": b"a,b"}), "several tables (a.csv: noth"),
        (zipped({"readme.txt": b"hello"}), "no table"),
        (zipped({"../../a.csv": MIXED.encode()}), "a path that leaves it"),
        (zipped({"/etc/a.csv": MIXED.encode()}), "a path that leaves it"),
        (zipped({"C:\\a.csv": MIXED.encode()}), "a path that leaves it"),
        (zipped({"a.csv": MIXED.encode()})[:60], "damaged zip archive"),
        (gzip.compress(MIXED.encode() * 50)[:-20], "cut off"),
        (gzip.compress(gzip.compress(MIXED.encode())), "packed twice"),
        (gzip.compress(MIXED.encode())[:10] + b"nonsense" * 20, "damaged"),
        (b"\xfd7zXZ\x00 and so on", "packed with xz"),
        (bytes(range(256)) * 40, "is not text"),
        (b"\x7fELF\x02\x01\x01" + bytes(400), "is not text"),
        (b"x" * (300 << 10), "no line end in its first 256 KiB"),
        ((",".join(f"c{n}" for n in range(10_000)) + "\n").encode() * 2, "10,000 columns"),
        (b"PAR1 is how Parquet begins", "damaged Parquet"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_one_line(tmp_path, content, message):
    file = tmp_path / "file"
    file.write_bytes(content)
    with pytest.raises(BadData, match=r"^file ") as caught:
        counts(file)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_zip_s_readme_is_no_table(tmp_path):
    file = tmp_path / "a.zip"
    file.write_bytes(
        zipped({"README.txt": b"x", "data/a.csv": MIXED.encode(), "codebook.pdf": b"%PDF"})
    )
    assert counts(file).taken == 1


def test_a_zip_with_a_password_is_refused(tmp_path):
    raw = bytearray(zipped({"a.csv": MIXED.encode()}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(signature) + offset] |= 1
    file = tmp_path / "a.zip"
    file.write_bytes(raw)
    with pytest.raises(BadData, match="with a password"):
        counts(file)


def test_a_member_whose_bytes_are_damaged_is_refused(tmp_path):
    raw = bytearray(zipped({"a.csv": MIXED.encode() * 100}))
    raw[60] ^= 0xFF
    file = tmp_path / "a.zip"
    file.write_bytes(raw)
    with pytest.raises(BadData, match=r"a\.zip is damaged"):
        counts(file)


def test_bombs_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "RATIO_FROM_BYTES", 1 << 20)
    for name, content in (
        ("a.gz", gzip.compress(MIXED.encode() + b"\n" * (8 << 20))),
        ("a.zip", zipped({"a.csv": MIXED.encode() + b"\n" * (8 << 20)})),
    ):
        file = tmp_path / name
        file.write_bytes(content)
        with pytest.raises(BadData, match="250 times its size"):
            counts(file)


def test_a_file_beyond_the_size_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "UNPACKED_BYTES", 2 << 20)
    file = tmp_path / "a.csv"
    file.write_bytes(MIXED.encode() + b"Caf,PRK,RUS,2013,5,x\n" * 150_000)
    with pytest.raises(BadData, match="cut it into parts"):
        counts(file)


def test_a_bomb_in_a_zip_that_lies_about_its_size_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "RATIO_FROM_BYTES", 1 << 20)
    content = b"\n" * (8 << 20)
    raw = bytearray(zipped({"a.csv": content}))
    size = len(content).to_bytes(4, "little")
    lie = (10).to_bytes(4, "little")
    while size in raw:
        at = raw.index(size)
        raw[at : at + 4] = lie
    file = tmp_path / "a.zip"
    file.write_bytes(raw)
    with pytest.raises((BadData, UnknownDataset)):
        counts(file)


def test_a_long_line_is_refused_by_its_number(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(MIXED.encode() + b"y" * (3 << 20) + b"\n" + MIXED.encode())
    with pytest.raises(BadData, match=r"a\.csv: line 3 is longer than 1 MiB"):
        counts(file)


def test_a_nul_byte_is_no_end(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(MIXED.encode() + b"a\0b,PRK,RUS,2014,5,x\nc,PRK,RUS,2015,5,x\n")
    assert [row["publisher"] for row in rows(file)] == ["Café", "a\ufffdb", "c"]


@pytest.mark.parametrize("name", ["not there", ".", "\0"])
def test_what_cannot_be_opened_is_said(tmp_path, name):
    with pytest.raises(CannotRead):
        counts(str(tmp_path / name) if "\0" not in name else name)


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_are_a_table_or_refused(tmp_path_factory, raw):
    file = tmp_path_factory.mktemp("any") / "a.csv"
    file.write_bytes(raw)
    with pytest.raises((BadData, UnknownDataset)):
        counts(file)


@given(st.data())
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_archives_are_refused_or_read(tmp_path_factory, data):
    packing = data.draw(st.sampled_from(["gzip", "bzip2", "zip"]))
    raw = bytearray(PACKINGS[packing](MIXED.encode() * 5))
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    file = tmp_path_factory.mktemp("damaged") / "a"
    file.write_bytes(raw[: data.draw(st.integers(1, len(raw)))])
    try:
        assert counts(file).read > 0
    except (BadData, UnknownDataset) as error:
        assert "\n" not in str(error)
