"""Still pictures: well-formed whatever the data hold, whole, legible, and in the page's style."""

import json
import re
import subprocess
import sys
from math import dist

import networkx as nx
import pytest

from browser import networks
from nkgraph.errors import BadFormat, CannotWrite
from nkgraph.layout import alike, place
from nkgraph.network import flows
from nkgraph.view import assets
from nkgraph.view.still import (
    bends,
    colours,
    drawing,
    icons,
    labels,
    picture,
    scene,
    signs,
    still,
)
from nkgraph.view.still.curves import curve
from nkgraph.view.still.frame import framed
from nkgraph.view.still.lettering import width, wrapped
from nkgraph.view.still.room import Box, Room
from stills import SVG, drawn, texts

TAGS = {
    "svg", "g", "path", "rect", "circle", "line", "text", "title", "defs", "clipPath",
}  # fmt: skip


PAIR = ("Russia", "China")


def placed(network):
    """Return the names in their places, and the marks, as rectangles."""
    seen = scene.scene(network)
    letters = labels.letterings(seen)
    frame = framed(seen, letters, labels.outer_sides(seen))
    room = Room(frame.width, frame.height)
    return list(labels.placed(seen, letters, frame, room)), frame, seen


@pytest.mark.parametrize(
    "network",
    [networks.article(), networks.hostile(), networks.parallel(), networks.empty()],
    ids=["article", "hostile", "parallel", "empty"],
)
def test_any_network_is_a_drawing_and_nothing_else(network):
    root = drawn(network)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= TAGS
    for element in root.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert "href" not in name
            assert "javascript" not in value
    values = re.findall(r"url\([^)]*\)", still(network).svg)
    assert set(values) <= {"url(#map)"}


def test_hostile_texts_stand_there_as_text():
    found = " ".join(texts(drawn(networks.hostile())))
    assert "<img src=x" in found
    assert not re.search("[\x00-\x08\u202e\ud800-\udfff]", found)


def test_title_sentence_legend_and_command_are_there():
    network = networks.article()
    found = texts(drawn(network))
    assert network.graph["title"] in found
    assert "20 relations, of them 4 assessed and 3 hedged; 11 things" in " ".join(found)
    for entry in ("State", "Policy", "Reported", "Hedged", "Codes and places"):
        assert entry in found
    assert assets.words()["legend"]["negated"] in found
    assert assets.words()["legend"]["open"] in found
    assert network.graph["command"] in found


def test_the_legend_counts_what_is_drawn():
    found = texts(drawn(networks.article()))
    assert found[found.index("State") + 1] == "4"
    assert found[found.index("Assessed") + 1] == "4"


def test_every_name_has_its_place_and_covers_nothing():
    names, frame, seen = placed(networks.article())
    assert len(names) == len(seen.marks)
    boxes = [name.box for name in names]
    for at, box in enumerate(boxes):
        assert not any(box.meets(other) for other in boxes[:at])
    for mark in seen.marks:
        (x, y), radius = frame.at(mark.x, mark.y), frame.radius(mark) - 0.01
        around = Box(x - radius, y - radius, x + radius, y + radius)
        assert not any(box.meets(around) for box in boxes)


def test_both_open_readings_bear_a_question_mark_and_the_denial_a_cross():
    network = networks.article()
    assert texts(drawn(network)).count(signs.OPEN) == 2 + 1  # and one in the legend
    seen = scene.scene(network)
    assert sum(line.is_negated for line in seen.lines) == 1


def test_certainty_is_in_the_dashes_and_another_source_in_a_double_line():
    root = drawn(networks.article())
    dashes = {element.get("stroke-dasharray") for element in root.iter(SVG + "path")}
    assert {drawing.dashed("assessed", 1.2), drawing.dashed("hedged", 1.2), None} <= dashes
    strokes = [element.get("stroke") for element in root.iter(SVG + "path")]
    assert strokes.count(colours.theme()["elsewhere"]) >= 3


