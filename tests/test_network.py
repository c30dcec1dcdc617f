"""A map query's rows as a networkx graph."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import pi
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkgraph.errors import NotANetwork
from nkgraph.network import LARGEST, SMALLEST, build, radius


@dataclass
class Answer:
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]

    def by_column(self) -> list[list[Any]]:
        return [[row[place] for row in self.rows] for place in range(len(self.columns))]


def answer(*rows: dict[str, Any], columns: str = "source target relation") -> Answer:
    names = list(dict.fromkeys([*columns.split(), *(name for row in rows for name in row)]))
    return Answer(names, [[row.get(name) for name in names] for row in rows])


def edge(source: str | None, target: str | None, **facts: Any) -> dict[str, Any]:
    return {"source": source, "target": target, "relation": "https://example.org/feeds", **facts}


def said(**kinds: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what is said of kinds as the query `map-kinds` has it."""
    return [
        {"kind": kind, "fact": fact, "value": value}
        for kind, facts in kinds.items()
        for fact, value in facts.items()
    ]


def test_a_row_is_an_edge_between_its_source_and_target() -> None:
    network = build(answer(edge("cat", "mouse", relationLabel="eats", date="2013")))

    assert isinstance(network, nx.MultiDiGraph)
    assert list(network.edges(keys=True)) == [("cat", "mouse", 0)]
    assert network.edges["cat", "mouse", 0] == {
        "row": 0,
        "relation": "https://example.org/feeds",
        "label": "eats",
        "modality": None,
        "negated": None,
        "approximate": None,
        "open": None,
        "date": "2013",
        "earliest": "2013-01-01",
        "claim": None,
        "origin": None,
        "originLabel": None,
        "amount": None,
        "weightUnit": None,
    }


def test_an_edge_is_called_by_its_own_label_then_the_relations_then_its_iri() -> None:
    network = build(
        answer(
            edge("a", "b", relationLabel="exports to", edgeLabel="oil, 2013"),
            edge("b", "c", relationLabel="exports to"),
            edge("c", "d"),
        )
    )

    assert [label for *_, label in network.edges(data="label")] == [
        "oil, 2013",
        "exports to",
        "feeds",
    ]


def test_parallel_edges_and_loops_stay() -> None:
    network = build(answer(edge("a", "b"), edge("a", "b"), edge("b", "a"), edge("a", "a")))

    assert list(network.edges(keys=True)) == [
        ("a", "b", 0),
        ("a", "b", 1),
        ("a", "a", 3),
        ("b", "a", 2),
    ]


def test_a_claim_with_several_edges_gives_each_a_key_of_its_own() -> None:
    network = build(
        answer(
            edge("a", "b", claim="c1"),
            edge("a", "b", claim="c1"),
            edge("b", "a", claim="c1"),
            edge("b", "a", claim="c1 (2)"),
        )
    )

    keys = [key for *_, key in network.edges(keys=True)]
    assert keys[:3] == ["c1", "c1 (2)", "c1 (3)"]
    assert len(set(keys)) == 4
    assert network.edges["b", "a", "c1 (3)"]["claim"] == "c1"


def test_rows_without_both_ends_are_left_out_and_counted() -> None:
    network = build(answer(edge("a", "b"), edge("a", None), edge(None, "b"), edge(None, None)))

    assert network.number_of_edges() == 1
    assert network.graph["skipped"] == 3
    assert len(network.graph["rows"]) == 4


def test_nodes_and_edges_stand_in_the_order_of_the_rows() -> None:
    rows = [edge("z", "a"), edge("m", "z"), edge("z", "b")]

    network = build(answer(*rows))

    assert list(network) == ["z", "a", "m", "b"]
    assert sorted(row for *_, row in network.edges(data="row")) == [0, 1, 2]
    assert network.graph["rows"] == rows


