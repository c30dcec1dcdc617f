"""The background graph: every fact has its document, and the documents agree with each other."""

from collections import Counter
from decimal import Decimal

import pyoxigraph as ox
import pytest

from background_facts import FILE, PROJECT, ask, load

PAGES = {"kotra-act", "wikipedia-khasan", "wikipedia-korean-peninsula"}
"""Documents that are web pages: there is no file whose digest could be told."""

STAND_FOR_GOVERNMENTS = {"pyongyang", "moscow", "beijing"}
"""Names that the article uses for two things; every other name must mean one."""


@pytest.fixture(scope="module")
def background():
    return load("data/background.ttl")


@pytest.fixture(scope="module")
def everything():
    return load("data/background.ttl", "data/article.ttl", "ontology/nkgraph.ttl")


# ------------------------------------------------------------------ the file


def test_oxigraph_and_rdflib_read_the_same():
    import rdflib

    def of_rdflib(term):
        if isinstance(term, rdflib.Literal):
            return str(term), (term.language or "").lower(), str(term.datatype or "")
        return str(term)

    def of_oxigraph(term):
        if isinstance(term, ox.Literal):
            language = (term.language or "").lower()
            kind = term.datatype.value
            plain = kind.endswith(("#string", "#langString"))
            return term.value, language, "" if plain else kind
        return term.value

    graph = rdflib.Graph().parse(FILE, format="turtle")
    ours = {tuple(map(of_oxigraph, t.triple)) for t in ox.parse(path=FILE)}
    theirs = {tuple(map(of_rdflib, triple)) for triple in graph}
    assert ours == theirs
    assert len(ours) > 1000


def test_nothing_is_without_a_name(background):
    assert not [q for q in background if isinstance(q.subject, ox.BlankNode)]
    assert not [q for q in background if isinstance(q.object, ox.BlankNode)]


def test_it_describes_itself(background):
    assert ask(background, "SELECT ?label WHERE { src:background a nkg:Source ; rdfs:label ?label"
               " ; nkg:sourceKind nkg:background ; dcterms:issued ?day ; dcterms:license ?l }") == [
        ("Background: codes and coordinates",)
    ]  # fmt: skip


def test_every_term_of_ours_is_in_the_ontology(background):
    ontology = load("ontology/nkgraph.ttl")
    ours = {
        term
        for quad in background
        for term in (quad.predicate, quad.object)
        if isinstance(term, ox.NamedNode) and "/nkgraph/ontology#" in term.value
    }
    unknown = [t.value for t in ours if not any(ontology.quads_for_pattern(t, None, None))]
    assert not unknown


# ------------------------------------------------------------------ documents


def test_every_document_says_what_it_is_and_whose(background):
    rows = ask(
        background,
        """SELECT ?document ?label ?address ?licence ?digest ?file WHERE {
             ?document a nkg:ReferenceDocument
             OPTIONAL { ?document rdfs:label ?label } OPTIONAL { ?document dcterms:source ?address }
             OPTIONAL { ?document dcterms:license ?licence }
             OPTIONAL { ?document nkg:digest ?digest }
             OPTIONAL { ?document dcterms:identifier ?file } }""",
    )
    assert len(rows) == len({row[0] for row in rows}) > 10
    for document, label, address, licence, digest, file in rows:
        assert label, document
        assert address.startswith("https://"), document
        assert licence.startswith("https://"), document
        if document in PAGES:
            assert digest is file is None
        else:
            assert file, document
            assert len(digest) == 64, document
            assert set(digest) <= set("0123456789abcdef"), document


def test_documents_are_used_and_used_ones_are_described(background):
    described = {row[0] for row in ask(background, "SELECT ?d { ?d a nkg:ReferenceDocument }")}
    listed = {row[0] for row in ask(background, "SELECT ?d { src:background dcterms:source ?d }")}
    used = {
        row[0]
        for row in ask(
            background,
            "SELECT DISTINCT ?d { ?fact dcterms:source ?d"
            " FILTER NOT EXISTS { ?fact a nkg:ReferenceDocument }"
            " FILTER(?fact != src:background) }",
        )
    }
    assert described == listed == used


