"""What each document says of countries, as rows: scheme, code, name.

Every function reads a document through the background's Library; none of them knows a code.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field

from documents import Library

Codes = dict[tuple[str, str], set[str]]
"""The documents that give a code of a scheme."""


@dataclass
class Country:
    """What the documents say of one country."""

    slug: str
    label: str
    kind: str = "State"
    codes: Codes = field(default_factory=dict)
    until: dict[tuple[str, str], str] = field(default_factory=dict)
    names: dict[str, set[str]] = field(default_factory=dict)

    def code(self, scheme: str, code: str, document: str, until: str = "") -> None:
        """Note a code, unless it is empty, with the last day on which it means this country."""
        code = code.strip()
        if (code and code != "NA") or (scheme, code) == ("iso3166-1-alpha-2", "NA"):
            self.codes.setdefault((scheme, code), set()).add(document)
            if until:
                self.until[scheme, code] = until

    def name(self, name: str, document: str) -> None:
        """Note a name, unless it is empty, without the marks that a list puts after it."""
        name = name.replace("*", "").strip().removesuffix("(the)").strip()
        name = name.removeprefix("the ").strip()
        if name:
            self.names.setdefault(name, set()).add(document)


def csv_rows(library: Library, document: str, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    """All rows of a document that is a CSV file."""
    text = library.bytes_of(document).decode(encoding)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def from_country_codes(country: Country, row: dict[str, str]) -> None:
    """Take what datasets/country-codes says: ISO 3166-1, M49, FIPS 10-4, Wikidata, names."""
    document = "country-codes"
    country.code("iso3166-1-alpha-2", row["ISO3166-1-Alpha-2"], document)
    country.code("iso3166-1-alpha-3", row["ISO3166-1-Alpha-3"], document)
    country.code("iso3166-1-numeric", row["ISO3166-1-numeric"].zfill(3), document)
    country.code("un-m49", row["M49"].zfill(3), document)
    country.code("wikidata", row["wikidata_id"].rsplit("/", 1)[-1], document)
    for column in ("CLDR display name", "UNTERM English Short", "official_name_en"):
        country.name(row[column], document)
    country.name(row["UNTERM English Formal"], document)


def from_countrycode(country: Country, row: dict[str, str]) -> None:
    """Take what the countrycode list says: Correlates of War, Gleditsch-Ward, and a name."""
    document = "countrycode"
    country.code("iso3166-1-alpha-2", row["iso2c"], document)
    country.code("iso3166-1-alpha-3", row["iso3c"], document)
    country.code("iso3166-1-numeric", row["iso3n"].zfill(3) if row["iso3n"] else "", document)
    country.code("un-m49", row["un"].zfill(3) if row["un"] else "", document)
    country.code("cow-number", row["cown"], document)
    country.code("cow-abbreviation", row["cowc"], document)
    country.code("gleditsch-ward", row["gwn"], document)
    country.name(row["country.name.en"], document)


def last_days(library: Library) -> dict[str, tuple[str, str, str]]:
    """Of each Correlates of War number: abbreviation, name, last day ('' where it still lasts)."""
    found: dict[str, tuple[str, str, str]] = {}
    rows = csv_rows(library, "cow-states-2016")
    end_of_list = max(_day(row) for row in rows)
    for row in rows:  # in order of time, so that the last membership counts
        last = _day(row)
        found[row["ccode"]] = (
            row["stateabb"],
            row["statenme"],
            "" if last == end_of_list else last,
        )
    return found


def _day(row: dict[str, str]) -> str:
    return f"{row['endyear']}-{row['endmonth']:0>2}-{row['endday']:0>2}"
