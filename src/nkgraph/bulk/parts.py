"""A folder of parts: what a merge of many files gives to whoever loads and counts elsewhere.

    out/
        parts.json              what is here: the sources, and how many rows of each
        quads/*.nq.gz           N-Quads, in parts that a bulk loader takes side by side
            events-00000 …      the events
            sources             what each source says of itself
            mentioned           what the events mention: states, places
            project             the project's own graphs, for a server that has none
        rows/year=2018/…        the canonical rows that were taken, as Parquet
        counts/                 how many events of each agent, target, kind and month, by source
        refused/                the rows that were refused, and why

It is there at once and whole, or not at all. DuckDB and Spark make the same, but for how the rows
are spread over files.
"""

import gzip
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from nkgraph.datasets import sql
from nkgraph.datasets.canonical import EVENTS
from nkgraph.errors import CannotWrite
from nkgraph.merge import provenance
from nkgraph.merge.provenance import Counts, Origin
from nkgraph.store.seed import in_memory

QUADS, ROWS, COUNTS, REFUSED = "quads", "rows", "counts", "refused"
LIST = "parts.json"
FORMAT = 1
"""The version of this layout."""

EVENTS_AT_ONCE = 100_000
"""Events in a part, at most: about 800,000 quads, 10 MB packed."""

PACKED = ".nq.gz"
_QUICK = 1
"""gzip's lowest level: a fifth larger than its default, in a third of the time."""

YEAR = "year"
"""The column that rows are parted by: the year in which the event began, or else ended."""


class Source(NamedTuple):
    """A file that was taken."""

    origin: Origin
    counts: Counts


def rows_query(table: str) -> str:
    """Return the query for the rows as they are kept, from a table like `linked` with `source`."""
    listed = ", ".join(sql.name(name) for name in EVENTS.columns)
    return (
        f"SELECT source, {listed}, agent, aim AS target, coalesce(spot, area) AS place, kind, "
        f"year(coalesce(earliest, latest)) AS {YEAR} FROM {table}"
    )


@contextmanager
def making(folder: str | Path) -> Iterator[Path]:
    """Yield a folder to make parts in, which becomes `folder` when the block ends well.

    Raises CannotWrite where there is something already, or where nothing can be written.
    """
    target = Path(folder)
    beside = target.with_name(f".{target.name}.unfinished")
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise CannotWrite(f"{folder} is there already: name a folder that is new or empty")
        shutil.rmtree(beside, ignore_errors=True)
        make_room(beside)
        yield beside
        if target.exists():
            target.rmdir()
        beside.replace(target)
    except OSError as error:
        raise CannotWrite(f"cannot write {folder}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def make_room(folder: Path) -> None:
    """Make the folders that parts stand in."""
    for name in (QUADS, COUNTS, REFUSED, ROWS):
        (folder / name).mkdir(parents=True)


def write_quads(path: Path, quads: Iterable[ox.Quad]) -> None:
    """Write quads as a part."""
    with gzip.open(path, "wb", compresslevel=_QUICK) as stream:
        stream.write(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")


def finish(
    folder: Path, sources: Sequence[Source], described: Iterable[ox.Quad], engine: str
) -> None:
    """Write what stands beside the events, and the list of what is there."""
    from nkgraph import __version__

    quads = folder / QUADS
    said = (quad for source in sources for quad in provenance.quads(source.origin, source.counts))
    write_quads(quads / f"sources{PACKED}", said)
    write_quads(quads / f"mentioned{PACKED}", described)
    write_quads(quads / f"project{PACKED}", in_memory().quads())
    listed = [
        {
            "source": source.origin.graph,
            "file": source.origin.name,
            "bytes": source.origin.size,
            "sha256": source.origin.sha256,
            "dataset": source.origin.dataset,
            "filters": list(source.origin.filters),
            **source.counts._asdict(),
        }
        for source in sources
    ]
    about = {"format": FORMAT, "nkgraph": __version__, "engine": engine, "sources": listed}
    (folder / LIST).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
