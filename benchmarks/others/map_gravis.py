"""A page by gravis: nodes, edges. A script beside it looks whether its picture stands still."""

import sys
from pathlib import Path

import gravis
import networkx as nx
from map_network import network

STILL = """
<script>
  // Still: the marks have places, and for a second none moved by a pixel.
  let before = "", since = performance.now();
  setInterval(() => {
    const marks = [...document.querySelectorAll("svg circle")].slice(0, 50);
    const at = marks.map((mark) => {
      const box = mark.getBoundingClientRect();
      return Math.round(box.x) + " " + Math.round(box.y);
    }).join();
    if (!at || at !== before) { before = at; since = performance.now(); }
    else if (performance.now() - since > 1000) window.shownAt ??= since;
  }, 100);
</script>
"""
graph = nx.MultiDiGraph(network(*map(int, sys.argv[1:])))
figure = gravis.d3(graph, node_label_data_source="label")
html = figure.to_html_standalone()
Path("gravis.html").write_text(html.replace("</body>", STILL + "</body>"), encoding="utf-8")
