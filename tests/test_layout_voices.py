"""Who says what of whom, from left to right."""

import networkx as nx

from nkgraph import layout


def steps(*edges: tuple[str, str]) -> dict[str, float]:
    network = nx.MultiDiGraph(layout="voices")
    network.add_edges_from(edges)
    layout.place(network)
    return dict(network.nodes(data="x"))


def test_a_chain_goes_from_left_to_right() -> None:
    x = steps(("article", "agency"), ("agency", "source"), ("source", "Korea"))

    assert x["article"] < x["agency"] < x["source"] < x["Korea"]


def test_what_itself_says_nothing_stands_in_the_last_column() -> None:
    x = steps(("article", "analysts"), ("analysts", "Korea"), ("article", "Russia"))

    assert x["Korea"] == x["Russia"] > x["analysts"] > x["article"]


def test_two_who_speak_of_each_other_are_drawn_all_the_same() -> None:
    x = steps(("a", "b"), ("b", "a"), ("b", "c"), ("c", "c"))

    assert len(set(x.values())) > 1


def test_only_loops_are_drawn_too() -> None:
    assert len(steps(("a", "a"), ("b", "b"))) == 2


def test_all_who_speak_stand_left_of_the_channel() -> None:
    x = steps(
        ("article", "agency"), ("agency", "Korea"), ("article", "Korea"), ("article", "Russia")
    )

    assert x["agency"] - x["article"] < 100 < 400 < x["Korea"] - x["agency"]
