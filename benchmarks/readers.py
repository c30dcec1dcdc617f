"""Eight readers beside a merging writer: what they take from each other, and whether all is right.

    .venv/bin/python -m benchmarks.readers --seconds 60

Each reader opens the store anew for each of its answers and asks three things: which sources there
are with how many statements, how many events they have by the counts beside the graph, and how many
by the graph itself. An answer is torn where the three do not fit each other, where a source has
other numbers than in another answer, or where a reader sees fewer sources than it has seen before.
First nobody writes, then nobody reads, then both are done at once.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import rows

ROWS = 1_000
"""Events in each file that is merged."""
READERS = 8
SECONDS = 60.0
EVENTS = "SELECT ?event { ?event <https://w3id.org/nkgraph/ontology#codedAs> ?code }"


class Answers(NamedTuple):
    """What readers were told, and how long each answer took."""

    seconds: list[float]
    torn: int
    errors: int
    states: int
    """How many states of the store they saw."""


def read(store: str, end: str) -> None:
    """Ask until a file is there, and print what came of it: a reader's process."""
    import nkgraph

    answers = []
    while not Path(end).exists():
        started = time.perf_counter()
        graph = nkgraph.open(store)
        sources = {
            row["source"]: row["statements"]
            for row in graph.query("sources")
            if "/source/gdelt" in str(row["source"])
        }
        counted = {row["source"] for row in graph.query("event-counts", by="source")}
        events = len(graph.query(EVENTS))
        seconds = time.perf_counter() - started
        is_whole = events == len(sources) * ROWS and sources.keys() <= counted
        answers.append((seconds, is_whole, sources))
    print(json.dumps(answers))


def merge(store: Path, path: Path) -> float:
    """Merge a file, as a process, and return how long that took."""
    started = time.perf_counter()
    program = Path(sys.executable).with_name("nkgraph")
    subprocess.run(
        [program, "merge", path, "--store", store], check=True, stdout=subprocess.DEVNULL
    )
    return time.perf_counter() - started


def begin(store: Path, end: Path, count: int) -> list["subprocess.Popen[str]"]:
    """Start readers."""
    command = [sys.executable, "-m", "benchmarks.readers", "--read", str(store), str(end)]
    return [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(count)
    ]


def collect(readers: list["subprocess.Popen[str]"], end: Path) -> Answers:
    """End readers, and look at what they were told."""
    end.touch()
    seconds: list[float] = []
    known: dict[str, int] = {}
    states, torn, errors = set(), 0, 0
    for reader in readers:
        printed, said = reader.communicate()
        if reader.returncode or said:
            errors += 1
            print(said, file=sys.stderr)
            continue
        most = 0
        answers: list[tuple[float, bool, dict[str, Any]]] = json.loads(printed)
        for took, is_whole, sources in answers:
            seconds.append(took)
            agrees = all(known.setdefault(name, size) == size for name, size in sources.items())
            torn += not (is_whole and agrees and len(sources) >= most)
            most = len(sources)
            states.add(most)
    end.unlink()
    return Answers(seconds, torn, errors, len(states))


def show(what: str, answers: Answers, lasted: float) -> None:
    """Print what readers took."""
    parts = statistics.quantiles(answers.seconds, n=100)
    print(
        f"{what}: {len(answers.seconds)} answers, {len(answers.seconds) / lasted:.1f} a second; "
        f"one takes {statistics.median(answers.seconds):.3f} s (median), {parts[94]:.3f} s (95 % "
        f"take less), {max(answers.seconds):.3f} s (most); {answers.states} states seen, "
        f"{answers.torn} torn, {answers.errors} errors"
    )


def show_merges(what: str, took: list[float]) -> None:
    """Print what merges took."""
    print(f"{what}: {len(took)} merges of {ROWS:,} rows, {statistics.median(took):.2f} s (median)")


def main() -> None:
    """Measure the three in turn."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long each part lasts")
    parser.add_argument("--readers", type=int, default=READERS)
    parser.add_argument("--read", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.read:
        read(*given.read)
        return
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {given.readers} readers")
    with tempfile.TemporaryDirectory(prefix="nkgraph-bench-") as name:
        folder = Path(name)
        store, end, files = folder / "store", folder / "end", 0

        def merge_next() -> float:
            nonlocal files
            files += 1
            path = folder / f"{files}.csv"
            rows.write(path, ROWS, seed=files)
            return merge(store, path)

        def merge_for(seconds: float) -> list[float]:
            until = time.perf_counter() + seconds
            took = []
            while time.perf_counter() < until:
                took.append(merge_next())
            return took

        merge_next()
        readers = begin(store, end, given.readers)
        time.sleep(given.seconds)
        show("readers alone", collect(readers, end), given.seconds)
        show_merges("writer alone", merge_for(given.seconds / 3))
        readers = begin(store, end, given.readers)
        started = time.perf_counter()
        took = merge_for(given.seconds)
        lasted = time.perf_counter() - started
        show("readers beside a writer", collect(readers, end), lasted)
        show_merges("writer beside readers", took)


if __name__ == "__main__":
    main()
