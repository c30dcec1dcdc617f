"""What a person can find out: hover, panel, bundles, focus, path, legend, time, table."""

import hashlib

import networkx as nx
import pytest

from browser import networks

RUSSIA = networks.NK + "russia"
KOREA = networks.NK + "north-korea"
CHINA = networks.NK + "china"
PARALLEL = "{sum: nkgraph.edges().length, chosen: nkgraph.state().selectedEdges.length}"


def middle(seen, one, other, part=0.5):
    """Return a point on the straight way between two nodes."""
    a, b = seen.spot(one), seen.spot(other)
    return a["x"] + (b["x"] - a["x"]) * part, a["y"] + (b["y"] - a["y"]) * part


def test_pointing_at_a_thing_shows_its_card(show):
    seen = show(networks.article())
    place = seen.spot(CHINA)
    seen.tab.mouse.move(place["x"], place["y"])
    seen.tab.wait_for_selector("#card:not([hidden])")
    assert seen.tab.inner_text("#card strong") == "China"
    assert "State" in seen.tab.inner_text("#card")
    seen.tab.mouse.move(600, 20)
    seen.tab.wait_for_selector("#card", state="hidden")


def test_pointing_at_a_line_shows_whom_it_joins(show):
    seen = show(networks.article())
    seen.tab.mouse.move(*middle(seen, KOREA, CHINA))
    seen.tab.wait_for_selector("#card:not([hidden])")
    text = seen.tab.inner_text("#card")
    assert "North Korea → China" in text
    assert "Assessed" in text


