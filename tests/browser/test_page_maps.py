"""What the article's own maps must show, and the page that leads to all of them."""

import xml.etree.ElementTree as ET

import pytest

import nkgraph
from browser.test_page_sharing import SVG, download
from nkgraph.view import atlas


@pytest.fixture(scope="module")
def graph():
    return nkgraph.open()


def drawn_texts(seen, tmp_path):
    root = ET.parse(download(seen, "svg", tmp_path)).getroot()
    return [text.text for text in root.iter(SVG + "text")]


def test_a_policy_whose_holder_is_open_is_named_and_bears_its_question_marks(show, graph, tmp_path):
    texts = drawn_texts(show(graph.network("relations")), tmp_path)
    assert texts.count("?") == 2 + 1  # and one in the legend
    assert "Look East Policy" in " ".join(text or "" for text in texts)


def test_who_speaks_of_a_denial_denies_nothing(show, graph):
    seen = show(graph.network("voices"))
    signs = seen.tab.locator("#legend .signs").inner_text()
    assert "denied" not in signs
    assert "open" not in signs


def test_the_index_leads_to_each_map_and_asks_nobody(chromium, graph, tmp_path):
    files = atlas.save(graph, tmp_path / "maps")
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    context.set_offline(True)
    tab = context.new_page()
    asked, said = [], []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: said.append(message.text))
    tab.goto(files[-1].as_uri())
    assert tab.locator("main a").count() == len(files) - 1
    loaded = "[...document.images].every((image) => image.complete && image.naturalWidth > 0)"
    tab.wait_for_function(loaded)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert said == []
    tab.locator("main a").first.click()
    tab.wait_for_selector("html[data-state=ready]")
    context.close()
