"""Alike things stand together where there are too many to read, and are laid out as one block."""

from itertools import combinations

import networkx as nx
import pytest

from nkgraph import layout
from nkgraph.layout import alike
from nkgraph.layout.scene import of_network


def hub(leaves: int, layout_: str = "force", **facts: object) -> nx.MultiDiGraph:
    network = nx.MultiDiGraph(layout=layout_)
    network.add_node("hub", label="Hub", kind="State", size=28.0)
    network.add_node("other", label="Other", kind="State", size=12.0)
    network.add_edge("hub", "other")
    for number in range(leaves):
        network.add_node(f"n{number:03}", label=f"Leaf {number:03}", kind="Place", size=8.0)
        network.add_edge("hub", f"n{number:03}", **facts)
    network.add_edge("n000", "other")
    return network


def members(network: nx.MultiDiGraph) -> list[set[str]]:
    found: dict[int, set[str]] = {}
    for node, number in alike.of_network(network).items():
        found.setdefault(number, set()).add(node)
    return list(found.values())


def test_things_of_one_kind_with_the_same_neighbours_are_alike() -> None:
    assert members(hub(150)) == [{f"n{number:03}" for number in range(1, 150)}]


def test_what_can_be_read_is_shown_each() -> None:
    assert members(hub(90)) == []


def test_kind_source_and_year_tell_things_apart() -> None:
    network = hub(150)
    for number in range(1, 50):
        network.nodes[f"n{number:03}"]["kind"] = "Port"
    for number in range(50, 80):
        network.nodes[f"n{number:03}"]["origin"] = "elsewhere"
    for number in range(80, 100):
        network.nodes[f"n{number:03}"]["date"] = "2013-05"
    assert sorted(map(len, members(network))) == [20, 30, 49, 50]


def test_where_few_are_alike_none_stand_together() -> None:
    ring = nx.MultiDiGraph(nx.cycle_graph(200, create_using=nx.MultiDiGraph))
    assert members(ring) == []


def test_in_lanes_events_of_one_kind_and_year_are_alike_whoever_took_part() -> None:
    network = nx.MultiDiGraph(lanes=[{"y": 0.0, "label": "event"}])
    for number in range(1600):
        network.add_node(number, kind="Event", date=f"{1960 + number % 4}-01-01")
        network.add_edge(number, f"actor {number % 7}")
    assert sorted(map(len, members(network))) == [400] * 4


def test_the_largest_partners_stand_by_themselves() -> None:
    network = hub(150, weight=10.0)
    for number in range(1, 9):
        network.edges["hub", f"n{number:03}", 0]["weight"] = 1000.0 * number
    (group,) = members(network)
    assert group == {f"n{number:03}" for number in range(9, 150)}


def test_of_partners_with_one_amount_the_same_stand_alone_whatever_order_they_came_in() -> None:
    network = hub(150, weight=10.0)
    turned = nx.MultiDiGraph(layout="force")
    turned.add_nodes_from(reversed(list(network.nodes(data=True))))
    turned.add_edges_from(network.edges(data=True))
    scene = of_network(turned)
    laid_out = {scene.keys[node] for node in alike.groups(scene.facts, scene.arcs)}
    assert members(turned) == members(network) == [laid_out]


def test_an_amount_that_is_no_number_counts_nothing() -> None:
    assert len(members(hub(150, weight="many"))) == 1


@pytest.mark.parametrize("name", ["force", "flow", "voices", "geographic"])
def test_a_block_covers_nothing_and_no_two_marks_touch(name: str) -> None:
    network = hub(150, name)
    layout.place(network)
    nodes = list(network.nodes(data=True))
    for (_, one), (_, other) in combinations(nodes, 2):
        reach = one["size"] + other["size"]
        assert (
            abs(one["x"] - other["x"]) >= reach - 0.3 or abs(one["y"] - other["y"]) >= reach - 0.3
        )


@pytest.mark.parametrize("name", ["force", "flow", "voices"])
def test_a_block_stands_together_in_the_order_of_names(name: str) -> None:
    network = hub(150, name)
    layout.place(network)
    group = [network.nodes[f"n{number:03}"] for number in range(1, 150)]
    wide = max(node["x"] for node in group) - min(node["x"] for node in group)
    high = max(node["y"] for node in group) - min(node["y"] for node in group)
    assert wide * high < 150 * 30**2
    assert [node["y"] for node in group] == sorted(node["y"] for node in group)


def test_what_has_a_place_on_the_map_stays_there() -> None:
    network = hub(150, "geographic")
    for number, node in enumerate(network):
        if number % 2:
            network.nodes[node].update(latitude=39.0 + number / 40, longitude=125.0 + number / 40)
    layout.place(network)
    placed = [network.nodes[node] for number, node in enumerate(network) if number % 2]
    assert [node["x"] for node in placed[::25]] == sorted(node["x"] for node in placed[::25])
