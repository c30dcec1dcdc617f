"""Networks as files for other tools, and back."""

import io
import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nkgraph import interchange
from nkgraph.errors import BadFormat, CannotRead, CannotWrite

EXACT = ("graphml", "gexf", "json")
"""The formats that give back every value as it was."""


def sample() -> nx.MultiDiGraph:
    network = nx.MultiDiGraph(
        name="food",
        title="Who eats whom",
        kinds={"nkg:Cat": {"label": "cat", "colour": "#0072B2", "shape": "dot", "rank": 1}},
        rows=[{"source": "cat", "amount": Decimal("1.10"), "date": None}],
        skipped=0,
    )
    network.add_node(
        "https://e.org/cat", label="Cat", kind="nkg:Cat", names=["Tom", "Puss"], codes=[],
        date=None, latitude=Decimal("39.0194"), x=12.5, y=-3.0, size=8.0,
    )  # fmt: skip
    network.add_node(
        "https://e.org/mouse", label="Mouse <&>", kind=None, names=["Jerry; Mr"], codes=["a: 1"],
        date="2013~", latitude=None, x=0.1, y=2.0, size=28.0,
    )  # fmt: skip
    facts: dict[str, Any] = {
        "row": 0, "label": "eats", "negated": False, "approximate": None,
        "since": date(2013, 1, 31), "seen": datetime(2013, 1, 31, 12, 30),
        "amount": Decimal("36890000.10"), "weight": 36890000.1,
        "share": (1, "half"), "more": {"a": [None, Decimal("1")]},
    }  # fmt: skip
    network.add_edge("https://e.org/cat", "https://e.org/mouse", "claim/1", **facts)
    network.add_edge("https://e.org/cat", "https://e.org/mouse", "claim/2", row=1, label=None)
    network.add_edge("https://e.org/mouse", "https://e.org/mouse", 0, row=2, amount=None)
    return network


def written(network: nx.MultiDiGraph, format: str) -> bytes:
    stream = io.BytesIO()
    interchange.write(network, stream, format)
    return stream.getvalue()


def read_back(network: nx.MultiDiGraph, format: str, folder: Path) -> nx.MultiDiGraph:
    path = folder / "network.file"
    path.write_bytes(written(network, format))
    return interchange.read(path, format)


def plainly(text: bytes, format: str) -> nx.MultiDiGraph:
    """What networkx itself reads, without any help."""
    match format:
        case "graphml":
            return nx.read_graphml(io.BytesIO(text), force_multigraph=True)
        case "gexf":
            return nx.read_gexf(io.BytesIO(text))
        case "json":
            return nx.node_link_graph(json.loads(text), edges="edges")
        case "edgelist":
            return nx.read_edgelist(io.BytesIO(text), create_using=nx.MultiDiGraph)
        case _:
            return nx.read_pajek(io.BytesIO(text))


def told(network: nx.MultiDiGraph) -> list[Any]:
    """All that a network holds, types and order of writing included."""

    def typed(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: typed(item) for name, item in value.items()}
        if isinstance(value, list | tuple):
            return [type(value).__name__, *map(typed, value)]
        return type(value).__name__, repr(value)

    return [
        [(typed(node), typed(dict(facts))) for node, facts in network.nodes(data=True)],
        [
            (typed(source), typed(target), typed(key), typed(dict(facts)))
            for source, target, key, facts in network.edges(keys=True, data=True)
        ],
        typed(dict(network.graph)),
    ]


@pytest.mark.parametrize("format", EXACT)
def test_every_value_comes_back_as_it_was(format: str, tmp_path: Path) -> None:
    back = read_back(sample(), format, tmp_path)

    assert isinstance(back, nx.MultiDiGraph)
    assert told(back) == told(sample())


@pytest.mark.parametrize("format", interchange.NAMES)
def test_networkx_reads_the_same_nodes_and_edges(format: str) -> None:
    network = sample()

    plain = plainly(written(network, format), format)

    assert set(plain) == set(network)
    assert sorted((s, t) for s, t in plain.edges()) == sorted((s, t) for s, t in network.edges())
    assert [label for *_, label in plain.edges(data="label")] == ["eats", None, None]


