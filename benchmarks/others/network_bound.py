"""networkx fed with rows that are there already: file."""

import sys
from pathlib import Path

import networkx
from telling import step, tell

triples = [line.split(" ", 2) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
rows = [(one, two[:-2], what) for one, what, two in triples if two.startswith("<")]
network = networkx.MultiDiGraph()
with step():
    for one, two, what in rows:
        network.add_edge(one, two, what, relation=what, label=what)
tell()
