"""Reading a text in any encoding, and normalising it."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkgraph.errors import CannotRead
from nkgraph.evidence import normalise, read_text

NEWS = "The envoy’s ship, built in “Rajin”, left on Monday.\nIt carried coal worth €2 million.\n"


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("  two\t\tlines\r\nand more \n", "two lines and more"),
        ("no-break\u00a0 and\u202fnarrow\u3000wide", "no-break and narrow wide"),
        ("form\x0cfeed and\u2028line separator\x85end", "form feed and line separator end"),
        ("\ufeffbyte\u200b or\u2060der soft\u00ad hyphen", "byte order soft hyphen"),
        ("cafe\u0301", "caf\u00e9"),
        ("می\u200cروم", "می\u200cروم"),  # joiners spell Persian words
        ("", ""),
        (" \n\ufeff ", ""),
    ],
)
def test_normalise(raw: str, normal: str) -> None:
    assert normalise(raw) == normal


@given(st.text())
def test_what_is_normal_stays(text: str) -> None:
    normal = normalise(text)
    assert normalise(normal) == normal
    assert normal == normal.strip()
    assert unicodedata.is_normalized("NFC", normal)
    assert not any(c.isspace() and c != " " for c in normal)
    assert "  " not in normal


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "utf-16-be-bom", "utf-32", "cp1252"],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_encoding_reads_the_same(tmp_path: Path, encoding: str, line_end: str) -> None:
    text = NEWS.replace("\n", line_end)
    if encoding.endswith("-bom"):
        raw = ("\ufeff" + text).encode(encoding.removesuffix("-bom"))
    else:
        raw = text.encode(encoding)
    (tmp_path / "copy.txt").write_bytes(raw)
    assert normalise(read_text(tmp_path / "copy.txt")) == normalise(NEWS)


def test_english_saved_by_a_korean_windows(tmp_path: Path) -> None:
    text = NEWS.replace("€", "US$")
    (tmp_path / "copy.txt").write_bytes(text.encode("cp949"))
    assert normalise(read_text(tmp_path / "copy.txt")) == normalise(text)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "cp949",
            "러시아는 지난해 북한에 석유를 수출했다. 이는 전년보다 크게 증가한 것이라고 한다.",
        ),
        (
            "cp1251",
            "Россия в прошлом году отправила нефть соседям. Это заметно больше, чем раньше.",
        ),
    ],
)
def test_other_scripts_are_recognised(tmp_path: Path, encoding: str, text: str) -> None:
    (tmp_path / "copy.txt").write_bytes(text.encode(encoding))
    assert read_text(tmp_path / "copy.txt") == text


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is a PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "office document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is not text"),
        (bytes(range(32)) * 8, "is not text"),
        (b"\xff\xfeo", "is not text"),  # half a UTF-16 character
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, raw: bytes, complaint: str) -> None:
    (tmp_path / "copy").write_bytes(raw)
    with pytest.raises(CannotRead, match=complaint) as error:
        read_text(tmp_path / "copy")
    assert "\n" not in str(error.value)
    assert str(tmp_path / "copy") in str(error.value)


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="No such file"):
        read_text(tmp_path / "absent.txt")
    with pytest.raises(CannotRead, match="directory"):
        read_text(tmp_path)
    with pytest.raises(CannotRead, match="null"):
        read_text("a\0b")
