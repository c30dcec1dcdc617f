"""What can be taken in: a table through its mapping, FollowTheMoney, or RDF; all alike from here.

A table's rows are lifted by DuckDB or by the claims that they make; the other two write their own
statements. Which one a file is, its content says.
"""

import hashlib
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import pyoxigraph as ox

from nkgraph import counting
from nkgraph.datasets import ftm, rdf
from nkgraph.datasets.entityfocus import EntityFocus
from nkgraph.datasets.mapping import Mapping
from nkgraph.datasets.reading import Reading, Rejected, read
from nkgraph.datasets.source import STANDARD_INPUT, open_bytes
from nkgraph.errors import BadData, BadParameter, CannotWrite
from nkgraph.merge import events, figures, mentioned, nquads, states
from nkgraph.merge.codes import look_up, matched, unmatched
from nkgraph.merge.loading import Loading
from nkgraph.merge.provenance import Counts
from nkgraph.merge.wanted import Wanted
from nkgraph.store.seed import files
from nkgraph.terms import PREFIXES

if TYPE_CHECKING:
    import pandas as pd

_LIFTS: dict[str, Any] = {"events": events, "figures": figures, "states": states}
"""What lifts the rows of a kind of table: a module with used_codes, used_names and write."""

_ENTITIES = {"followthemoney": ftm, "rdf": rdf}
_DIGEST_SHOWN = 12
_NO_SPACE = "No space left"
_LONGEST_REASON = 200


class Facts(NamedTuple):
    """What identifies a file, and as what it is read."""

    name: str
    size: int
    sha256: str
    content: str
    """The SHA-256 of what is read, which is another than the file's where it came packed."""
    dataset: str
    title: str
    version: str
    holds: str
    beside: tuple[str, ...] = ()
    """The tables that the file's archive holds beside what is read."""


class Intake(Protocol):
    """A file that is open, and can be written as N-Quads."""

    facts: Facts

    def instead(self) -> str | None:
        """Return what it holds where nothing of it is asked for; None where something is."""

    def write(self, graph: str, store: ox.Store, loading: Loading) -> list[ox.Quad]:
        """Write the file's statements, and return what has to be described beside them."""

    def counts(self) -> Counts:
        """Return what became of its rows, once they are written."""

    def repeated(self) -> int:
        """Return how many rows repeat an earlier one."""

    def left_out(self) -> int:
        """Return how many rows are of what a data set has beside what is wanted of it."""

    def rejects(self) -> Iterable[Rejected]:
        """Return all rows that were refused."""

    def first_rejects(self, count: int) -> list[Rejected]:
        """Return the first of them."""

    def keep_rows(self, path: Path) -> None:
        """Write the rows in full, where it has any."""

    def matched(self) -> dict[str, int]:
        """Return how many entities were found, by the scheme they were found by."""

    def unmatched(self) -> tuple[tuple[str, int], ...]:
        """Return what means no entity, with the number of its rows."""


def facts_of(reading: Reading) -> Facts:
    """Return what identifies a table."""
    return Facts(
        reading.file.name,
        reading.file.size,
        reading.file.sha256,
        reading.file.content,
        reading.dataset.name,
        reading.dataset.title,
        version(reading.mapping),
        reading.kind,
        reading.file.beside,
    )


def counts_of(reading: Reading) -> Counts:
    """Return what became of a table's rows, as its source says."""
    found = reading.counts
    aside = found.filtered + found.repeated + found.left_out
    return Counts(found.read, found.taken, aside, found.refused)


def version(mapping: Mapping) -> str:
    """Return a digest of what a mapping says, wherever its file stands."""
    content = replace(mapping, shown="", folder=None)
    digest = hashlib.sha256(repr(content).encode("utf-8", "replace")).hexdigest()
    return digest[:_DIGEST_SHOWN]


@contextmanager
def opened(
    path: "str | Path | pd.DataFrame",
    *,
    dataset: str | None,
    mapping: "str | Path | None",
    wanted: Wanted,
) -> Iterator[Intake]:
    """Open a file as whatever its content says, or `dataset` or `mapping` do.

    Raises what reading raises, and BadParameter for filters that such a file does not have.
    """
    with _at_hand(path) as (kept, name):
        kind = dataset if dataset in _ENTITIES else None
        if dataset is None and mapping is None:
            kind = _kind(kept)
        if kind is None:
            with read(kept, as_=dataset, mapping=mapping, focus=wanted.focus) as table:
                yield _Table(table, name)
        else:
            if wanted.focus.kinds or wanted.focus.places:
                raise BadParameter(f"{name or kept} holds no events: leave --event and --place out")
            focus = EntityFocus(wanted.actors, wanted.focus.since, wanted.focus.until)
            if kind == "rdf" and focus != EntityFocus():
                raise BadParameter(f"{name or kept} is RDF, which is taken whole or not at all")
            with ftm.reading(kept, focus) if kind != "rdf" else rdf.reading(kept) as entities:
                yield _Entities(entities, name)


@contextmanager
def _at_hand(path: Any) -> Iterator[tuple[Any, str | None]]:
    """Keep what can be read only once in a file; yields it and how it is called instead."""
    if str(path) != STANDARD_INPUT or hasattr(path, "to_csv"):
        yield path, None
        return
    with tempfile.TemporaryDirectory(prefix="nkgraph-") as folder:
        kept = Path(folder, "input")
        with kept.open("wb") as stream:
            shutil.copyfileobj(sys.stdin.buffer, stream)
        yield kept, "standard input"


