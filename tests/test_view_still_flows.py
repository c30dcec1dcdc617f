"""Amounts in still pictures: on which lines they stand, and that nothing runs through them."""

from browser import networks
from nkgraph.layout import place
from nkgraph.view.still import colours, scene
from stills import SVG, drawn, texts


def test_amounts_stand_on_flows():
    network = networks.article("flow")
    for number, (_, _, facts) in enumerate(network.edges(data=True)):
        facts["row"] = number
        if "weight" in facts:
            network.graph["rows"][number] |= {"commodityLabel": "Oil", "year": facts["date"]}
            facts["weightUnit"] = "https://w3id.org/nkgraph/entity/us-dollar"
    assert "Oil, 2013: $36.89 M" in " ".join(texts(drawn(network)))


def test_of_bare_lines_the_largest_say_their_largest_flow_and_which_way_it_goes():
    network = networks.trade_of_many()
    place(network)
    assert scene.scene(network).is_plain
    found = " ".join(texts(drawn(network))).replace("\u00a0", " ")
    assert "→ Coal, 2022: $120 M, and 39 more" in found
    total = sum(range(1, 113)) / 1000
    assert f"→ Coal, 2022: ${total:.2f} bn in all, and 39 more" in found


def test_no_line_runs_through_an_amount():
    network = networks.trade_of_many(9, 8)
    place(network)
    root = drawn(network)
    behind = [
        group.findall(SVG + "rect")
        for group in root.iter(SVG + "g")
        if any("Coal, " in (word.text or "") for word in group.findall(SVG + "text"))
    ]
    assert len(behind) > 8
    assert all(rectangles for rectangles in behind)
    ground = colours.theme()["ground"]
    assert {rectangle.get("fill") for each in behind for rectangle in each} == {ground}


def test_a_long_name_of_what_flows_leaves_its_amount_and_year():
    network = networks.trade_of_many(2, 1)
    network.graph["rows"][0]["commodityLabel"] = "Bars & rods, hot-rolled, " + "n.e.s. " * 40
    place(network)
    assert "2022: $2 M" in " ".join(texts(drawn(network)))
