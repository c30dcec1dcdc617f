"""What tests, scripts and embedding pages rely on: data-state, the ready mark, window.nkgraph."""

from browser import networks

RUSSIA = networks.NK + "russia"
KOREA = networks.NK + "north-korea"
JAPAN = networks.NK + "japan"


def test_ready_is_said_in_both_ways(show):
    seen = show(networks.article())
    assert seen.tab.get_attribute("html", "data-state") == "ready"
    marks = seen.call("performance.getEntriesByName('nkgraph:ready').length")
    assert marks == 1


def test_nodes_edges_and_rows_are_the_networks(show):
    network = networks.article()
    seen = show(network)
    assert set(seen.call("nkgraph.nodes()")) == set(network)
    assert len(seen.call("nkgraph.edges()")) == network.number_of_edges()
    rows = seen.call("nkgraph.rows()")
    assert len(rows) == len(network.graph["rows"])
    assert rows[0]["value"] == 36890000
    assert rows[4]["value"] is None


def test_search_finds_names_other_names_and_codes(show):
    seen = show(networks.article())
    for text in ("north k", "dprk", "PRK", "DEMOCRATIC"):
        assert KOREA in seen.call("(text) => nkgraph.search(text)", text)
    assert seen.call("nkgraph.search('atlantis')") == []
    assert seen.call("nkgraph.search('')") == []


def test_select_takes_nodes_and_edges_and_nothing_else(show):
    network = networks.article()
    seen = show(network)
    assert seen.call(f"nkgraph.select('{RUSSIA}')")
    assert seen.call("nkgraph.state().selected") == RUSSIA
    edge = seen.call("nkgraph.edges()[4]")
    assert seen.call("(id) => nkgraph.select(id)", edge)
    assert seen.call("nkgraph.state()")["selectedEdges"] == [edge]
    assert seen.call("nkgraph.select('nowhere')") is False
    seen.call("nkgraph.select(null)")
    assert seen.call("nkgraph.state().selected") is None
    assert seen.tab.is_hidden("#panel")


def test_focus_shows_so_many_steps(show):
    seen = show(networks.article())
    seen.call(f"nkgraph.focus('{JAPAN}', 1)")
    assert set(seen.call("nkgraph.nodes()")) == {JAPAN, KOREA}
    seen.call(f"nkgraph.focus('{JAPAN}', 2)")
    assert RUSSIA in seen.call("nkgraph.nodes()")
    state = seen.call("nkgraph.state()")
    assert (state["focus"], state["steps"]) == (JAPAN, 2)
    seen.call("nkgraph.focus(null)")
    assert len(seen.call("nkgraph.nodes()")) == len(networks.THINGS)


def test_filters_narrow_what_is_drawn(show):
    seen = show(networks.article())
    seen.call(f"nkgraph.filter({{kinds: ['{networks.NKG}State']}})")
    assert len(seen.call("nkgraph.nodes()")) == 4
    seen.call("nkgraph.filter({modality: ['hedged']})")
    assert len(seen.call("nkgraph.edges()")) == 3
    seen.call(f"nkgraph.filter({{sources: ['{networks.BACKGROUND}']}})")
    assert len(seen.call("nkgraph.edges()")) == 3
    seen.call("nkgraph.filter({})")
    assert len(seen.call("nkgraph.edges()")) == len(networks.LINKS)


def test_dates_are_compared_as_intervals(show):
    seen = show(networks.article())
    seen.call("nkgraph.filter({since: '2009-01-01', until: '2009-12-31'})")
    edges = seen.call("nkgraph.edges()")
    assert len(edges) == 1  # of 2009 alone; what is only known to be before 2014 is not found
    assert networks.NK + "nuclear-test-of-2009" in seen.call("nkgraph.nodes()")


def test_the_interface_cannot_be_changed(show):
    seen = show(networks.article())
    assert seen.call("Object.isFrozen(nkgraph)")


def test_a_large_map_starts_reduced_and_says_so(show):
    seen = show(networks.large(2000, 3000))
    assert len(seen.call("nkgraph.nodes()")) == 1500
    assert "1,500 largest of 2,000" in seen.tab.inner_text("#reduced")
    seen.tab.click("#reduced button")
    assert len(seen.call("nkgraph.nodes()")) == 2000
    assert seen.call("nkgraph.edges().length") == 3000
    assert seen.tab.is_hidden("#reduced")


def test_an_empty_map_says_why_and_what_to_do(show):
    seen = show(networks.empty())
    text = seen.tab.inner_text("#empty")
    assert "ask by partner" in text
    assert "nkgraph view trade" in text
