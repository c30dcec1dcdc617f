"""Network files in other hands: what networkx and Gephi find in ours, and ours in theirs."""

import json
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest

from interchanged import plainly, sample, written
from nkgraph import interchange


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
