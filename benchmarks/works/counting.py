"""How many events there are of each pair of actors, year by year: asked of a million of them.

What is asked by hand counts by agent, target and year; from that, and in either direction, come the
rows that `event-counts by=year` gives. The article's own events are in those too, and are taken
away before the answers are compared.
"""

import csv
import io
import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path

import nkgraph
from benchmarks import answers
from benchmarks.tools import (
    NKGRAPH,
    PYOXIGRAPH,
    PYTHON,
    RDFLIB,
    ROOT,
    SCRIPTS,
    VIRTUOSO,
    beside_python,
)
from benchmarks.work import Goal, Size, Way, Work
from benchmarks.works import merging

ROWS = {"tiny": 300, "quick": 20_000, "full": 1_000_000}
RDFLIB_ROWS = {"tiny": 300, "quick": 5_000, "full": 100_000}
ROUNDS = {"tiny": 1, "quick": 3, "full": 5}
BUFFERS = 170_000
"""Pages of 8 kB, as Virtuoso's own settings recommend for 2 GB of free memory."""
LONGEST = 1_800
"""Seconds that loading may take."""
LIMIT = 300


def works(size: Size) -> list[Work]:
    """Return the work."""
    ours = Way(
        "nkgraph query event-counts", NKGRAPH,
        (
            beside_python("nkgraph"), "query", "event-counts", "by=year", "--store", "../merged",
            "--format", "csv",
        ),
        _printed,
    )  # fmt: skip
    oxigraph = Way(
        "Oxigraph, SPARQL by hand", PYOXIGRAPH,
        (PYTHON, SCRIPTS / "count_oxigraph.py", "../merged", "../source"), limit=LIMIT,
        rounds=1, note="the same store on disk, opened to be read",
    )  # fmt: skip
    virtuoso = Way(
        "Virtuoso, SPARQL by hand", VIRTUOSO,
        (PYTHON, SCRIPTS / "count_virtuoso.py", "../virtuoso-address", "../source"),
        limit=LIMIT,
        note="a server that runs already, with its pages in memory; CPU time and memory are those "
        "of the client alone",
    )  # fmt: skip
    rdflib = Way(
        f"rdflib, {RDFLIB_ROWS[size]:,} events", RDFLIB,
        (PYTHON, SCRIPTS / "count_rdflib.py", "../some.nt"), limit=LIMIT, rounds=1,
        note="in memory; the step leaves out parsing the file",
    )  # fmt: skip
    goals = (
        Goal("30 times Oxigraph", ours.name, "times", 30, oxigraph.name),
        Goal("ahead of Virtuoso", ours.name, "times", 1, virtuoso.name, "wall"),
    )
    return [
        Work(
            "counting",
            f"Counts over {ROWS[size]:,} events",
            ways=(ours, oxigraph, virtuoso, rdflib),
            goals=goals if size == "full" else (),
            rounds=ROUNDS[size],
            prepare=partial(_prepared, count=ROWS[size], few=RDFLIB_ROWS[size]),
            warm=True,
        )
    ]  # fmt: skip


@contextmanager
def _prepared(folder: Path, count: int, few: int) -> Iterator[None]:
    """Merge rows, and start Virtuoso, where it is there, filled with the same statements."""
    with ExitStack() as stack:
        stack.enter_context(merging.prepared(folder, count))
        (folder / "own.json").write_text(json.dumps(_own_counts()), encoding="utf-8")
        _write_few(folder, few)
        if VIRTUOSO.missing() is None:
            sys.path.insert(0, str(ROOT / "tests"))
            running = import_module("servers.running")  # as the tests start it
            home = folder / "virtuoso"
            home.mkdir()
            server = stack.enter_context(running.virtuoso(home, BUFFERS, LONGEST))
            server.fill(folder / "ready.nq")
            (folder / "virtuoso-address").write_text(server.address, encoding="utf-8")
        yield


def _write_few(folder: Path, few: int) -> None:
    """Write the statements of the first rows without their graph."""
    with (
        (folder / "ready.nq").open(encoding="utf-8") as ready,
        (folder / "some.nt").open("w", encoding="utf-8") as some,
    ):
        for line in ready:
            subject, rest = line.split("> ", 1)
            if int(subject.rpartition("/")[2]) <= few:
                some.write(f"{subject}> {rest.rpartition(' <')[0]} .\n")


def _own_counts() -> list[list[str]]:
    table = nkgraph.open().query("event-counts", by="year")
    cells = ("actor", "partner", "period", "count")
    return [[str(row[name] or "") for name in cells] for row in table]


def _printed(folder: Path, printed: bytes) -> str:
    counts: Counter[tuple[str, str, str]] = Counter()
    for row in csv.DictReader(io.StringIO(printed.decode("utf-8-sig"), newline="")):
        counts[row["actor"], row["partner"], row["period"]] += int(row["count"])
    for actor, partner, period, count in json.loads((folder.parent / "own.json").read_text()):
        counts[actor, partner, period] -= int(count)
    return answers.of_lines(f"{key} {number}" for key, number in counts.items() if number)
