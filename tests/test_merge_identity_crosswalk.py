"""The crosswalk: what codes mean, by our own reading, by other packages, and in DuckDB."""

import csv
import subprocess
import sys
from datetime import date
from importlib import metadata
from itertools import pairwise
from pathlib import Path

import duckdb
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkgraph.merge.identity import crosswalk

PROJECT = Path(__file__).parents[1]
FILE = PROJECT / "data/crosswalk.csv"
NKG = "https://w3id.org/nkgraph/ontology#"
ENTITY = "https://w3id.org/nkgraph/entity/"
GRAPH = ox.NamedNode("https://w3id.org/nkgraph/source/test")


def rows():
    with FILE.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def meant(scheme, code, on=None):
    found = crosswalk.entity(scheme, code, date.fromisoformat(on) if on else None)
    return found and found.value.removeprefix(ENTITY)


@pytest.mark.parametrize(
    ("scheme", "code", "on", "entity"),
    [
        # One number, three states.
        ("cow-number", "365", "1914-07-28", "russia"),
        ("cow-number", "365", "1922-12-30", "soviet-union"),
        ("cow-number", "365", "1991-12-26", "soviet-union"),
        ("cow-number", "365", "1991-12-27", "russia"),
        ("cow-number", "365", None, "russia"),
        ("gleditsch-ward", "365", "1950-06-25", "soviet-union"),
        # Korea until 1905, and the two after it.
        ("cow-number", "730", "1904-02-08", "korea"),
        ("cow-number", "730", "1905-11-17", "korea"),
        ("cow-number", "730", "1950-06-25", None),
        ("cow-number", "730", None, "korea"),
        ("cow-number", "731", "2013-02-12", "north-korea"),
        ("cow-number", "732", "2013-02-12", "south-korea"),
        # Before it was a member of the system a state's number is already used for its land.
        ("gleditsch-ward", "565", "1989-04-01", "namibia"),
        ("cow-number", "345", "1914-07-28", "serbia"),
        ("cow-number", "345", "1999-03-24", "yugoslavia"),
        ("cow-number", "345", "2016-01-01", "serbia"),
        ("cow-number", "327", "1850-01-01", "papal-states"),
        ("cow-number", "327", "2000-01-01", None),
        ("gleditsch-ward", "260", "1970-01-01", "west-germany"),
        ("gleditsch-ward", "260", "2015-01-01", "germany"),
        ("gleditsch-ward", "678", "2015-01-01", "yemen"),
        ("gleditsch-ward", "816", "2015-01-01", "vietnam"),
        # FIPS 10-4 is not ISO 3166.
        ("fips-10-4", "KN", None, "north-korea"),
        ("fips-10-4", "KS", None, "south-korea"),
        ("fips-10-4", "RS", None, "russia"),
        ("fips-10-4", "CH", None, "china"),
        ("fips-10-4", "NL", None, "netherlands"),
        ("fips-10-4", "RB", "2018-01-01", "serbia"),
        ("fips-10-4", "RI", None, "serbia"),
        ("fips-10-4", "YI", "2005-01-01", "serbia-and-montenegro"),
        ("fips-10-4", "YI", "2018-01-01", None),
        ("cameo", "KSV", None, "kosovo"),
        # The World Bank's are ISO's, but for a few.
        ("world-bank", "PRK", None, "north-korea"),
        ("world-bank", "WBG", None, "palestine"),
        ("world-bank", "XKX", None, "kosovo"),
        ("world-bank", "ROU", None, "romania"),
        ("world-bank", "CHI", None, "channel-islands"),
        ("world-bank", "WLD", None, "world"),
        ("comtrade", "97", None, "european-union"),
        ("name", "Korea, Dem. People’s Rep.", None, "north-korea"),
        ("name", "Korea, Rep.", None, "south-korea"),
        ("name", "Congo, Dem. Rep.", None, "democratic-republic-of-the-congo"),
        ("name", "Congo, Rep.", None, "republic-of-the-congo"),
        ("name", "Egypt, Arab Rep.", None, "egypt"),
        ("name", "West Bank and Gaza", None, "palestine"),
        ("name", "China, P.R.: Mainland", None, "china"),
        ("name", "China, P.R.: Hong Kong", None, "hong-kong"),
        ("name", "Fmr Sudan", None, "sudan"),
        ("iso3166-1-alpha-2", "KN", None, "saint-kitts-and-nevis"),
        ("iso3166-1-alpha-2", "CH", None, "switzerland"),
        ("iso3166-1-alpha-2", "NA", None, "namibia"),
        # Codes that were given twice.
        ("iso3166-1-alpha-2", "CS", "1980-01-01", "czechoslovakia"),
        ("iso3166-1-alpha-2", "CS", "2005-01-01", "serbia-and-montenegro"),
        ("iso3166-1-alpha-2", "CS", "2010-01-01", None),
        ("iso3166-1-alpha-3", "PRK", None, "north-korea"),
        ("iso3166-3", "SUHH", None, "soviet-union"),
        ("iso3166-1-alpha-3", "ZAR", "1980-01-01", "democratic-republic-of-the-congo"),
        # Leading zeros, written or not.
        ("iso3166-1-numeric", "008", None, "albania"),
        ("un-m49", "8", None, "albania"),
        ("cow-number", "2", None, "united-states"),
        ("cow-number", "002", None, "united-states"),
        # Comtrade's own.
        ("comtrade", "842", None, "united-states"),
        ("comtrade", "757", None, "switzerland"),
        ("comtrade", "251", None, "france"),
        ("comtrade", "579", None, "norway"),
        ("comtrade", "699", None, "india"),
        ("comtrade", "490", None, "other-asia-not-specified"),
        ("comtrade", "381", None, "italy"),
        ("comtrade", "492", None, "european-union-not-specified"),
        ("comtrade", "58", None, "belgium-luxembourg"),
        ("comtrade", "0", None, "world"),
        ("comtrade", "408", None, "north-korea"),
        ("comtrade-iso", "W00", None, "world"),
        ("comtrade-iso", "PRK", None, "north-korea"),
        # CAMEO's own beside those of ISO 3166.
        ("cameo", "ROM", None, "romania"),
        ("cameo", "PRK", None, "north-korea"),
        ("cameo", "EUR", None, "europe"),
        ("wikidata", "Q423", None, "north-korea"),
        ("name", "the Republic of Korea", None, "south-korea"),
        ("name", "COTE D'IVOIRE", None, "cote-d-ivoire"),
        ("name", "Korea, Democratic People’s Republic of", None, "north-korea"),
        ("name", "Antigua & Barbuda", None, "antigua-and-barbuda"),
        # What means nothing.
        ("cow-number", "-9", None, None),
        ("fips-10-4", "OS", None, None),
        ("cameo", "", None, None),
        ("name", "Korea", None, None),
        ("un-m49", "000", None, None),
        ("iso3166-1-alpha-3", "", None, None),
    ],
)
def test_what_a_code_means(scheme, code, on, entity):
    assert meant(scheme, code, on) == entity


