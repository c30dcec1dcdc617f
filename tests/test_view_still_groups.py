"""Alike things in still pictures: one mark with their number, and one line for what they carry."""

import networkx as nx

from browser import networks
from nkgraph.layout import place
from nkgraph.view.still import scene
from stills import drawn, texts


def star(leaves=120, **facts):
    """A hub with many things around it, laid out."""
    network = nx.MultiDiGraph(
        name="star", title="A hub", layout=facts.pop("layout", "force"), kinds=networks.KINDS
    )
    network.add_node("hub", label="Hub", kind=networks.NKG + "State", size=28.0)
    for number in range(leaves):
        leaf = f"leaf {number:03}"
        network.add_node(leaf, label=leaf, kind=networks.NKG + "Port", size=8.0)
        network.add_edge("hub", leaf, key=number, label="knows", modality="reported", **facts)
    place(network)
    return network


def test_alike_things_are_one_mark_with_their_number_as_in_the_page():
    network = star()
    found = texts(drawn(network))
    assert "120 × Port" in found
    assert "121 things in 2 marks" in " ".join(found)
    assert found[found.index("Port") + 1] == "120"
    seen = scene.scene(network)
    assert [len(line.edges) for line in seen.lines] == [120]
    assert not seen.is_plain
    assert "×120" in found


def test_a_line_to_many_says_what_it_carries_in_all():
    network = star(layout="flow", weightUnit="https://example.org/us-dollar")
    for number, (_, _, facts) in enumerate(network.edges(data=True)):
        facts |= {"row": number, "weight": 1_000_000.0 * (number + 1)}
        network.graph.setdefault("rows", []).append({"commodityLabel": "Coal", "year": "2022"})
    place(network)
    found = " ".join(texts(drawn(network)))
    assert "112 × Port" in found  # the eight largest stand by themselves
    assert f"Coal, 2022: ${sum(range(1, 113)) / 1000:.2f} bn in all" in found
    assert "Coal, 2022: $120 M" in found


def test_two_amounts_that_are_told_of_one_pair_are_not_added_up():
    network = star(layout="flow", row=0, weight=1e6, weightUnit="https://example.org/us-dollar")
    network.graph["rows"] = [{"commodityLabel": "Coal", "year": "2022"}]
    for number in range(8):  # they stand by themselves
        network.edges["hub", f"leaf {number:03}", number]["weight"] = 9e6
    again = dict(network.edges["hub", "leaf 100", 100])
    network.add_edge("hub", "leaf 100", key="the same", **again)
    place(network)
    assert "Coal, 2022: $112 M in all" in " ".join(texts(drawn(network)))
    network.add_edge("hub", "leaf 100", key="another", **again | {"weight": 2e6})
    place(network)
    assert " in all" not in " ".join(texts(drawn(network)))


def test_a_change_that_is_told_of_one_of_many_is_not_told_of_them_all():
    network = star(layout="flow", row=0, weight=1e6, weightUnit="https://example.org/us-dollar")
    row = {"commodityLabel": "Coal", "year": "2022"}
    network.graph["rows"] = [row, row | {"statedPercent": 7}]
    for number in (*range(8), 100):  # the eight largest stand by themselves
        network.edges["hub", f"leaf {number:03}", number].update(row=1, weight=9e6)
    network.edges["hub", "leaf 100", 100]["weight"] = 1e6
    place(network)
    found = " ".join(texts(drawn(network)))
    assert "Coal, 2022: $9 M, +7 %" in found
    assert "Coal, 2022: $112 M in all" in found
    assert "in all, +7 %" not in found
    del network.edges["hub", "leaf 101", 101]["weight"]
    assert " in all" not in " ".join(texts(drawn(network)))


def test_lanes_of_very_many_events_start_with_one_mark_a_year():
    root = drawn(networks.lanes(1600))
    assert "1,601 things in 61 marks: those of one kind and year" in " ".join(texts(root))
    assert texts(root).count("27") > 10
