"""What is fed with spoiled inputs: each reader takes them, or says in one line what is wrong."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from datasets_files import DATA, FILES
from nkgraph import datasets, evidence, sparql
from nkgraph.catalogue import from_file
from nkgraph.check.draft import read_draft
from nkgraph.datasets import ftm, mapping_reading, rdf
from nkgraph.errors import BadQuotation, NkgraphError
from nkgraph.evidence.anchor import anchor
from nkgraph.evidence.passages import passages
from nkgraph.store.seed import in_memory

ROOT = Path(__file__).parents[2]
CORPUS = Path(__file__).parent / "corpus"
GRAPH = "https://example.org/graph"

LONGEST_MESSAGE = 600
SECONDS = 60
"""After so long a reader hangs; what it is given are a few kilobytes."""

Target = Callable[[Path], None]


def header(path: Path) -> None:
    """Read a query file, as `nkgraph query FILE` does before it asks anybody."""
    query = from_file(path)
    query.validate()
    sparql.names_its_graphs(query.text)
    sparql.calls_out(query.text)
    sparql.form(query.text)


def mapping(path: Path) -> None:
    """Read a mapping, and a file through it."""
    read = mapping_reading.read(path)
    with datasets.read(DATA / _sample_of(path), mapping=read) as reading:
        reading.relation.fetchall()
        reading.first_rejects(3)


def table(path: Path) -> None:
    """Read a table as the data set that its name says it is."""
    named = path.name.partition("-spoiled")[0] + path.suffix
    with datasets.read(path, as_=FILES.get(named)) as reading:
        reading.relation.fetchall()
        reading.first_rejects(3)


def recognised(path: Path) -> None:
    """Read a table as what it seems to be."""
    with datasets.read(path) as reading:
        reading.relation.fetchall()


def draft(path: Path) -> None:
    """Draft a mapping for a table, and read that."""
    mapping_reading.parse(datasets.draft(path), "the draft")


def entities(path: Path) -> None:
    """Read FollowTheMoney's entities, into a store."""
    with ftm.reading(path) as reading:
        _into_store(reading)


def rdf_file(path: Path) -> None:
    """Read RDF, into a store."""
    with rdf.reading(path) as reading:
        _into_store(reading)


def _into_store(reading: "ftm.Reading | rdf.Reading") -> None:
    store = ox.Store()
    for chunk in reading.quads(GRAPH):
        store.bulk_load(chunk, format=ox.RdfFormat.N_QUADS)
    reading.first_rejects(3)


def check(path: Path) -> None:
    """Read a file that somebody writes, as `nkgraph check FILE` does."""
    read_draft(path, in_memory())


def text(path: Path) -> None:
    """Read a text, take it apart, and find each of its sentences again."""
    whole = evidence.read_text(path)
    sentences = passages(whole)
    normal = evidence.normalise(whole)
    for one in sentences[:5]:
        words = normal[one.start : one.end]
        try:
            found = anchor(whole, words)
        except BadQuotation:  # it stands there several times, or is white space
            continue
        place = evidence.find(found, f"Before.\n\n{whole}")
        assert place is not None, words
        assert place.quotation == words


def _sample_of(path: Path) -> str:
    name = path.name.partition("-spoiled")[0]
    return next((file for file, dataset in FILES.items() if dataset == name), "reported.csv")


def survives(target: Target, raw: bytes, path: Path) -> None:
    """Feed an input to a target, and check that all it can do is to refuse it, in one line."""
    path.write_bytes(raw)
    before = sorted(path.parent.iterdir())
    with _ended():
        try:
            target(path)
        except NkgraphError as error:
            said = str(error)
            assert said.strip()
            assert len(said.splitlines()) == 1, said
            assert len(said) <= LONGEST_MESSAGE, said
    assert sorted(path.parent.iterdir()) == before, "nothing is left behind"


@contextmanager
def _ended() -> Iterator[None]:
    """Let what hangs fail."""

    def hangs(*_: object) -> None:
        raise AssertionError(f"it did not end in {SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, hangs)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