def test_the_panel_answers_four_questions(show):
    seen = show(networks.article())
    place = seen.spot(KOREA)
    seen.tab.mouse.click(place["x"], place["y"])
    text = seen.tab.inner_text("#panel")
    order = [
        "North Korea",
        "DPRK; N. Korea",
        "ISO 3166-1 alpha-3: PRK",
        "What is said of it: 11 claims",
        "What stands next to it",
        "Take it elsewhere",
        "nkgraph view relations",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    card = seen.tab.locator("#panel .claim", has_text="depends on").inner_text()
    for part in ("many analysts", "through the article", "judgement", "¶ 4, sentence 2"):
        assert part in card
    assert seen.tab.locator("blockquote").count() == 0


def test_with_the_text_the_claim_shows_its_words(show):
    network = networks.article()
    text = "Our own sentence, made up for this test. It stands in no paper."
    quoted = "made up for this test"
    start = text.index(quoted)
    claim = next(iter(network.graph["claims"].values()))
    claim.update(
        start=start,
        end=start + len(quoted),
        digest=hashlib.sha256(quoted.encode()).hexdigest(),
    )
    seen = show(network, source_text="A line before.\n" + text)
    seen.call(f"nkgraph.select('{RUSSIA}')")
    assert seen.tab.inner_text("#panel blockquote") == quoted


def test_a_denial_and_an_open_reading_are_put_in_words(show):
    seen = show(networks.article())
    keys = [f"https://w3id.org/nkgraph/claim/2014-05-14/c{number}" for number in (7, 12)]
    for key, words in zip(keys, ("denied", "does not settle"), strict=True):
        seen.call("(id) => nkgraph.select(id)", key)
        assert words in seen.tab.inner_text("#panel .warn")


def test_background_is_told_apart_in_words(show):
    seen = show(networks.article())
    seen.call(f"nkgraph.select('{networks.NK}khasan')")
    assert "Not in the article; background: Codes and places" in seen.tab.inner_text("#panel")


def test_a_bundle_opens_on_a_click(show):
    seen = show(networks.parallel(500))
    seen.tab.mouse.click(*middle(seen, "a", "b"))
    assert seen.call(f"({PARALLEL})") == {"sum": 500, "chosen": 500}
    seen.tab.mouse.click(*middle(seen, "a", "b", 0.5))
    assert seen.call("nkgraph.state().selectedEdges.length") < 500


def test_a_double_click_goes_in_by_steps_and_back_leads_out(show):
    seen = show(networks.article())
    for steps in (1, 2, 3):
        place = seen.spot(CHINA)
        seen.tab.mouse.dblclick(place["x"], place["y"])
        assert seen.call("nkgraph.state().steps") == steps
        seen.tab.wait_for_timeout(320)  # two double clicks are not one of four
    assert "China" in seen.tab.inner_text("#crumbs")
    seen.call(f"nkgraph.focus('{RUSSIA}', 1)")
    seen.tab.click("#crumbs .back")
    assert seen.call("nkgraph.state().focus") == CHINA
    seen.tab.click("#crumbs .back")
    assert seen.call("nkgraph.state().focus") is None
    assert seen.tab.is_hidden("#crumbs")


def test_a_path_leads_from_one_to_the_other(show):
    seen = show(networks.article())
    seen.call(f"nkgraph.select('{CHINA}')")
    seen.tab.click("#panel .actions button >> nth=1")
    seen.tab.keyboard.type("khasan")
    seen.tab.keyboard.press("Enter")
    path = seen.call("nkgraph.state().path")
    assert path[0] == CHINA
    assert path[-1] == networks.NK + "khasan"
    assert len(path) == 4
    assert "A path of 3 steps" in seen.tab.inner_text("#panel h2")


def test_a_path_says_which_way_its_relations_go_and_what_is_denied(show):
    network = nx.MultiDiGraph(name="path")
    for name, x in (("a", 0.0), ("b", 200.0), ("c", 400.0)):
        network.add_node(name, label=name, x=x, y=0.0, size=10.0)
    network.add_edge("b", "a", relation="r", label="pays")
    network.add_edge("b", "c", relation="r", label="trusts", negated=True)
    seen = show(network)
    seen.call("nkgraph.select('a')")
    seen.tab.keyboard.press("p")
    seen.tab.keyboard.type("c")
    seen.tab.keyboard.press("Enter")
    steps = seen.tab.locator("#panel .step").all_inner_texts()
    assert steps == ["↑ pays", "↓ trusts (denied)"]


def test_a_path_that_is_not_there_is_said(show):
    network = networks.article()
    network.add_node("alone", label="Alone", x=-300.0, y=300.0, size=9.0)
    seen = show(network)
    seen.call("nkgraph.select('alone')")
    seen.tab.keyboard.press("p")
    seen.tab.keyboard.type("china")
    seen.tab.keyboard.press("Enter")
    assert "No path leads from Alone to China" in seen.tab.inner_text("#notices")


def test_search_flies_to_what_it_finds(show):
    seen = show(networks.article())
    seen.tab.keyboard.press("/")
    seen.tab.keyboard.type("trutn")
    assert seen.tab.locator("#found [role=option]").count() == 1
    seen.tab.keyboard.press("Enter")
    assert seen.call("nkgraph.state().selected") == networks.NK + "yuri-trutnev"
    assert seen.tab.is_hidden("#found")


def test_the_legend_counts_and_filters(show):
    seen = show(networks.article())
    entry = seen.tab.locator("#legend .entry", has_text="Hedged")
    assert "3" in entry.inner_text()
    seen.tab.locator("#legend .entry input[data-entry='modality hedged']").uncheck()
    assert len(seen.call("nkgraph.edges()")) == len(networks.LINKS) - 3
    assert seen.call("nkgraph.state().filter.modality").count("hedged") == 0
    seen.tab.click("#legend .reset")
    assert len(seen.call("nkgraph.edges()")) == len(networks.LINKS)


def test_only_leaves_one_entry(show):
    seen = show(networks.article())
    entry = seen.tab.locator("#legend .entry", has_text="State")
    entry.hover()
    entry.locator(".only").click()
    assert len(seen.call("nkgraph.nodes()")) == 4


def test_the_time_line_narrows_and_says_what_is_undated(show):
    seen = show(networks.article())
    assert seen.tab.locator("#foot").bounding_box()["height"] == 72
    seen.tab.focus("#time-since")
    for _ in range(5):
        seen.tab.keyboard.press("ArrowRight")
    assert seen.call("nkgraph.state().filter.since") == "2013-01-01"
    assert "without a date" in seen.tab.inner_text("#stretch")


def test_there_is_no_time_line_without_dates(show):
    seen = show(networks.parallel(3))
    assert seen.tab.is_hidden("#foot")


def test_a_long_name_in_the_legend_keeps_its_end_when_clicked_and_is_whole_at_the_keys(show):
    network = networks.several_sources()
    source = list(network.graph["sources"])[-1]
    whole = "Trade of all countries by partner, as its publisher has it, part 2018"
    network.graph["sources"][source] = whole
    seen = show(network)
    box = seen.tab.locator(f'[data-entry="sources {source}"]')
    name = seen.tab.locator(".entry", has=box).locator(".name")
    for _ in range(2):
        box.click()
        assert name.inner_text() == "Trade of all…it, part 2018"
    seen.tab.keyboard.press("Shift+Tab")
    seen.tab.keyboard.press("Tab")
    assert name.inner_text() == whole


def test_the_table_has_dates_in_words_and_sorts_them_by_their_days(show):
    seen = show(networks.article())
    seen.tab.keyboard.press("t")
    seen.tab.locator("#table th button", has_text="date").click()
    column = 1 + networks.article().graph["columns"].index("date")
    cells = seen.tab.locator(f"#table tbody td:nth-child({column})").all_inner_texts()
    assert [cell for cell in cells if cell] == [
        "2008",
        "25 May 2009",
        "2012",
        "2013",
        "2013",
        "2014",
        "2014",
        "about 14 May 2014",
        "before 14 May 2014",
    ]
    # What a person takes along to another tool has them as they were given.
    assert "../2014-05-14" in seen.call("nkgraph.rows().map((row) => row.date)")


@pytest.mark.parametrize(
    ("unit", "value", "shown"),
    [
        ("USD", 36_890_000, "$36.89 M"),
        ("USD", 36_890_001, "$36,890,001"),
        ("USD", -7_710_000_000, "\u2212$7.71 bn"),
        ("USD", 1_234_567_000, "$1,234.567 M"),
        ("USD", 999.5, "$999.5"),
        ("percent", 58.5, "+58.5 %"),
        ("percent", -29.9, "\u221229.9 %"),
        ("share", 90, "90 %"),
        ("degrees", 41.78, "41.78°"),
        (None, 36_890_000, "36,890,000"),
    ],
)
def test_the_table_has_numbers_in_their_unit_and_rounds_none_away(show, unit, value, shown):
    network = networks.parallel(1)
    network.graph["columns"] = ["value"]
    network.graph["rows"] = [{"value": value}]
    network.graph["units"] = {"value": unit} if unit else {}
    seen = show(network)
    seen.tab.keyboard.press("t")
    assert seen.tab.locator("#table td").inner_text().replace("\u00a0", " ") == shown
    assert seen.call("nkgraph.rows()[0].value") == value


def test_the_table_has_the_rows_and_sorts_them(show):
    network = networks.article()
    seen = show(network)
    seen.tab.keyboard.press("t")
    assert seen.tab.locator("#table tbody tr").count() == len(network.graph["rows"])
    head = seen.tab.locator("#table th", has_text="value")
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    column = network.graph["columns"].index("value") + 1
    cells = seen.tab.locator(f"#table tbody td:nth-child({column})")
    assert cells.first.inner_text() == "7,710,000"
    head.locator("button").click()
    assert cells.first.inner_text() == "41,610,000"
    assert cells.last.inner_text() == ""
    seen.tab.locator("#table button.to").first.click()
    assert seen.tab.is_hidden("#table")
    assert len(seen.call("nkgraph.state().selectedEdges")) == 1
