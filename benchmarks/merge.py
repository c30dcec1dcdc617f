"""Merging events as whole processes: nkgraph, `oxigraph load` of the same quads, an rdflib loop.

    .venv/bin/python benchmarks/merge.py --rows 100000
    .venv/bin/python benchmarks/merge.py --rows 1000000 --only focus counts

The rows are made by a seeded generator from a file in GDELT 2.0's format: each takes actors, event
and place from one of its rows each. What counts is user and system CPU time, since other work on
the machine does not change it; wall time and peak memory stand beside it.
"""

import argparse
import csv
import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "tests" / "data" / "gdelt-2.0.tsv"
PROGRAMS = Path(sys.executable).parent
SEED = 20180101
DAYS_A_MONTH = 28
ACTORS, TARGETS, EVENT, PLACE = slice(5, 15), slice(15, 25), slice(25, 35), slice(51, 59)
"""Columns that belong together in a row."""

RDFLIB_LOOP = """
import csv, sys
import rdflib
from rdflib.namespace import RDF, RDFS, XSD
rows, crosswalk, target = sys.argv[1:]
NKG = rdflib.Namespace("https://w3id.org/nkgraph/ontology#")
ENTITY = "https://w3id.org/nkgraph/entity/"
EDTF = rdflib.URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
entities = {}
with open(crosswalk, encoding="utf-8") as stream:
    for row in csv.DictReader(stream):
        entities[row["scheme"], row["code"]] = rdflib.URIRef(ENTITY + row["entity"])
dataset = rdflib.Dataset()
source = "https://w3id.org/nkgraph/source/gdelt"
graph = dataset.graph(rdflib.URIRef(source))
with open(rows, encoding="utf-8", newline="") as stream:
    for number, cells in enumerate(csv.reader(stream, delimiter="\\t", quoting=csv.QUOTE_NONE), 1):
        event = rdflib.URIRef(f"{source}/row/{number}")
        day = f"{cells[1][:4]}-{cells[1][4:6]}-{cells[1][6:]}"
        graph.add((event, RDF.type, NKG["Kind" + cells[28]]))
        label = f"Event (CAMEO {cells[26]}): {cells[6]} - {cells[16]}"
        graph.add((event, RDFS.label, rdflib.Literal(label, lang="en")))
        graph.add((event, NKG.date, rdflib.Literal(day, datatype=EDTF)))
        graph.add((event, NKG.earliest, rdflib.Literal(day, datatype=XSD.date)))
        graph.add((event, NKG.latest, rdflib.Literal(day, datatype=XSD.date)))
        for term, code in ((NKG.agent, cells[7]), (NKG.target, cells[17])):
            if ("cameo", code) in entities:
                graph.add((event, term, entities["cameo", code]))
        if cells[52]:
            place = rdflib.URIRef(f"https://w3id.org/nkgraph/place/{abs(hash(cells[52])):x}")
            graph.add((event, NKG.place, place))
        graph.add((event, NKG.codedAs, rdflib.Literal("CAMEO " + cells[26])))
dataset.serialize(target, format="nquads", encoding="utf-8")
"""


class Cost(NamedTuple):
    """What a process took."""

    cpu: float
    wall: float
    megabytes: float

    def __str__(self) -> str:
        return f"{self.cpu:8.2f} s CPU {self.wall:8.2f} s wall {self.megabytes:7.0f} MB"


def cost(*command: str | Path) -> Cost:
    """Run a command and return what it took; what it prints is shown when it fails."""
    started = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen([str(part) for part in command], stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{command[0]} failed: {said.read().decode(errors='replace')[-2000:]}")
    wall = time.perf_counter() - started
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def generate(sample: Path, target: Path, count: int) -> None:
    """Write rows like those of a sample."""
    with sample.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    chance = random.Random(SEED)
    with target.open("w", encoding="utf-8") as stream:
        for number in range(count):
            cells = list(chance.choice(rows))
            for part in (ACTORS, TARGETS, EVENT, PLACE):
                cells[part] = chance.choice(rows)[part]
            year, month = chance.randint(2015, 2018), chance.randint(1, 12)
            day = f"{year}{month:02}{chance.randint(1, DAYS_A_MONTH):02}"
            cells[:5] = [str(700_000_000 + number), day, day[:6], day[:4], f"{year}.5"]
            stream.write("\t".join(cells) + "\n")


def dump(store: Path, target: Path) -> int:
    """Write what a merge put into a store as N-Quads, and return how many quads that is."""
    from nkgraph.store import Embedded

    quads = [
        quad
        for quad in Embedded.on_disk(str(store)).quads()
        if "/source/gdelt" in str(quad.graph_name) or "/source/mentioned" in str(quad.graph_name)
    ]
    with target.open("wb") as stream:
        ox.serialize(quads, stream, format=ox.RdfFormat.N_QUADS)
    return len(quads)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--sample", type=Path, default=SAMPLE)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument(
        "--only", nargs="*", default=["merge", "rdflib", "focus", "counts"],
        choices=["merge", "rdflib", "focus", "counts"],
    )  # fmt: skip
    given = parser.parse_args()
    nkgraph, oxigraph = PROGRAMS / "nkgraph", PROGRAMS / "oxigraph"
    print(f"{platform.python_version()}, {os.cpu_count()} cores, {given.rows:,} rows")
    with tempfile.TemporaryDirectory(prefix="nkgraph-bench-") as name:
        folder = Path(name)
        rows, store = folder / "rows.csv", folder / "store"
        generate(given.sample, rows, given.rows)
        for _ in range(given.rounds):
            if {"merge", "counts"} & set(given.only):
                shutil.rmtree(store, ignore_errors=True)
                merged = cost(nkgraph, "merge", rows, "--store", store)
                print(f"nkgraph merge                  {merged}")
            if "merge" in given.only:
                quads = dump(store, folder / "rows.nq")
                shutil.rmtree(folder / "loaded", ignore_errors=True)
                loaded = cost(
                    oxigraph, "load", "--location", folder / "loaded", "--file", folder / "rows.nq"
                )
                print(f"oxigraph load, {quads:,} quads  {loaded}")
                print(f"  merge / load: {merged.cpu / loaded.cpu:.2f} of CPU, "
                      f"{merged.wall / loaded.wall:.2f} of wall")  # fmt: skip
            if "rdflib" in given.only:
                loop = cost(
                    sys.executable, "-c", RDFLIB_LOOP, rows, ROOT / "data" / "crosswalk.csv",
                    folder / "rdflib.nq",
                )  # fmt: skip
                print(f"a plain rdflib loop            {loop}")
                if "merge" in given.only:
                    print(f"  rdflib / merge: {loop.cpu / merged.cpu:.1f}")
            if "focus" in given.only:
                shutil.rmtree(folder / "focused", ignore_errors=True)
                focused = cost(
                    nkgraph, "merge", rows, "--actor", "PRK", "--store", folder / "focused"
                )
                print(f"nkgraph merge --actor PRK      {focused}")
            if "counts" in given.only:
                counted = cost(
                    nkgraph, "query", "event-counts", "by=year", "--store", store, "--format", "csv"
                )
                print(f"nkgraph query event-counts     {counted}")


if __name__ == "__main__":
    main()