@pytest.mark.parametrize(
    ("columns", "missing"),
    [
        (["actor", "kind"], "columns source, target, relation;"),
        (["source", "relation"], "column target;"),
        (["source", "target"], "column relation;"),
        ([], r"they have none"),
    ],
)
def test_rows_that_are_no_edges_are_refused_with_what_is_missing(
    columns: list[str], missing: str
) -> None:
    with pytest.raises(NotANetwork, match=missing):
        build(Answer(columns, []))


def test_rows_with_a_relation_label_alone_are_edges() -> None:
    network = build(answer(columns="source target relationLabel"))

    assert network.number_of_nodes() == 0


def test_what_the_queries_know_of_nodes_is_on_them() -> None:
    network = build(
        answer(edge("nk:x", "nk:y", sourceLabel="called X here")),
        node_rows=[
            {"node": "nk:x", "label": "X", "kind": "Port", "kindLabel": "port", "names": "Ix; X1"},
            {"node": "nk:x", "label": "X", "kind": "City", "kindLabel": "city", "names": "X1; X2"},
            {"node": "elsewhere", "label": "not here"},
        ],
        kind_rows=said(
            City={"label": "city", "colour": "#6B6B6B", "shape": "diamond", "rank": 20},
            Port={"label": "port", "colour": "#6B6B6B", "shape": "star", "rank": 22},
            State={"label": "state", "colour": "#0072B2", "shape": "dot", "rank": 10},
        ),
    )

    assert set(network) == {"nk:x", "nk:y"}
    assert network.nodes["nk:x"] == {
        "label": "X",
        "kind": "City",
        "kindLabel": "city",
        "names": ["X1", "X2", "Ix"],
        "codes": [],
        "origin": None,
        "date": None,
        "earliest": None,
        "latitude": None,
        "longitude": None,
        "size": SMALLEST,
    }
    assert network.nodes["nk:y"]["label"] == "nk:y"
    assert network.graph["kinds"] == {
        "City": {
            "label": "city",
            "colour": "#6B6B6B",
            "shape": "diamond",
            "icon": None,
            "rank": 20,
        }
    }


def test_a_node_that_no_query_describes_is_called_as_the_rows_call_it() -> None:
    network = build(answer(edge("https://e.org/a", "https://e.org/b#c", sourceLabel="A")))

    assert [label for _, label in network.nodes(data="label")] == ["A", "c"]


def test_kinds_stand_in_the_legends_order_and_one_without_a_look_comes_last() -> None:
    network = build(
        answer(edge("a", "b"), edge("b", "c")),
        node_rows=[
            {"node": "a", "kind": "https://e.org/Ship", "kindLabel": None},
            {"node": "b", "kind": "Event"},
            {"node": "c", "kind": "State"},
        ],
        kind_rows=said(Event={"rank": 60}, State={"rank": 10}),
    )

    assert list(network.graph["kinds"]) == ["State", "Event", "https://e.org/Ship"]
    assert network.graph["kinds"]["https://e.org/Ship"]["label"] == "Ship"


def test_what_the_rows_leave_open_comes_from_the_claim() -> None:
    claim = {
        "claim": "c1",
        "modality": "hedged",
        "negated": True,
        "approximate": False,
        "origin": "src:a",
        "originLabel": "the article",
    }
    network = build(
        answer(edge("a", "b", claim="c1"), edge("a", "b", claim="c2", modality="quoted")),
        claim_rows=[claim, {"claim": "c3"}],
    )

    first, second = (facts for *_, facts in network.edges(data=True))
    assert {name: first[name] for name in claim if name != "claim"} == {
        "modality": "hedged",
        "negated": True,
        "approximate": False,
        "origin": "src:a",
        "originLabel": "the article",
    }
    assert second["modality"] == "quoted"
    assert network.graph["claims"] == {"c1": claim}
    assert network.graph["sources"] == {"src:a": "the article"}


def test_a_row_overrules_the_claim() -> None:
    network = build(
        answer(edge("a", "b", claim="c1", negated=False, modality="reported")),
        claim_rows=[{"claim": "c1", "negated": True, "modality": "hedged"}],
    )

    facts = network.edges["a", "b", "c1"]
    assert facts["negated"] is False
    assert facts["modality"] == "reported"


