"""What a million events cost, from 10^5 to 10^7: time, memory and disk, by DuckDB and by Spark.

    .venv/bin/python -m benchmarks.scale --rows 100000 1000000
    .venv/bin/python -m benchmarks.scale --rows 10000000 --only parts spark rows

Each way is run once, as a command with all the processes that it starts: their CPU time, and the
most memory that they had together (their proportional shares of what they share), are looked at
many times a second. The rows are those of `benchmarks/rows.py`, in files of 100,000; beyond ten
files the same rows return under new identifiers. `docs/scale.md` says what came of it.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb
import psutil

from benchmarks import machine, rows
from benchmarks.tools import beside_python

ROWS_A_FILE = 100_000
FILES_DRAWN = 10
_ID_CHARACTERS = len(str(rows.FIRST_ID))
SECONDS_BETWEEN_LOOKS = 0.5
MEGABYTE = 1 << 20
NKGRAPH = beside_python("nkgraph")

COUNTED = """
SELECT agent, target, year, sum(number) FROM read_parquet('{}/counts/*.parquet') GROUP BY ALL
"""
GROUPED = """
SELECT agent, target, year, count(*) FROM read_parquet('{}/rows/**/*.parquet') GROUP BY ALL
"""


class Cost(NamedTuple):
    """What a command took, with all that it started."""

    wall: float
    cpu: float
    megabytes: float

    def __str__(self) -> str:
        return f"{self.wall:8.1f} s wall {self.cpu:8.1f} s CPU {self.megabytes:7.0f} MB"


class _Watch:
    """Adds up what a process and its descendants take, for as long as they are there."""

    def __init__(self, pid: int) -> None:
        self._process = psutil.Process(pid)
        self._cpu: dict[tuple[int, float], float] = {}
        self._ended = threading.Event()
        self.peak = 0
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    @property
    def cpu(self) -> float:
        return sum(self._cpu.values())

    def stop(self) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(SECONDS_BETWEEN_LOOKS):
            total = 0
            for process in self._all():
                try:
                    times = process.cpu_times()
                    self._cpu[process.pid, process.create_time()] = times.user + times.system
                    total += process.memory_full_info().pss
                except psutil.Error:
                    continue
            self.peak = max(self.peak, total)

    def _all(self) -> list[psutil.Process]:
        try:
            return [self._process, *self._process.children(recursive=True)]
        except psutil.Error:
            return []


def cost(*command: str | Path) -> Cost:
    """Run a command and return what it took. Ends the program where it fails."""
    started = time.perf_counter()
    environment = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1"}
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [str(part) for part in command], stdout=said, stderr=said, env=environment
        )
        watch = _Watch(process.pid)
        status = process.wait()
        watch.stop()
        if status:
            said.seek(0)
            sys.exit(f"{command[1]} failed: {said.read().decode(errors='replace')[-2000:]}")
    return Cost(time.perf_counter() - started, watch.cpu, watch.peak / MEGABYTE)


def megabytes(folder: Path) -> float:
    """Return how much lies in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / MEGABYTE


def generate(folder: Path, count: int) -> None:
    """Write so many rows into files."""
    folder.mkdir()
    files = max(count // ROWS_A_FILE, 1)
    for number in range(files):
        target = folder / f"{number:05}.export.CSV"
        if number < FILES_DRAWN:
            rows.write(target, min(count, ROWS_A_FILE), seed=rows.SEED + number)
            continue
        drawn = folder / f"{number % FILES_DRAWN:05}.export.CSV"
        first = rows.FIRST_ID + number * ROWS_A_FILE
        with drawn.open("rb") as source, target.open("wb") as copy:
            copy.writelines(
                b"%d%s" % (first + place, line[_ID_CHARACTERS:])
                for place, line in enumerate(source)
            )


def quads_in(folder: Path) -> int:
    """Return how many lines there are in parts."""
    counted = subprocess.run(
        f"cat {folder / 'quads'}/events-*.nq.gz | gzip -dc | wc -l",
        shell=True, check=True, capture_output=True,
    )  # fmt: skip
    return int(counted.stdout)


def by_parts(files: Path, folder: Path, *options: str) -> Iterator[str]:
    """Yield what making parts costs, and what is made."""
    target = folder / "parts"
    shutil.rmtree(target, ignore_errors=True)
    taken = cost(NKGRAPH, "merge", files, "--parts", target, *options)
    made = json.loads((target / "parts.json").read_text(encoding="utf-8"))
    events = sum(source["taken"] for source in made["sources"])
    quads = quads_in(target)
    disk = {kind: megabytes(target / kind) for kind in ("quads", "rows", "counts")}
    yield f"{taken}  {events:,} events, {quads:,} quads ({quads / events:.2f} an event)"
    yield "    on disk: " + ", ".join(f"{kind} {size:,.0f} MB" for kind, size in disk.items())


def counted(folder: Path) -> Iterator[str]:
    """Yield what it costs to count what was made, by its counts and by its rows."""
    for what, query in (("counts", COUNTED), ("rows", GROUPED)):
        text = query.format(folder / "parts")
        script = f"import duckdb; print(len(duckdb.sql({text!r}).fetchall()))"
        yield f"{cost(sys.executable, '-c', script)}  actor, partner and year from Parquet: {what}"


def into_store(files: Path, folder: Path) -> Iterator[str]:
    """Yield what a store on disk costs, file by file, and asking it."""
    store = folder / "store"
    taken = cost(NKGRAPH, "merge", files, "--store", store)
    yield f"{taken}  on disk: {megabytes(store):,.0f} MB"
    answered = cost(
        NKGRAPH, "query", "event-counts", "by=year", "--store", store, "--format", "csv"
    )
    yield f"{answered}  query event-counts by=year"
    focused = cost(NKGRAPH, "merge", files, "--actor", "PRK", "--store", folder / "focused")
    yield f"{focused}  merge --actor PRK, {megabytes(folder / 'focused'):,.0f} MB"
    shutil.rmtree(store)
    shutil.rmtree(folder / "focused")


WAYS: dict[str, Callable[[Path, Path], Iterator[str]]] = {
    "store": into_store,
    "spark": lambda files, folder: by_parts(files, folder, "--engine", "local[*]"),
    "parts": by_parts,
    "counts": lambda _, folder: counted(folder),
}
"""What is measured; `counts` asks what `parts` has made before it."""


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000])
    parser.add_argument("--only", nargs="+", default=list(WAYS), choices=list(WAYS))
    parser.add_argument("--folder", type=Path, help="where to make what is measured")
    given = parser.parse_args(arguments)
    here = machine.this()
    print(f"{here.processor}, {here.cores} cores, {here.gigabytes} GB, Python {here.python}, "
          f"DuckDB {duckdb.__version__}, {machine.today()}")  # fmt: skip
    for count in given.rows:
        with tempfile.TemporaryDirectory(prefix="nkgraph-scale-", dir=given.folder) as name:
            folder = Path(name)
            files = folder / "files"
            generate(files, count)
            print(f"\n{count:,} rows, {megabytes(files):,.0f} MB", flush=True)
            for way in WAYS:
                if way in given.only:
                    print(f"  {way}, with {machine.load():.1f} processes waiting or running")
                    for line in WAYS[way](files, folder):
                        print(f"    {line}", flush=True)


if __name__ == "__main__":
    main()
