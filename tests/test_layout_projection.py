"""From the globe to the map."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkgraph.layout.projection import Projection, conic, equal_earth, suited_to

KOREA = [(39.03, 125.75), (43.12, 131.9), (35.0, 129.0)]

latitudes = st.floats(-85, 85)
longitudes = st.floats(-180, 180)


def test_the_conic_projection_gives_the_manuals_example() -> None:
    # Snyder, p. 291: a sphere, parallels 29.5 and 45.5, origin 23 N 96 W, point 35 N 75 W.
    project = conic(29.5, 45.5, -96)

    x, y = project(35, -75)
    _, origin = project(23, -96)
    assert x == pytest.approx(0.2952720, abs=1e-6)
    assert origin - y == pytest.approx(0.2416774, abs=1e-6)


def test_equal_earth_has_the_size_that_its_authors_give() -> None:
    project = equal_earth(0)

    assert project(0, 179.999999)[0] == pytest.approx(2.7066299, abs=1e-5)
    assert project(90, 0)[1] == pytest.approx(-1.3173628, abs=1e-6)


@pytest.mark.parametrize("project", [suited_to(KOREA), equal_earth(0), conic(30, 50, 127)])
def test_north_is_up_and_east_is_right(project: Projection) -> None:
    assert project(45, 127)[1] < project(35, 127)[1]
    assert project(40, 120)[0] < project(40, 130)[0]


@given(st.lists(st.tuples(latitudes, longitudes), min_size=1, max_size=6))
def test_every_place_has_a_point(places: list[tuple[float, float]]) -> None:
    project = suited_to(places)

    for latitude, longitude in places:
        x, y = project(latitude, longitude)
        assert abs(x) < 7
        assert abs(y) < 7


def test_a_map_across_the_date_line_is_not_torn() -> None:
    project = suited_to([(60, 170), (60, -170)])

    assert abs(project(60, 170)[0] - project(60, -170)[0]) < 0.3


def test_the_southern_half_is_not_upside_down() -> None:
    project = suited_to([(-40, 150), (-30, 140)])

    assert project(-30, 145)[1] < project(-40, 145)[1]
    assert project(-35, 140)[0] < project(-35, 150)[0]
