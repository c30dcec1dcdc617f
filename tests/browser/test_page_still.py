"""The page's own drawing (SVG) of what is seen: everything that the picture has is in it."""

import re
import xml.etree.ElementTree as ET
from functools import cache
from typing import NamedTuple

import networkx as nx
import pytest

import nkgraph
import nkgraph.layout
from browser import networks
from browser.test_page_sharing import SVG, download

MAPS = ("relations", "trade", "events", "voices", "claims-map", "places-map")
COAST = "#cbc6b9"  # theme.css, light
STROKES = {"#757c84", "#3d7f9c", "#b4b8bc", "#a3c3d1"}  # of lines


@cache
def network(name):
    return nkgraph.open().network(name)


class Drawing(NamedTuple):
    """A downloaded drawing: its root, its texts, its marks, and the strokes of its lines."""

    root: ET.Element
    texts: list[str]
    marks: list[ET.Element]
    lines: list[ET.Element]


def drawing(seen, tmp_path):
    root = ET.parse(download(seen, "svg", tmp_path)).getroot()
    (stage,) = (each for each in root.iter(SVG + "g") if each.get("clip-path") == "url(#frame)")
    paths = list(stage.iter(SVG + "path"))
    marks = [each for each in stage.iter(SVG + "g") if each.find(SVG + "title") is not None]
    in_marks = {path for mark in marks for path in mark.iter(SVG + "path")}
    lines = [
        each
        for each in paths
        if each.get("fill") == "none" and each.get("stroke") in STROKES and each not in in_marks
    ]
    return Drawing(root, [each.text or "" for each in root.iter(SVG + "text")], marks, lines)


def test_a_focus_names_what_lies_several_steps_away(show, tmp_path):
    seen = show(networks.article())
    seen.call(f"nkgraph.select('{networks.NK}khasan')")
    near = drawing(seen, tmp_path).texts
    seen.call(f"nkgraph.focus('{networks.NK}khasan', 2)")
    seen.tab.wait_for_timeout(500)  # the camera flies there
    names = {words for words in drawing(seen, tmp_path).texts if words not in near}
    assert {"North Korea", "Look East Policy"} <= names, "two steps away"


@pytest.mark.parametrize("name", MAPS)
def test_the_drawing_of_each_map_has_its_marks_lines_words_and_legend(show, tmp_path, name):
    made = network(name)
    drawn = drawing(show(made), tmp_path)
    words = " ".join(drawn.texts)
    assert len(drawn.marks) == len(made)
    assert {mark.find(SVG + "title").text for mark in drawn.marks} == {
        " ".join(str(facts["label"]).split()) for _, facts in made.nodes(data=True)
    }
    pairs = {frozenset(ends) for ends in made.edges()}
    assert len(drawn.lines) >= len(pairs)
    assert made.graph["title"] in words
    assert made.graph["command"] in words
    assert "Reported" in drawn.texts
    height = float(drawn.root.get("height"))
    foot = [each for each in drawn.root.iter(SVG + "g") if "translate" in each.get("transform", "")]
    for each in foot:
        y = float(re.search(r"translate\(\S+ (\S+)\)", each.get("transform"))[1])
        assert y <= height


def test_years_stand_in_the_drawing_of_events_and_land_in_that_of_places(show, tmp_path):
    drawn = drawing(show(network("events")), tmp_path)
    assert any(re.fullmatch(r"20\d\d", text) for text in drawn.texts)
    drawn = drawing(show(network("places-map")), tmp_path)
    assert "Natural Earth" in " ".join(drawn.texts)
    assert "No place on the map" in drawn.texts
    assert [each for each in drawn.root.iter(SVG + "path") if each.get("stroke") == COAST]


def test_the_drawing_of_lanes_has_the_lanes_and_no_line_that_the_page_hides(show, tmp_path):
    made = networks.lanes()
    seen = show(made)
    drawn = drawing(seen, tmp_path)
    assert len(drawn.marks) == len(made)
    assert drawn.lines == []
    assert {"Event", "Nuclear test", "North Korea", "State"} <= set(drawn.texts)
    assert "Events of 2013" in drawn.texts
    across = [
        each
        for each in drawn.root.iter(SVG + "line")
        if each.get("stroke") == COAST and each.get("y1") == each.get("y2")
    ]
    assert len(across) == len(made.graph["lanes"])
    seen.call("(id) => nkgraph.select(id)", f"{networks.NK}e10")
    assert len(drawing(seen, tmp_path).lines) == 1


def test_a_long_legend_makes_the_drawing_longer_and_loses_nothing(show, tmp_path):
    made = networks.article()
    kinds = dict(made.graph["kinds"])
    for number, node in enumerate(made):
        iri = f"{networks.NKG}K{number}"
        made.nodes[node]["kind"] = iri
        label = f"a kind of thing with a rather long name {number}"
        kinds[iri] = {"label": label, "colour": "#0072B2", "shape": "dot", "rank": number}
    made.graph["kinds"] = kinds
    drawn = drawing(show(made, viewport={"width": 390, "height": 844}), tmp_path)
    for number in range(len(made)):
        assert f"A kind of thing with a rather long name {number}" in drawn.texts


