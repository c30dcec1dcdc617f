"""Networks as Gephi Lite reads them: by graphology's own parsers of GEXF and GraphML."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from nkgraph import interchange
from nkgraph.graph import KnowledgeGraph

NPM = Path(__file__).parents[1] / ".venv" / "npm"

READ = """
const [, parser, file] = process.argv;
const text = require("fs").readFileSync(file, "utf8");
const network = require(parser).parse(require("graphology"), text);
console.log(JSON.stringify({
  nodes: Object.fromEntries(network.mapNodes((node, facts) => [node, facts])),
  edges: network.mapEdges((edge, facts, source, target) => ({...facts, source, target})),
}));
"""


def read(parser: str, path: Path) -> Any:
    node = shutil.which("node")
    if node is None or not (NPM / "node_modules" / parser).is_dir():
        pytest.skip(f"{parser} is not installed (node or npm was not there)")
    run = subprocess.run(
        [node, "-e", READ, parser, str(path)],
        capture_output=True, text=True, check=True, cwd=NPM, timeout=60,
    )  # fmt: skip
    return json.loads(run.stdout)


@pytest.mark.parametrize("name", ["relations", "trade", "events", "places-map"])
@pytest.mark.parametrize("suffix", ["gexf", "graphml"])
def test_it_has_the_same_nodes_and_edges(
    article: KnowledgeGraph, tmp_path: Path, name: str, suffix: str
) -> None:
    network = article.network(name)
    path = tmp_path / f"{name}.{suffix}"
    interchange.write(network, path)
    theirs = read(f"graphology-{suffix}", path)
    assert {node: facts["label"] for node, facts in theirs["nodes"].items()} == dict(
        network.nodes(data="label")
    )
    assert sorted((edge["source"], edge["target"], edge["claim"]) for edge in theirs["edges"]) == (
        sorted((start, end, claim or "") for start, end, claim in network.edges(data="claim"))
    )


def test_positions_colours_and_sizes_are_where_gephi_looks_for_them(
    article: KnowledgeGraph, tmp_path: Path
) -> None:
    network = article.network("relations")
    path = tmp_path / "relations.gexf"
    interchange.write(network, path)
    nodes = read("graphology-gexf", path)["nodes"]
    for node, facts in network.nodes(data=True):
        theirs = nodes[node]
        assert theirs["x"] == pytest.approx(facts["x"])
        assert abs(theirs["y"]) == pytest.approx(abs(facts["y"]))
        assert theirs["size"] == pytest.approx(facts["size"])
        assert theirs["color"]