def _kind(path: Any) -> str | None:
    """Return the name of the reading that a file needs if it is no table."""
    if hasattr(path, "to_csv"):
        return None
    with open_bytes(path, hashed=False) as file:
        if file.is_parquet:
            return None
        try:
            sample = file.sample()
        except BadData:  # reading it as a table says what is wrong with it
            return None
    return next((name for name, reader in _ENTITIES.items() if reader.looks_like(sample)), None)


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn what DuckDB says while it lifts into one line for whoever merges."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        said = " ".join(str(error).split())
        if _NO_SPACE in said:
            raise CannotWrite(f"{name} could not be merged: there is no space left") from error
        raise CannotWrite(f"{name} could not be merged: {said[:_LONGEST_REASON]}") from error


def prepare(reading: Reading) -> None:
    """Let DuckDB have all that lifting a table's rows asks for."""
    connection, table, lift = reading.connection, reading.table, _LIFTS[reading.kind]
    connection.execute(nquads.MACROS)
    # A graph has no order, and keeping one costs memory and time.
    connection.execute("SET preserve_insertion_order = false")
    look_up(connection, lift.used_codes(table), lift.used_names(table))


class _Table:
    """A table, read by DuckDB."""

    def __init__(self, reading: Reading, name: str | None) -> None:
        self._reading = reading
        self._lift = _LIFTS[reading.kind]
        self.facts = facts_of(reading)
        if name is not None:
            self.facts = self.facts._replace(name=name)

    def instead(self) -> str | None:
        return self._reading.instead()

    def write(self, graph: str, store: ox.Store, loading: Loading) -> list[ox.Quad]:
        connection, table = self._reading.connection, self._reading.table
        with explained(self.facts.name):
            prepare(self._reading)
            described: list[ox.Quad] = self._lift.write(connection, table, graph, store, loading)
        return described

    def counts(self) -> Counts:
        return counts_of(self._reading)

    def repeated(self) -> int:
        return self._reading.counts.repeated

    def left_out(self) -> int:
        return self._reading.counts.left_out

    def rejects(self) -> Iterator[Rejected]:
        return (Rejected(*row) for row in self._reading.rejects.fetchall())

    def first_rejects(self, count: int) -> list[Rejected]:
        return self._reading.first_rejects(count)

    def keep_rows(self, path: Path) -> None:
        with explained(self.facts.name):
            self._reading.full_rows(path)
            if self.facts.holds == "events":
                counting.write(self._reading.connection, counting.beside(path))

    def matched(self) -> dict[str, int]:
        names = self._lift.used_names(self._reading.table)
        return matched(self._reading.connection, names)

    def unmatched(self) -> tuple[tuple[str, int], ...]:
        used = self._lift.used_codes(self._reading.table)
        return unmatched(self._reading.connection, used)


class _Entities:
    """FollowTheMoney or RDF, whose reading writes its own statements."""

    def __init__(self, reading: "ftm.Reading | rdf.Reading", name: str | None) -> None:
        self._reading = reading
        self.facts = Facts(
            name or reading.file.name,
            reading.file.size,
            reading.file.sha256,
            reading.file.content,
            reading.dataset.name,
            reading.dataset.title,
            reading.version,
            reading.kind,
            reading.file.beside,
        )

    def instead(self) -> str | None:
        # RDF is taken whole.
        return self._reading.instead() if isinstance(self._reading, ftm.Reading) else None

    def write(self, graph: str, store: ox.Store, loading: Loading) -> list[ox.Quad]:
        if isinstance(self._reading, rdf.Reading):
            chunks = self._reading.quads(graph, partial(_own_label, store))
        else:  # its entities are nobody's that our graphs describe
            chunks = self._reading.quads(graph)
        loading.write(chunks)
        return list(mentioned.states(store, self._reading.countries, apart_from=graph))

    def counts(self) -> Counts:
        found = self._reading.counts
        return Counts(found.read, found.taken, found.filtered + found.repeated, found.refused)

    def repeated(self) -> int:
        return self._reading.counts.repeated

    def left_out(self) -> int:
        return 0

    def rejects(self) -> Iterator[Rejected]:
        return (Rejected(*one) for one in self._reading.rejects)

    def first_rejects(self, count: int) -> list[Rejected]:
        return self._reading.first_rejects(count)

    def keep_rows(self, path: Path) -> None:
        if isinstance(self._reading, ftm.Reading):  # of RDF everything is in the graph
            self._reading.keep_rows(path)

    def matched(self) -> dict[str, int]:
        return {"country": len(self._reading.countries)} if self._reading.countries else {}

    def unmatched(self) -> tuple[tuple[str, int], ...]:
        return ()


_LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")


def _own_label(store: ox.Store, iri: str) -> str | None:
    """Return what the project's own graphs call something; these stay, whatever is forgotten."""
    for graph in files():
        for quad in store.quads_for_pattern(ox.NamedNode(iri), _LABEL, None, graph):
            return getattr(quad.object, "value", None)
    return None
