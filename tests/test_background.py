"""The background graph: every fact has its document, and the documents agree with each other."""

import csv
import json
from collections import Counter
from decimal import Decimal
from importlib import metadata
from itertools import combinations
from pathlib import Path

import pyoxigraph as ox
import pytest

PROJECT = Path(__file__).resolve().parents[1]
FILE = PROJECT / "data/background.ttl"
PREFIXES = """
PREFIX nkg: <https://w3id.org/nkgraph/ontology#>
PREFIX nk: <https://w3id.org/nkgraph/entity/>
PREFIX src: <https://w3id.org/nkgraph/source/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX skosxl: <http://www.w3.org/2008/05/skos-xl#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX geo: <http://www.w3.org/2003/01/geo/wgs84_pos#>
PREFIX schema: <https://schema.org/>
"""
STATES = {"china", "japan", "north-korea", "russia", "south-korea"}
STATE_SCHEMES = {
    "iso3166-1-alpha-2", "iso3166-1-alpha-3", "iso3166-1-numeric", "un-m49", "cow-number",
    "cow-abbreviation", "gleditsch-ward", "fips-10-4", "cameo", "geonames", "wikidata",
}  # fmt: skip
PLACES = STATES | {
    "beijing", "jilin", "khasan", "korean-peninsula", "liaoning", "moscow", "najin-port",
    "primorsky-krai", "pyongyang",
}  # fmt: skip
PAGES = {"kotra-act", "wikipedia-khasan", "wikipedia-korean-peninsula"}
"""Documents that are web pages: there is no file whose digest could be told."""

STAND_FOR_GOVERNMENTS = {"pyongyang", "moscow", "beijing"}
"""Names that the article uses for two things; every other name must mean one."""


