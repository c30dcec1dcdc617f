"""The outlines of the places map: the file as it stands, and how its lines are cut."""

import importlib
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

PROJECT = Path(__file__).resolve().parents[1]
FILE = PROJECT / "data/outlines-north-east-asia.json"
MOST_BYTES = 150_000
"""Every map carries the file, so it stays small."""


@pytest.fixture(scope="module")
def tool():
    folder = str(PROJECT / "tools/background")
    sys.path.insert(0, folder)
    try:
        yield importlib.import_module("outlines")
    finally:
        sys.path.remove(folder)
        for name in ("outlines", "documents"):
            sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def outlines():
    return json.loads(FILE.read_text("utf-8"))


def lines(outlines, kind):
    (feature,) = (f for f in outlines["features"] if f["properties"]["kind"] == kind)
    assert feature["geometry"]["type"] == "MultiLineString"
    return feature["geometry"]["coordinates"]


def test_the_file_is_small_and_says_where_it_is_from(outlines):
    assert FILE.stat().st_size < MOST_BYTES
    assert outlines["type"] == "FeatureCollection"
    source = outlines["source"]
    assert source["version"] == "Natural Earth 4.1.0, world-atlas 2.0.2"
    assert "naturalearthdata.com" in source["address"]
    assert "Public domain" in source["rights"]
    assert source["licence"].startswith("https://")
    assert len(source["sha256"]) == 64


def test_every_line_lies_in_the_window_and_has_two_decimals(outlines):
    west, south, east, north = outlines["bbox"]
    for kind in ("coast", "border"):
        assert lines(outlines, kind)
        for line in lines(outlines, kind):
            assert len(line) > 1
            for x, y in line:
                assert west <= x <= east
                assert south <= y <= north
                assert round(x, 2) == x
                assert round(y, 2) == y


def test_the_borders_of_the_peninsula_are_there(outlines):
    def passes(kind, west, south, east, north):
        return any(
            west <= x <= east and south <= y <= north
            for line in lines(outlines, kind)
            for x, y in line
        )

    assert passes("border", 126.5, 37.5, 128.5, 38.7)  # between the two Koreas
    assert passes("border", 124.3, 39.9, 125.5, 41.0)  # the Yalu
    assert passes("border", 130.0, 42.2, 131.0, 43.2)  # the Tumen
    assert not passes("border", 131.5, 30.0, 146.0, 42.0)  # none through Japan
    assert passes("coast", 128.5, 34.8, 129.5, 36.5)  # the coast at Busan


def test_a_line_is_cut_at_the_edge(tool):
    across = [(tool.WEST - 10, 40.0), (tool.WEST + 10, 40.0), (tool.WEST + 10, tool.NORTH + 5)]
    assert list(tool.cut(across)) == [
        [(tool.WEST, 40.0), (tool.WEST + 10, 40.0), (tool.WEST + 10, tool.NORTH)]
    ]


def test_a_line_that_leaves_and_returns_is_two(tool):
    y, edge = 40.0, tool.WEST
    out, back = [(edge + 5, y), (edge, y)], [(edge, y + 1), (edge + 5, y + 1)]
    beyond = [(edge - 5, y), (edge - 5, y + 1)]
    assert list(tool.cut([out[0], *beyond, back[1]])) == [out, back]


def test_a_line_outside_is_nothing(tool):
    assert list(tool.cut([(0.0, 0.0), (10.0, 10.0)])) == []
    assert list(tool.cut([(tool.WEST - 5, 20.0), (tool.WEST - 1, 70.0)])) == []


points = st.tuples(st.floats(60, 200), st.floats(0, 90))


@given(st.lists(points, min_size=2, max_size=8))
def test_pieces_lie_in_the_window_and_on_the_line(tool, line):
    slack = 1e-6
    for piece in tool.cut(line):
        assert len(piece) > 1
        for x, y in piece:
            assert tool.WEST - slack <= x <= tool.EAST + slack
            assert tool.SOUTH - slack <= y <= tool.NORTH + slack
    inside = [(x, y) for x, y in line if tool.WEST < x < tool.EAST and tool.SOUTH < y < tool.NORTH]
    kept = {point for piece in tool.cut(line) for point in piece}
    assert kept.issuperset(p for p in inside if any(p != q for q in line))


def test_points_that_round_alike_are_one(tool):
    assert tool.rounded([(1.001, 2.0), (1.004, 2.0), (1.02, 2.0)]) == [(1.0, 2.0), (1.02, 2.0)]
    assert tool.rounded([]) == []


def test_shared_lines_are_borders_and_others_coast(tool):
    # Two squares side by side: arc 0 between them, arcs 1 and 2 around them. Grid of 0.5 degrees.
    topology = {
        "transform": {"scale": [0.5, 0.5], "translate": [100.0, 40.0]},
        "arcs": [
            [[10, 0], [0, 10]],
            [[10, 10], [-10, 0], [0, -10], [10, 0]],
            [[10, 0], [10, 0], [0, 10], [-10, 0]],
        ],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "id": "408", "arcs": [[0, 1]]},
                    {"type": "MultiPolygon", "id": "410", "arcs": [[[2, -1]]]},
                    {"type": None, "id": "999"},
                ]
            }
        },
    }
    made = tool.outlines(topology)
    assert lines(made, "border") == [[(105.0, 40.0), (105.0, 45.0)]]
    assert len(lines(made, "coast")) == 2
    assert made["boxes"] == {"KOR": [105.0, 40.0, 110.0, 45.0], "PRK": [100.0, 40.0, 105.0, 45.0]}


def test_another_file_than_the_plan_names_is_refused(tool, tmp_path):
    (tmp_path / tool.DOCUMENT.file).write_bytes(b"another")
    library = tool.Library([tool.DOCUMENT], [tmp_path])
    with pytest.raises(tool.PlanError, match="SHA-256"):
        library.bytes_of(tool.DOCUMENT.name)
    with pytest.raises(tool.PlanError, match="is in none of"):
        tool.Library([tool.DOCUMENT], [tmp_path / "nowhere"]).bytes_of(tool.DOCUMENT.name)
