"""What the graph of the article holds and must not hold: all that the text says, and no more.

Everything here was read off the article. With a copy of its text beside the project, every anchor
is looked up in it as well.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest

from nkgraph.graph import KnowledgeGraph
from nkgraph.store.embedded import Embedded
from nkgraph.terms import PREFIXES, compact

PROJECT = Path(__file__).resolve().parents[1]
FILE = PROJECT / "data/article.ttl"
TEXT = PROJECT.parent / "shared/article.txt"

CLAIMS_BY_SENTENCE = {
    (0, 1): 3, (0, 2): 1,
    (1, 1): 2, (1, 2): 4, (1, 3): 4,
    (2, 1): 6, (2, 2): 2, (2, 3): 5,
    (3, 1): 4, (3, 2): 5,
    (4, 1): 3, (4, 2): 3,
    (5, 1): 3, (5, 2): 4, (5, 3): 2, (5, 4): 1,
    (6, 1): 7, (6, 2): 4,
    (7, 1): 8, (7, 2): 6, (7, 3): 11,
    (8, 1): 2, (8, 2): 11, (8, 3): 2,
}  # fmt: skip

DATES = {
    "2006", "2007", "2008", "2009", "2012", "2013", "2006-10-09", "2009-05-25", "2014-05-14",
    "2013~", "../2014-05-14",
}  # fmt: skip
"""Every date of the text, with the years that it calls last year and the previous one."""

OWN_NAMESPACES = (
    "https://w3id.org/nkgraph/entity/",
    "https://w3id.org/nkgraph/source/article-2014-05-14",
    "https://w3id.org/nkgraph/claim/2014-05-14/",
    "https://w3id.org/nkgraph/statement/2014-05-14/",
    "https://w3id.org/nkgraph/attribution/2014-05-14/",
    "https://w3id.org/nkgraph/name/2014-05-14/",
    "https://w3id.org/nkgraph/evidence/2014-05-14/",
)

MOST_WORDS_IN_COMMON = 8
"""How many consecutive words our own wording may share with the text."""


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """Only the article's own file, without the background, the ontology and what is derived."""
    loaded = ox.Store()
    loaded.load(path=str(FILE), format=ox.RdfFormat.TURTLE)
    return loaded


@pytest.fixture(scope="module")
def only(store: ox.Store) -> KnowledgeGraph:
    return KnowledgeGraph(Embedded(store))


@pytest.fixture(scope="module")
def text() -> str:
    if not TEXT.exists():
        pytest.skip("no copy of the article beside the project")
    composed = unicodedata.normalize("NFC", TEXT.read_text(encoding="utf-8"))
    return " ".join(composed.split())


def rows(graph: KnowledgeGraph, where: str) -> list[tuple[str, ...]]:
    """Return what a pattern matches: the values of its variables, in the order of their names."""
    names = sorted(set(re.findall(r"\?(\w+)", where)))
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    head = " ".join(f"?{name}" for name in names)
    table = graph.query(f"{prefixes} SELECT DISTINCT {head} {{ {where} }}")
    return sorted(
        tuple("" if t is None else compact(t.value) for t in row)  # type: ignore[union-attr]
        for row in table.terms
    )


def values(graph: KnowledgeGraph, prop: str) -> list[Decimal]:
    return sorted(Decimal(value) for _, value in rows(graph, f"?a {prop} ?b"))


# --------------------------------------------------------------------------- What must be there


def test_claims_by_sentence(only: KnowledgeGraph) -> None:
    found = rows(only, "?c nkg:evidence ?e . ?e nkg:paragraph ?p ; nkg:sentence ?s")
    assert Counter((int(p), int(s)) for _, _, p, s in found) == CLAIMS_BY_SENTENCE
    assert len({claim for claim, *_ in found}) == sum(CLAIMS_BY_SENTENCE.values()) == 103


def test_modalities(only: KnowledgeGraph) -> None:
    found = rows(only, "?c a nkg:Claim ; nkg:modality ?m")
    assert Counter(modality for _, modality in found) == {
        "nkg:reported": 61,
        "nkg:assessed": 16,
        "nkg:hedged": 11,
        "nkg:quoted": 15,
    }


