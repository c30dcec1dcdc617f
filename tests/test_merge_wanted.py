"""Filters that mean nothing are refused before a file is read."""

import pytest

import nkgraph
from datasets_files import DATA
from nkgraph.errors import BadParameter


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"actors": ["Atlantis"]}, "'Atlantis' is no country that is known"),
        ({"since": "2018-13"}, "since: '2018-13' is not in the calendar"),
        ({"until": "2018/.."}, "until: '2018/..' is open at that end"),
        ({"since": "2019", "until": "2018"}, "since 2019-01-01 is later than until 2018-12-31"),
    ],
)
def test_a_filter_that_means_nothing_is_refused(filters, message):
    graph = nkgraph.open()
    with pytest.raises(BadParameter) as caught:
        graph.merge(DATA / "icews.tab", **filters)
    assert message in str(caught.value)
    assert not [row for row in graph.query("sources") if "icews" in str(dict(row)["source"])]


def test_one_year_is_since_and_until():
    report = nkgraph.open().merge(DATA / "icews.tab", since="2018", until="2018")
    assert report.counts.taken
