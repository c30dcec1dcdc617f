"""All maps in one folder: every one is there, and a page that leads to them and asks nobody."""

import html
import re

import pytest

import nkgraph
from nkgraph.errors import CannotWrite
from nkgraph.tour import MAPS
from nkgraph.view import assets, atlas, embedding

HOSTILE = """#+ summary: "<b>Bold</b> & plain"
#+ tags: [map]
#+ map: {title: "</style><script>alert(1)</script>", layout: force}
SELECT ?source ?target ?relation WHERE {
  VALUES (?source ?target ?relation) { ("a" "b" "c") }
}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("atlas")
    own = folder / "own"
    own.mkdir()
    (own / "my map #1.rq").write_text(HOSTILE, encoding="utf-8")
    (own / "index.rq").write_text(HOSTILE, encoding="utf-8")
    files = atlas.save(nkgraph.open(queries=[own]), folder / "maps")
    return folder / "maps", files


def test_every_map_is_there_and_the_index_last(made):
    folder, files = made
    assert files[-1] == folder / "index.html"
    assert {path.name for path in files} == {path.name for path in folder.iterdir()}
    assert {f"{name}.html" for name in MAPS} <= {path.name for path in files}
    assert [path.name for path in folder.parent.iterdir() if path.name.startswith(".")] == []


def test_the_index_leads_to_each(made):
    _, files = made
    text = files[-1].read_text("utf-8")
    addresses = re.findall(r'href="([^"]+\.html)"', text)
    assert len(addresses) == len(files) - 1
    assert "my%20map%20%231.html" in addresses
    assert "index-map.html" in addresses  # a map called index is not the index
    assert text.count("data:image/svg+xml;base64,") == len(addresses)


def test_the_index_asks_nobody_and_runs_nothing(made):
    text = made[1][-1].read_text("utf-8")
    policy = html.unescape(re.search(r'Policy" content="([^"]+)"', text)[1])
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert embedding.csp_hash(assets.index_style()) in policy
    assert "<script" not in text
    assert "http" not in re.sub(r"base64,[^\"]+", "", text).replace("http-equiv", "")
    assert "&lt;script&gt;" in text


def test_other_files_in_the_folder_stay(tmp_path, article):
    folder = tmp_path / "maps"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    (folder / "index.html").write_text("old")
    atlas.save(article, folder)
    assert (folder / "notes.txt").read_text() == "mine"
    assert "<title>" in (folder / "index.html").read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["maps"]


def test_when_a_map_fails_nothing_is_written(tmp_path, article, monkeypatch):
    def fail(*_args, **_options):
        raise CannotWrite("no")

    monkeypatch.setattr(atlas, "page", fail)
    with pytest.raises(CannotWrite):
        atlas.save(article, tmp_path / "maps")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_no_folder(tmp_path, article):
    (tmp_path / "maps").write_text("mine")
    with pytest.raises(CannotWrite, match="is a file"):
        atlas.save(article, tmp_path / "maps")
    assert (tmp_path / "maps").read_text() == "mine"


def test_the_commands(nkgraph_command, tmp_path):
    done = nkgraph_command("view", "trade", "exporter=RUS", "-o", "trade.svg")
    assert (done.returncode, done.stderr) == (0, "trade.svg is written\n")
    drawing = (tmp_path / "trade.svg").read_text("utf-8")
    assert "nkgraph view trade exporter=RUS" in drawing
    for wrong, said in (
        (["view"], "NAME is missing"),
        (["view", "trade", "--all"], "leave out 'trade'"),
        (["view", "trade", "--source", "x", "-o", "a.png"], "quotes nothing"),
        (["view", "trade", "-o", "a.pdf"], "a map is no '.pdf' file: end the name in .html"),
    ):
        done = nkgraph_command(*wrong)
        assert done.returncode == 2
        assert said in done.stderr
