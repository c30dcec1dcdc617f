"""What holds for every layout."""

import os
import random
import subprocess
import sys
from math import isfinite

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pictures
from nkgraph import layout
from nkgraph.graph import KnowledgeGraph

MAPS = ("relations", "trade", "events", "voices", "claims-map", "places-map")

DATED = ("2006-10-09", "2013", "2013~", "../2014-05-14", "Tuesday", None)

ONE_RUN = """
import sys
sys.path.insert(0, sys.argv[1])
import pictures
from nkgraph import layout
for name in layout.LAYOUTS:
    network = pictures.network(60, 90, layout=name)
    layout.place(network)
    print(pictures.places(network))
"""


def furnished(network: nx.MultiDiGraph, seed: int = 1) -> nx.MultiDiGraph:
    """The network with dates and coordinates on some of its nodes."""
    chance = random.Random(seed)
    for _, facts in network.nodes(data=True):
        facts["date"] = chance.choice(DATED)
        if chance.random() < 0.8:
            facts |= {"latitude": chance.gauss(40, 3), "longitude": chance.gauss(127, 5)}
    return network


@pytest.mark.parametrize("name", MAPS)
def test_on_the_projects_maps_no_mark_or_label_covers_another(
    name: str, article: KnowledgeGraph
) -> None:
    network = article.network(name)

    layout.place(network)

    assert len(network) > 2
    assert pictures.overlaps(network) == []


@pytest.mark.parametrize("name", layout.LAYOUTS)
@pytest.mark.parametrize(("count", "edges"), [(1, 0), (2, 1), (30, 0), (60, 90), (190, 300)])
def test_no_mark_or_label_covers_another(name: str, count: int, edges: int) -> None:
    network = furnished(pictures.network(count, edges, layout=name))

    layout.place(network)

    assert pictures.overlaps(network) == []


@pytest.mark.parametrize("name", layout.LAYOUTS)
def test_in_a_large_network_no_two_marks_touch(name: str) -> None:
    network = furnished(pictures.network(600, 900, layout=name))

    layout.place(network)

    assert pictures.overlaps(network) == []


@pytest.mark.parametrize("name", layout.LAYOUTS)
def test_the_places_do_not_depend_on_the_order_of_the_rows(name: str) -> None:
    network = furnished(pictures.network(50, 80, layout=name))
    other = nx.MultiDiGraph(**network.graph)
    other.add_nodes_from(reversed(list(network.nodes(data=True))))
    other.add_edges_from(reversed(list(network.edges(keys=True, data=True))))

    layout.place(network)
    layout.place(other)

    assert pictures.places(network) == pictures.places(other)


def test_the_places_are_the_same_in_every_run() -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", ONE_RUN, os.path.dirname(__file__)],  # noqa: PTH120
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert runs[0] == runs[1]
    assert runs[0].count(b"n00059") == len(layout.LAYOUTS)


@pytest.mark.parametrize("name", layout.LAYOUTS)
@settings(max_examples=15)
@given(data=st.data())
def test_any_network_gets_a_place_for_each_node(name: str, data: st.DataObject) -> None:
    network = nx.MultiDiGraph(layout=name)
    names = st.sampled_from(["a", "b", "c", "", "__proto__", "1", "é\n"]) | st.text(max_size=4)
    for source, target in data.draw(st.lists(st.tuples(names, names), max_size=12)):
        network.add_edge(source, target, weight=data.draw(st.floats(0, 1e9)))
    for node in network:
        network.nodes[node].update(
            label=data.draw(st.none() | st.text()),
            date=data.draw(st.sampled_from(DATED)),
            latitude=data.draw(st.none() | st.floats(-90, 90)),
            longitude=data.draw(st.none() | st.floats(-180, 180)),
            size=data.draw(st.none() | st.floats(8, 28)),
        )

    layout.place(network)

    assert all(isfinite(x) and isfinite(y) for x, y in pictures.places(network).values())
    assert pictures.overlaps(network) == []


def test_an_empty_network_stays_empty() -> None:
    network = nx.MultiDiGraph(layout="time")

    layout.place(network)

    assert not network


@pytest.mark.parametrize("name", [None, "none of ours"])
def test_a_network_without_a_known_layout_is_laid_out_by_forces(name: str | None) -> None:
    network, by_forces = pictures.network(20, 30), pictures.network(20, 30)
    network.graph["layout"] = name

    layout.place(network)
    layout.place(by_forces)

    assert pictures.places(network) == pictures.places(by_forces)


def test_everybody_elses_random_numbers_are_left_alone() -> None:
    random.seed(1)
    before = random.getstate()

    layout.place(pictures.network(300, 500))

    assert random.getstate() == before
