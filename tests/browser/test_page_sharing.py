"""What leaves the page: addresses, downloads, print, copies."""

import csv
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest

from browser import networks

CHINA = networks.NK + "china"
SVG = "{http://www.w3.org/2000/svg}"


def download(seen, name, tmp_path):
    seen.tab.click("#menu-button")
    with seen.tab.expect_download() as waiting:
        seen.tab.click(f"#menu-{name}")
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_the_address_holds_the_state(show):
    seen = show(networks.article())
    seen.call(
        f"nkgraph.filter({{modality: ['assessed', 'hedged'], kinds: ['{networks.NKG}State']}})"
    )
    seen.call(f"nkgraph.focus('{CHINA}', 2)")
    seen.tab.keyboard.press("d")
    seen.tab.wait_for_timeout(200)
    address = seen.call("location.hash")
    before = seen.call("nkgraph.state()")
    assert before["filter"]["modality"] == ["assessed", "hedged"]
    seen.go(address)
    after = seen.call("nkgraph.state()")
    for part in ("selected", "focus", "steps", "filter", "theme"):
        assert after[part] == before[part]


def test_the_address_holds_the_part_of_the_picture(show):
    seen = show(networks.article())
    seen.tab.mouse.move(700, 400)
    seen.tab.mouse.wheel(0, -300)
    seen.tab.wait_for_timeout(500)
    before = seen.call("nkgraph.state().at")
    seen.go(seen.call("location.hash"))
    after = seen.call("nkgraph.state().at")
    assert after["scale"] == pytest.approx(before["scale"], abs=0.001)
    assert after["x"] == pytest.approx(before["x"], abs=1)


def test_the_address_holds_a_path_and_edges_selected_together(show):
    seen = show(networks.article())
    seen.call(f"nkgraph.select('{CHINA}')")
    seen.tab.keyboard.press("p")
    seen.tab.keyboard.type("khasan")
    seen.tab.keyboard.press("Enter")
    seen.tab.wait_for_timeout(200)
    path = seen.call("nkgraph.state()")
    seen.go(seen.call("location.hash"))
    assert seen.call("nkgraph.state().path") == path["path"]
    assert seen.call("nkgraph.state().selectedEdges") == path["selectedEdges"]
    assert "A path of 3 steps" in seen.tab.inner_text("#panel h2")
    parallel = show(networks.parallel(40))
    a, b = (parallel.spot(name) for name in "ab")
    parallel.tab.mouse.click((a["x"] + b["x"]) / 2, (a["y"] + b["y"]) / 2)
    parallel.tab.wait_for_timeout(200)
    together = parallel.call("nkgraph.state().selectedEdges")
    assert len(together) == 40
    parallel.go(parallel.call("location.hash"))
    assert parallel.call("nkgraph.state().selectedEdges") == together


def test_the_address_holds_the_way_that_led_to_a_focus(show):
    seen = show(networks.article())
    russia = networks.NK + "russia"
    for node, steps in ((CHINA, 2), (russia, 1), (CHINA, 1), (networks.NK + "north-korea", 3)):
        seen.call(f"nkgraph.focus('{node}', {steps})")
    seen.tab.wait_for_timeout(200)
    seen.go(seen.call("location.hash"))
    crumbs = seen.tab.locator("#crumbs li button").all_inner_texts()
    assert crumbs == ["Everything", "China", "Russia", "China"]
    for focus, steps in ((CHINA, 1), (russia, 1), (CHINA, 2), (None, 0)):
        seen.tab.keyboard.press("b")
        state = seen.call("nkgraph.state()")
        assert (state["focus"], state["steps"]) == (focus, steps)


def test_the_address_holds_the_bundles_that_are_spread_out(show):
    seen = show(networks.parallel(5))

    def click():
        a, b = (seen.spot(name) for name in "ab")
        seen.tab.mouse.click((a["x"] + b["x"]) / 2, (a["y"] + b["y"]) / 2)
        seen.tab.wait_for_timeout(200)
        return len(seen.call("nkgraph.state().selectedEdges"))

    assert click() == 5
    seen.go(seen.call("location.hash"))
    assert click() == 1


HOSTILE = [
    "spread=nowhere|__proto__|constructor",
    f"trail=1:nowhere|9:__proto__|2:|%ZZ|3:constructor&focus={CHINA}",
    f"trail=1:{CHINA}",
    "open=__proto__|undefined|<img src=x onerror=alert(1)>",
    "kinds=nowhere&modality=__proto__|constructor&sources=javascript:alert(1)",
    "at=1e308,1e308,1e308",
    "since=2013-99-99&until=__proto__",
    "all=1&" * 1000 + "spread=" + "|".join(["%00"] * 1000),
    "select=" + "x" * 100_000,
]


def test_an_address_that_no_map_made_changes_nothing(show):
    seen = show(networks.article())
    plain = seen.call("nkgraph.state()")
    for hostile in HOSTILE:
        seen.go("#" + hostile)
        state = seen.call("nkgraph.state()")
        assert state["selected"] is None
        assert state["filter"] == plain["filter"]
        assert state["focus"] == (CHINA if "focus=" in hostile else None)
        assert seen.tab.locator("#crumbs li button").count() == ("focus=" in hostile)