KINDS = ["nkg:Identifier", "geo:Point", "nkg:Containment", "rdf:Statement", "skosxl:Label"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_fact_names_a_document(background, kind):
    assert ask(background, f"SELECT ?f {{ ?f a {kind} }}")
    assert not ask(
        background,
        f"""SELECT ?f {{ ?f a {kind}
             FILTER NOT EXISTS {{ ?f dcterms:source ?d . ?d a nkg:ReferenceDocument }} }}""",
    )


def test_every_plain_triple_has_its_fact_and_the_other_way_round(background):
    plain = Counter()
    for predicate in ("within", "borders", "capitalOf", "isAgencyOf"):
        rows = ask(background, f"SELECT ?s ?o {{ ?s nkg:{predicate} ?o }}")
        plain.update((s, predicate, o) for s, o in rows)
    stated = Counter(
        ask(background, "SELECT ?s ?p ?o { ?f rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }")
    )
    inside = ask(background, "SELECT ?a ?b { ?f nkg:contained ?a ; nkg:container ?b }")
    stated.update((a, "within", b) for a, b in inside)
    assert plain == stated
    assert set(plain.values()) == {1}


def test_every_name_has_its_document(background):
    plain = ask(background, "SELECT ?e ?n (LANG(?n) AS ?l) { ?e skos:altLabel ?n }")
    traced = ask(
        background,
        "SELECT ?e ?n (LANG(?n) AS ?l) { ?e skosxl:altLabel ?x . ?x skosxl:literalForm ?n }",
    )
    assert Counter(plain) == Counter(traced)
    assert len(plain) > 60
    assert all(language for _, _, language in plain)


# ------------------------------------------------------------------ beside the article


def test_a_name_means_one_entity(everything):
    rows = ask(
        everything,
        "SELECT ?name ?entity { ?entity rdfs:label|skos:altLabel ?name"
        ' FILTER(STRSTARTS(STR(?entity), STR(nk:)) && !CONTAINS(STR(?entity), "/name/")) }',
    )
    meant = {}
    for name, entity in rows:
        meant.setdefault(name.casefold(), set()).add(entity)
    several = {name for name, entities in meant.items() if len(entities) > 1}
    assert several <= STAND_FOR_GOVERNMENTS


def test_everything_it_speaks_of_is_described_somewhere(everything):
    missing = ask(
        everything,
        "SELECT DISTINCT ?entity { { ?x nkg:identifies|nkg:contained|nkg:container ?entity }"
        " UNION { ?entity geo:location|skos:altLabel ?x }"
        " FILTER NOT EXISTS { ?entity rdfs:label ?label } }",
    )
    assert missing == []


def test_nothing_of_the_article_is_in_it(background):
    text = FILE.read_text("utf-8")
    for prefix in ("claim/", "evidence/", "statement/", "attribution/", "source/article"):
        assert f"nkgraph/{prefix}" not in text
    literals = [q for q in background if isinstance(q.object, ox.Literal)]
    number = ("#decimal", "#integer", "#double")
    numbers = [q for q in literals if q.object.datatype.value.endswith(number)]
    assert {q.predicate.value.rsplit("#")[-1] for q in numbers} == {"lat", "long"}
    # Figures of the article: amounts in millions, percentages and the days that it names.
    figures = {Decimal(x) for x in ("36.89", "23.28", "41.61", "7.71", "58.5", "56.7", "48.6")}
    assert not figures & {Decimal(q.object.value) for q in numbers}
    assert not [day for day in ("2006-10", "2009-05", "2014-05") if day in text]


# ------------------------------------------------------------------ how it is made


def test_the_tool_makes_this_very_file(tmp_path):
    import subprocess
    import sys

    packages, code_lists = PROJECT / "build/background", PROJECT / "../shared/data"
    if not (packages.is_dir() and code_lists.is_dir()):
        pytest.skip("the packages or the code lists are not here (make background fetches them)")
    made = tmp_path / "background.ttl"
    command = [sys.executable, "-B", PROJECT / "tools/background", "--output", made]
    command += ["--codes", code_lists, "--packages", packages]
    subprocess.run(command, check=True)
    assert made.read_text("utf-8") == FILE.read_text("utf-8")
