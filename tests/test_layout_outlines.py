"""Land and borders behind a map."""

import pytest

from nkgraph.layout.outlines import _inside, drawn, north_east_asia, read, whole
from nkgraph.layout.projection import conic


@pytest.mark.parametrize(
    ("latitude", "longitude", "is_land"),
    [
        (39.03, 125.75, True),  # Pyongyang
        (39.9, 116.4, True),  # Beijing
        (35.68, 139.5, True),  # Tokyo
        (62.03, 129.7, True),  # Yakutsk
        (50.0, 100.0, True),  # Mongolia
        (40.0, 134.0, False),  # the sea between Korea and Japan
        (36.0, 123.5, False),  # the Yellow Sea
        (55.0, 150.0, False),  # the Sea of Okhotsk
        (30.0, 160.0, False),  # the Pacific
    ],
)
def test_cities_lie_on_land_and_seas_do_not(
    latitude: float, longitude: float, is_land: bool
) -> None:
    assert _inside((longitude, latitude), north_east_asia().land) is is_land


def test_every_outline_is_closed_and_names_its_makers() -> None:
    shapes = north_east_asia()

    assert all(line[0] == line[-1] for line in shapes.land)
    assert len(shapes.borders) > 5
    assert "Natural Earth" in shapes.attribution


SQUARE = [[[2, 2], [4, 2], [4, 4], [2, 4], [2, 2]]]


def collection(coast: list[object], border: list[object]) -> dict[str, object]:
    return {
        "bbox": [0, 0, 10, 10],
        "source": {"label": "us"},
        "features": [
            {"properties": {"kind": "coast"}, "geometry": {"coordinates": coast}},
            {"properties": {"kind": "border"}, "geometry": {"coordinates": border}},
        ],
    }


@pytest.mark.parametrize(("border_x", "is_west_land"), [(2, True), (8, False)])
def test_the_land_is_on_the_side_of_the_borders(border_x: float, is_west_land: bool) -> None:
    coast = [[[5, 0], [6, 4]], [[5, 10], [6, 4]]]  # two lines from edge to edge, joined inside
    border = [[[border_x, 1], [border_x, 5], [border_x, 9]]]

    shapes = read(collection(coast, border))

    assert _inside((1.0, 5.0), shapes.land) is is_west_land
    assert _inside((9.0, 5.0), shapes.land) is not is_west_land


def test_islands_are_land_whatever_the_coast() -> None:
    shapes = read(collection(SQUARE, []))

    assert _inside((3.0, 3.0), shapes.land)
    assert not _inside((8.0, 8.0), shapes.land)


def test_lines_are_drawn_in_the_maps_pixels() -> None:
    project = conic(30, 50, 127)

    ((point,),) = drawn([[(127.0, 40.0)]], project, 1000)

    assert point == [round(value * 1000, 1) for value in project(40, 127)]


def test_the_whole_of_a_map_lies_within_its_window() -> None:
    window = (75.0, 20.0, 170.0, 70.0)
    projection = conic(40.0, 60.0, 122.0)
    found = whole(window, projection, 1000.0, (-300, -200, 300, 200))
    assert found["width"] > 600
    assert found["height"] > 500
    edges = [(latitude, longitude) for longitude in (75.0, 170.0) for latitude in range(20, 71)]
    edges += [(latitude, longitude) for latitude in (20.0, 70.0) for longitude in range(75, 171)]
    for x, y in (projection(*place) for place in edges):
        inside_x = found["x"] + 4 < x * 1000 < found["x"] + found["width"] - 4
        inside_y = found["y"] + 4 < y * 1000 < found["y"] + found["height"] - 4
        assert not (inside_x and inside_y)