def test_amounts(only: KnowledgeGraph) -> None:
    figures = rows(
        only, "?f nkg:exporter ?a ; nkg:importer ?b ; nkg:commodity ?c ; nkg:period ?p ;"
        " sdmx-measure:obsValue ?v ; sdmx-attribute:unitMeasure ?u"
    )  # fmt: skip
    assert {(a, b, c, p, u, v) for a, b, c, _, p, u, v in figures} == {
        ("nk:russia", "nk:north-korea", "nk:oil", "2013", "nk:us-dollar", "36890000"),
        ("nk:russia", "nk:north-korea", "nk:oil", "2012", "nk:us-dollar", "23280000"),
        ("nk:russia", "nk:north-korea", "nk:oil", "2008", "nk:us-dollar", "41610000"),
        ("nk:north-korea", "nk:russia", "nk:all-goods", "2012", "nk:us-dollar", "11000000"),
        ("nk:north-korea", "nk:russia", "nk:all-goods", "2013", "nk:us-dollar", "7710000"),
    }
    assert len(figures) == len(rows(only, "?f sdmx-measure:obsValue ?v")) == 5
    assert values(only, "nkg:amount") == [10_000_000_000] * 2  # the debt, owed and written off


def test_percentages(only: KnowledgeGraph) -> None:
    assert values(only, "nkg:percent") == [
        Decimal(percent) for percent in ("-56.7", "-29.9", "5.4", "17.2", "48.6", "58.5", "60")
    ]
    assert values(only, "nkg:sharePercent") == [90]
    assert values(only, "nkg:rank") == [1, 2]


def test_what_is_approximate(only: KnowledgeGraph) -> None:
    """The rounded 60, the similar level, the share of around 90 percent."""
    assert rows(only, "?c nkg:approximate true") == [
        ("claim:china-share-around-90",),
        ("claim:oil-2013-up-60",),
        ("claim:oil-similar-to-before-second-test",),
    ]
    assert rows(only, "?c nkg:rounds ?d") == [("claim:oil-2013-up-60", "claim:oil-2013-up-58.5")]


def test_events(only: KnowledgeGraph) -> None:
    assert rows(only, "?event nkg:date ?on") == [
        ("nk:debt-write-off-by-russia", "../2014-05-14"),
        ("nk:first-nuclear-test", "2006-10-09"),
        ("nk:oil-export-figure-given", "../2014-05-14"),
        ("nk:posting-of-the-article", "2014-05-14"),
        ("nk:sanctions-on-north-korea-stepped-up", "2013~"),
        ("nk:second-nuclear-test", "2009-05-25"),
        ("nk:third-nuclear-test", "2013"),
        ("nk:trutnev-visit-to-pyongyang", "../2014-05-14"),
    ]
    assert rows(only, "?e nkg:dateAsStated ?s") == [
        ("nk:debt-write-off-by-russia", "recent"),
        ("nk:oil-export-figure-given", "Tuesday"),
    ]


def test_both_readings_of_the_look_east_policy(only: KnowledgeGraph) -> None:
    readings = rows(
        only, "?c nkg:states ?s . ?s nkg:policy nk:look-east-policy ; nkg:hasReading ?r ."
        " ?r a nkg:Reading ; nkg:holder ?h ; nkg:policy nk:look-east-policy"
    )  # fmt: skip
    assert {(claim, holder) for claim, holder, _, _ in readings} == {
        ("claim:look-east-policy-whose", "nk:north-korea"),
        ("claim:look-east-policy-whose", "nk:russia"),
    }
    assert not rows(only, "?s a nkg:OpenPolicyHolding ; nkg:holder ?h")
    assert len(rows(only, "?s nkg:policy nk:look-east-policy")) == 3


def test_who_speaks(only: KnowledgeGraph) -> None:
    found = rows(only, "?c prov:qualifiedAttribution ?a . ?a prov:agent ?s")
    assert Counter(speaker for _, _, speaker in found) == {
        "src:article-2014-05-14": 75,
        "nk:federal-customs-service-of-russia": 1,
        "nk:kotra-moscow-office": 1,
        "nk:analysts-paragraph-1": 3,
        "nk:analysts-paragraph-6": 7,
        "nk:observers-paragraph-8": 2,
        "nk:north-korea-source-in-beijing": 2,
        "nk:other-sources-paragraph-8": 13,
    }
    ends = rows(only, "?a prov:agent ?s FILTER NOT EXISTS { ?a nkg:through ?b }")
    assert {speaker for _, _, speaker in ends} == {"src:article-2014-05-14"}


