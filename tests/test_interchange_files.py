"""Where networks are written and read: formats by their endings, streams, and what is refused."""

import io
from pathlib import Path

import networkx as nx
import pytest

from interchanged import EXACT, sample, written
from nkgraph import interchange
from nkgraph.errors import BadFormat, CannotRead, CannotWrite


@pytest.mark.parametrize("ending", [".graphml", ".gexf", ".json", ".edgelist", ".net", ".GEXF"])
def test_a_files_ending_says_the_format(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"map{ending}"

    interchange.write(sample(), path)

    assert len(interchange.read(path)) == 2


def test_text_and_byte_streams_get_the_same() -> None:
    text = io.StringIO()
    interchange.write(sample(), text, "graphml")

    assert text.getvalue().encode() == written(sample(), "graphml")


def test_an_unknown_format_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(BadFormat, match="no network format 'gml': take one of graphml, gexf, json"):
        interchange.write(sample(), tmp_path / "map.gml", "gml")
    with pytest.raises(BadFormat, match=r"ending '.gml', .* take one of .graphml"):
        interchange.write(sample(), tmp_path / "map.gml")
    with pytest.raises(BadFormat, match="has no ending"):
        interchange.read(tmp_path / "map")
    with pytest.raises(BadFormat, match="say which format"):
        interchange.write(sample(), io.BytesIO())


@pytest.mark.parametrize("format", EXACT)
def test_a_value_that_no_file_holds_leaves_what_was_there(format: str, tmp_path: Path) -> None:
    path = tmp_path / f"map.{format}"
    path.write_text("before")
    network = nx.MultiDiGraph()
    network.add_node("a", thing=object())

    with pytest.raises(BadFormat, match="cannot hold a object"):
        interchange.write(network, path, format)

    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_stream_that_fails_is_an_error_of_ours() -> None:
    class Full(io.BytesIO):
        def write(self, _: object) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(CannotWrite, match="No space left"):
        interchange.write(sample(), Full(), "json")


def test_a_closed_pipe_is_for_the_caller() -> None:
    class Closed(io.BytesIO):
        def write(self, _: object) -> int:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        interchange.write(sample(), Closed(), "json")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.graphml", "<graphml"),
        ("a.graphml", "<graphml><?nkgraph {?></graphml>"),
        ("a.graphml", ""),
        ("a.gexf", "<gexf/>"),
        ("a.json", "[1]"),
        ("a.json", '{"nkgraph": 3}'),
        ("a.edgelist", "a b {oops"),
    ],
)
def test_what_is_no_network_is_refused_with_the_files_name(
    name: str, text: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(text)

    with pytest.raises(CannotRead, match=name):
        interchange.read(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="No such file"):
        interchange.read(tmp_path / "none.graphml")
