"""Trade from left to right."""

from itertools import combinations

import networkx as nx

from nkgraph import layout


def flow(*edges: tuple[str, str, float | None]) -> dict[str, float]:
    network = nx.MultiDiGraph(layout="flow")
    for source, target, weight in edges:
        network.add_edge(source, target, **({} if weight is None else {"weight": weight}))
    layout.place(network)
    return dict(network.nodes(data="x"))


def test_who_sells_stands_left_of_who_buys() -> None:
    x = flow(("Russia", "Korea", 36.89), ("China", "Korea", None))

    assert x["Russia"] == x["China"] < x["Korea"]


def test_of_two_who_trade_with_each_other_the_larger_seller_stands_left() -> None:
    x = flow(("Korea", "Russia", 7.71), ("Korea", "Russia", 11), ("Russia", "Korea", 36.89))

    assert x["Russia"] < x["Korea"]


def test_who_gives_as_much_as_it_takes_stands_opposite_its_partners() -> None:
    x = flow(
        ("Russia", "Korea", 36.89), ("China", "Korea", None), ("Korea", "China", None),
    )  # fmt: skip

    assert x["China"] < x["Korea"]


def test_without_amounts_the_number_of_lines_counts() -> None:
    x = flow(("a", "b", None), ("a", "b", None), ("b", "a", None))

    assert x["a"] < x["b"]


def test_many_lines_between_two_get_room() -> None:
    def height(lines: int) -> float:
        network = nx.MultiDiGraph(layout="flow")
        network.add_edges_from([("a", "z"), *[("b", "z")] * lines])
        layout.place(network)
        return abs(float(network.nodes["a"]["y"] - network.nodes["b"]["y"]))

    assert height(14) > height(1) + 80


def places(network: nx.MultiDiGraph) -> dict[str, tuple[float, float]]:
    layout.place(network)
    return {node: (facts["x"], facts["y"]) for node, facts in network.nodes(data=True)}


def test_hubs_that_deal_with_each_other_and_with_all_stand_in_the_middle() -> None:
    network = nx.MultiDiGraph(layout="flow")
    for hub, other in (("China", "India"), ("India", "Iran"), ("China", "Iran")):
        network.add_edge(hub, other, weight=1.0)
        network.add_edge(other, hub, weight=2.0)
    for number in range(9):
        for hub in ("China", "India", "Iran"):
            network.add_edge(f"mine {number}", hub, weight=5.0)
            network.add_edge(hub, f"shop {number}", weight=7.0)
    at = places(network)

    assert {x for name, (x, _) in at.items() if name.startswith("mine")} == {at["mine 0"][0]}
    hubs = [at[name] for name in ("China", "India", "Iran")]
    assert all(at["mine 0"][0] < x < at["shop 0"][0] for x, _ in hubs)
    top, middle, bottom = sorted(hubs, key=lambda point: point[1])
    passing = top[0] + (bottom[0] - top[0]) * (middle[1] - top[1]) / (bottom[1] - top[1])
    assert abs(passing - middle[0]) > 40


def test_a_net_without_few_hubs_stays_on_two_sides() -> None:
    network = nx.MultiDiGraph(layout="flow")
    network.add_edges_from(combinations("abcdefghijkl", 2))

    assert len({x for x, _ in places(network).values()}) == 2


def test_many_flows_one_way_take_the_room_of_one_line() -> None:
    def height(flows: int) -> float:
        rows = [{"commodityLabel": f"Goods {number}"} for number in range(flows)]
        network = nx.MultiDiGraph(layout="flow", rows=rows)
        network.add_edge("a", "z")
        for number in range(flows):
            network.add_edge("b", "z", row=number)
        at = places(network)
        return abs(at["a"][1] - at["b"][1])

    assert height(11) == height(1) < height(10)
