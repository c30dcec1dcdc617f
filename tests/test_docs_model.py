"""The page on the model: all Turtle that it shows is in the graph, and its terms exist."""

import re
from functools import cache

import pyoxigraph as ox
import pytest

from documented import ROOT, Block, blocks
from nkgraph.store import seed
from nkgraph.terms import PREFIXES

MODEL = ROOT / "docs/model.md"
TEXT = MODEL.read_text(encoding="utf-8")
TURTLE = [
    block
    for page in (MODEL, ROOT / "CONTRIBUTING.md")
    for block in blocks(page)
    if block.language == "turtle"
]
HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())


@cache
def store() -> ox.Store:
    whole = ox.Store()
    seed.seed(whole)
    return whole


def test_the_turtle_is_found() -> None:
    assert len(TURTLE) > 12


@pytest.mark.parametrize("block", TURTLE, ids=lambda b: f"{b.page.name}:{b.line}")
def test_the_turtle_is_in_the_graph(block: Block) -> None:
    triples = list(ox.parse(HEAD + block.text, format=ox.RdfFormat.TURTLE))
    assert triples
    for triple in triples:
        found = store().quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        assert next(found, None), f"{triple.triple} is not in the graph"


def test_the_sparql_finds_something() -> None:
    (block,) = (block for block in blocks(MODEL) if block.language == "sparql")
    head = HEAD.replace("@prefix", "PREFIX").replace(" .\n", "\n")
    answer = store().query(f"{head} ASK {{ {block.text} }}", use_default_graph_as_union=True)
    assert bool(answer)


@pytest.mark.parametrize("term", sorted(set(re.findall(r"\bnkg:[A-Za-z-]+", TEXT))))
def test_a_term_of_ours_exists(term: str) -> None:
    node = ox.NamedNode(PREFIXES["nkg"] + term.removeprefix("nkg:"))
    assert next(store().quads_for_pattern(node, None, None, seed.ONTOLOGY), None)


def test_every_kind_of_statement_is_on_the_page() -> None:
    kinds = store().query(
        "SELECT ?kind { ?statement a ?kind . ?kind "
        f"<{PREFIXES['rdfs']}subClassOf>* <{PREFIXES['nkg']}Statement> . "
        "FILTER NOT EXISTS { ?kind "
        f"<{PREFIXES['rdfs']}subClassOf>* <{PREFIXES['nkg']}Event> }} }}",
        use_default_graph_as_union=True,
    )
    assert isinstance(kinds, ox.QuerySolutions)
    named = {str(row[0].value).rpartition("#")[2] for row in kinds}
    assert named
    for name in named:
        assert f"nkg:{name}" in TEXT


def test_every_graph_is_on_the_page() -> None:
    graphs = {str(graph.value).rpartition("/")[2] for graph in store().named_graphs()}
    assert set(re.findall(r"^\| `src:([\w-]+)` \|", TEXT, re.MULTILINE)) == graphs
