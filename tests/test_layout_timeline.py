"""Events along time."""

import networkx as nx
import pytest

import pictures
from nkgraph import layout


def timeline(*dates: str | None) -> nx.MultiDiGraph:
    network = nx.MultiDiGraph(layout="time")
    for number, when in enumerate(dates):
        network.add_node(f"e{number}", label=f"event {number}", date=when)
        network.add_edge("who", f"e{number}")
    layout.place(network)
    return network


def test_events_stand_in_the_order_of_their_dates_and_evenly() -> None:
    network = timeline("2009-05-25", "2006-10-09", "2013", "2013-07-02")

    x = {node: at for node, (at, _) in pictures.places(network).items()}
    assert x["e1"] < x["e0"] < x["e2"] == pytest.approx(x["e3"], abs=1)
    days = (959, 1499)  # from one date to the next, the last being the middle of 2013
    assert (x["e0"] - x["e1"]) / (x["e2"] - x["e0"]) == pytest.approx(days[0] / days[1], abs=0.01)


def test_an_open_date_stands_at_the_end_that_it_has() -> None:
    network = timeline("../2014-05-14", "2014-05-14", "2006")

    x = {node: at for node, (at, _) in pictures.places(network).items()}
    assert x["e0"] == x["e1"]


def test_participants_stand_among_their_events() -> None:
    network = timeline("2006", "2009", "2013")

    x = {node: at for node, (at, _) in pictures.places(network).items()}
    assert x["e0"] < x["who"] < x["e2"]


def test_what_has_no_date_and_no_event_stands_apart_on_the_right() -> None:
    network = nx.MultiDiGraph(layout="time")
    network.add_edge("who", "event")
    network.nodes["event"]["date"] = "2013"
    network.add_edge("somebody", "something")
    network.nodes["something"]["date"] = "one Tuesday"

    layout.place(network)

    x = {node: at for node, (at, _) in pictures.places(network).items()}
    assert max(x["who"], x["event"]) < min(x["somebody"], x["something"])


def test_the_axis_has_ticks_from_before_the_first_event_to_behind_the_last() -> None:
    network = timeline("2006-10-09", "2014-05-13")

    axis = network.graph["axis"]
    x = [network.nodes[event]["x"] for event in ("e0", "e1")]
    assert axis[0]["label"] == "2006"
    assert axis[-1]["label"] == "2015"
    assert axis[0]["x"] <= min(x) < max(x) <= axis[-1]["x"]
    assert [tick["x"] for tick in axis] == sorted(tick["x"] for tick in axis)


def test_a_single_day_has_an_axis_too() -> None:
    network = timeline("2006-10-09", "2006-10-09")

    assert network.graph["axis"][0]["label"] == "9 Oct 2006"


def test_without_any_date_there_is_no_axis() -> None:
    network = timeline(None, "Tuesday")

    assert "axis" not in network.graph
    assert pictures.overlaps(network) == []