def test_what_is_quoted(only: KnowledgeGraph) -> None:
    found = rows(
        only,
        "?c nkg:modality nkg:quoted ; nkg:evidence ?e . ?e nkg:paragraph ?p ; nkg:sentence ?s",
    )
    assert {(p, s) for _, _, p, s in found} == {("5", "3"), ("5", "4"), ("8", "2"), ("8", "3")}
    assert rows(only, "?c nkg:hedgedInside true") == [("claim:diversifies-import-locations",)]


def test_what_is_denied(only: KnowledgeGraph) -> None:
    """Closer to Russia than to China; what the Far East has."""
    assert rows(only, "?c nkg:states ?s . ?s nkg:negated true") == [
        ("claim:far-east-no-industrial-bases", "stmt:far-east-has-no-industrial-bases"),
        ("claim:far-east-no-trade-volume", "stmt:far-east-has-no-trade-volume"),
        ("claim:not-closer-than-to-china", "stmt:pyongyang-not-closer-to-russia-than-china"),
    ]


def test_names_of_cities_that_mean_governments(only: KnowledgeGraph) -> None:
    assert rows(only, "?u nkg:name ?n ; nkg:denotes ?what FILTER(STRSTARTS(STR(?u), STR(name:)))")
    used = rows(only, "?c nkg:usesName ?u . ?u nkg:denotes ?d")
    cities = {(claim, what) for claim, what, _ in used if "government" not in what}
    assert cities == {
        ("claim:figures-given-on-tuesday", "nk:moscow"),
        ("claim:moscow-office-of-kotra", "nk:moscow"),
        ("claim:kotra-office-in-moscow", "nk:moscow"),
        ("claim:source-is-in-beijing", "nk:beijing"),
        ("claim:trutnev-visit", "nk:pyongyang"),
        ("claim:visit-part-of-efforts", "nk:pyongyang"),
    }


# --------------------------------------------------------------------------- What must not be there


def test_no_day_for_the_third_test(only: KnowledgeGraph) -> None:
    assert rows(only, "nk:third-nuclear-test nkg:date ?d ; nkg:earliest ?e ; nkg:latest ?f") == [
        ("2013", "2013-01-01", "2013-12-31")
    ]


def test_dates_are_those_of_the_text(store: ox.Store) -> None:
    edtf = ox.NamedNode(PREFIXES["edtf"] + "EDTF")
    literals = {quad.object for quad in store if isinstance(quad.object, ox.Literal)}
    assert {one.value for one in literals if one.datatype == edtf} == DATES
    kinds = {compact(one.datatype.value) for one in literals}
    assert not kinds & {"xsd:gYear", "xsd:gYearMonth"}


def test_open_periods_stay_open(only: KnowledgeGraph) -> None:
    """Trade with China has no period; what recovered, fell or rose again has no year before."""
    periods = "OPTIONAL { ?s nkg:fromPeriod ?t } OPTIONAL { ?s nkg:toPeriod ?u }"
    changes = rows(only, f"?c nkg:states ?s . ?s a nkg:TradeChange . {periods}")
    assert {claim.removeprefix("claim:"): (start, end) for claim, _, start, end in changes} == {
        "exports-to-china-up-17.2": ("", ""),
        "imports-from-china-up-5.4": ("", ""),
        "oil-2013-increased": ("", ""),
        "oil-2009-recovered": ("", "2009"),
        "oil-2012-down": ("", "2012"),
        "oil-2013-up-again": ("", "2013"),
        "oil-2007-down-56.7": ("2006", "2007"),
        "oil-2013-up-58.5": ("2012", "2013"),
        "oil-2013-up-60": ("2012", "2013"),
        "total-exports-2013-up-48.6": ("2012", "2013"),
        "exports-to-russia-2013-down-29.9": ("2012", "2013"),
    }


def test_no_amount_that_the_text_does_not_give(only: KnowledgeGraph) -> None:
    amount = "?f sdmx-measure:obsValue ?v ;"
    assert not rows(only, amount + " nkg:exporter nk:russia ; nkg:commodity nk:all-goods")
    assert not rows(only, amount + ' nkg:period ?p FILTER(STR(?p) IN ("2006", "2007"))')
    assert not rows(only, amount + " nkg:exporter|nkg:importer nk:china")


