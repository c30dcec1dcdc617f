"""The background graph's identifiers: each state's codes, and where lists of them agree."""

import csv
from importlib import metadata
from pathlib import Path

import pytest

from background_facts import STATES, ask, codes, load

STATE_SCHEMES = {
    "iso3166-1-alpha-2", "iso3166-1-alpha-3", "iso3166-1-numeric", "un-m49", "cow-number",
    "cow-abbreviation", "gleditsch-ward", "fips-10-4", "cameo", "geonames", "wikidata",
}  # fmt: skip


@pytest.fixture(scope="module")
def background():
    return load("data/background.ttl")


@pytest.fixture(scope="module")
def everything():
    return load("data/background.ttl", "data/article.ttl", "ontology/nkgraph.ttl")


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
