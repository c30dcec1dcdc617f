"""Marks on a time axis."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkgraph.layout.ticks import CLOSEST, ticks


def labels(start: date, end: date, width: float) -> list[str]:
    first, last = start.toordinal(), end.toordinal()
    return [tick.label for tick in ticks(first, last, width / (last - first))]


@pytest.mark.parametrize(
    ("start", "end", "width", "first", "second"),
    [
        (date(2017, 3, 1), date(2017, 3, 8), 1000, "1 Mar 2017", "2 Mar 2017"),
        (date(2017, 3, 1), date(2017, 4, 10), 1000, "1 Mar 2017", "8 Mar 2017"),
        (date(2017, 1, 15), date(2017, 12, 1), 1200, "Jan 2017", "Feb 2017"),
        (date(2013, 2, 1), date(2014, 12, 1), 1000, "Jan 2013", "Mar 2013"),
        (date(2006, 10, 9), date(2014, 5, 14), 1000, "2006", "2007"),
        (date(1950, 6, 25), date(2014, 5, 14), 1000, "1950", "1960"),
        (date(1, 1, 1), date(2014, 5, 14), 1000, "1", "200"),
    ],
)
def test_ticks_stand_at_dates_that_people_count_by(
    start: date, end: date, width: float, first: str, second: str
) -> None:
    assert labels(start, end, width)[:2] == [first, second]


# Before the year 1 and behind 9999 there is no date for a tick to stand at.
days = st.dates(date(1000, 1, 1), date(4000, 1, 1)).map(date.toordinal)


@given(days, days, st.floats(100, 6000))
def test_ticks_enclose_the_span_and_are_not_too_close(one: int, other: int, width: float) -> None:
    first, last = sorted((one, other))
    scale = width / max(last - first, 1)

    found = ticks(first, last, scale)

    assert found[0].x <= 0.05
    assert found[-1].x >= (last - first) * scale - 0.05
    assert len(found) <= 110
    assert all(after.x - before.x > CLOSEST * 0.9 for before, after in pairwise(found[:-1]))
