"""Many events stand in lanes, a lane for each kind."""

import random

import networkx as nx
import pytest

from nkgraph import layout
from nkgraph.layout import alike, lanes

KINDS = {"launch": 120, "raid": 70, "test": 9}


@pytest.fixture(scope="module")
def network() -> nx.MultiDiGraph:
    chance = random.Random(1)
    made = nx.MultiDiGraph(layout="time")
    made.add_node("actor", label="Actor", kindLabel="state", size=28.0)
    made.add_node("other", label="Other", kindLabel="state", size=10.0)
    for kind, count in KINDS.items():
        for number in range(count):
            event = f"{kind} {number}"
            day = f"{chance.randint(1990, 2020)}-{chance.randint(1, 12):02}-15"
            made.add_node(event, label=event, kindLabel=kind, date=day, size=8.0)
            made.add_edge("actor", event)
    made.add_edge("other", "test 1")
    layout.place(made)
    return made


def of_kind(network: nx.MultiDiGraph, kind: str) -> list[dict[str, float]]:
    return [facts for _, facts in network.nodes(data=True) if facts["kindLabel"] == kind]


def test_each_kind_has_a_lane_of_its_own_the_fullest_first(network: nx.MultiDiGraph) -> None:
    drawn = network.graph["lanes"]
    assert [lane["label"] for lane in drawn] == ["launch", "raid", "test"]
    edges = [*(lane["y"] for lane in drawn), float("inf")]
    for above, below, kind in zip(edges, edges[1:], KINDS, strict=False):
        heights = [facts["y"] for facts in of_kind(network, kind)]
        assert above < min(heights)
        assert max(heights) < below


def test_in_a_lane_time_runs_from_left_to_right(network: nx.MultiDiGraph) -> None:
    events = sorted(of_kind(network, "launch"), key=lambda facts: facts["date"])
    places = [facts["x"] for facts in events]
    assert places == sorted(places)


def test_no_two_marks_touch(network: nx.MultiDiGraph) -> None:
    marks = [facts for _, facts in network.nodes(data=True)]
    for at, one in enumerate(marks):
        for other in marks[at + 1 :]:
            away = max(abs(one["x"] - other["x"]), abs(one["y"] - other["y"]))
            assert away >= min(one["size"], other["size"])


def test_who_took_part_stands_above_the_lanes(network: nx.MultiDiGraph) -> None:
    assert all(facts["y"] < 0 for facts in of_kind(network, "state"))


def test_few_events_have_no_lanes() -> None:
    few = nx.MultiDiGraph(layout="time")
    for number in range(lanes.MANY - 1):
        few.add_node(f"e{number}", label=f"e{number}", date=f"{1900 + number}", size=8.0)
    layout.place(few)
    assert "lanes" not in few.graph


def crowded(events: int) -> nx.MultiDiGraph:
    """Return events along sixty years, of which so many are of one day."""
    made = nx.MultiDiGraph(layout="time")
    for number in range(events + 60):
        day = "2018-06-01" if number < events else f"{1900 + number - events}-06-01"
        made.add_node(f"e{number}", label=f"e{number}", kindLabel="talk", date=day, size=8.0)
    layout.place(made)
    return made


def test_a_day_with_many_events_has_lanes() -> None:
    assert "lanes" not in crowded(lanes.FULL_DAY - 1).graph
    assert "lanes" in crowded(lanes.FULL_DAY).graph


@pytest.mark.parametrize("events", [200, 2000])
def test_a_full_day_neither_covers_itself_nor_all_else(events: int) -> None:
    marks = [facts for _, facts in crowded(events).nodes(data=True)]
    places = {(facts["x"], facts["y"]) for facts in marks}
    assert len(places) == len(marks)
    ordered = sorted(places)
    for at, (x, y) in enumerate(ordered):
        for other_x, other_y in ordered[at + 1 :]:
            if other_x - x >= 8.0:
                break
            assert abs(other_y - y) >= 8.0
    high = max(y for _, y in places) - min(y for _, y in places)
    wide = max(x for x, _ in places) - min(x for x, _ in places)
    assert high < wide / 2
    day = [facts["x"] for facts in marks if facts["date"] == "2018-06-01"]
    assert max(day) - min(day) < 0.7 * wide


def test_events_of_a_full_day_stand_as_one_mark_near_their_date_until_asked_for() -> None:
    made = crowded(40)
    together = alike.of_network(made)
    assert set(together) == {f"e{number}" for number in range(40)}
    day = [made.nodes[event]["x"] for event in together]
    assert max(day) - min(day) < 300


def test_a_day_of_a_dozen_is_shown_each() -> None:
    made = nx.MultiDiGraph(layout="time")
    for number in range(24):
        kind = "talk" if number % 2 else "raid"
        made.add_node(number, kind=kind, kindLabel=kind, date="2018-06-01", size=8.0)
    layout.place(made)
    assert "lanes" in made.graph
    assert not alike.of_network(made)


def test_of_many_who_took_part_the_busiest_stand_by_themselves_above_the_lanes() -> None:
    made = nx.MultiDiGraph(layout="time")
    for number in range(160):
        made.add_node(f"e{number}", kindLabel="raid", date=f"{1860 + number}", size=8.0)
        made.add_node(f"place {number % 60}", kind="Place", size=8.0)
        made.add_edge(f"e{number}", f"place {number % 60}")
    layout.place(made)
    assert len(alike.of_network(made)) == 60 - alike.BUSIEST
