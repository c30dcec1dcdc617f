"""A page by a plain pyvis script: nodes, edges. The page says when its first layout is done."""

import sys
from pathlib import Path

from map_network import network
from pyvis.network import Network

net = Network(cdn_resources="in_line", height="800px", width="100%")
graph = network(*map(int, sys.argv[1:]))
for node, attributes in graph.nodes(data=True):
    net.add_node(node, label=attributes["label"])
for one, other, attributes in graph.edges(data=True):
    net.add_edge(one, other, title=attributes["label"])
html = net.generate_html()
at = html.index("return network;")
told = """
  for (const event of ["stabilizationIterationsDone", "stabilized"])
    network.once(event, () => { window.shownAt ??= performance.now(); });
"""
Path("pyvis.html").write_text(html[:at] + told + html[at:], encoding="utf-8")
