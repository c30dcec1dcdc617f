"""Lists of people and companies like those of OpenSanctions, of any length: made up, from a seed.

    .venv/bin/python -m benchmarks.entities 100000 entities.ftm.json

A line is an entity of FollowTheMoney. The shares of the schemata, how many names and other values
an entity has, and which properties they are in follow what OpenSanctions publishes: a person has
names in two scripts, a company has its legal form in front or behind. The people are nobody.
"""

import json
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

SEED = 20240601
_SHARES = (
    ("Person", 34), ("Company", 10), ("Organization", 4), ("Vessel", 1), ("Address", 14),
    ("Sanction", 13), ("Ownership", 7), ("Directorship", 5), ("Family", 3), ("Identification", 4),
    ("Position", 1), ("Occupancy", 4),
)  # fmt: skip
"""Of a hundred entities."""
_NAMES = """
kp Kim Ri Pak Choe Jong Kang Jo Yun Jang Im Han O So Sin Kwon Hwang An Song
kp Jong Yong Chol Myong Song Hyon Il Su Nam Chang Kwang Tong Sok Ho Hak Ung Jin
ru Ivanov Petrov Kuznetsov Sokolov Lebedev Morozov Volkov Fedorov Orlov Zaitsev
ru Ivan Sergei Dmitry Alexei Andrei Mikhail Vladimir Oleg Pavel Yury Viktor
cn Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo
cn wei fang na xiu ying min jing li qiang lei jun yang yong yan jie juan tao ming
sy Haddad Khoury Najjar Sabbagh Halabi Qassem Mansour Darwish Aziz Rahman Saleh
sy Ahmad Muhammad Ali Hassan Omar Khaled Samir Yusuf Nabil Tariq Faisal Rami
gb Smith Jones Taylor Brown Wilson Evans Thomas Roberts Walker Wright Hall Green
gb John David Michael Peter Susan Helen Mary Robert Paul Anne Mark Jane Alan
"""
_PEOPLE: dict[str, list[list[str]]] = {}
"""Family names and given names, by country."""
for _country, *_names in (line.split() for line in _NAMES.strip().splitlines()):
    _PEOPLE.setdefault(_country, []).append(_names)
_COMPANIES = """
Ocean Star Korea Mining General Trading Development Machinery Shipping Golden Eastern Bank Electric
Chemical Pacific Steel Northern Import Export Foreign Light Industry Marine River Union Capital
Energy Logistics Invest Heavy Precision Daily Sunrise Mount Paektu
"""
_WORDS = _COMPANIES.split()
_CYRILLIC = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "абкдефгхийклмнопкрстуввхызАБКДЕФГХИЙКЛМНОПКРСТУВВХЫЗ",
)
_HANGUL = "김리박최정강조윤장임한오서신권황안송영철명성현일수남창광동석호학웅진"
_FORMS = ("Co., Ltd.", "LLC", "JSC", "Corporation", "GmbH", "Limited", "OOO", "PJSC")
_LISTS = ("us_ofac_sdn", "eu_fsf", "gb_hmt_sanctions", "ch_seco_sanctions", "un_sc_sanctions")
_AUTHORITIES = ("Office of Foreign Assets Control", "European Union", "HM Treasury", "SECO")
_STREETS = ("Central", "Station", "Harbour", "Victory", "Garden", "Lenin", "Sungri", "Nanjing")


def write(target: Path, count: int, seed: int = SEED) -> None:
    """Write so many entities, one a line; the same for the same seed."""
    with target.open("w", encoding="utf-8", newline="") as stream:
        for entity in _entities(count, random.Random(seed)):
            stream.write(json.dumps(entity, ensure_ascii=False) + "\n")


