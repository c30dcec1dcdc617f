"""One stored query as a whole process: from the files, and from a store that is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nkgraph
from benchmarks import answers, measuring
from benchmarks.tools import NKGRAPH, OXIGRAPH, PYTHON, RDFLIB, ROOT, SCRIPTS, beside_python
from benchmarks.work import Goal, Size, Way, Work
from nkgraph.store import seed

QUERY = "trade-figures"
FILE = ROOT / "queries" / "trade" / f"{QUERY}.rq"
ROUNDS = {"tiny": 1, "quick": 7, "full": 15}
_ASK = (beside_python("nkgraph"), "query", QUERY, "--format", "csv")
_OXIGRAPH = beside_python("oxigraph")
_OXIGRAPH_ASKS = (
    "query", "--query-file", FILE, "--results-format", "csv", "--union-default-graph",
)  # fmt: skip


def works(size: Size) -> list[Work]:
    """Return the work."""
    article = seed.files()[seed.ARTICLE]
    ours = Way("nkgraph query", NKGRAPH, _ASK, _table)
    stored = Way(
        "nkgraph query --store", NKGRAPH, (*_ASK, "--store", "../nkgraph-store"), _table,
        note="a store on disk that is there already",
    )  # fmt: skip
    least = Way(
        "rdflib script", RDFLIB, (PYTHON, SCRIPTS / "query_rdflib.py", "--least", article),
        note="parses the article's file alone and asks for the figures without names or speakers: "
        "the least that could answer",
    )  # fmt: skip
    same = Way(
        "rdflib script, same answer", RDFLIB,
        (PYTHON, SCRIPTS / "query_rdflib.py", FILE, "../graph.nq"),
        _table, note="parses the whole graph, which nkgraph has exported with what it derives, and "
        "asks the stored query as it stands",
    )  # fmt: skip
    oxigraph = Way(
        "oxigraph query", OXIGRAPH, (_OXIGRAPH, *_OXIGRAPH_ASKS, "--location", "../oxigraph-store"),
        _table, note="a store on disk that is there already",
    )  # fmt: skip
    loading = Way(
        "oxigraph load, then query", OXIGRAPH,
        (
            "/bin/sh", "-c",
            '"$0" load --location store --file ../graph.nq && "$0" "$@" --location store',
            _OXIGRAPH, *_OXIGRAPH_ASKS,
        ),
        _table,
    )  # fmt: skip
    return [
        Work(
            "query",
            "One stored query, cold",
            ways=(ours, stored, least, same, oxigraph, loading),
            goals=(
                Goal(
                    "a sixth of the rdflib script's CPU time", ours.name, "times", 6, least.name,
                    reason="the script reads one file of four and gives neither names nor "
                    "speakers; for the same answer it takes half as long again",
                ),
                Goal(
                    "within 2.5 times the oxigraph CLI's wall time", stored.name, "within", 2.5,
                    oxigraph.name, "wall",
                    reason="the CLI is compiled, and ours starts Python first",
                ),
            ),
            rounds=ROUNDS[size],
            prepare=_prepared,
            warm=True,
        )
    ]  # fmt: skip


@contextmanager
def _prepared(folder: Path) -> Iterator[None]:
    nkgraph.open().export(folder / "graph.nq")
    seed.create(str(folder / "nkgraph-store"))
    measuring.run((_OXIGRAPH, "load", "--location", "oxigraph-store", "--file", "graph.nq"), folder)
    yield


def _table(_: Path, printed: bytes) -> str:
    return answers.of_table(printed)
