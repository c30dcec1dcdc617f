"""A long table of events of which one actor's are wanted: who is spared most of the reading?"""

from functools import partial
from pathlib import Path

import pyoxigraph as ox

from benchmarks import answers
from benchmarks.tools import DUCKDB, NKGRAPH, PYTHON, SCRIPTS, beside_python
from benchmarks.work import Goal, Size, Way, Work
from benchmarks.works import merging

ACTOR = "PRK"
ROWS = {"tiny": 300, "quick": 100_000, "full": 1_000_000}
ROUNDS = {"tiny": 1, "quick": 3, "full": 5}


def works(size: Size) -> list[Work]:
    """Return the work."""
    ours = Way(
        "nkgraph merge --actor", NKGRAPH,
        (beside_python("nkgraph"), "merge", "../rows.tsv", "--actor", ACTOR, "--store", "store"),
        merging.merged,
    )  # fmt: skip
    by_hand = Way(
        "DuckDB script", DUCKDB,
        (
            "/bin/sh", "-c", '"$0" "$1" ../rows.tsv "$(cat ../source)" ../lookups store "$2"',
            PYTHON, SCRIPTS / "events_duckdb.py", ACTOR,
        ),
        _loaded,
        note="the look-ups are given; keeps the actor's rows as Parquet and loads the same "
        "statements into an Oxigraph store; checks no row and tells nothing of where they are from",
    )  # fmt: skip
    goals = (
        Goal(
            "at most 1.5 times the DuckDB script", ours.name, "within", 1.5, by_hand.name,
            reason="every row is checked, whoever is in it, so that what is refused has a line; "
            "what is kept is described and compared with the rest of the store",
        ),
    )  # fmt: skip
    return [
        Work(
            "actor",
            f"{ROWS[size]:,} GDELT rows, one actor",
            ways=(ours, by_hand),
            goals=goals if size == "full" else (),
            rounds=ROUNDS[size],
            prepare=partial(merging.prepared, count=ROWS[size], quads=False),
        )
    ]  # fmt: skip


def _loaded(folder: Path, _: bytes) -> str:
    store = ox.Store.read_only(str(folder / "store"))
    return answers.of_store(store, merging.source(folder.parent))
