"""How soon a map answers, and how often it is drawn while dragged, beside a plain pyvis script.

    python benchmarks/page_ready.py [--runs 3] [--plain] [--large]

Each figure is a median over runs in headless Chromium without a GPU: from navigation to the
performance mark `nkgraph:ready`, and vis-network's afterDrawing events a second while a mouse drags
the picture. `--plain` measures a plain pyvis script on the same graph as well, which takes minutes;
`--large` adds 20,000 nodes. The script's own time is that of `nkgraph.view.page`, after the layout.
"""

import argparse
import math
import random
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import networkx as nx

from nkgraph.view import page

SIZES = [(200, 400), (1500, 4500), (5000, 15000)]
LARGE = (20000, 60000)
PLAIN_LIMIT = 100  # seconds after which a page that has painted nothing is given up
DRAG_SECONDS = 3.0
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
COUNT_REDRAWS = """
() => {
  window.redraws = 0;
  const context = document.querySelector("#picture canvas").getContext("2d");
  const clear = context.clearRect;
  context.clearRect = function (...box) { window.redraws += 1; return clear.apply(this, box); };
}
"""


def network(nodes: int, edges: int) -> nx.MultiDiGraph:
    """Return a random graph in which few nodes have many edges, placed by igraph."""
    import igraph

    draw = random.Random(nodes)
    pairs = [(draw.randrange(nodes), int(nodes * draw.random() ** 2)) for _ in range(edges)]
    random.seed(nodes)
    layout = igraph.Graph(n=nodes, edges=pairs).layout_fruchterman_reingold(niter=60, grid=True)
    spread = 12 * math.sqrt(nodes)
    scale = spread / max(1.0, *(max(abs(x), abs(y)) for x, y in layout))
    graph = nx.MultiDiGraph(name="bench", title="A random network", layout="force")
    for number, (x, y) in enumerate(layout):
        graph.add_node(
            f"https://example.org/n{number}",
            label=f"Thing number {number}",
            kindLabel="Thing",
            x=x * scale,
            y=y * scale,
            size=8.0 + 20.0 / (1 + number / 20),
        )
    names = list(graph)
    for number, (one, other) in enumerate(pairs):
        graph.add_edge(names[one], names[other], key=number, label="meets", modality="reported")
    return graph


def opened(browser: Any, file: Path, address: str, ready: str, limit: float) -> tuple[float, Any]:
    tab = browser.new_page(viewport={"width": 1280, "height": 800})
    tab.goto(file.as_uri() + address)
    tab.wait_for_selector(ready, timeout=limit * 1000, state="attached")
    return tab.evaluate("performance.getEntriesByName('nkgraph:ready')[0].startTime"), tab


def redraws(tab: Any) -> float:
    """Drag the picture in a circle and return how often it was drawn a second."""
    tab.evaluate(COUNT_REDRAWS)
    tab.mouse.move(700, 120)
    tab.mouse.down()
    start = time.perf_counter()
    step = 0
    while time.perf_counter() - start < DRAG_SECONDS:
        step += 1
        tab.mouse.move(700 + 80 * math.sin(step / 9), 120 + 80 * math.cos(step / 9))
    seconds = time.perf_counter() - start
    tab.mouse.up()
    return float(tab.evaluate("window.redraws")) / seconds


def plain(browser: Any, graph: nx.MultiDiGraph, folder: Path) -> str:
    """Return how long a plain pyvis page takes until its network has stabilised."""
    from pyvis.network import Network

    net = Network(cdn_resources="in_line")
    net.from_nx(nx.MultiGraph(graph))
    html = net.generate_html()
    done = "network.once('stabilized', () => document.body.dataset.done = performance.now());"
    file = folder / "plain.html"
    at = html.index("return network;")
    file.write_text(html[:at] + done + html[at:], encoding="utf-8")
    tab = browser.new_page()
    tab.route("http*://**", lambda route: route.abort())
    tab.goto(file.as_uri())
    try:
        tab.wait_for_selector("body[data-done]", timeout=PLAIN_LIMIT * 1000)
        return f"{float(tab.get_attribute('body', 'data-done')) / 1000:.1f} s"
    except Exception:
        return f"> {PLAIN_LIMIT} s"
    finally:
        tab.close()


def main() -> None:
    """Print one line a size."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--large", action="store_true")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="page-ready-"))
    print("nodes / edges    page written   size     ready    redraws/s   plain pyvis script")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        browser.new_page().close()
        for nodes, edges in [*SIZES, *([LARGE] if asked.large else [])]:
            graph = network(nodes, edges)
            start = time.perf_counter()
            made = page(graph)
            written = time.perf_counter() - start
            file = made.save(folder / f"map{nodes}.html")
            times, rates = [], []
            for _ in range(asked.runs):
                ready, tab = opened(browser, file, "#all=1", "html[data-state=ready]", 60)
                times.append(ready)
                rates.append(redraws(tab))
                tab.close()
            beside = plain(browser, graph, folder) if asked.plain else "not measured"
            print(
                f"{nodes:>6,} / {edges:<6,}  {written:>8.2f} s  {len(made.html) / 1e6:>6.1f} MB"
                f"  {statistics.median(times) / 1000:>6.2f} s  {statistics.median(rates):>8.0f}"
                f"     {beside}",
                flush=True,
            )
        browser.close()
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
