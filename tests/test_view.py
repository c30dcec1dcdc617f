"""The page as text: what pyvis wrote, what stands in it, and that nothing of it can act."""

import html
import json
import re
import subprocess
import sys
from datetime import date
from decimal import Decimal

import networkx as nx
import pytest

from browser import networks
from nkgraph.errors import CannotWrite
from nkgraph.view import embedding, page, payload

BLOCK = re.compile(r'<script type="application/json" id="data-(\w+)">(.*?)</script>', re.DOTALL)


def blocks(made):
    return {name: json.loads(text) for name, text in BLOCK.findall(made.html)}


def test_the_page_holds_the_network():
    network = networks.article()
    found = blocks(page(network))
    assert [node["key"] for node in found["nodes"]] == list(network)
    assert len(found["edges"]) == network.number_of_edges()
    assert found["options"]["physics"]["enabled"] is False
    assert found["about"]["title"] == network.graph["title"]


def test_the_given_network_is_left_as_it_was():
    network = networks.article()
    before = nx.node_link_data(network, edges="edges")
    page(network)
    assert nx.node_link_data(network, edges="edges") == before


def test_the_policy_names_exactly_the_inline_parts():
    made = page(networks.article()).html
    policy = html.unescape(re.search(r'Policy" content="([^"]+)"', made)[1])
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy
    for code in re.findall(r"<script>(.*?)</script>", made, re.DOTALL):
        assert embedding.csp_hash(code) in policy
    for style in re.findall(r"<style>(.*?)</style>", made, re.DOTALL):
        assert embedding.csp_hash(style) in policy
    assert not re.search(r"<\w[^>]*\s(?:style|on\w+)=", made.split("<script")[0])


def test_no_data_can_leave_its_element():
    made = page(networks.hostile()).html
    for _, text in BLOCK.findall(made):
        assert "<" not in text
        assert text.isascii()
    assert len(re.findall(r"<script", made)) == len(
        re.findall(r"<script", page(networks.article()).html)
    )
    assert "<img" not in made


def test_a_page_is_saved_whole_and_in_utf_8(tmp_path):
    network = networks.article()
    network.graph["title"] = "북한과 러시아"
    target = page(network).save(tmp_path / "map.html")
    assert "<title>북한과 러시아</title>" in target.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["map.html"]


def test_where_nothing_can_be_written_an_error_says_so(tmp_path):
    with pytest.raises(CannotWrite, match=r"map\.html"):
        page(networks.empty()).save(tmp_path / "nowhere" / "map.html")


def test_a_notebook_shows_the_page_in_a_frame_without_rights():
    made = page(networks.hostile())
    frame = made._repr_html_()
    assert frame.count("<") == 2
    assert "allow-same-origin" not in frame
    source = re.search(r'srcdoc="([^"]*)"', frame)[1]
    assert html.unescape(source) == made.html


def test_what_the_map_rests_on_is_said():
    made = page(networks.article()).html
    assert "20 relations, of them 4 assessed and 3 hedged; 11 things; 2 sources" in made
    assert "0 relations; 0 things" in page(networks.empty()).html


def test_edges_of_one_key_are_told_apart():
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", key="claim")
    graph.add_edge("b", "a", key="claim")
    keys = [edge["key"] for edge in payload.edges(graph)]
    assert keys == ["claim", "claim#2"]


def test_dates_become_words_and_bounds():
    graph = nx.MultiDiGraph()
    graph.add_node("a", date="../2014-05-14")
    graph.add_node("b", date="2014-05~")
    graph.add_node("c", date="some day")
    graph.add_node("d", earliest=date(2013, 1, 1))
    before, about, other, day = payload.nodes(graph)
    assert (before["date"], before["until"]) == ("before 14 May 2014", "2014-05-14")
    assert "since" not in before
    assert (about["since"], about["until"]) == ("2014-05-01", "2014-05-31")
    assert other["date"] == "some day"
    assert day["since"] == "2013-01-01"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("36890000"), 36890000),
        (Decimal("58.5"), 58.5),
        (Decimal("1.23456789012345678"), "1.23456789012345678"),
        (Decimal("NaN"), "NaN"),
        (float("inf"), None),
        (date(2014, 5, 14), "2014-05-14"),
        ((1, Decimal("2")), [1, 2]),
        (True, True),
        (None, None),
    ],
)
def test_values_become_plain(value, expected):
    assert embedding.plain(value) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("https://w3id.org/nkgraph/source/article-2014-05-14", "article"),
        ("https://w3id.org/nkgraph/source/background", "background"),
        ("https://w3id.org/nkgraph/source/gdelt-2013", "merged"),
    ],
)
def test_sources_stand_apart(source, expected):
    assert payload.standing(source) == expected


def test_flows_are_told_by_what_and_when():
    graph = nx.MultiDiGraph(
        layout="flow",
        rows=[{"commodityLabel": "Oil", "year": 2013, "statedPercent": Decimal("58.5")}],
    )
    graph.add_edge("a", "b", row=0)
    graph.add_edge("a", "b", row=7)
    first, second = payload.edges(graph)
    assert (first["series"], first["percent"]) == ("Oil, 2013", 58.5)
    assert "series" not in second


def test_a_line_between_claims_is_not_denied_by_what_they_deny():
    graph = nx.MultiDiGraph()
    graph.add_edge("claim", "other", claim="claim", negated=True, open=True)
    graph.add_edge("thing", "other", claim="claim", negated=True, open=True)
    between, about = payload.edges(graph)
    assert "negated" not in between
    assert "open" not in between
    assert about["negated"] is True


def test_importing_the_page_imports_nothing_heavy():
    heavy = ("pyvis", "jinja2", "networkx")
    code = f"import sys, nkgraph.view; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_claim_that_denies_something_is_no_denial_of_who_speaks_of_whom():
    denied = [edge.get("negated") for edge in payload.edges(networks.article())]
    assert denied.count(True) == 1
    voices = payload.edges(networks.article("voices"))
    assert not any(edge.get("negated") or edge.get("open") for edge in voices)


def test_a_title_that_names_the_article_gives_way_where_others_have_a_word():
    network = networks.article()
    network.graph.update(title="Who did what, by the article", summary="Who did what")
    assert "<h1>Who did what, by the article</h1>" in page(network).html
    network.graph["sources"][networks.MERGED] = "A list of events"
    assert "<h1>Who did what</h1>" in page(network).html
