"""The background graph's places: where they lie, in what, and beside what."""

import json
from itertools import combinations

import pytest

from background_facts import PROJECT, STATES, ask, codes, load

PLACES = STATES | {
    "beijing", "jilin", "khasan", "korean-peninsula", "liaoning", "moscow", "najin-port",
    "primorsky-krai", "pyongyang",
}  # fmt: skip


@pytest.fixture(scope="module")
def background():
    return load("data/background.ttl")


def positions(store):
    rows = ask(
        store,
        "SELECT ?place ?lat ?long WHERE { ?place geo:location ?p . ?p geo:lat ?lat ;"
        " geo:long ?long }",
    )
    return {place: (float(lat), float(long)) for place, lat, long in rows}


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
