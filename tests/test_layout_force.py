"""Layout by forces, and how hard a picture is to read."""

import networkx as nx
import pytest

import pictures
from nkgraph import layout
from nkgraph.layout import scene
from nkgraph.layout.boxes import Box
from nkgraph.layout.force import lay_out
from nkgraph.layout.legibility import ACROSS_BOX, faults

DOT = Box(5, 5, 5, 5)


def clusters() -> nx.MultiDiGraph:
    network = nx.MultiDiGraph(layout="force")
    for one in range(6):
        for other in range(one):
            network.add_edge(f"a{one}", f"a{other}")
            network.add_edge(f"b{one}", f"b{other}")
    network.add_edge("a0", "b0")
    return network


def test_what_is_linked_lies_nearer_than_what_is_not() -> None:
    network = clusters()

    layout.place(network)

    at = {node: complex(*point) for node, point in pictures.places(network).items()}
    within = max(
        abs(at[f"a{one}"] - at[f"a{other}"]) for one in range(1, 6) for other in range(1, 6)
    )
    across = min(
        abs(at[f"a{one}"] - at[f"b{other}"]) for one in range(1, 6) for other in range(1, 6)
    )
    assert within < across


@pytest.mark.parametrize("seed", range(4))
def test_a_tree_is_drawn_without_crossings(seed: int) -> None:
    network = nx.MultiDiGraph(nx.random_labeled_tree(14, seed=seed))

    layout.place(network)

    drawn = scene.of_network(network)
    points = [(network.nodes[key]["x"], network.nodes[key]["y"]) for key in drawn.keys]
    assert faults(points, drawn.links, [Box(0.1, 0.1, 0.1, 0.1)] * len(points)) < 1


def test_a_picture_is_wider_than_high() -> None:
    network = pictures.network(40, 45, seed=3)

    layout.place(network)

    xs, ys = zip(*pictures.places(network).values(), strict=True)
    assert max(xs) - min(xs) > max(ys) - min(ys)


def test_unlinked_parts_lie_near_one_another() -> None:
    network = nx.MultiDiGraph(layout="force")
    for number in range(8):
        network.add_edge(f"a{number}", f"b{number}")

    layout.place(network)

    xs, ys = zip(*pictures.places(network).values(), strict=True)
    assert max(xs) - min(xs) < 1000
    assert max(ys) - min(ys) < 700


def test_loops_and_parallel_edges_change_nothing() -> None:
    network, plain = clusters(), clusters()
    network.add_edges_from([("a0", "a0"), ("a0", "a1"), ("a1", "a0"), *[("b1", "b2")] * 400])

    layout.place(network)
    layout.place(plain)

    marks = [facts.pop("size", None) for _, facts in network.nodes(data=True)]
    assert not any(marks)
    assert pictures.places(network) == pictures.places(plain)


def test_nothing_and_one_have_a_place() -> None:
    assert lay_out(0, [], [], 6) == []
    assert lay_out(1, [], [DOT], 6) == [(0.0, 0.0)]


def test_crossings_are_counted_and_lines_through_marks_more() -> None:
    square = [(0.0, 0.0), (100.0, 100.0), (0.0, 100.0), (100.0, 0.0)]
    crossing = faults(square, [(0, 1), (2, 3)], [DOT] * 4)
    beside = faults(square, [(0, 2), (1, 3)], [DOT] * 4)
    through = faults([(0.0, 0.0), (100.0, 0.0), (50.0, 1.0), (50.0, 99.0)], [(0, 1)], [DOT] * 4)

    assert crossing - beside == pytest.approx(1)
    assert through >= ACROSS_BOX > beside
