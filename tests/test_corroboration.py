"""Where other sources agree with the article: the rules as such, silence, and who is a witness."""

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from nkgraph import sparql
from nkgraph.graph import KnowledgeGraph
from nkgraph.store import seed
from nkgraph.store.embedded import Embedded
from nkgraph.terms import NKG, PREFIXES, SOURCE
from second_sources import (
    OIL,
    Source,
    rows,
    short,
)  # fmt: skip

GOLDEN = Path(__file__).parent / "golden"
TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
CORROBORATION = ox.NamedNode(NKG + "Corroboration")


# ------------------------------------------------------------------ the rules as such


def golden_store(*files: str) -> ox.Store:
    store = ox.Store()
    for graph, path in seed.files().items():
        seed.load_turtle(store, path, graph)
    for file in files:
        seed.load_turtle(store, str(GOLDEN / file), ox.NamedNode(SOURCE + Path(file).stem))
    seed.derive(store)
    return store


def derived(store: ox.Store) -> set[ox.Quad]:
    return set(store.quads_for_pattern(None, None, None, seed.DERIVED))


def test_each_rule_is_documented_and_a_construct() -> None:
    paths = [Path(path) for path in seed.rules_of_corroboration()]
    assert len(paths) == 25
    assert [path.name[:2] for path in paths] == [f"{number:02}" for number in range(1, 26)]
    for path in paths:
        text = path.read_text("utf-8")
        assert text.startswith("# "), path.name
        assert sparql.form(text) == "CONSTRUCT", path.name


def test_each_rule_makes_something_and_says_only_what_the_ontology_defines() -> None:
    store = golden_store("reported-figures.ttl", "provocations.ttl")
    made = set()
    seed.derive_shortcuts(store)
    for path in seed.rules_of_corroboration():
        before = len(store)
        seed._apply(store, [path])
        if len(store) > before:
            made.add(Path(path).name[:2])
    # The others need projects that only words tell of, months, rival events, or relations.
    assert made == {f"{number:02}" for number in range(1, 26)} - {"04", "07", "21", "24"}
    for quad in derived(store):
        assert not isinstance(quad.subject, ox.BlankNode)
        assert not isinstance(quad.object, ox.BlankNode)
        if quad.predicate.value.startswith(NKG):
            assert any(store.quads_for_pattern(quad.predicate, TYPE, None, seed.ONTOLOGY)), quad


def test_the_project_alone_is_left_as_it_is() -> None:
    store = golden_store()
    before = set(store)
    seed.corroborate(store)
    assert set(store) == before
    assert not list(store.quads_for_pattern(None, TYPE, CORROBORATION, None))


def test_deriving_again_changes_nothing_and_no_source_is_touched() -> None:
    store = golden_store("reported-figures.ttl", "provocations.ttl")
    before = set(store)
    seed.derive(store)
    assert set(store) == before
    alone = golden_store()
    for graph in seed.files():
        assert set(store.quads_for_pattern(None, None, None, graph)) == set(
            alone.quads_for_pattern(None, None, None, graph)
        )


def test_every_row_leads_back_to_both_sides() -> None:
    store = golden_store("reported-figures.ttl", "provocations.ttl")
    found = [quad.subject for quad in store.quads_for_pattern(None, TYPE, CORROBORATION, None)]
    assert len(found) == 26
    said = ox.NamedNode(PREFIXES["prov"] + "wasDerivedFrom")
    claim = ox.NamedNode(NKG + "ofClaim")
    for one in found:
        (mine,) = store.quads_for_pattern(one, claim, None, None)
        assert list(store.quads_for_pattern(mine.object, None, None, seed.ARTICLE))
        others = [quad.object for quad in store.quads_for_pattern(one, said, None, None)]
        assert any(not list(store.quads_for_pattern(o, None, None, seed.ARTICLE)) for o in others)


def number(term: str, kind: str) -> str:
    if kind.rpartition("#")[2] in ("decimal", "integer"):
        whole, _, rest = term.partition(".")
        return f"{whole}.{rest.rstrip('0')}".rstrip(".")
    return f"{term}^^{kind}"