@pytest.mark.parametrize("format", ["graphml", "json", "edgelist", "pajek"])
def test_networkx_finds_the_keys(format: str) -> None:
    plain = plainly(written(sample(), format), format)

    keys = [str(key) for *_, key in plain.edges(keys=True)]
    assert keys == ["claim/1", "claim/2", "0"]


def test_plain_graphml_has_numbers_and_truths_by_their_types() -> None:
    plain = plainly(written(sample(), "graphml"), "graphml")

    facts = plain.edges["https://e.org/cat", "https://e.org/mouse", "claim/1"]
    assert facts == {
        "row": 0,
        "label": "eats",
        "negated": False,
        "since": "2013-01-31",
        "seen": "2013-01-31T12:30:00",
        "amount": 36890000.1,
        "weight": 36890000.1,
        "share": "1; half",
        "more": "{'a': [None, Decimal('1')]}",
    }
    assert plain.nodes["https://e.org/cat"]["names"] == "Tom; Puss"
    assert plain.graph["title"] == "Who eats whom"


def test_gephi_finds_places_colours_and_sizes() -> None:
    plain = plainly(written(sample(), "gexf"), "gexf")

    assert plain.nodes["https://e.org/cat"]["viz"] == {
        "color": {"r": 0, "g": 0x72, "b": 0xB2, "a": 1.0},
        "size": 8.0,
        "position": {"x": 12.5, "y": 3.0, "z": 0.0},  # Gephi's y grows upwards
    }
    assert "color" not in plain.nodes["https://e.org/mouse"]["viz"]


def test_gephi_keeps_parallel_edges_of_different_kinds_apart() -> None:
    assert b'label="eats" kind="eats" weight="36890000.1"' in written(sample(), "gexf")


def test_plain_json_is_what_it_says() -> None:
    data = json.loads(written(sample(), "json"))

    edge = data["edges"][0]
    assert (edge["source"], edge["key"], edge["approximate"]) == (
        "https://e.org/cat",
        "claim/1",
        None,
    )
    assert edge["amount"] == 36890000.1
    assert data["nodes"][0]["names"] == ["Tom", "Puss"]
    assert data["graph"]["rows"] == [{"source": "cat", "amount": 1.1, "date": None}]


def test_a_list_of_edges_keeps_what_python_can_say() -> None:
    plain = plainly(written(sample(), "edgelist"), "edgelist")

    facts = plain.edges["https://e.org/cat", "https://e.org/mouse", "claim/1"]
    assert facts["negated"] is False
    assert facts["approximate"] is None
    assert facts["share"] == (1, "half")
    assert facts["more"] == {"a": [None, 1]}
    assert facts["since"] == "2013-01-31"


def test_pajek_keeps_places_weights_and_texts() -> None:
    plain = plainly(written(sample(), "pajek"), "pajek")

    assert plain.nodes["https://e.org/mouse"]["label"] == "Mouse <&>"
    assert (plain.nodes["https://e.org/cat"]["x"], plain.nodes["https://e.org/cat"]["y"]) == (
        12.5,
        -3,
    )
    facts = plain.edges["https://e.org/cat", "https://e.org/mouse", "claim/1"]
    assert (facts["weight"], facts["negated"]) == (36890000.1, "false")


NASTY = (
    "__proto__", "constructor", "", " ", "  two  spaces ", "a\nb", "a\r\nb", "tab\there", "nul\x00",
    "\ud800 lone", "quote \" and '", "back\\slash \\n", "# no comment", "a#b", "50 %", "%41",
    "<b>&amp;</b>", "]]>", "?>", "--", "*vertices 3", "1 2 3", "é 北韓 🚢", "\u202eright to left",
    "\u2028\u2029\x85", "{'a': 1}", "x" * 10_000,
)  # fmt: skip


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize("format", interchange.NAMES)
def test_any_text_can_be_a_name_a_key_and_a_label(name: str, format: str, tmp_path: Path) -> None:
    network = nx.MultiDiGraph()
    network.add_edge(name, "other", name, label=name, **{"an attribute": name})
    network.add_edge("other", name, "back")
    network.nodes[name]["label"] = name

    back = read_back(network, format, tmp_path)

    assert set(back) == {name, "other"}
    assert list(back.edges()) == [(name, "other"), ("other", name)]
    if format in EXACT:
        assert told(back) == told(network)
    if format == "edgelist":
        assert back.edges[name, "other", name]["label"] == name