def test_a_line_to_many_says_what_is_told_of_each_and_no_change_of_one(show, tmp_path):
    row = {"commodityLabel": "Coal", "year": "2022"}
    made = nx.MultiDiGraph(
        layout="flow", kinds=networks.KINDS, rows=[row, row | {"statedPercent": 7}]
    )
    made.add_node("hub", label="Hub", kind=f"{networks.NKG}State", size=28.0)
    for number in range(120):
        made.add_node(number, label=f"leaf {number}", kind=f"{networks.NKG}Port", size=8.0)
        weight, changed = (9e6, 1) if number < 8 else (1e6, int(number == 100))
        made.add_edge("hub", number, row=changed, weight=weight, weightUnit="USD")
    made.add_edge("hub", 100, row=0, weight=1e6, weightUnit="USD")

    def said():
        nkgraph.layout.place(made)
        return {text.replace("\u00a0", " ") for text in drawing(show(made), tmp_path).texts}

    assert {"Coal, 2022: $9 M, +7 %", "Coal, 2022: $112 M in all"} <= said()
    made.add_edge("hub", 100, row=0, weight=2e6, weightUnit="USD")
    assert "Coal, 2022" in said()


@pytest.mark.parametrize("wide", [1280, 390])
def test_the_largest_amounts_are_read_at_first_sight_among_bare_lines(show, tmp_path, wide):
    made = networks.trade_of_many()
    nkgraph.layout.place(made)
    seen = show(made, viewport={"width": wide, "height": 800})
    drawn = drawing(seen, tmp_path)
    words = " ".join(drawn.texts)
    assert "Coal, 2022: $6.33\u00a0bn in all, and 39 more" in words
    amounts = [each for each in drawn.texts if each.startswith("→ Coal, 2022")]
    assert len(amounts) >= (5 if wide == 1280 else 1)


def test_lines_of_several_sources_bear_letters_that_the_legend_explains(show, tmp_path):
    seen = show(networks.several_sources())
    entries = seen.tab.locator("#legend .entry", has_text="vents")
    assert [each.locator("svg text").text_content() for each in entries.all()[-2:]] == ["B", "C"]
    texts = drawing(seen, tmp_path).texts
    assert texts.count("B") == 2  # on the line and in the legend
    assert texts.count("C") + texts.count("C ×2") == 2
    seen.call("nkgraph.filter({sources: ['https://w3id.org/nkgraph/source/events-2013']})")
    assert drawing(seen, tmp_path).texts.count("B") == 2
    assert "C" not in drawing(seen, tmp_path).texts


def test_one_other_source_is_told_by_the_double_line_alone(show):
    seen = show(networks.article())
    assert seen.tab.locator("#legend .source").count() == 0
    assert seen.tab.locator("#legend .far").count() > 0


PHONE = {"width": 390, "height": 844}


def test_on_a_phone_most_claims_are_read_at_first_sight(show, tmp_path):
    made = network("claims-map")
    words = " ".join(drawing(show(made, viewport=PHONE), tmp_path).texts)
    beginnings = [
        " ".join(facts["label"].split()[:6]).rstrip(".") for _, facts in made.nodes(data=True)
    ]
    assert sum(beginning in words for beginning in beginnings) >= 0.6 * len(beginnings)


def test_each_claim_is_read_in_a_wide_window(show, tmp_path):
    made = network("claims-map")
    words = " ".join(drawing(show(made, viewport={"width": 1280, "height": 800}), tmp_path).texts)
    for _, facts in made.nodes(data=True):
        assert " ".join(facts["label"].split()[:6]).rstrip(".") in words


def test_on_a_phone_no_large_name_stands_on_another_large_mark(show, tmp_path):
    drawn = drawing(show(network("relations"), viewport=PHONE), tmp_path)
    large = ("North Korea", "Russia", "China")
    boxes = {}
    for word in drawn.root.iter(SVG + "text"):
        if word.text in large:
            x, y, size = (float(word.get(name)) for name in ("x", "y", "font-size"))
            half = len(word.text) * size * 0.3
            boxes[word.text] = x - half, y - size, x + half, y
    assert set(boxes) == set(large)
    for mark in drawn.marks:
        name = mark.find(SVG + "title").text
        if name not in large:
            continue
        left, y, radius = map(float, re.findall(r"[\d.]+", mark.find(SVG + "path").get("d"))[:3])
        for owner, (west, north, east, south) in boxes.items():
            is_over = west < left + 2 * radius and east > left
            is_over = is_over and north < y + radius and south > y - radius
            assert owner == name or not is_over, (owner, name)


def test_the_title_of_what_has_no_place_is_not_cut_on_a_phone(show, tmp_path):
    made = networks.article("geographic")
    label = "No place on the map"
    made.graph["margin"] = {"x": 560.0, "y": -260.0, "width": 40.0, "height": 90.0, "label": label}
    drawn = drawing(show(made, viewport=PHONE), tmp_path)
    (title,) = (each for each in drawn.root.iter(SVG + "text") if each.text == label)
    assert 0 < float(title.get("x")) < PHONE["width"] - 0.45 * 11.5 * len(label)
