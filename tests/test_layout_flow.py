"""Trade from left to right."""

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