def test_a_scheme_that_is_none():
    with pytest.raises(KeyError):
        crosswalk.entity("iso3166", "PRK")


def test_the_five_states_have_the_codes_of_the_background():
    background = ox.Store()
    background.load(path=str(PROJECT / "data/background.ttl"), format=ox.RdfFormat.TURTLE)
    found = background.query(
        """PREFIX nkg: <https://w3id.org/nkgraph/ontology#>
           PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
           SELECT ?entity ?scheme ?code {
             ?id nkg:identifies ?entity ; nkg:scheme ?scheme ; skos:notation ?code }"""
    )
    checked = 0
    for entity, scheme, code in found:
        name = scheme.value.removeprefix(NKG)
        if name in crosswalk.SCHEMES and meant(name, code.value) is not None:
            assert crosswalk.entity(name, code.value) == entity, (name, code)
            checked += 1
    assert checked == 5 * 10


def test_a_code_means_one_thing_at_a_time():
    by_code = {}
    for row in rows():
        key = row["scheme"], crosswalk.key(row["scheme"], row["code"])
        by_code.setdefault(key, []).append((row["from"] or "0001-01-01", row["to"] or "9999-12-31"))
    assert len(by_code) > 3400
    for key, spans in by_code.items():
        spans.sort()
        assert all(first <= last for first, last in spans), key
        ends = pairwise(spans)
        assert all(one[1] < other[0] for one, other in ends), key


