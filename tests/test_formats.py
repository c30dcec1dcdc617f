"""Which format is written where, and that each is there."""

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal

from nkgraph import formats
from nkgraph.errors import BadFormat, CannotWrite
from nkgraph.formats import spreadsheet
from nkgraph.table import Table
from samples import HOSTILE

TABLE = Table(["name"], [[Literal("Nordkorea – 북한")]])
CSV = "name\r\nNordkorea – 북한\r\n"


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_the_formats_are_those_that_users_rely_on():
    assert formats.NAMES == (
        "table", "csv", "tsv", "json", "jsonl", "markdown", "sparql-json",
        "sparql-tsv", "parquet",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.csv", "csv"),
        ("b/A.CSV", "csv"),
        ("a.tsv", "tsv"),
        ("a.json", "json"),
        ("a.jsonl", "jsonl"),
        ("a.ndjson", "jsonl"),
        ("a.md", "markdown"),
        ("a.srj", "sparql-json"),
        ("a.parquet", "parquet"),
        ("a.txt", "table"),
    ],
)
def test_a_file_s_ending_says_its_format(path, name):
    assert formats.for_path(path).name == name


@pytest.mark.parametrize("path", ["a", "a.xlsx", "csv", ".csv", "a.csv.gz"])
def test_an_ending_of_no_format_is_refused_with_those_there_are(path):
    with pytest.raises(BadFormat, match=r"\.csv .*\.parquet") as caught:
        formats.for_path(path)
    assert "\n" not in str(caught.value)


def test_a_format_that_is_not_known_is_refused_with_those_there_are():
    with pytest.raises(BadFormat, match=r"'xlsx'.* csv, tsv"):
        TABLE.write(io.StringIO(), "xlsx")


def test_the_ending_decides_and_a_name_overrules_it(tmp_path):
    TABLE.write(tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes() == CSV.encode()
    TABLE.write(str(tmp_path / "a.txt"), "csv")
    assert (tmp_path / "a.txt").read_bytes() == CSV.encode()


def test_a_refused_format_leaves_no_file(tmp_path):
    with pytest.raises(BadFormat):
        TABLE.write(tmp_path / "a.xlsx")
    with pytest.raises(BadFormat):
        TABLE.write(tmp_path / "a.csv", "xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_row_that_fails_leaves_no_half_of_a_file(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_text("old")

    def failing(table):
        yield ["fine"]
        raise KeyboardInterrupt

    monkeypatch.setattr(Table, "values", failing)
    with pytest.raises(KeyboardInterrupt):
        TABLE.write(tmp_path / "a.csv")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_a_stream_gets_csv_and_a_terminal_a_table():
    piped, terminal = io.StringIO(), Terminal()
    TABLE.write(piped)
    TABLE.write(terminal)
    assert piped.getvalue() == CSV
    assert "───" in terminal.getvalue()


def test_data_are_utf_8_whatever_the_locale():
    binary = io.BytesIO()
    stream = io.TextIOWrapper(binary, encoding="ascii", newline="\n")
    stream.write("before\n")
    TABLE.write(stream, "csv")
    stream.write("after\n")
    stream.flush()
    assert binary.getvalue() == b"before\n" + CSV.encode() + b"after\n"


def test_a_table_for_people_is_in_the_terminal_s_characters():
    binary = io.BytesIO()
    stream = io.TextIOWrapper(binary, encoding="latin-1")
    TABLE.write(stream, "table")
    stream.flush()
    assert binary.getvalue().decode("latin-1").splitlines() == [
        "name", "-" * 16, "Nordkorea ? ??", "1 row",
    ]  # fmt: skip


def test_bytes_are_for_a_binary_stream_and_not_for_a_terminal():
    binary = io.BytesIO()
    TABLE.write(binary, "parquet")
    assert binary.getvalue().startswith(b"PAR1")
    for stream in (io.StringIO(), Terminal()):
        with pytest.raises(BadFormat, match=r"-o NAME\.parquet"):
            TABLE.write(stream, "parquet")


@pytest.mark.parametrize("name", formats.NAMES)
def test_an_answer_without_rows_is_valid_in_every_format(name, tmp_path):
    path = tmp_path / "empty"
    Table(["a", "bLabel"], []).write(path, name)
    expected = {
        "table": "a  bLabel\n─────────\n0 rows\n",
        "csv": "a,bLabel\r\n",
        "tsv": "a\tbLabel\n",
        "json": "[]\n",
        "jsonl": "",
        "markdown": "| a | bLabel |\n| --- | --- |\n",
        "sparql-json": '{"head": {"vars": ["a", "bLabel"]}, "results": {"bindings": []}}\n',
        "sparql-tsv": "?a\t?bLabel\n",
    }
    if name in expected:
        assert path.read_bytes().decode() == expected[name]
    else:
        from pyarrow import parquet

        assert parquet.read_table(path).column_names == ["a", "bLabel"]


@pytest.mark.parametrize("name", formats.NAMES)
def test_an_answer_without_columns_is_written_too(name, tmp_path):
    Table([], [()]).write(tmp_path / "out", name)
    assert (tmp_path / "out").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_one_line():
    with pytest.raises(CannotWrite, match="No space left"):
        TABLE.write("/dev/full", "csv")
    full = io.FileIO("/dev/full", "w")  # unbuffered, so that closing it has nothing left to write
    with full, pytest.raises(CannotWrite, match="No space left"):
        TABLE.write(full, "csv")


def test_a_reader_that_leaves_is_left_to_the_caller():
    class Gone(io.RawIOBase):
        def writable(self):
            return True

        def write(self, data):
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        TABLE.write(Gone(), "csv")


def test_csv_needs_no_other_package():
    code = (
        "import sys, nkgraph.table as t; t.Table(['a'], []).write(sys.stdout, 'csv');"
        "heavy = {'rich', 'pandas', 'pyarrow', 'numpy', 'json', 'yaml', 'nkgraph.terminal'};"
        "sys.exit(str(sorted(heavy & set(sys.modules))) if heavy & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_documentation_names_every_format_with_its_endings_and_media_type():
    documented = (Path(__file__).parents[1] / "docs" / "formats.md").read_text(encoding="utf-8")
    for form in formats.FORMATS.values():
        media_type = form.media_type.split(";")[0]
        assert f"| `{form.name}` | {' '.join(form.endings)} | {media_type} |" in documented


def test_the_documented_way_back_from_a_guarded_cell():
    documented = (Path(__file__).parents[1] / "docs" / "formats.md").read_text(encoding="utf-8")
    pattern = re.search(r're\.sub\(r"(.+)", "", cell\)', documented)[1]
    for text in HOSTILE:
        assert re.sub(pattern, "", spreadsheet.cell(text)) == text
