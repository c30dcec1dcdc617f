"""A table of events to a graph: the same statements, into something that answers queries."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path

from benchmarks import answers, lookups, measuring, rows
from benchmarks.tools import (
    MAPLIB,
    MORPH_KGC,
    NKGRAPH,
    OTHERS,
    OXIGRAPH,
    PYTHON,
    RDFLIB,
    SCRIPTS,
    beside_python,
)
from benchmarks.work import Goal, Size, Way, Work
from nkgraph.store import Embedded

ROWS = {"tiny": 300, "quick": 20_000, "full": 100_000}
ROUNDS = {"tiny": 1, "quick": 2, "full": 3}
SLOW_ROUNDS = {"tiny": 1, "quick": 1, "full": 1}
_TABLE, _LOOKUPS, _SOURCE, _QUADS = "rows.tsv", "lookups", "source", "ready.nq"
_MAKE = '"$0" "$1" ../rows.tsv "$(cat ../source)" ../lookups made.nt'
_THEN_LOAD = ' && "$2" load --location store --file made.nt --graph "$(cat ../source)" --lenient'


def works(size: Size) -> list[Work]:
    """Return the work."""
    nkgraph = beside_python("nkgraph")
    oxigraph = beside_python("oxigraph")
    ours = Way(
        "nkgraph merge", NKGRAPH, (nkgraph, "merge", f"../{_TABLE}", "--store", "store"), merged,
        note="finds out what file it is and who is meant, checks each row, keeps the rows as "
        "Parquet with their counts, and ends with a store on disk",
    )  # fmt: skip
    loop = Way(
        "rdflib loop", RDFLIB,
        (
            "/bin/sh", "-c", _MAKE.replace("made.nt", "made.nq"), PYTHON,
            SCRIPTS / "events_rdflib.py",
        ),
        _file("made.nq"), rounds=SLOW_ROUNDS[size],
        note="ends with a graph in memory, and writes it as N-Quads",
    )  # fmt: skip
    loaded = Way(
        "oxigraph load", OXIGRAPH,
        (oxigraph, "load", "--location", "store", "--file", f"../{_QUADS}"),
        note="of the same statements as ready N-Quads: the bound of whatever ends in this store",
    )  # fmt: skip
    others = tuple(
        way
        for name, tool, script, note in (
            ("morph-kgc", MORPH_KGC, "events_morph_kgc.py", "an RML mapping of what DuckDB joined"),
            ("maplib", MAPLIB, "events_maplib.py", "a data frame of what DuckDB joined"),
        )
        for way in (
            Way(
                f"{name}, to N-Triples", tool,
                ("/bin/sh", "-c", _MAKE, OTHERS, SCRIPTS / script), _file("made.nt"),
                note=note,
            ),
            Way(
                f"{name}, into a store", tool,
                ("/bin/sh", "-c", _MAKE + _THEN_LOAD, OTHERS, SCRIPTS / script, oxigraph),
                _file("made.nt"),
                note="and `oxigraph load` of what it wrote",
            ),
        )
    )  # fmt: skip
    goals = (
        Goal(
            "12 times the rdflib loop", ours.name, "times", 12, loop.name,
            reason="`oxigraph load` alone takes most of our time; the loop ends without a store",
        ),
        Goal("ahead of morph-kgc", ours.name, "times", 1, "morph-kgc, into a store"),
        Goal(
            "ahead of maplib", ours.name, "times", 1, "maplib, into a store",
            reason="maplib is given who is meant, and checks and keeps no row; both load as long",
        ),
        Goal(
            "at most 1.25 times oxigraph load", ours.name, "within", 1.25, loaded.name,
            reason="reading, checking and keeping each row comes before the load",
        ),
        Goal(
            "at most 1.25 times oxigraph load", ours.name, "within", 1.25, loaded.name, "wall",
            reason="reading, checking and keeping each row comes before the load",
        ),
    )  # fmt: skip
    return [
        Work(
            "merging",
            f"{ROWS[size]:,} GDELT rows to a graph",
            ways=(ours, loop, *others, loaded),
            goals=goals if size == "full" else (),
            rounds=ROUNDS[size],
            prepare=partial(prepared, count=ROWS[size]),
        )
    ]


@contextmanager
def prepared(folder: Path, count: int, quads: bool = True) -> Iterator[None]:
    """Make a folder ready for those who turn events into statements.

    Writes rows.tsv, the IRI of its source, look-ups and, if asked for, ready.nq.
    """
    table = folder / _TABLE
    rows.write(table, count)
    digest = sha256(table.read_bytes()).hexdigest()[:12]
    iri = f"https://w3id.org/nkgraph/source/gdelt-{digest}"
    (folder / _SOURCE).write_text(iri, encoding="utf-8")
    lookups.write(folder / _LOOKUPS)
    if quads:
        _write_ready(folder)
    yield


def source(folder: Path) -> str:
    """Return the IRI of the source that a folder was made ready with."""
    return (folder / _SOURCE).read_text(encoding="utf-8")


def merged(folder: Path, _: bytes) -> str:
    """Return what a merge into a store made of the rows."""
    reader = Embedded.on_disk(str(folder / "store"))
    return answers.of_store(reader.store, source(folder.parent))


def _write_ready(folder: Path) -> None:
    """Merge the rows of a folder, and write the statements of each as N-Quads."""
    store = folder / "merged"
    measuring.run((beside_python("nkgraph"), "merge", _TABLE, "--store", store), folder)
    iri = source(folder)
    reader = Embedded.on_disk(str(store))
    assert reader.held is not None
    measuring.run(
        (
            beside_python("oxigraph"), "dump", "--location", reader.held.graph,
            "--file", "dumped.nt", "--graph", iri,
        ),
        folder,
    )  # fmt: skip
    start, end = f"<{iri}/row/", f" <{iri}> .\n"
    with (
        (folder / "dumped.nt").open(encoding="utf-8") as dumped,
        (folder / _QUADS).open("w", encoding="utf-8") as target,
    ):
        target.writelines(line[:-3] + end for line in dumped if line.startswith(start))
    (folder / "dumped.nt").unlink()


def _file(name: str) -> Callable[[Path, bytes], str]:
    """Return what reads from a file of that name what a way found."""
    return lambda folder, _: answers.of_file(folder / name, source(folder.parent))