def test_rdflib_derives_the_same() -> None:
    store = golden_store("reported-figures.ttl", "provocations.ttl", "second-source.ttl")
    store.clear_graph(seed.DERIVED)  # the rules need no shortcuts
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=store.dump(format=ox.RdfFormat.N_QUADS), format="nquads")
    seed.corroborate(store)
    graph = dataset.graph(rdflib.URIRef(seed.DERIVED.value))
    for path in seed.rules_of_corroboration():
        made = dataset.query(Path(path).read_text("utf-8")).graph
        assert made is not None
        graph += made

    def plain(term: rdflib.term.Node) -> str:
        if isinstance(term, rdflib.Literal):
            return number(str(term), str(term.datatype or term.language or ""))
        return str(term)

    def same(term: object) -> str:
        if isinstance(term, ox.Literal):
            kind = "" if term.datatype.value.endswith("#string") else term.datatype.value
            return number(term.value, term.language or kind)
        return term.value  # type: ignore[attr-defined]

    found = {tuple(map(plain, triple)) for triple in graph}
    assert len(found) > 1800
    assert found == {
        tuple(map(same, (quad.subject, quad.predicate, quad.object))) for quad in derived(store)
    }


# ------------------------------------------------------------------ silence


@pytest.mark.parametrize(
    ("silent", "left"),
    [
        ("KOTRA", {"Embassy of Russia to the DPRK", "State Duma", "RIA Novosti",
                   "RIA Novosti; State Duma"}),
        ("Reuters", {"KOTRA", "Embassy of Russia to the DPRK", "RIA Novosti"}),
        ("Reported figures", set()),
    ],
)  # fmt: skip
def test_without_a_speaker_a_publisher_or_a_source(silent: str, left: set[str]) -> None:
    graph = KnowledgeGraph(Embedded(golden_store("reported-figures.ttl"))).without(silent)
    assert {str(row["origin"]) for row in graph.query("corroboration")} == left


def test_without_the_article_nothing_is_compared() -> None:
    graph = KnowledgeGraph(Embedded(golden_store("reported-figures.ttl", "provocations.ttl")))
    assert not len(graph.without("Article of 14 May 2014").query("corroboration"))


# ------------------------------------------------------------------ who tells it, on whose word


def test_two_publishers_of_one_agency_are_one_witness() -> None:
    source = Source()
    for publisher in ("One paper", "Another paper"):
        source.figure(OIL, "2013", 36890000, speaker="The agency", publisher=publisher)
    found = [row for row in rows(source) if row["property"] == "value"]
    assert short(found, "sourceLabel", "origin", "verdict") == [
        ("Another paper", "The agency", "agrees"),
        ("One paper", "The agency", "agrees"),
    ]
    (row,) = [row for row in rows(source, query="witnesses") if "oil-2013" in str(row["subject"])]
    assert row["sources"] == 3
    assert row["origins"] == "Federal Customs Service of Russia; KOTRA; The agency"
    assert row["witnesses"] == 3


def test_an_office_is_no_further_witness_than_its_agency() -> None:
    source = Source()
    source.figure(OIL, "2013", 36890000, speaker="The Moscow bureau")
    source.parts.append(
        "t:agent-the-moscow-bureau nkg:standsFor nk:kotra-moscow-office ."
    )  # as an accepted link has it
    (row,) = [row for row in rows(source, query="witnesses") if "oil-2013" in str(row["subject"])]
    assert (row["sources"], row["witnesses"]) == (2, 2)


def test_a_voice_without_a_publisher_is_told_by_the_data_set() -> None:
    source = Source()
    source.figure(OIL, "2008", 41610000, speaker="The agency")
    source.figure(OIL, "2012", 23280000, claimed=False)
    found = [row for row in rows(source) if row["property"] == "value"]
    assert short(found, "sourceLabel", "origin") == [
        ("The other source", ""),
        ("The other source", "The agency"),
    ]


def test_articles_are_compared_with_one_another() -> None:
    second = Source("second", "article", "2015-06-01")
    second.figure(OIL, "2013", 36900000, speaker="The agency")
    found = [row for row in rows(second) if row["property"] == "value"]
    assert short(found, "articleValue", "sourceLabel", "origin", "otherValue", "verdict") == [
        (
            "36900000", "Article of 14 May 2014",
            "Federal Customs Service of Russia; KOTRA Moscow office", "36890000", "agrees",
        ),
        ("36890000", "The second source", "The agency", "36900000", "agrees"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("adapters", "witnesses"), [(("a", "a"), 2), (("a", "b"), 3), (("rdf", "rdf"), 3)]
)
def test_two_files_of_one_data_set_are_one_witness(
    adapters: tuple[str, str], witnesses: int
) -> None:
    sources = []
    for name, adapter in zip(("one", "two"), adapters, strict=True):
        source = Source(name)
        source.test("2013-02-12", claimed=False)
        source.parts.append(
            f"src:{name} prov:wasGeneratedBy t:{name}-merge . "
            f't:{name}-merge nkg:adapter "{adapter}" .'
        )
        sources.append(source)
    found = [row for row in rows(*sources, query="witnesses") if "third" in str(row["subject"])]
    assert {row["witnesses"] for row in found} == {witnesses}
    assert {row["sources"] for row in found} == {3}