def test_lines_of_several_sources_bear_letters_that_the_legend_explains():
    network = networks.several_sources()
    seen = scene.scene(network)
    assert list(seen.letters.values()) == ["A", "B", "C"]
    between = [line for line in seen.lines if (line.source.name, line.target.name) == PAIR]
    assert sorted((line.letters, len(line.edges)) for line in between) == [("B", 1), ("C", 2)]
    found = texts(drawn(network))
    assert found.count("B") == 2  # on the line and in the legend
    assert "C ×2" in found
    for letter, source in [("A", "Codes"), ("B", "Events of 2013"), ("C", "Other events")]:
        assert any(each.startswith(source) for each in found[found.index(letter) :])


def test_one_other_source_is_told_by_the_double_line_alone():
    seen = scene.scene(networks.article())
    assert any(line.is_elsewhere for line in seen.lines)
    assert not seen.letters
    assert not any(line.letters for line in seen.lines)


def test_letters_go_on_after_z():
    assert [scene.letter_of(number) for number in (0, 25, 26, 27, 51, 52)] == [
        "A", "Z", "AA", "AB", "AZ", "BA"
    ]  # fmt: skip


def test_the_years_stand_on_the_axis_and_land_has_its_source_named():
    network = networks.article("time")
    network.graph["axis"] = [{"x": -400.0, "label": "2006"}, {"x": 600.0, "label": "2014"}]
    assert "2006" in texts(drawn(network))
    network = networks.article("geographic")
    network.graph |= {
        "outlines": [[[-500, -500], [500, -500], [500, 500], [-500, -500]]],
        "window": {"x": -200.0, "y": -200.0, "width": 400.0, "height": 400.0},
        "attribution": "Outlines: somebody",
    }
    root = drawn(network)
    assert any("Outlines: somebody" in text for text in texts(root))
    (clip,) = root.iter(SVG + "clipPath")
    assert 0 < float(clip[0].get("width")) <= 400 * 1.5


def test_a_bent_line_goes_where_vis_network_bends_it():
    # vis-network 9.1.2, curvedCW with roundness 0.5 from (0, 0) to (100, 0): its control point.
    mark = scene.scene(networks.parallel(1)).marks[0]
    line = scene.Line(mark, scene.scene(networks.parallel(1)).marks[1], [{}], False, bend=0.5)
    bent = curve(line, (0, 0), (100, 0), 10, 10)
    assert bent.via == pytest.approx((53.03, -53.03), abs=0.01)
    end = bent.point(bent.before_end(5))
    assert dist(end, (100, 0)) == pytest.approx(15, abs=0.1)


def test_a_large_map_shows_the_largest_and_says_so():
    network = networks.large(1600, 2000)
    root = drawn(network)
    assert "1,500 largest of 1,600 things" in " ".join(texts(root))
    assert max(float(root.get("width")), float(root.get("height"))) < 3000


def test_lanes_have_their_names_and_events_in_them_no_lines():
    root = drawn(networks.lanes())
    words = " ".join(texts(root))
    assert "Event" in words
    assert "Nuclear test" in words
    assert "North Korea" in words
    assert "event 7" not in words
    assert "Who says so Events of 2013 160" in words
    assert scene.scene(networks.lanes()).lines == []


def test_page_and_picture_agree():
    scripts = {name: (assets.FOLDER / name).read_text("utf-8") for name in assets.SCRIPTS}

    def constant(file, name):
        return json.loads(re.search(rf"const {name} = ([\d.]+);", scripts[file])[1])

    assert constant("draw.js", "THINNEST") == drawing.THINNEST
    assert constant("draw.js", "THICKEST") == drawing.THICKEST
    assert constant("bundles.js", "STEP") == bends.STEP
    assert constant("bundles.js", "STRAND") == bends.STRAND
    assert constant("bundles.js", "OUTWARD") == bends.OUTWARD
    assert constant("bundles.js", "MOST_FINE") == scene.MOST_FINE
    assert constant("bundles.js", "MOST_FLOWS") == flows.MOST_FLOWS
    assert constant("bundles.js", "MOST_APART") == flows.MOST_APART
    assert constant("groups.js", "LEAST") == alike.LEAST
    assert constant("groups.js", "OUTER") == bends.OUTER
    assert "SAME_COLUMN = { voices: 300, flow: 60 }" in scripts["bundles.js"]
    assert "STEP_OF = { voices: STRAND, flow: 0.085 }" in scripts["bundles.js"]
    assert constant("bundles.js", "COMMON_PART") == scene.COMMON_PART
    assert constant("bundles.js", "COMMON_LEAST") == scene.COMMON_LEAST
    assert constant("model.js", "MOST_AT_FIRST") == scene.MOST_NODES
    assert constant("lettering.js", "MOST_LINES_OF_FEW") == labels.MOST_LINES_OF_FEW
    assert constant("marks.js", "MANY_LINES") == signs.MANY_LINES
    assert constant("marks.js", "LEAST_OF_MANY") == signs.LEAST_OF_MANY
    assert "assessed: [9, 5], hedged: [1.5, 4.5]" in scripts["draw.js"]


