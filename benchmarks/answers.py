"""What ways found, in a form that can be compared: quads in any order, rows in any order."""

import csv
import io
from pathlib import Path

import pyoxigraph as ox

from benchmarks.others.telling import digest as of_lines

__all__ = ["of_file", "of_lines", "of_rows", "of_table"]


def of_table(printed: bytes) -> str:
    """Return an answer in CSV."""
    rows = csv.reader(io.StringIO(printed.decode("utf-8-sig"), newline=""))
    return of_lines("\x1f".join(row) for row in rows)


def of_file(file: Path) -> str:
    """Return the statements of a file of N-Triples or N-Quads, whatever graph they are in."""
    quads = ox.parse(path=str(file))
    return of_lines(f"{quad.subject} {quad.predicate} {quad.object}" for quad in quads)


def of_rows(store: ox.Store, source: str) -> str:
    """Return what a graph of a store says of the rows of a source."""
    rows = f"<{source}/row/"
    return of_lines(
        f"{quad.subject} {quad.predicate} {quad.object}"
        for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(source))
        if str(quad.subject).startswith(rows)
    )