def test_no_publisher_and_no_author(store: ox.Store) -> None:
    used = {quad.predicate.value for quad in store}
    assert not [iri for iri in used if re.search(r"publisher|creator|author|copyright", iri, re.I)]


def test_nothing_from_outside(store: ox.Store, only: KnowledgeGraph) -> None:
    assert {quad.graph_name for quad in store} == {ox.DefaultGraph()}
    subjects = {quad.subject for quad in store}
    assert all(isinstance(subject, ox.NamedNode) for subject in subjects)
    assert all(subject.value.startswith(OWN_NAMESPACES) for subject in subjects)
    used = {compact(quad.predicate.value) for quad in store}
    outside = ("owl:", "geo:", "wd:", "dcterms:source", "dcterms:license")
    assert not [name for name in used if name.startswith(outside)]
    assert not used & {"nkg:within", "nkg:borders", "nkg:capitalOf", "nkg:identifies", "nkg:scheme"}
    sources = rows(only, "?e oa:hasSource ?s")
    assert {source for _, source in sources} == {"src:article-2014-05-14"}


def test_states_are_those_of_the_text(only: KnowledgeGraph) -> None:
    assert rows(only, "?s a nkg:State") == [
        ("nk:china",), ("nk:japan",), ("nk:north-korea",), ("nk:russia",),
    ]  # fmt: skip
    assert rows(only, "?s a nkg:Person") == [("nk:kim-jong-un",), ("nk:yuri-trutnev",)]


def test_every_entity_is_spoken_of_or_speaks(article: KnowledgeGraph) -> None:
    there = "GRAPH src:article-2014-05-14 { ?e a ?k } ?k rdfs:subClassOf* nkg:Entity ."
    silent = "FILTER NOT EXISTS { ?s nkg:involves ?e } FILTER NOT EXISTS { ?a prov:agent ?e }"
    assert rows(article, there + silent) == []


# --------------------------------------------------------------------------- With the text at hand


def test_the_source_is_this_text(only: KnowledgeGraph, text: str) -> None:
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert rows(only, "src:article-2014-05-14 nkg:digest ?d ; nkg:textLength ?l") == [
        (digest, str(len(text)))
    ]


def test_every_anchor_is_in_the_text(only: KnowledgeGraph, text: str) -> None:
    anchors = rows(
        only, "?c nkg:evidence ?e . ?e nkg:digest ?d ; oa:hasSelector ?s ."
        " ?s oa:start ?f ; oa:end ?g"
    )  # fmt: skip
    assert len(anchors) == 103
    for claim, digest, _, start, end, _ in anchors:
        words = text[int(start) : int(end)]
        assert hashlib.sha256(words.encode()).hexdigest() == digest, claim
        assert words == words.strip(), claim


def test_anchors_keep_to_one_sentence(only: KnowledgeGraph, text: str) -> None:
    ends = {found.start() for found in re.finditer(r"(?<=[a-z)\d][.”]) |(?<=\.”) ", text)}
    for claim, _, start, end, _ in rows(
        only, "?c nkg:evidence ?e . ?e oa:hasSelector ?s . ?s oa:start ?f ; oa:end ?g"
    ):
        inside = {place for place in ends if int(start) <= place < int(end)}
        abbreviations = {place for place in inside if re.search(r"\b(Oct|May)\.$", text[:place])}
        assert inside == abbreviations, claim


def test_names_are_words_of_the_text(store: ox.Store, text: str) -> None:
    naming = {PREFIXES["skos"] + "altLabel", PREFIXES["nkg"] + "name", PREFIXES["nkg"] + "fullName"}
    names = {q.object.value for q in store if q.predicate.value in naming} - {"the article"}
    straight = text.replace("’", "'").replace("`", "'")
    assert {name for name in names if name not in straight} == set()


def test_the_wording_is_our_own(store: ox.Store, text: str) -> None:
    def runs(words: str) -> set[tuple[str, ...]]:
        split = re.findall(r"[a-z0-9]+", words.casefold())
        length = MOST_WORDS_IN_COMMON + 1
        return {tuple(split[place : place + length]) for place in range(len(split) - length + 1)}

    of_text = runs(text)
    title = PREFIXES["schema"] + "headline"  # a source's title is a fact
    for quad in store:
        if isinstance(quad.object, ox.Literal) and quad.predicate.value != title:
            assert not runs(quad.object.value) & of_text, quad.subject