def test_an_entity_has_one_label_and_one_kind_and_a_slug_of_its_own():
    about = {}
    for row in rows():
        about.setdefault(row["entity"], set()).add((row["label"], row["kind"]))
    assert all(len(said) == 1 for said in about.values())
    labels = [label for said in about.values() for label, _ in said]
    assert len(set(labels)) == len(labels) > 290
    assert all(slug.isascii() and slug == slug.lower() for slug in about)


def test_schemes_and_kinds_are_the_ontologys():
    ontology = (PROJECT / "ontology/nkgraph.ttl").read_text("utf-8")
    assert {row["scheme"] for row in rows()} == crosswalk.SCHEMES
    for scheme in crosswalk.SCHEMES - {crosswalk.NAME}:
        assert f"nkg:{scheme} a skos:ConceptScheme" in ontology
    for kind in {row["kind"] for row in rows()}:
        assert f"nkg:{kind} a owl:Class" in ontology


def test_every_document_is_described():
    plans = [PROJECT / f"tools/{tool}/plan.toml" for tool in ("background", "crosswalk")]
    described = "".join(plan.read_text("utf-8") for plan in plans)
    named = {document for row in rows() for document in row["source"].split()}
    assert len(named) > 10
    assert all(f'\nname = "{document}"\n' in described for document in named)


def test_every_country_of_the_lists_is_there():
    lists = PROJECT / "../shared/data"
    if not lists.is_dir():
        pytest.skip("the code lists are not here")
    with (lists / "codes/country-codes.csv").open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            assert meant("iso3166-1-alpha-3", row["ISO3166-1-Alpha-3"]), row
    name = "codes/country-codes-cow-gw-fips.csv"
    with (lists / name).open(encoding="utf-8-sig", newline="") as stream:
        nowhere = [
            row["country.name.en"]
            for row in csv.DictReader(stream)
            if not meant("name", row["country.name.en"])
        ]
    assert nowhere == ["Stateless", "Unknown"]
    with (lists / "cow/states2016.csv").open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            first = f"{row['styear']}-{row['stmonth']:0>2}-{row['stday']:0>2}"
            last = f"{row['endyear']}-{row['endmonth']:0>2}-{row['endday']:0>2}"
            for day in (first, last):
                by_number = meant("cow-number", row["ccode"], day)
                assert by_number is not None, row
                assert by_number == meant("cow-abbreviation", row["stateabb"], day)


def test_an_independent_list_has_the_same_codes():
    try:
        package = metadata.distribution("country-converter")
    except metadata.PackageNotFoundError:
        pytest.skip("country-converter is not installed")
    table = Path(str(package.locate_file("country_converter/country_data.tsv")))
    columns = {
        "iso3166-1-alpha-2": "ISO2",
        "iso3166-1-numeric": "ISOnumeric",
        "un-m49": "UNcode",
        "gleditsch-ward": "GWcode",
    }
    # It gives the numbers of Czechoslovakia, South Yemen and South Vietnam to states after them.
    another = {("gleditsch-ward", code) for code in ("315", "680", "817")}
    checked = 0
    with table.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            entity = meant("iso3166-1-alpha-3", row["ISO3"])
            for scheme, column in columns.items():
                code = row[column].strip()
                other = meant(scheme, code) if code and code != "not found" else None
                if entity and other and (scheme, code) not in another:
                    assert other == entity, (row["name_short"], scheme, code)
                    checked += 1
    assert checked > 850


# ------------------------------------------------------------------ in DuckDB


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect() as connected:
        crosswalk.relation(connected).to_table("crosswalk")
        yield connected


