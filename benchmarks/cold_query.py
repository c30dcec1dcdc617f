"""A stored query as a whole process, beside plain rdflib: user and system CPU time.

    make bench

Each round runs both commands once, one after the other, so that what else the machine does falls on
both. The rdflib script does the least that could answer: it parses data/article.ttl and runs one
SELECT. nkgraph loads the background and the ontology too, and derives the shortcuts.
"""

import os
import platform
import resource
import statistics
import subprocess
import sys
from pathlib import Path

ROUNDS = 15
ROOT = Path(__file__).resolve().parents[1]
NKGRAPH = [str(Path(sys.executable).with_name("nkgraph"))]
RDFLIB = [sys.executable, "-c"]

PLAIN_RDFLIB = f"""
import rdflib
graph = rdflib.Graph().parse({str(ROOT / "data" / "article.ttl")!r})
for row in graph.query('''
    PREFIX nkg: <https://w3id.org/nkgraph/ontology#>
    PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>
    SELECT ?exporter ?importer ?commodity ?period ?value WHERE {{
      ?figure a nkg:TradeFigure ; nkg:exporter ?exporter ; nkg:importer ?importer ;
        nkg:commodity ?commodity ; nkg:period ?period ; sdmx-measure:obsValue ?value .
    }}
'''):
    print(*row, sep=",")
"""

COMMANDS = {
    "plain rdflib, parse and one SELECT": [*RDFLIB, PLAIN_RDFLIB],
    "nkgraph query trade-figures --format csv": [
        *NKGRAPH, "query", "trade-figures", "--format", "csv",
    ],
    "nkgraph queries": [*NKGRAPH, "queries"],
    "nkgraph --help": [*NKGRAPH, "--help"],
}  # fmt: skip


def cpu_milliseconds(command: list[str]) -> float:
    """Run a command and return the CPU time that it and its children took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command, check=True, capture_output=True, env={**os.environ, "NKGRAPH_STORE": ""}
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def main() -> None:
    for command in COMMANDS.values():  # what is on disk comes into the cache
        cpu_milliseconds(command)
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(ROUNDS):
        for name, command in COMMANDS.items():
            taken[name].append(cpu_milliseconds(command))
    print(
        f"CPU time of whole processes, median (least to most) of {ROUNDS} rounds; "
        f"Python {platform.python_version()}, {os.cpu_count()} cores"
    )
    width = max(map(len, taken))
    for name, times in taken.items():
        print(
            f"  {name:{width}}  {statistics.median(times):6.1f} ms"
            f"  ({min(times):.1f} to {max(times):.1f})"
        )
    plain, ours, *_ = taken.values()
    ratio = statistics.median(plain) / statistics.median(ours)
    print(f"plain rdflib takes {ratio:.1f} times the CPU time of nkgraph query")


if __name__ == "__main__":
    main()
