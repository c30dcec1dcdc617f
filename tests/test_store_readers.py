"""Eight readers beside a merging writer: no error, and each answer is of one state of the store."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from merging import gdelt
from nkgraph import merge

READERS = 8
ROWS = 40
"""Events in each file that is merged."""
SECONDS_TO_END = 120

READING = """
import json, sys, time
from pathlib import Path
import nkgraph
store, end = sys.argv[1], Path(sys.argv[2])
answers = []
while not end.exists():
    graph = nkgraph.open(store)
    sources = sorted(
        (row["sourceLabel"], row["statements"]) for row in graph.query("sources")
        if "events: " in row["sourceLabel"]
    )
    counted = sum(row["count"] for row in graph.query("event-counts", by="source"))
    listed = len(graph.query("SELECT ?e { ?e <https://w3id.org/nkgraph/ontology#codedAs> ?c }"))
    answers.append([sources, counted, listed])
print(json.dumps(answers))
"""
"""Asks, each time anew, a query of all graphs, one from the counts beside them, one of events."""


def read_while_merging(folder: Path, merges: int) -> list[int]:
    """Merge files one after the other beside readers; return how many answers each of them got.

    A torn answer would name half of the files, count rows of one more than are named, or be of a
    state before one that the same reader has seen.
    """
    store, end = folder / "mine", folder / "end"
    files = [gdelt(folder / f"{number}.csv", ROWS, seed=number) for number in range(merges + 1)]
    merge.into(str(store), merge.Request(files[0]))
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READING, str(store), str(end)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(READERS)
    ]
    states = [asked(store)]
    try:
        for path in files[1:]:
            merge.into(str(store), merge.Request(path))
            states.append(asked(store))
    finally:
        end.touch()
        said = [reader.communicate(timeout=SECONDS_TO_END) for reader in readers]
    assert len({json.dumps(one) for one in states}) == merges + 1
    numbers = []
    for reader, (answers, errors) in zip(readers, said, strict=True):
        assert (reader.returncode, errors) == (0, "")
        seen = [states.index(answer) for answer in json.loads(answers)]
        assert seen == sorted(seen), "no reader goes back in time"
        numbers.append(len(seen))
    assert len(list((store / "snapshots").iterdir())) <= READERS + 1
    return numbers


def asked(store: Path) -> list[object]:
    """Return what a reader is answered now, when nobody is writing."""
    end = store.parent / "once"
    script = READING.replace("while not end.exists():", "for _ in range(1):")
    done = subprocess.run(
        [sys.executable, "-c", script, str(store), str(end)],
        capture_output=True,
        text=True,
        check=True,
    )
    (answer,) = json.loads(done.stdout)
    return list(answer)


def test_eight_readers_and_a_merging_writer(tmp_path: Path) -> None:
    assert sum(read_while_merging(tmp_path, 2)) >= READERS


@pytest.mark.slow
def test_eight_readers_and_a_writer_that_merges_for_a_minute(tmp_path: Path) -> None:
    assert min(read_while_merging(tmp_path, 30)) >= 10
