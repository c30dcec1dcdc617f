"""vis-network alone, given positions, without lettering or panels around it: nodes, edges.

What every page with vis-network needs at least: its script, the network as data, straight edges
that are left out while the picture moves.
"""

import json
import sys
from pathlib import Path

import networkx as nx
import pyvis
from map_network import network

SCRIPT = Path(pyvis.__file__).with_name("templates") / "lib" / "vis-9.1.2" / "vis-network.min.js"
WIDTH = 1_000

graph = network(*map(int, sys.argv[1:]))
places = nx.random_layout(graph, seed=1)
nodes = [
    {
        "id": name,
        "label": facts["label"],
        "x": WIDTH * float(x),
        "y": WIDTH * float(y),
        "shape": "dot",
    }
    for (name, facts), (x, y) in zip(graph.nodes(data=True), places.values(), strict=True)
]
edges = [
    {"from": one, "to": other, "title": facts["label"]}
    for one, other, facts in graph.edges(data=True)
]
options = {
    "physics": False,
    "edges": {"smooth": False},
    "interaction": {"hideEdgesOnDrag": True, "hideEdgesOnZoom": True},
}
Path("vis_network.html").write_text(
    f"""<!DOCTYPE html>
<meta charset="utf-8">
<div id="picture" style="height: 800px"></div>
<script>{SCRIPT.read_text(encoding="utf-8")}</script>
<script>
const nodes = new vis.DataSet({json.dumps(nodes)});
const edges = new vis.DataSet({json.dumps(edges)});
const picture = document.getElementById("picture");
const network = new vis.Network(picture, {{ nodes, edges }}, {json.dumps(options)});
network.once("afterDrawing", () => {{ window.shownAt = performance.now(); }});
</script>
""",
    encoding="utf-8",
)
