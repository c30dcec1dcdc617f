"""What ways found, in a form that can be compared: quads in any order, rows in any order."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from benchmarks.others.telling import digest as of_lines

__all__ = ["of_file", "of_lines", "of_store", "of_table"]


def of_table(printed: bytes) -> str:
    """Return an answer in CSV."""
    rows = csv.reader(io.StringIO(printed.decode("utf-8-sig"), newline=""))
    return of_lines("\x1f".join(row) for row in rows)


def of_file(file: Path, source: str) -> str:
    """Return what a file of N-Triples or N-Quads says of the rows of a source.

    Lines are compared as they are: for our terms, everybody writes them alike.
    """
    rows, graph = f"<{source}/row/", f" <{source}>"
    with file.open(encoding="utf-8") as lines:
        return of_lines(
            line.rstrip(" .\n").removesuffix(graph) for line in lines if line.startswith(rows)
        )


def of_store(store: ox.Store, source: str) -> str:
    """Return what a graph of a store says of the rows of a source."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "dumped.nt")
        store.dump(str(file), ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(source))
        return of_file(file, source)