def test_duckdb_reads_every_line_with_the_same_keys(connection):
    found = connection.sql("SELECT scheme, key, entity, since, until FROM crosswalk").fetchall()
    expected = [
        (
            row["scheme"],
            crosswalk.key(row["scheme"], row["code"]),
            ENTITY + row["entity"],
            date.fromisoformat(row["from"]) if row["from"] else None,
            date.fromisoformat(row["to"]) if row["to"] else None,
        )
        for row in rows()
    ]
    assert sorted(found, key=repr) == sorted(expected, key=repr)


JOIN = """
SELECT entity FROM (SELECT CAST(? AS VARCHAR) AS scheme, CAST(? AS VARCHAR) AS code,
                    CAST(? AS DATE) AS day) AS rows
LEFT JOIN crosswalk ON crosswalk.scheme = rows.scheme
  AND crosswalk.key = crosswalk_key(rows.scheme, rows.code)
  AND CASE WHEN rows.day IS NULL THEN crosswalk.last ELSE
    rows.day BETWEEN coalesce(crosswalk.since, DATE '0001-01-01')
      AND coalesce(crosswalk.until, DATE '9999-12-31') END
"""

CODES = st.sampled_from([(row["scheme"], row["code"]) for row in rows()])
SCHEMES = st.sampled_from(sorted(crosswalk.SCHEMES))
DAYS = st.none() | st.dates(date(1800, 1, 1), date(2100, 1, 1))
WRITTEN = st.text(alphabet="abcKNRUS 0123'&-,.éñĄ", max_size=12)


@given(asked=CODES | st.tuples(SCHEMES, WRITTEN), on=DAYS, before=st.sampled_from(["", " ", "0"]))
def test_duckdb_gives_the_same_answer(connection, asked, on, before):
    scheme, code = asked
    found = connection.execute(JOIN, [scheme, before + code, on]).fetchall()
    entity = crosswalk.entity(scheme, before + code, on)
    assert found == [(entity.value if entity else None,)]


# ------------------------------------------------------------------ what a graph says


def test_a_country_is_described_so_that_it_can_be_found():
    state = crosswalk.entity("iso3166-1-alpha-3", "USA")
    quads = list(crosswalk.description([state], GRAPH))
    assert {quad.graph_name for quad in quads} == {GRAPH}
    labels = [quad.object for quad in quads if quad.predicate.value.endswith("#label")]
    assert labels == [ox.Literal("United States", language="en")]
    names = {quad.object.value for quad in quads if quad.predicate.value.endswith("altLabel")}
    assert {"USA", "U.S.", "United States of America"} <= names
    codes = {quad.object.value for quad in quads if quad.predicate.value.endswith("notation")}
    assert {"US", "USA", "840", "842", "2", "Q30"} <= codes


def test_who_is_described_elsewhere_is_not_described_again():
    korea = crosswalk.entity("iso3166-1-alpha-3", "PRK")
    nobody = ox.NamedNode(ENTITY + "nobody")
    assert list(crosswalk.description([korea, nobody], GRAPH)) == []
    assert crosswalk.described(korea) == ("North Korea", "State")
    assert crosswalk.described(nobody) is None


def test_a_former_code_is_not_a_code_of_today():
    congo = crosswalk.entity("iso3166-1-alpha-3", "COD")
    codes = {q.object.value for q in crosswalk.description([congo], GRAPH) if "notation" in str(q)}
    assert "COD" in codes
    assert not codes & {"ZAR", "ZR"}


# ------------------------------------------------------------------ how it is made


def test_the_tool_makes_this_very_file(tmp_path):
    packages, code_lists = PROJECT / "build/background", PROJECT / "../shared/data"
    if not (packages.is_dir() and code_lists.is_dir()):
        pytest.skip("the packages or the code lists are not here (make background fetches them)")
    made = tmp_path / "crosswalk.csv"
    command = [sys.executable, "-B", PROJECT / "tools/crosswalk", "--output", made]
    command += ["--codes", code_lists, "--packages", packages]
    subprocess.run(command, check=True)
    assert made.read_bytes() == FILE.read_bytes()
