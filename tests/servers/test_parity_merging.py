"""Files merged into every kind of store: the same quads, answers and maps, and a way back."""

import io
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import merging
import nkgraph
from nkgraph.catalogue import Catalogue
from nkgraph.check import check
from nkgraph.graph import KnowledgeGraph
from servers.conftest import KINDS, Empty
from servers.differences import comparable, written

DATA = Path(__file__).parents[1] / "data"
FEW = ("gdelt-2.0.tsv", "reported.csv")
MANY = (*FEW, "comtrade.csv", "ftm/entities.ftm.json", "rdf/wikidata.ttl", "csis-provocations.csv")
SPEAK_OF_MERGED = {
    "corroboration", "witnesses", "events-between", "event-counts", "relations", "sources",
    "trade-figures", "map-origins",
}  # fmt: skip

ASKED: tuple[tuple[str, dict[str, str]], ...] = (
    *((name, {}) for name in Catalogue().files),
    ("events-between", {"actor": "PRK", "since": "2018", "until": "2018"}),
    ("event-counts", {"actor": "North Korea", "by": "month"}),
    ("event-counts", {"partner": "North Korea", "by": "kind"}),
    ("event-counts", {"by": "source"}),
    ("relations", {"actor": "South Korea"}),
    ("actors", {"kind": "person"}),
    ("trade-figures", {"year": "2013"}),
)
"""Each stored query, and those that speak of merged data with some values too."""

MAPS = tuple(name for name in Catalogue().files if Catalogue()[name].map)


def slow_unless(is_quick: bool) -> list[pytest.MarkDecorator]:
    return [] if is_quick else [pytest.mark.slow]


@cache
def in_memory(files: tuple[str, ...]) -> KnowledgeGraph:
    graph = nkgraph.open()
    for name in files:
        graph.merge(DATA / name)
    return graph


class Merged(NamedTuple):
    """A graph with merged files, and the same in memory."""

    graph: KnowledgeGraph
    expected: KnowledgeGraph
    files: tuple[str, ...]


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(
            (kind, files), id=f"{kind}, {len(files)} files", marks=slow_unless(files == FEW)
        )
        for files in (FEW, MANY)
        for kind in KINDS
    ],
)
def merged(request: pytest.FixtureRequest, empty: Empty) -> Merged:
    kind, files = request.param
    graph = empty(kind)
    for name in files:
        graph.merge(DATA / name)
    return Merged(graph, in_memory(files), files)


def test_the_quads(merged: Merged) -> None:
    assert lines_of(merged.graph) == lines_of(merged.expected)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        pytest.param(
            name, values, id=f"{name} {values}", marks=slow_unless(name in SPEAK_OF_MERGED)
        )
        for name, values in ASKED
    ],
)
def test_an_answer(merged: Merged, name: str, values: dict[str, str]) -> None:
    table, expected = (graph.query(name, **values) for graph in (merged.graph, merged.expected))
    assert table.columns == expected.columns
    assert [*map(written, table.terms)] == [*map(written, expected.terms)]


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=slow_unless(name == "relations")) for name in MAPS]
)
def test_a_network(merged: Merged, name: str) -> None:
    assert drawn(merged.graph, name) == drawn(merged.expected, name)


@pytest.mark.slow
def test_a_page(merged: Merged) -> None:
    assert merged.graph.view("trade").html == merged.expected.view("trade").html


def test_an_export(merged: Merged) -> None:
    assert exported(merged.graph) == exported(merged.expected)


@pytest.mark.slow
def test_as_if_a_source_had_said_nothing(merged: Merged) -> None:
    silent = (graph.without("GDELT 2.0 events: gdelt-2.0.tsv") for graph in merged[:2])
    one, other = map(lines_of, silent)
    assert one == other


def test_nothing_is_wrong(merged: Merged) -> None:
    assert check(merged.graph.reader) == []


def test_the_way_back(merged: Merged) -> None:
    """The last of all, since it takes back what the others ask for."""
    first, *others = merged.files
    merged.graph.forget(Path(first).name)
    assert lines_of(merged.graph) == lines_of(in_memory(tuple(others)))
    for name in others:
        merged.graph.forget(Path(name).name)
    assert lines_of(merged.graph) == lines_of(in_memory(()))


def drawn(graph: KnowledgeGraph, name: str) -> tuple[Any, ...]:
    network = graph.network(name)
    return dict(network.nodes(data=True)), list(network.edges(data=True)), network.graph


def exported(graph: KnowledgeGraph) -> list[str]:
    """Return an export's lines in their order, but for the times of merges."""
    target = io.BytesIO()
    graph.export(target, "nquads")
    lines = target.getvalue().decode().splitlines()
    return [comparable(line) for line in lines if "endedAtTime" not in line]


def lines_of(graph: KnowledgeGraph) -> list[str]:
    return [comparable(line) for line in merging.lines_of(graph)]
