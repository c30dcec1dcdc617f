import difflib
from collections.abc import Callable

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkgraph.errors import AmbiguousValue, BadParameter, BadQueryHeader
from nkgraph.graph import KnowledgeGraph
from nkgraph.naming import Names, _spelt_alike, normalised
from nkgraph.store import Embedded
from nkgraph.terms import compact

GRAPH = """
@prefix nkg: <https://w3id.org/nkgraph/ontology#> .
@prefix nk: <https://w3id.org/nkgraph/entity/> .
@prefix claim: <https://w3id.org/nkgraph/claim/2014-05-14/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

nkg:State rdfs:subClassOf nkg:Actor , nkg:Place ; rdfs:label "state"@en .
nkg:Island rdfs:subClassOf nkg:State .
nkg:Government rdfs:subClassOf nkg:Actor ; rdfs:label "government"@en .
nkg:City rdfs:subClassOf nkg:Place ; rdfs:label "city"@en .

nk:ruritania a nkg:State ; rdfs:label "Ruritania"@en ; skos:altLabel "R. Ritania"@en , "the North" .
nk:atlantis a nkg:Island ; rdfs:label "Atlantis"@en .
nk:strelsau a nkg:City ; rdfs:label "Strelsau"@en .
nk:government-of-ruritania a nkg:Government ; rdfs:label "Government of Ruritania"@en ;
    skos:altLabel "Strelsau"@en , "King’s men" ; nkg:governmentOf nk:ruritania .

<https://example.org/r2> nkg:identifies nk:ruritania ;
    nkg:scheme nkg:iso3166-1-alpha-2 ; skos:notation "RR" .
<https://example.org/a2> nkg:identifies nk:atlantis ;
    nkg:scheme nkg:fips10-4 ; skos:notation "RR" .
<https://example.org/r3> nkg:identifies nk:ruritania ; nkg:scheme nkg:m49 ; skos:notation "901" .
<https://example.org/a3> nkg:identifies nk:atlantis ; nkg:scheme nkg:cow ; skos:notation "901" .

claim:oil-1890 a nkg:Claim ; nkg:gloss "Oil came in 1890."@en .
"""

Find = Callable[..., str]


@pytest.fixture(scope="module")
def names() -> Names:
    store = ox.Store()
    graph = ox.NamedNode("https://example.org/graph")
    store.load(GRAPH, format=ox.RdfFormat.TURTLE, to_graph=graph)
    return Names(Embedded(store))


@pytest.mark.parametrize(
    ("text", "of", "found"),
    [
        ("Ruritania", None, "nk:ruritania"),
        ("  rUrItAnIa ", "nkg:State", "nk:ruritania"),
        ("the   NORTH", "nkg:Actor", "nk:ruritania"),
        ("R. Ritania", "nkg:Place", "nk:ruritania"),
        ("nk:ruritania", "nkg:State", "nk:ruritania"),
        ("<https://w3id.org/nkgraph/entity/ruritania>", None, "nk:ruritania"),
        ("https://w3id.org/nkgraph/entity/ruritania", "nkg:State", "nk:ruritania"),
        ("King's men", None, "nk:government-of-ruritania"),
        ("KING’S MEN", None, "nk:government-of-ruritania"),
        ("Ｋｉｎｇ＇ｓ men", None, "nk:government-of-ruritania"),
        ("Atlantis", "nkg:State", "nk:atlantis"),
        ("Strelsau", "nkg:City", "nk:strelsau"),
        ("Strelsau", "nkg:Actor", "nk:government-of-ruritania"),
        # An ISO 3166 code goes before another scheme's.
        ("rr", "nkg:State", "nk:ruritania"),
        # A government's name where a state is asked for, and the reverse; no city stands for one.
        ("Strelsau", "nkg:State", "nk:ruritania"),
        ("King's men", "nkg:State", "nk:ruritania"),
        ("nk:government-of-ruritania", "nkg:State", "nk:ruritania"),
        ("Ruritania", "nkg:Government", "nk:government-of-ruritania"),
        ("oil-1890", "nkg:Claim", "claim:oil-1890"),
        ("oil-1890", None, "claim:oil-1890"),
        ("claim:oil-1890", "nkg:Claim", "claim:oil-1890"),
        ("State", None, "nkg:State"),
    ],
)
def test_what_a_text_names(names: Names, text: str, of: str | None, found: str) -> None:
    assert compact(names.find(text, of=of, asked="it").value) == found


@pytest.mark.parametrize(
    ("text", "of", "said"),
    [
        ("Ruritanja", "nkg:State", "it fits no state: nearest are Ruritania"),
        ("Strelsaw", "nkg:State", "it fits no state: nearest are Strelsau"),
        ("oil-1980", "nkg:Claim", "it fits no Claim: nearest are oil-1890"),
        ("Narnia", "nkg:City", "it fits no city: there are Strelsau"),
        ("Narnia", None, "it fits no thing in the graph: give a label, a code or an IRI"),
        ("nk:narnia", None, "it fits no thing in the graph"),
        ("<https://example.org/no>", None, "it is nothing that the graph knows"),
        ("nk:strelsau", "nkg:State", "it fits no state"),
        ("unknown:thing", None, "it fits no thing in the graph"),
        ('") } #', "nkg:State", "it fits no state"),
        ("ruritania oil", "nkg:Claim", "it fits no Claim"),
    ],
)
def test_what_names_nothing(names: Names, text: str, of: str | None, said: str) -> None:
    with pytest.raises(BadParameter) as caught:
        names.find(text, of=of, asked="it")
    assert type(caught.value) is BadParameter
    assert said in str(caught.value)


def test_what_names_several_things(names: Names) -> None:
    with pytest.raises(AmbiguousValue) as caught:
        names.find("strelsau", of=None, asked="about='strelsau'")
    assert str(caught.value) == (
        "about='strelsau' fits several things: nk:government-of-ruritania (Government of "
        "Ruritania, government), nk:strelsau (Strelsau, city); name one by what stands before its "
        "bracket"
    )
    with pytest.raises(AmbiguousValue, match=r"nk:atlantis \(Atlantis.*nk:ruritania \(Ruritania"):
        names.find("901", of="nkg:State", asked="it")


def test_what_a_name_includes(names: Names) -> None:
    state = ox.NamedNode("https://w3id.org/nkgraph/entity/ruritania")
    assert names.included(state, None) == []
    included = names.included(state, "nkg:governmentOf")
    assert [compact(one.value) for one in included] == ["nk:government-of-ruritania"]


def test_a_class_that_is_no_iri(names: Names) -> None:
    with pytest.raises(BadQueryHeader, match="'State' in the query's header is no IRI"):
        names.find("Ruritania", of="State", asked="it")


@given(st.text(min_size=1, max_size=40))
def test_any_text_names_something_or_is_refused(names: Names, text: str) -> None:
    for of in (None, "nkg:State"):
        try:
            names.find(text, of=of, asked="it")
        except BadParameter as error:
            assert len(str(error).splitlines()) == 1


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalised(text)
    assert normalised(once) == once
    assert normalised(f"  {text}\t") == once
    assert normalised(text.replace("'", "’")) == once


@pytest.mark.parametrize("typed", ["norht korea", "rusia", "pyongyan", "nothing like it", "", "a"])
def test_nearest_are_those_that_difflib_finds(typed: str, article: KnowledgeGraph) -> None:
    names = sorted({normalised(row["actorLabel"]) for row in article.query("actors")})
    assert _spelt_alike(typed, names) == difflib.get_close_matches(typed, names, 3, 0.6)