def load(*names):
    store = ox.Store()
    for name in names:
        store.bulk_load(path=str(PROJECT / name), format=ox.RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def background():
    return load("data/background.ttl")


@pytest.fixture(scope="module")
def everything():
    return load("data/background.ttl", "data/article.ttl", "ontology/nkgraph.ttl")


def ask(store, pattern):
    """Rows of the pattern's variables; of our own IRIs the last part, of literals the text."""
    solutions = store.query(PREFIXES + pattern)
    return [tuple(short(term) for term in solution) for solution in solutions]


def short(term):
    if isinstance(term, ox.NamedNode) and term.value.startswith("https://w3id.org/nkgraph/"):
        return term.value.removeprefix("https://w3id.org/nkgraph/").split("/", 1)[-1].split("#")[-1]
    return term.value if term is not None else None


def codes(store, scheme):
    return dict(
        ask(
            store,
            f"SELECT ?entity ?code WHERE {{ ?id nkg:identifies ?entity ; nkg:scheme nkg:{scheme} ;"
            " skos:notation ?code }",
        )
    )


def positions(store):
    rows = ask(
        store,
        "SELECT ?place ?lat ?long WHERE { ?place geo:location ?p . ?p geo:lat ?lat ;"
        " geo:long ?long }",
    )
    return {place: (float(lat), float(long)) for place, lat, long in rows}


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


# ------------------------------------------------------------------ codes


def test_every_identifier_has_one_scheme_entity_and_code(everything):
    rows = ask(
        everything,
        """SELECT ?id (COUNT(DISTINCT ?entity) AS ?e) (COUNT(DISTINCT ?scheme) AS ?s)
                  (COUNT(DISTINCT ?code) AS ?c) {
             ?id a nkg:Identifier
             OPTIONAL { ?id nkg:identifies ?entity . ?entity rdfs:label ?label }
             OPTIONAL { ?id nkg:scheme ?scheme . ?scheme a skos:ConceptScheme }
             OPTIONAL { ?id skos:notation ?code FILTER(STRLEN(?code) > 0) }
           } GROUP BY ?id""",
    )
    assert len(rows) > 60
    assert [row for row in rows if row[1:] != ("1", "1", "1")] == []


@pytest.mark.parametrize("scheme", sorted(STATE_SCHEMES))
def test_every_state_has_a_code_of_its_own_in_each_scheme(background, scheme):
    found = codes(background, scheme)
    assert found.keys() >= STATES
    assert len(set(found.values())) == len(found)


def test_codes_are_text_with_all_their_digits(background):
    for scheme in ("iso3166-1-numeric", "un-m49"):
        assert all(len(code) == 3 and code.isdigit() for code in codes(background, scheme).values())
    kinds = {q.object.datatype.value for q in background if q.predicate.value.endswith("notation")}
    assert kinds == {"http://www.w3.org/2001/XMLSchema#string"}


def test_a_code_of_whatever_scheme_means_one_entity(background):
    rows = ask(
        background, "SELECT ?code ?entity { ?id nkg:identifies ?entity ; skos:notation ?code }"
    )
    meant = dict(rows)
    assert [(code, entity) for code, entity in rows if meant[code] != entity] == []


def test_the_traps_of_korea_and_russia(background):
    assert codes(background, "cow-number") == {
        "china": "710", "japan": "740", "north-korea": "731", "russia": "365", "south-korea": "732",
    }  # fmt: skip
    assert codes(background, "cow-abbreviation")["south-korea"] == "ROK"
    fips = codes(background, "fips-10-4")
    assert (fips["china"], fips["russia"]) == ("CH", "RS")
    assert (fips["north-korea"], fips["south-korea"]) == ("KN", "KS")
    assert codes(background, "iso3166-1-alpha-2")["north-korea"] == "KP"


def test_an_independent_list_has_the_same_codes(background):
    try:
        package = metadata.distribution("country-converter")
    except metadata.PackageNotFoundError:
        pytest.skip("country-converter is not installed")
    table = Path(str(package.locate_file("country_converter/country_data.tsv")))
    with table.open(encoding="utf-8", newline="") as stream:
        rows = {row["ISO3"]: row for row in csv.DictReader(stream, delimiter="\t")}
    columns = {
        "iso3166-1-alpha-2": "ISO2",
        "iso3166-1-numeric": "ISOnumeric",
        "un-m49": "UNcode",
        "gleditsch-ward": "GWcode",
    }
    for state, alpha3 in codes(background, "iso3166-1-alpha-3").items():
        for scheme, column in columns.items():
            other = rows[alpha3][column]
            assert codes(background, scheme)[state].lstrip("0") == other.lstrip("0"), (
                state,
                scheme,
            )


def test_where_schemes_are_built_on_each_other_they_agree(background):
    alpha3 = codes(background, "iso3166-1-alpha-3")
    assert codes(background, "cameo") == alpha3
    assert codes(background, "un-m49") == codes(background, "iso3166-1-numeric")
    assert codes(background, "gleditsch-ward") == codes(background, "cow-number")
    alpha2 = codes(background, "iso3166-1-alpha-2")
    within = dict(ask(background, "SELECT ?a ?b { ?a nkg:within ?b . ?i nkg:identifies ?b ;"
                                  " nkg:scheme nkg:iso3166-1-alpha-2 }"))  # fmt: skip
    for place, code in codes(background, "iso3166-2").items():
        assert code.split("-")[0] == alpha2[within[place]]


# ------------------------------------------------------------------ places


def outlines():
    return json.loads((PROJECT / "data/outlines-north-east-asia.json").read_text("utf-8"))


def test_which_places_have_a_position(background):
    assert positions(background).keys() == PLACES
    kinds = {
        q.object.datatype.value
        for q in background
        if q.predicate.value.endswith(("pos#lat", "pos#long"))
    }
    assert kinds == {"http://www.w3.org/2001/XMLSchema#decimal"}


def test_positions_lie_in_their_country(background):
    boxes = outlines()["boxes"]
    alpha3 = codes(background, "iso3166-1-alpha-3")
    places = positions(background)
    within = ask(background, "SELECT ?place ?state { ?place nkg:within+ ?state }")
    checked = [(place, state) for place, state in within if state in alpha3]
    checked += [(state, state) for state in STATES]
    assert {place for place, _ in checked} == PLACES - {"korean-peninsula"}
    for place, state in checked:
        west, south, east, north = boxes[alpha3[state]]
        latitude, longitude = places[place]
        assert south <= latitude <= north, (place, state)
        assert west <= longitude <= east, (place, state)


def test_positions_are_told_apart(background):
    for one, other in combinations(positions(background).values(), 2):
        assert one != other


def test_borders_go_both_ways(background):
    borders = set(ask(background, "SELECT ?a ?b { ?a nkg:borders ?b }"))
    assert borders == {(b, a) for a, b in borders}
    assert {tuple(sorted(pair)) for pair in borders} == {
        ("china", "north-korea"), ("china", "russia"), ("north-korea", "russia"),
        ("north-korea", "south-korea"),
    }  # fmt: skip


def test_capitals_lie_in_their_state(background):
    capitals = ask(background, "SELECT ?city ?state { ?city nkg:capitalOf ?state }")
    assert sorted(capitals) == [
        ("beijing", "china"), ("moscow", "russia"), ("pyongyang", "north-korea"),
    ]  # fmt: skip
    within = set(ask(background, "SELECT ?city ?state { ?city nkg:within ?state }"))
    assert set(capitals) <= within


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
