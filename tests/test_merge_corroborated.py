"""What a merge's summary says of the claims that the new source speaks to."""

from pathlib import Path

import nkgraph
from nkgraph.merge import corroborated
from nkgraph.merge.corroborated import Compared

DATA = Path(__file__).parent / "data"


def test_a_merge_tells_which_claims_it_agrees_with_and_dates() -> None:
    graph = nkgraph.open()
    report = graph.merge(DATA / "csis-provocations.csv")
    assert {(one.verdict, one.there) for one in report.compared} >= {
        ("agrees", "2006-10-09"),
        ("agrees", "2009-05-25"),
    }
    told = "\n".join(report.lines())
    assert "speaks to" in told
    assert (
        "agrees: North Korea carried out its first nuclear test on 9 October 2006: 2006-10-09, "
        "in the article 2006-10-09" in told
    )


def test_a_source_that_speaks_of_something_else_compares_nothing() -> None:
    graph = nkgraph.open()
    graph.merge(DATA / "csis-provocations.csv")
    report = graph.merge(DATA / "gdelt-2.0.tsv")
    assert report.compared == ()
    assert "speaks to" not in "\n".join(report.lines())


def test_what_differs_comes_first_and_much_is_cut_short() -> None:
    agreeing = [Compared("agrees", f"Claim {number}.", "1", "1") for number in range(5)]
    told = corroborated.lines(
        [
            Compared("differs", "Goods were worth 10,000.", "10000", "12000"),
            Compared("differs", "Goods were worth 10,000.", "10000", "-13000"),
            *agreeing,
        ]
    )
    assert told[0].startswith("  speaks to 6 claims: differs from 1, agrees with 5")
    assert told[1:] == [
        "    differs: Goods were worth 10,000: 12,000 or -13,000, in the article 10,000",
        *(f"    agrees: Claim {number}: 1, in the article 1" for number in range(3)),
        "    agrees: 2 more",
    ]
