"""Every stored query in one process, once everything is loaded and each has been asked before."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nkgraph
from benchmarks.tools import NKGRAPH, OXRDFLIB, PYTHON, RDFLIB, SCRIPTS
from benchmarks.work import Goal, Size, Way, Work

ROUNDS = {"tiny": 1, "quick": 2, "full": 7}


def works(size: Size) -> list[Work]:
    """Return the work."""
    ours = Way("nkgraph", NKGRAPH, (PYTHON, SCRIPTS / "queries_nkgraph.py"))
    script = SCRIPTS / "queries_rdflib.py"
    rdflib = Way(
        "rdflib", RDFLIB, (PYTHON, script, "default", "../graph.nq", "../queries"),
        note="a Dataset in memory; the queries are parsed beforehand",
    )  # fmt: skip
    oxrdflib = Way(
        "oxrdflib", OXRDFLIB, (PYTHON, script, "Oxigraph", "../graph.nq", "../queries"),
        note="an rdflib Dataset over Oxigraph, which answers",
    )  # fmt: skip
    return [
        Work(
            "queries",
            "All stored queries, warm",
            ways=(ours, rdflib, oxrdflib),
            goals=(
                Goal("30 times as fast as rdflib", ours.name, "times", 30, rdflib.name, "step"),
                Goal("ahead of oxrdflib", ours.name, "times", 1, oxrdflib.name, "step"),
            ),
            rounds=ROUNDS[size],
            prepare=_prepared,
            step="CPU time of asking every query once, rows read, when each was asked before",
        )
    ]  # fmt: skip


@contextmanager
def _prepared(folder: Path) -> Iterator[None]:
    graph = nkgraph.open()
    graph.export(folder / "graph.nq")
    (folder / "queries").mkdir()
    for query in graph.catalogue.listed():
        (folder / "queries" / f"{query.name}.rq").write_text(query.text, encoding="utf-8")
    yield