@pytest.mark.parametrize("format", interchange.NAMES)
def test_what_is_written_is_utf8_and_the_same_each_time(format: str) -> None:
    text = written(sample(), format)

    assert text.decode()
    assert text == written(sample(), format)


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_ids_are_unique_though_the_names_differ_by_type_only(format: str, tmp_path: Path) -> None:
    network = nx.MultiDiGraph()
    network.add_edges_from([(1, "1", 0), ("1", 1, 0), (1, 2.0, "0"), (1, 2.0, 0), (1, (1, 2), 0)])

    text = written(network, format)
    plain = plainly(text, format)

    assert (len(plain), plain.number_of_edges()) == (4, 5)
    assert told(read_back(network, format, tmp_path)) == told(network)


@pytest.mark.parametrize("format", EXACT)
def test_an_attribute_that_a_format_keeps_for_itself_comes_back(
    format: str, tmp_path: Path
) -> None:
    network = nx.MultiDiGraph()
    network.add_node("a", id=5, viz="v", label=7, start="s", pid="p")
    network.nodes["a"].update(self=8, node_for_adding=9)
    key = network.add_edge("a", "a")
    network.edges["a", "a", key].update(
        source=1, target=2, key=3, id=4, weight=Decimal(1), type="t", self=5, u_for_edge=6
    )

    assert plainly(written(network, format), format).number_of_edges() == 1
    assert told(read_back(network, format, tmp_path)) == told(network)


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.decimals(allow_nan=False)
    | st.dates()
    | st.datetimes().map(lambda time: time.replace(fold=0))  # ISO 8601 has no fold
    | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=6,
)
attributes = st.dictionaries(
    st.sampled_from(["label", "weight", "x", "a b", "é"]) | st.text(), values
)
names = st.text(max_size=6) | st.integers(-3, 3) | st.sampled_from(NASTY[:20])


@st.composite
def networks(draw: st.DrawFn) -> nx.MultiDiGraph:
    network = nx.MultiDiGraph(**{"about": draw(values)})
    for name in draw(st.lists(names, max_size=4)):
        network.add_node(name)
        network.nodes[name].update(draw(attributes))
    for source, target, key in draw(st.lists(st.tuples(names, names, names), max_size=5)):
        network.add_edge(source, target, key)
        network.edges[source, target, key].update(draw(attributes))
    return network


@pytest.mark.parametrize("format", EXACT)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(network=networks())
def test_any_network_comes_back_as_it_was(
    format: str, network: nx.MultiDiGraph, tmp_path: Path
) -> None:
    assert told(read_back(network, format, tmp_path)) == told(network)


@pytest.mark.parametrize("format", interchange.NAMES)
@settings(max_examples=40)
@given(network=networks())
def test_networkx_reads_any_network(format: str, network: nx.MultiDiGraph) -> None:
    plain = plainly(written(network, format), format)

    assert plain.number_of_edges() == network.number_of_edges()
    if format != "edgelist":  # it has no lines for nodes without edges
        assert len(plain) == len({str(node) for node in network}) or format in EXACT
        assert len(plain) == len(network) or format == "pajek"


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


def as_json(name: str) -> Callable[[nx.MultiDiGraph, Path], None]:
    return lambda g, path: path.write_text(json.dumps(nx.node_link_data(g, edges=name))) and None


@pytest.mark.parametrize(
    ("format", "write"),
    [
        ("graphml", nx.write_graphml),
        ("gexf", nx.write_gexf),
        ("json", as_json("edges")),
        ("json", as_json("links")),
        ("edgelist", nx.write_edgelist),
        ("pajek", nx.write_pajek),
    ],
)
def test_what_networkx_wrote_is_read_too(
    format: str, write: Callable[[nx.MultiDiGraph, Path], None], tmp_path: Path
) -> None:
    foreign = nx.MultiDiGraph()
    foreign.add_edge("a", "b", weight=2.5)
    foreign.add_edge("b", "c", weight=1.0)
    path = tmp_path / "foreign.file"
    write(foreign, path)

    back = interchange.read(path, format)

    assert list(back.edges(data="weight")) == [("a", "b", 2.5), ("b", "c", 1.0)]
