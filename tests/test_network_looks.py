"""How kinds are drawn, by what an ontology says of their classes: colour, shape, icon, size."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import SH, Graph, URIRef
from rdflib.collection import Collection

from nkgraph import resources
from nkgraph.network import LARGEST, SMALLEST, build, is_icon
from nkgraph.network.looks import _COLOUR, _ICON, MOST_ICON, SHAPES, Looks
from nkgraph.network.sizes import RULES
from nkgraph.table import Table
from nkgraph.terms import PREFIXES
from nkgraph.view import assets

ICON = "M3 3h18v18h-18z"


def rows(*said: tuple[str, str, Any]) -> list[dict[str, Any]]:
    return [{"kind": kind, "fact": fact, "value": value} for kind, fact, value in said]


def network(edges: Sequence[tuple[str, str, str]], kinds: dict[str, str], *said: Any) -> Any:
    """Return a network of edges (from, to, claim) between things of kinds."""
    table = Table(["source", "target", "relation", "claim"], [[a, b, "r", c] for a, b, c in edges])
    nodes = [{"node": node, "kind": kind} for node, kind in kinds.items()]
    return build(table, nodes, kind_rows=rows(*said))


def sizes(drawn: Any) -> dict[str, float]:
    return dict(drawn.nodes(data="size"))


def test_what_a_class_leaves_out_the_nearest_above_it_says() -> None:
    looks = Looks(
        rows(
            ("Entity", "colour", "#000000"),
            ("Entity", "shape", "dot"),
            ("Entity", "rank", 99),
            ("Office", "above", "Entity"),
            ("Office", "colour", "#009E73"),
            ("Office", "label", "office"),
            ("Ministry", "above", "Office"),
            ("Ministry", "icon", ICON),
        )
    )
    assert looks.drawn("Ministry", "ministry") == {
        "label": "ministry",
        "colour": "#009E73",
        "shape": "dot",
        "icon": ICON,
        "rank": 99,
    }
    assert looks.drawn("Office", None)["label"] == "office"
    assert looks.drawn("https://example.org/x#Unheard", None) == {
        "label": "Unheard",
        "colour": None,
        "shape": None,
        "icon": None,
        "rank": None,
    }


def test_of_two_classes_above_the_one_that_ranks_first_is_asked_first() -> None:
    above = [("State", "above", "Place"), ("State", "above", "Actor")]
    ranks = [("Actor", "rank", 19), ("Place", "rank", 29)]
    looks = Looks(rows(*above, *ranks, ("Place", "shape", "diamond"), ("Actor", "shape", "dot")))
    assert looks.fact("State", "shape") == "dot"


def test_classes_that_stand_above_each_other_end() -> None:
    looks = Looks(rows(("A", "above", "B"), ("B", "above", "A"), ("A", "above", "A")))
    assert looks.fact("A", "colour") is None


def test_of_one_rank_the_narrower_class_is_drawn() -> None:
    said = [("Wide", "rank", 5), ("A-wide", "rank", 5), ("Narrow", "above", "Wide")]
    assert sorted(["Wide", "Narrow", "A-wide"], key=Looks(rows(*said)).order) == [
        "Narrow",
        "A-wide",
        "Wide",
    ]


def test_of_one_rank_the_legend_is_by_name() -> None:
    said = [("State", "rank", 10), ("Territory", "rank", 10), ("Territory", "above", "State")]
    drawn = network([("a", "b", "c")], {"a": "Territory", "b": "State"}, *said)
    assert list(drawn.graph["kinds"]) == ["State", "Territory"]


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("colour", "red; background: url(http://example.org)"),
        ("colour", "#0072B2\n"),
        ("shape", "image"),
        ("icon", 'M0 0"/><script>alert(1)</script>'),
        ("icon", "url(#a)"),
        ("icon", "M0 0\n"),
        ("icon", "M" + "1 1 " * (MOST_ICON // 4 + 1)),
        ("icon", ""),
        ("icon", 7),
        ("sizedBy", "eval"),
        ("sizedBy", "__class__"),
        ("smallest", 0),
        ("largest", 1e9),
        ("largest", float("nan")),
        ("largest", "28"),
        ("rank", "first"),
    ],
)
def test_a_value_that_does_not_fit_is_as_if_it_were_not_there(fact: str, value: Any) -> None:
    fits = {"colour": "#123456", "shape": "star", "icon": ICON, "sizedBy": "fixed", "rank": 3}
    good = fits.get(fact, 12)
    looks = Looks(rows(("Mine", fact, value), ("Mine", "above", "Wide"), ("Wide", fact, good)))
    assert looks.fact("Mine", fact) == good


@given(st.text())
def test_an_icon_is_the_data_of_a_path_and_nothing_else(text: str) -> None:
    assert not is_icon(text) or set(text) <= set("MmLlHhVvCcSsQqTtAaZz0123456789 .,+eE-")


STAR = [("hub", f"leaf{number}", f"claim{number % 3}") for number in range(9)]
KINDS = {"hub": "Hub"} | {f"leaf{number}": "Leaf" for number in range(9)}


def test_things_are_sized_by_their_edges_if_nobody_says_how() -> None:
    drawn = sizes(network(STAR, KINDS))
    assert drawn["hub"] == 24.0
    assert drawn["leaf0"] == SMALLEST


def test_things_are_sized_by_the_claims_behind_their_edges() -> None:
    drawn = sizes(network(STAR, KINDS, ("Hub", "sizedBy", "claims")))
    assert drawn["hub"] == pytest.approx(SMALLEST * 3**0.5, abs=0.01)


def test_a_thing_without_claims_is_as_small_as_can_be() -> None:
    drawn = sizes(network([("hub", "leaf0", None)], KINDS, ("Hub", "sizedBy", "claims")))  # type: ignore[list-item]
    assert drawn["hub"] == SMALLEST


def test_things_of_a_fixed_size_are_as_small_as_their_class_says() -> None:
    said = [("Hub", "sizedBy", "fixed"), ("Hub", "smallest", 14), ("Hub", "largest", 20)]
    drawn = sizes(network(STAR, KINDS, *said))
    assert (drawn["hub"], drawn["leaf0"]) == (14.0, SMALLEST)


def test_a_class_narrows_how_small_and_large_its_things_are() -> None:
    said = [("Hub", "largest", 15), ("Leaf", "smallest", 10)]
    drawn = sizes(network(STAR, KINDS, *said))
    assert (drawn["hub"], drawn["leaf0"]) == (15.0, 10.0)


@given(st.integers(8, 28), st.integers(8, 28), st.sampled_from(["degree", "claims", "fixed"]))
def test_whatever_a_class_says_its_marks_can_be_seen(small: int, large: int, rule: str) -> None:
    said = [("Hub", "sizedBy", rule), ("Hub", "smallest", small), ("Hub", "largest", large)]
    assert all(SMALLEST <= size <= LARGEST for size in sizes(network(STAR, KINDS, *said)).values())


def test_what_is_drawn_is_what_the_shapes_and_the_page_let_through() -> None:
    shapes = Graph().parse(resources.root("ontology") / "shapes.ttl", format="turtle")
    nkg = URIRef(PREFIXES["nkg"])

    def said(term: str, constraint: Any) -> Any:
        (path,) = (
            one for one in shapes.subjects(SH.path) if shapes.value(one, SH.path) == nkg + term
        )
        return shapes.value(path, constraint)

    def listed(term: str) -> list[str]:
        return [str(one) for one in Collection(shapes, said(term, SH["in"]))]

    assert listed("drawnShape") == list(SHAPES)
    assert listed("drawnSize") == list(RULES)
    assert str(said("drawnColour", SH.pattern)) == f"^{_COLOUR.pattern}$"
    assert str(said("drawnIcon", SH.pattern)) == f"^{_ICON.pattern}$"
    assert said("drawnIcon", SH.maxLength).value == MOST_ICON
    for term in ("drawnSmallest", "drawnLargest"):
        assert said(term, SH.minInclusive).value == SMALLEST
        assert said(term, SH.maxInclusive).value == LARGEST
    script = assets.script()
    assert f"ICON_DATA = /^{_ICON.pattern}$/;" in script
    assert f"MOST_ICON = {MOST_ICON};" in script