@pytest.mark.parametrize("path", ["nowhere", f"{CHINA}|nowhere", f"{CHINA}|__proto__", "%ZZ|"])
def test_an_address_of_a_path_that_breaks_off_selects_nothing(show, path):
    seen = show(networks.article(), address=f"#path={path}")
    assert seen.call("nkgraph.state().path") is None


def test_an_address_of_another_map_is_passed_over(show):
    seen = show(
        networks.article(), address="#select=nowhere&kinds=%ZZ&since=tomorrow&at=a,b&steps=9"
    )
    state = seen.call("nkgraph.state()")
    assert state["selected"] is None
    assert state["filter"]["since"] is None


def test_a_changed_address_is_followed(show):
    seen = show(networks.article())
    seen.call(f"location.hash = 'select={CHINA}'")
    seen.tab.wait_for_selector("#panel:not([hidden])")
    assert seen.call("nkgraph.state().selected") == CHINA


def test_back_from_an_address_leads_out_and_not_to_an_earlier_focus(show):
    seen = show(networks.article())
    seen.call(f"(nkgraph.focus('{CHINA}'), nkgraph.focus('{networks.NK}japan'))")
    seen.tab.wait_for_timeout(200)
    seen.call(f"void (location.hash = '#focus={networks.NK}russia')")
    seen.tab.wait_for_function(f"nkgraph.state().focus === '{networks.NK}russia'")
    seen.tab.keyboard.press("b")
    assert seen.call("nkgraph.state().focus") is None


def test_csv_has_the_rows(show, tmp_path):
    network = networks.article()
    path = download(show(network), "csv", tmp_path)
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    assert rows[0] == network.graph["columns"]
    assert len(rows) == 1 + len(network.graph["rows"])
    assert path.name == "relations.csv"


def test_csv_of_hostile_rows_is_still_csv(show, tmp_path):
    network = networks.hostile()
    path = download(show(network), "csv", tmp_path)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[0] for row in rows[1:]] == networks.ATTACKS


@pytest.mark.parametrize("make", [networks.article, networks.hostile])
def test_graphml_is_read_by_networkx(show, tmp_path, make):
    network = make()
    read = nx.read_graphml(download(show(network), "graphml", tmp_path), force_multigraph=True)
    assert set(read) == set(network)
    assert read.number_of_edges() == network.number_of_edges()
    if make is networks.article:
        assert read.nodes[CHINA]["label"] == "China"


def test_json_is_read_by_networkx(show, tmp_path):
    network = networks.article()
    text = download(show(network), "json", tmp_path).read_text(encoding="utf-8")
    read = nx.node_link_graph(json.loads(text), edges="edges")
    assert set(read) == set(network)
    assert read.number_of_edges() == network.number_of_edges()


@pytest.mark.parametrize("make", [networks.article, networks.hostile])
def test_svg_is_a_drawing_without_script(show, tmp_path, make):
    root = ET.parse(download(show(make()), "svg", tmp_path)).getroot()
    names = {each.tag.removeprefix(SVG) for each in root.iter()}
    assert "path" in names
    assert names <= {"svg", "title", "rect", "defs", "clipPath", "g", "path", "text", "line"}
    assert not [key for each in root.iter() for key in each.attrib if key.startswith("on")]
    if make is networks.article:
        assert "North Korea" in [text.text for text in root.iter(SVG + "text")]


def test_png_is_twice_as_sharp_as_the_screen(show, tmp_path):
    data = download(show(networks.article()), "png", tmp_path).read_bytes()
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20]) == 2 * 1280


def test_labels_cover_neither_each_other_nor_other_marks(show, tmp_path, chromium):
    """In the drawing of what is seen, measured by the browser."""
    path = download(show(networks.article()), "svg", tmp_path)
    context = chromium.new_context()
    tab = context.new_page()
    tab.goto(Path(path).as_uri())
    boxes = tab.evaluate(
        """() => [...document.querySelectorAll("g > g > g")]
          .filter((group) => group.children.length)
          .filter((each) => each.querySelector("text") && !each.querySelector(":not(text, rect)"))
          .map((group) => { const { x, y, width, height } = group.getBBox();
                            return [x, y + 2, x + width, y + height - 2]; })"""
    )
    context.close()
    assert len(boxes) > 12
    for at, one in enumerate(boxes):
        for other in boxes[:at]:
            apart = (
                one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
            )
            assert apart, (one, other)


def test_the_command_can_be_copied(show):
    seen = show(networks.article())
    seen.tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    seen.tab.click("#menu-button")
    seen.tab.click("#menu-command")
    seen.tab.wait_for_timeout(150)
    assert seen.tab.inner_text("#announcer") == "Copied"
    assert seen.call("navigator.clipboard.readText()") == "nkgraph view relations -o relations.html"


def test_print_shows_the_picture_and_how_it_was_made(show):
    seen = show(networks.article(), color_scheme="dark")
    seen.tab.emulate_media(media="print")
    assert seen.tab.is_hidden("#tools")
    assert "nkgraph view relations" in seen.tab.inner_text("#colophon")
    assert seen.tab.pdf()[:4] == b"%PDF"
