"""No label, title, id, date, name, colour or option from the data becomes markup or script."""

import pytest

from browser import networks

ELEMENTS = """
() => ["img", "iframe", "object", "embed", "base", "form", "b", "[onerror]", "[onload]"]
  .filter((what) => document.querySelector(`body ${what}, head ${what}`))
"""


def test_a_hostile_network_is_drawn_hovered_and_clicked_as_mere_text(show):
    seen = show(networks.hostile())
    scripts = seen.call("document.scripts.length")
    seen.call("nkgraph.select('empty')")
    seen.tab.wait_for_timeout(450)  # the picture makes room for the panel once
    for node in seen.call("nkgraph.nodes()"):
        place = seen.spot(node)
        seen.tab.mouse.move(place["x"], place["y"])
        seen.tab.wait_for_timeout(30)
        seen.tab.mouse.click(place["x"], place["y"])
        assert seen.call("nkgraph.state().selected") == node
        assert seen.tab.is_visible("#panel")
    for edge in seen.call("nkgraph.edges()"):
        assert seen.call("(id) => nkgraph.select(id)", edge)
    for key in ("t", "Escape", "?", "Escape"):
        seen.tab.keyboard.press(key)
    seen.tab.fill("#search", "<img")
    assert seen.call(ELEMENTS) == []
    assert seen.call("document.scripts.length") == scripts


def test_the_title_stands_there_as_it_is_written(show):
    seen = show(networks.hostile())
    title = seen.tab.inner_text("h1")
    assert "<img src=x onerror=alert(1)>" in title
    assert "{{ 7 * 7 }}" in title
    assert seen.tab.title() == title


def test_nodes_called_like_parts_of_javascript_are_nodes(show):
    seen = show(networks.hostile())
    for name in ("__proto__", "constructor", "hasOwnProperty"):
        assert seen.call("(id) => nkgraph.select(id)", name)
        assert seen.call("nkgraph.state().selected") == name
    for name in ("__proto__", "constructor"):
        assert name in seen.call("(id) => nkgraph.search(id)", name)
    assert seen.call("(id) => nkgraph.select(id)", "toString") is False


@pytest.mark.parametrize("part", ["eval('1')", "new Function('return 1')()", "setTimeout('1', 0)"])
def test_the_policy_lets_nothing_be_evaluated(show, part):
    seen = show(networks.article())
    code = f"""
    new Promise((done) => {{
      const before = window.broken.length;
      setTimeout(() => {{ try {{ {part}; }} catch {{}} }}, 0);
      setTimeout(() => {{ done(window.broken.splice(before).length); }}, 50);
    }})
    """
    assert seen.call(code) == 1


def test_what_is_not_of_the_web_is_no_link(show):
    seen = show(networks.hostile())
    for node in seen.call("nkgraph.nodes()"):
        seen.call("(id) => nkgraph.select(id)", node)
        assert seen.call("[...document.links].map((link) => link.protocol)") == []


def test_a_web_address_is_a_link_that_gives_nothing_away(show):
    network = networks.parallel(1)
    network.add_node("https://example.org/thing", label="Thing", x=0.0, y=200.0, size=10.0)
    seen = show(network)
    seen.call("nkgraph.select('https://example.org/thing')")
    link = seen.tab.locator("#panel a")
    assert link.get_attribute("href") == "https://example.org/thing"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_errors_show_in_the_page(show):
    seen = show(networks.article())
    seen.call("void setTimeout(() => { throw new Error('<b>broken</b>'); }, 0)")
    seen.tab.wait_for_selector("#trouble:not([hidden])")
    assert "<b>broken</b>" in seen.tab.inner_text("#trouble")
    assert seen.errors == ["<b>broken</b>"]
    seen.errors.clear()


def test_the_page_works_inside_a_frame_that_may_do_little(show, chromium, tmp_path):
    from nkgraph.view import page

    file = tmp_path / "notebook.html"
    file.write_text(
        "<!DOCTYPE html><meta charset=utf-8>" + page(networks.article())._repr_html_(),
        encoding="utf-8",
    )
    context = chromium.new_context()
    tab = context.new_page()
    errors = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.goto(file.as_uri())
    frame = tab.frame_locator("iframe")
    frame.locator("html[data-state=ready]").wait_for()
    frame.locator("#search").fill("russia")
    frame.locator("#search").press("Enter")
    frame.locator("#panel h2").wait_for()
    assert frame.locator("#panel h2").inner_text() == "Russia"
    assert errors == []
    context.close()