def _entities(count: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    schemata = [name for name, share in _SHARES for _ in range(share)]
    makers: dict[str, Callable[[_Made], dict[str, list[str]]]] = {
        "Person": _person, "Company": _company, "Organization": _company, "Vessel": _vessel,
        "Address": _address, "Sanction": _sanction, "Ownership": _ownership,
        "Directorship": _directorship, "Family": _family, "Identification": _identification,
        "Position": _position, "Occupancy": _occupancy,
    }  # fmt: skip
    made = _Made(chance)
    for number in range(count):
        schema = "Person" if number == 0 else "Company" if number == 1 else chance.choice(schemata)
        if schema == "Occupancy" and not made.of("Position"):
            schema = "Position"
        properties = {prop: values for prop, values in makers[schema](made).items() if values}
        identifier = f"NK-{chance.getrandbits(96):024x}"
        made.note(schema, identifier)
        seen = f"2023-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}T12:00:00"
        caption = properties.get("name") or properties.get("full") or [schema]
        yield {
            "id": identifier, "caption": caption[0], "schema": schema, "properties": properties,
            "referents": [f"ofac-{chance.randrange(99_999)}"],
            "datasets": sorted(chance.sample(_LISTS, chance.choice((1, 1, 2, 3)))),
            "first_seen": seen, "last_seen": "2024-06-01T10:57:03", "last_change": seen,
            "target": schema in ("Person", "Company", "Organization", "Vessel"),
        }  # fmt: skip


class _Made:
    """What has been made, to refer to."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self._ids: dict[str, list[str]] = {}

    def note(self, schema: str, identifier: str) -> None:
        self._ids.setdefault(schema, []).append(identifier)

    def of(self, *schemata: str) -> list[str]:
        """Return an entity of one of the schemata, the likelier the more there are."""
        there = [ids for schema in schemata if (ids := self._ids.get(schema))]
        if not there:
            return []
        ids = self.chance.choices(there, weights=[len(each) for each in there])[0]
        return [self.chance.choice(ids)]

    def day(self, first: int, last: int) -> str:
        year = self.chance.randint(first, last)
        return f"{year}-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}"

    def number(self, digits: int) -> str:
        return str(self.chance.randrange(10 ** (digits - 1), 10**digits))


def _person(made: _Made) -> dict[str, list[str]]:
    chance = made.chance
    country = chance.choice(tuple(_PEOPLE))
    families, givens = _PEOPLE[country]
    family, one, other = chance.choice(families), *chance.choices(givens, k=2)
    given = {"kp": f"{one} {other}", "cn": f"{one}{other}".capitalize()}.get(
        country, f"{one} {other}" if chance.random() < 0.5 else one
    )
    if country in ("kp", "cn"):
        names = [f"{family} {given}", f"{family.upper()} {given}"]
    else:
        names = [f"{given} {family}", f"{given} {family.upper()}"]
    if country == "ru":
        names += [names[0].translate(_CYRILLIC), f"{family.upper()}, {given}".translate(_CYRILLIC)]
    if country == "kp":
        names += ["".join(chance.choices(_HANGUL, k=3)), f"{family} {given.replace(' ', '-')}"]
    return {
        "name": names,
        "alias": [f"{one} {family}", f"{family} {one[0]}."] if chance.random() < 0.4 else [],
        "firstName": [given], "lastName": [family, family.upper()],
        "birthDate": [made.day(1935, 1990)] if chance.random() < 0.7 else [],
        "birthPlace": ["Example City"] if chance.random() < 0.3 else [],
        "gender": [chance.choice(("male", "female"))], "nationality": [country],
        "position": [f"Director of {chance.choice(_WORDS)}"] if chance.random() < 0.5 else [],
        "topics": ["sanction"] if chance.random() < 0.5 else ["role.pep"],
        "passportNumber": [made.number(9)] if chance.random() < 0.2 else [],
        "wikidataId": [f"Q{made.number(8)}"] if chance.random() < 0.15 else [],
        "addressEntity": made.of("Address") if chance.random() < 0.3 else [],
        "notes": ["Listed for supporting the programmes that the resolutions name. " * 2],
        "sourceUrl": [f"https://list.example.org/{made.number(6)}"],
    }  # fmt: skip


def _company(made: _Made) -> dict[str, list[str]]:
    chance = made.chance
    words = " ".join(chance.sample(_WORDS, chance.choice((2, 3, 3, 4))))
    form = chance.choice(_FORMS)
    return {
        "name": [f"{words} {form}", f"{form} {words}", words.translate(_CYRILLIC)],
        "alias": [words] if chance.random() < 0.5 else [],
        "abbreviation": ["".join(word[0] for word in words.split())],
        "jurisdiction": [chance.choice(tuple(_PEOPLE))], "country": [chance.choice(tuple(_PEOPLE))],
        "registrationNumber": [made.number(10)], "incorporationDate": [made.day(1980, 2020)],
        "topics": ["sanction"], "addressEntity": made.of("Address"),
        "sourceUrl": [f"https://list.example.org/{made.number(6)}"],
    }  # fmt: skip


def _vessel(made: _Made) -> dict[str, list[str]]:
    name = " ".join(made.chance.sample(_WORDS, 2)).upper()
    return {
        "name": [name], "imoNumber": [f"IMO{made.number(7)}"], "type": ["General cargo"],
        "flag": [made.chance.choice(tuple(_PEOPLE))], "owner": made.of("Company", "Organization"),
    }  # fmt: skip


def _address(made: _Made) -> dict[str, list[str]]:
    street = f"{made.number(2)} {made.chance.choice(_STREETS)} Street"
    country = made.chance.choice(tuple(_PEOPLE))
    return {
        "full": [f"{street}, Example City {made.number(5)}"], "street": [street],
        "city": ["Example City"], "country": [country],
    }  # fmt: skip


def _sanction(made: _Made) -> dict[str, list[str]]:
    chance = made.chance
    return {
        "entity": made.of("Person", "Company", "Organization", "Vessel"),
        "authority": [chance.choice(_AUTHORITIES)], "country": [chance.choice(("us", "eu", "gb"))],
        "program": [f"PROGRAMME-{chance.randint(1, 40)}"], "authorityId": [made.number(6)],
        "listingDate": [made.day(2006, 2023)], "startDate": [made.day(2006, 2023)],
        "reason": ["Involved in trade that the resolutions of the Security Council forbid."],
        "sourceUrl": [f"https://list.example.org/{made.number(6)}"],
    }  # fmt: skip


def _ownership(made: _Made) -> dict[str, list[str]]:
    return {
        "owner": made.of("Person", "Company"), "asset": made.of("Company"),
        "percentage": [made.number(2)], "startDate": [made.day(1995, 2022)],
    }  # fmt: skip


def _directorship(made: _Made) -> dict[str, list[str]]:
    return {
        "director": made.of("Person"), "organization": made.of("Company", "Organization"),
        "role": [made.chance.choice(("director", "chairman"))], "startDate": [made.day(1995, 2022)],
    }  # fmt: skip


def _family(made: _Made) -> dict[str, list[str]]:
    relation = made.chance.choice(("brother", "spouse", "child"))
    return {"person": made.of("Person"), "relative": made.of("Person"), "relationship": [relation]}


def _identification(made: _Made) -> dict[str, list[str]]:
    country = made.chance.choice(tuple(_PEOPLE))
    return {"holder": made.of("Person"), "number": [made.number(9)], "country": [country]}


def _position(made: _Made) -> dict[str, list[str]]:
    country = made.chance.choice(tuple(_PEOPLE))
    return {"name": [f"Minister of {made.chance.choice(_WORDS)}"], "country": [country]}


def _occupancy(made: _Made) -> dict[str, list[str]]:
    return {
        "holder": made.of("Person"), "post": made.of("Position"),
        "startDate": [made.day(1995, 2022)], "status": ["current"],
    }  # fmt: skip


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))
