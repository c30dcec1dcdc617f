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


def test_of_many_flows_one_way_one_line_says_the_largest_and_which_way_it_goes():
    network = networks.trade_of_many()
    place(network)
    lines = scene.scene(network).lines
    assert [len(line.edges) for line in lines] == [40 * 112, *[40] * 8]
    # A line is as wide as what it tells: not as all years together.
    assert max(line.weight for line in lines[1:]) == 120e6
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


def test_flows_of_months_lie_side_by_side_in_their_order():
    network = networks.trade_of_many(1, 4)
    for row, month in zip(network.graph["rows"], ("09", "04", "12", "01"), strict=True):
        row["year"] = f"2013-{month}"
    place(network)
    lines = sorted(scene.scene(network).lines, key=lambda line: line.bend)
    assert [line.series for line in lines] == [
        f"Coal, {month} 2013" for month in ("Jan", "Apr", "Sep", "Dec")
    ]
