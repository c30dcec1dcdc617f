"""Spoiled inputs for everything that reads what others wrote.

`make test` tries a few of them, the same each time; `make test-slow` tries others for minutes. What
once did harm is kept in `corpus/`, in files that are called by the target that they harmed.
"""

import tempfile
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz import targets
from fuzz.mutations import NASTY, edits, spoiled
from nkgraph.errors import BadParameter
from nkgraph.graph import KnowledgeGraph
from nkgraph.parameters import bind
from nkgraph.query import Query

MAPPINGS = targets.ROOT / "src" / "nkgraph" / "datasets" / "mappings"
TABLES = [targets.DATA / name for name in targets.FILES]
TEXT = """\
A headline of "eight" words, for a text
14 May 2014

The U.S. exported 3.5 million tons (No. 4) in 1999. “So it is,” he said. Trade rose by 48.6%.

Café owners — in Köln and 평양 — agree! Do they? They do... Mr. Kim, e.g., does.
"""

SEEDS: dict[str, list[tuple[str, bytes]]] = {
    "header": [
        (path.name, path.read_bytes()) for path in sorted((targets.ROOT / "queries").rglob("*.rq"))
    ],
    "mapping": [(path.name, path.read_bytes()) for path in sorted(MAPPINGS.glob("*.yaml"))],
    "table": [(path.name, path.read_bytes()) for path in TABLES],
    "recognised": [(path.name, path.read_bytes()) for path in TABLES],
    "draft": [(path.name, path.read_bytes()) for path in TABLES],
    "entities": [("a.ftm.json", (targets.DATA / "ftm" / "entities.ftm.json").read_bytes())],
    "rdf_file": [("a.ttl", (targets.DATA / "rdf" / "wikidata.ttl").read_bytes())],
    "text": [("a.txt", TEXT.encode()), ("b.txt", TEXT.encode("utf-16"))],
}
FEW = {
    "header": 150, "mapping": 25, "table": 12, "recognised": 8, "draft": 8, "entities": 15,
    "rdf_file": 15, "text": 100,
}  # fmt: skip
"""How many inputs `make test` tries of each."""

MANY = 15
"""How many times more `make test-slow` tries."""


def trying(examples: int, *, is_same_each_time: bool) -> settings:
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=is_same_each_time,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def hunt(name: str, how: settings) -> None:
    target = getattr(targets, name)

    @how
    @given(st.sampled_from(SEEDS[name]), edits)
    def run(seed: tuple[str, bytes], changes: list[tuple[str, float, float, bytes]]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(seed[0])
            spoilt = Path(folder) / f"{path.stem}-spoiled{path.suffix}"
            targets.survives(target, spoiled(seed[1], changes), spoilt)

    run()


def test_there_are_seeds() -> None:
    assert set(SEEDS) == set(FEW)
    assert all(len(raw) > 50 for seeds in SEEDS.values() for _, raw in seeds)
    assert len(SEEDS["header"]) > 20
    assert len(SEEDS["mapping"]) > 8
    assert all(seed for seed in SEEDS.values())


@pytest.mark.parametrize("name", SEEDS)
def test_a_few_spoiled_inputs(name: str) -> None:
    hunt(name, trying(FEW[name], is_same_each_time=True))


@pytest.mark.slow
@pytest.mark.parametrize("name", SEEDS)
def test_many_spoiled_inputs(name: str) -> None:
    hunt(name, trying(MANY * FEW[name], is_same_each_time=False))


KEPT = sorted(path for path in targets.CORPUS.iterdir() if path.suffix != ".md")


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.name)
def test_what_once_did_harm(path: Path, tmp_path: Path) -> None:
    name, _, rest = path.name.partition("--")
    targets.survives(getattr(targets, name), path.read_bytes(), tmp_path / rest)


values = st.text(max_size=40) | st.sampled_from(
    [piece.decode("utf-8", "surrogateescape") for piece in NASTY]
)


def bound(article: KnowledgeGraph, how: settings) -> None:
    queries = [query for query in article.catalogue.listed() if query.parameters]

    @how
    @given(st.sampled_from(queries), st.data())
    def run(query: Query, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(query.parameters)))
        value = data.draw(values)
        try:
            text = bind(query, {name: value}, article.names)
        except BadParameter as error:
            assert len(str(error).splitlines()) == 1
            assert len(str(error)) <= targets.LONGEST_MESSAGE
            return
        # One term has come in, and nothing else: it is the same query, over other values.
        assert text.count("{") - text.count("}") == query.text.count("{") - query.text.count("}")
        ox.Store().query(text)

    run()


def test_a_few_values_of_parameters(article: KnowledgeGraph) -> None:
    bound(article, trying(100, is_same_each_time=True))


@pytest.mark.slow
def test_many_values_of_parameters(article: KnowledgeGraph) -> None:
    bound(article, trying(100 * MANY, is_same_each_time=False))
