"""Places on a map."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest

import pictures
from nkgraph import layout

PLACES: dict[str, tuple[Any, Any]] = {
    "Pyongyang": (Decimal("39.03"), Decimal("125.75")),
    "Vladivostok": (43.12, 131.9),
    "Busan": (35.1, 129.04),
    "Beijing": (39.9, 116.4),
    "Najin": (42.23, 130.3),
    "Khasan": (42.43, 130.65),
}


def mapped(places: dict[str, tuple[Any, Any]], *without: str) -> nx.MultiDiGraph:
    network = nx.MultiDiGraph(layout="geographic")
    for name, (latitude, longitude) in places.items():
        network.add_node(name, label=name, size=9.0, latitude=latitude, longitude=longitude)
    for name in without:
        network.add_node(name, label=name, size=9.0, latitude=None, longitude=None)
    layout.place(network)
    return network


def test_north_is_up_and_east_is_right() -> None:
    at = pictures.places(mapped(PLACES))

    assert at["Vladivostok"][1] < at["Pyongyang"][1] < at["Busan"][1]
    assert at["Beijing"][0] < at["Pyongyang"][0] < at["Vladivostok"][0]


def test_places_close_by_give_way_with_a_leader() -> None:
    network = mapped(PLACES)

    moved = [node for node, facts in network.nodes(data=True) if "anchorX" in facts]
    assert set(moved) <= {"Najin", "Khasan", "Vladivostok"}
    assert moved
    for node in moved:
        facts = network.nodes[node]
        away = abs(complex(facts["x"] - facts["anchorX"], facts["y"] - facts["anchorY"]))
        assert 6 < away < 120
    assert pictures.overlaps(network) == []


def test_what_has_no_place_stands_in_a_margin_beside_the_map() -> None:
    network = mapped(PLACES, "Asia Pacific region", "Look East Policy")

    margin = network.graph["margin"]
    at = pictures.places(network)
    for name in ("Asia Pacific region", "Look East Policy"):
        assert margin["x"] < at[name][0] < margin["x"] + margin["width"]
        assert margin["y"] < at[name][1] < margin["y"] + margin["height"]
    assert all(not margin["x"] < at[name][0] < margin["x"] + margin["width"] for name in PLACES)
    assert margin["label"]


def test_without_any_coordinates_there_is_a_margin_and_no_land() -> None:
    network = mapped({}, "a", "b")

    assert "margin" in network.graph
    assert "outlines" not in network.graph
    assert pictures.overlaps(network) == []


def test_the_land_is_in_the_pixels_of_the_places() -> None:
    network = mapped({"Pyongyang": PLACES["Pyongyang"], "Beijing": PLACES["Beijing"]})

    def inside(x: float, y: float) -> bool:
        crossings = sum(
            (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
            for ring in network.graph["outlines"]
            for (x1, y1), (x2, y2) in pairwise(ring)
        )
        return crossings % 2 == 1

    assert all(inside(*at) for at in pictures.places(network).values())
    assert "Natural Earth" in network.graph["attribution"]
    assert network.graph["borders"]


def test_many_marks_in_one_place_lie_around_it() -> None:
    network = mapped({f"n{number}": PLACES["Pyongyang"] for number in range(300)})

    assert pictures.overlaps(network) == []
    xs, ys = zip(*pictures.places(network).values(), strict=True)
    assert max(*xs, *ys) - min(*xs, *ys) < 1500


@pytest.mark.parametrize("place", [("north", 1), (200, 10), (float("nan"), 3), (10, float("inf"))])
def test_what_are_no_coordinates_are_no_place(place: tuple[Any, Any]) -> None:
    network = mapped({"odd": place, **PLACES})

    assert "margin" in network.graph


def test_a_map_of_the_world_is_drawn_too() -> None:
    network = mapped({"Lima": (-12, -77), "Pyongyang": (39, 125.75), "Sydney": (-33.9, 151.2)})

    at = pictures.places(network)
    assert at["Lima"][0] < at["Pyongyang"][0] < at["Sydney"][0]
    assert at["Pyongyang"][1] < at["Lima"][1] < at["Sydney"][1]