def test_kinds_stand_out_from_the_ground():
    assert colours.legible("#0072B2") == "#0072b2"
    assert colours.legible("#F0E442") != "#f0e442"
    assert colours.legible("red; x") == colours.theme()["quiet"]


def test_words_break_at_spaces_and_chinese_counts_twice():
    assert wrapped("Policy of dealing equally with Russia and China", 3) == (
        "Policy of dealing",
        "equally with Russia",
        "and China",
    )
    assert wrapped("a " * 200, 2)[-1].endswith("…")
    assert all(len(line) <= 22 for line in wrapped("x" * 60, 3)[:2])
    assert width("W", 10) > width("i", 10)


def test_png_is_drawn_with_words(tmp_path):
    path = still(networks.article()).save(tmp_path / "map.png")
    content = path.read_bytes()
    assert content.startswith(b"\x89PNG")
    made = still(networks.article())
    wide = int.from_bytes(content[16:20], "big")
    assert wide == pytest.approx(made.width * picture.DENSITY, abs=2)


def test_without_fonts_there_is_no_picture(tmp_path, monkeypatch):
    monkeypatch.setattr(picture, "_has_fonts", lambda: False)
    with pytest.raises(CannotWrite, match="no fonts"):
        still(networks.article()).save(tmp_path / "map.png")
    assert list(tmp_path.iterdir()) == []


def test_only_pictures_are_written_and_none_by_half(tmp_path):
    made = still(networks.article())
    with pytest.raises(BadFormat, match="names no kind of picture"):
        made.save(tmp_path / "map.gif")
    with pytest.raises(CannotWrite):
        made.save(tmp_path / "none" / "map.svg")
    assert made.save(tmp_path / "map.SVG").read_text("utf-8") == made.svg
    assert [path.name for path in tmp_path.iterdir()] == ["map.SVG"]


def test_the_given_network_is_left_as_it_was():
    network = networks.article()
    place(network)
    before = nx.node_link_data(network, edges="edges")
    still(network)
    assert nx.node_link_data(network, edges="edges") == before


def test_the_same_network_gives_the_same_drawing():
    code = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from browser import networks; from nkgraph.view.still import still\n"
        "import hashlib; print(hashlib.sha256(still(networks.article()).svg.encode()).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_a_mark_that_is_large_enough_has_its_icon():
    network = networks.article()
    icon = "M3 3h18v18h-18z"
    kinds = network.graph["kinds"]
    network.graph["kinds"] = {
        iri: {**look, "icon": icon if iri == networks.NKG + "State" else 'M0 0"/><script/>'}
        for iri, look in kinds.items()
    }
    root = drawn(network)
    found = [one for one in root.iter(SVG + "path") if one.get("d") == icon]
    assert len(found) == 4  # three states, since Japan is too small, and the legend's entry
    assert root.find(f".//{SVG}script") is None
    assert {one.get("fill") for one in found} == {"#ffffff", colours.theme()["quiet"]}
    assert icon not in picture.thumbnail(network)


def test_an_icon_is_white_or_dark():
    assert colours.ink_on("#0072b2") == "#ffffff"
    assert colours.ink_on("#f0e442") == "#14171a"


def test_page_and_picture_have_icons_of_one_size():
    script = (assets.FOLDER / "icons.js").read_text("utf-8")
    rooms = dict(re.findall(r"(\w+): (\[[\d., -]+\])", script))
    assert len(rooms) == 7
    for shape, room in rooms.items():
        assert tuple(json.loads(room)) == icons._ROOM.get(shape, icons._ROUND)
    assert json.loads(re.search(r"LEAST_ICON = (\d+);", script)[1]) == icons.LEAST