def test_an_amount_is_exact_and_a_weight_can_be_reckoned_with() -> None:
    network = build(
        answer(
            edge("a", "b", weight=Decimal("36890000.10"), weightUnit="USD"),
            edge("b", "c", weight=7),
            edge("c", "a"),
            edge("c", "b", weight="much"),
        )
    )

    assert network.edges["a", "b", 0]["amount"] == Decimal("36890000.10")
    assert [facts.get("weight") for *_, facts in network.edges(data=True)] == [
        36890000.10,
        7.0,
        None,
        None,
    ]
    assert network.size(weight="weight") > 36890000  # fails on None and on Decimals among floats
    assert nx.single_source_dijkstra_path_length(network, "c")["b"] == 1
    assert nx.community.louvain_communities(network, seed=1)


def test_what_the_caller_says_of_the_graph_is_on_it() -> None:
    network = build(answer(edge("a", "b")), name="food", layout="voices", notes=None)

    assert network.name == "food"
    assert (network.graph["layout"], network.graph["notes"]) == ("voices", None)


def test_a_network_is_drawn_by_forces_if_nobody_says_how() -> None:
    assert build(answer(edge("a", "b"))).graph["layout"] == "force"


def test_a_date_that_is_none_is_kept_and_has_no_first_day() -> None:
    network = build(answer(edge("a", "b", date="Tuesday"), edge("a", "b", date="../2014-05-14")))

    assert [(facts["date"], facts["earliest"]) for *_, facts in network.edges(data=True)] == [
        ("Tuesday", None),
        ("../2014-05-14", None),
    ]


@given(st.lists(st.tuples(st.text(), st.text(), st.none() | st.text()), max_size=30))
def test_any_text_can_be_a_name_and_no_two_edges_share_a_key(
    edges: list[tuple[str, str, str | None]],
) -> None:
    network = build(answer(*(edge(source, target, claim=claim) for source, target, claim in edges)))

    keys = [key for *_, key in network.edges(keys=True)]
    assert len(set(keys)) == len(edges)
    assert {source for source, *_ in edges} | {target for _, target, _ in edges} == set(network)


@pytest.mark.parametrize(("edges", "most"), [(1, 1), (1, 5000), (4, 12), (5000, 5000), (0, 0)])
def test_marks_are_neither_too_small_to_see_nor_too_large(edges: int, most: int) -> None:
    assert SMALLEST <= radius(edges, most) <= LARGEST


def test_a_marks_area_is_in_proportion_to_its_edges() -> None:
    def area(edges: int) -> float:
        return pi * radius(edges, 400) ** 2

    assert area(400) / area(100) == pytest.approx(4, rel=0.01)


def test_what_no_claim_stands_behind_is_the_word_of_the_source_that_lists_it() -> None:
    feeds = "https://example.org/feeds"
    rows = answer(
        edge("cat", "kitten", relationLabel="feeds, 2 times in List B"),
        edge("cat", "feast", relationLabel="takes part in"),
        edge("cat", "mouse", relationLabel="eats", claim="claim:1"),
        edge("dog", "mouse", relationLabel="sees"),
    )
    nodes = [{"node": "feast", "date": "2013", "origin": "list:a"}]
    claims = [{"claim": "claim:1", "origin": "article", "originLabel": "The article"}]
    origins = [
        {"origin": "list:a", "originLabel": "List A"},
        {"origin": "list:b", "originLabel": "List B"},
        *(
            {"source": "cat", "target": "kitten", "relation": feeds} | listed
            for listed in (
                {"origin": "list:a", "originLabel": "List A"},
                {"origin": "list:b", "originLabel": "List B"},
            )
        ),
    ]

    network = build(rows, nodes, claims, origin_rows=origins)

    found = [facts["origin"] for *_, facts in network.edges(data=True)]
    assert found == ["list:b", "list:a", "article", None]
    assert network.graph["sources"] == {
        "article": "The article",
        "list:a": "List A",
        "list:b": "List B",
    }
