"""Everything by keyboard, with names and roles, on a phone, in both themes."""

from pathlib import Path

import pytest

from browser import networks

AXE = Path(__file__).parents[2] / ".venv" / "npm" / "node_modules" / "axe-core" / "axe.min.js"
KOREA = networks.NK + "north-korea"
KHASAN = networks.NK + "khasan"
RUSSIA = networks.NK + "russia"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="session")
def axe() -> str:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed (npm was not there): accessibility is not checked")
    return AXE.read_text(encoding="utf-8")


def problems(seen, axe):
    seen.tab.evaluate(axe)
    found = seen.tab.evaluate("axe.run().then((result) => result.violations)")
    return [
        (each["id"], [node["html"][:90] for node in each["nodes"]])
        for each in found
        if each["impact"] in ("serious", "critical", "moderate")
    ]


@pytest.mark.parametrize("settings", [{}, {"color_scheme": "dark"}, PHONE])
def test_axe_finds_nothing(show, axe, settings):
    seen = show(networks.article(), **settings)
    assert problems(seen, axe) == []
    seen.call(f"nkgraph.focus('{KOREA}', 1)")
    seen.tab.click("#menu-button")
    assert problems(seen, axe) == []
    seen.tab.keyboard.press("Escape")
    seen.tab.fill("#search", "a")
    assert problems(seen, axe) == []
    seen.tab.keyboard.press("Escape")
    for key, name in (("t", "table"), ("?", "help")):
        seen.tab.keyboard.press(key)
        assert seen.tab.is_visible(f"#{name}")
        assert problems(seen, axe) == []
        seen.tab.keyboard.press("Escape")


def test_what_scrolls_within_the_panel_is_reached_by_keys(show, axe):
    network = networks.article()
    network.nodes[KOREA]["names"] = [f"Another of its many names, number {n}" for n in range(60)]
    seen = show(network)
    seen.call(f"nkgraph.select('{KOREA}')")
    assert seen.call("document.querySelector('#panel dd').tabIndex") == 0
    assert seen.call("document.querySelector('#panel .gloss').tabIndex") == -1
    assert problems(seen, axe) == []


def test_arrows_walk_from_mark_to_mark(show):
    seen = show(networks.article())
    seen.tab.focus("#picture")
    seen.tab.keyboard.press("ArrowRight")
    assert seen.call("nkgraph.state().selected") == KOREA  # the largest is where one begins
    seen.tab.keyboard.press("ArrowRight")
    assert seen.call("nkgraph.state().selected") == KHASAN  # the nearest on the right
    seen.tab.keyboard.press("ArrowUp")
    assert seen.call("nkgraph.state().selected") == RUSSIA
    seen.tab.wait_for_timeout(150)
    assert "Russia, State" in seen.tab.inner_text("#announcer")
    seen.tab.keyboard.press("Enter")
    assert seen.call("document.activeElement.textContent") == "Russia"
    seen.tab.keyboard.press("f")
    assert seen.call("nkgraph.state().focus") == RUSSIA
    seen.tab.keyboard.press("b")
    assert seen.call("nkgraph.state().focus") is None


def test_keys_zoom_and_fit(show):
    seen = show(networks.article())
    before = seen.call("nkgraph.state().at.scale")
    seen.tab.focus("#picture")
    seen.tab.keyboard.press("+")
    assert seen.call("nkgraph.state().at.scale") > before
    seen.tab.keyboard.press("0")
    assert seen.call("nkgraph.state().at.scale") == pytest.approx(before, rel=0.01)


def test_every_control_is_reached_by_tab(show):
    seen = show(networks.article())
    reached = set()
    for _ in range(60):
        seen.tab.keyboard.press("Tab")
        reached.add(
            seen.call("document.activeElement.id || document.activeElement.dataset.entry || ''")
        )
    assert {"search", "menu-button", "picture", "time-since", "time-until"} <= reached
    assert "modality hedged" in reached


def test_the_menu_works_by_keys(show):
    seen = show(networks.article())
    seen.tab.focus("#menu-button")
    seen.tab.keyboard.press("Enter")
    assert seen.call("document.activeElement.id") == "menu-table"
    seen.tab.keyboard.press("End")
    assert seen.call("document.activeElement.id") == "menu-help"
    seen.tab.keyboard.press("Enter")
    assert seen.tab.is_visible("#help")


def test_letters_typed_in_the_search_field_are_letters(show):
    seen = show(networks.article())
    seen.tab.focus("#search")
    seen.tab.keyboard.type("td?")
    assert seen.tab.input_value("#search") == "td?"
    assert seen.tab.is_hidden("#table")


def test_the_theme_follows_the_system_and_the_toggle(show):
    seen = show(networks.article(), color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = seen.call(ground)
    seen.tab.keyboard.press("d")
    light = seen.call(ground)
    assert dark != light
    assert seen.call("nkgraph.state().theme") == "light"


def test_a_phone_shows_panel_and_legend_from_below(show):
    seen = show(networks.article(), **PHONE)
    assert seen.call("document.documentElement.scrollWidth") == 390
    assert seen.tab.is_hidden("#legend .entry >> nth=0")
    place = seen.spot(RUSSIA)
    seen.tab.touchscreen.tap(place["x"], place["y"])
    seen.tab.wait_for_selector("#panel:not([hidden])")
    assert seen.tab.inner_text("#panel h2") == "Russia"
    box = seen.tab.locator("#panel").bounding_box()
    assert box["x"] == 0
    assert box["width"] == 390
    assert box["y"] > 300
    seen.tab.click("#panel .close")
    seen.tab.click("#legend summary")
    assert seen.tab.is_visible("#legend .entry >> nth=0")


def test_the_panel_is_340_pixels_wide(show):
    seen = show(networks.article())
    seen.call(f"nkgraph.select('{KOREA}')")
    assert seen.tab.locator("#panel").bounding_box()["width"] == 340


def test_names_are_written_in_their_own_direction(show):
    seen = show(networks.hostile())
    seen.call("nkgraph.select('arabic')")
    direction = "getComputedStyle(document.querySelector('#panel h2')).direction"
    assert seen.call(direction) == "rtl"
    seen.call("nkgraph.select('override')")
    assert "\u202e" not in seen.tab.inner_text("#panel h2")
    assert seen.call(direction) == "ltr"
