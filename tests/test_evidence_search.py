"""Anchors are found in any copy of the text, and nowhere else."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nkgraph.evidence import Anchor, digest, find, locate, normalise, passages, read_text

SHARED_ARTICLE = Path(__file__).parents[2] / "shared" / "article.txt"

WORDS = st.lists(
    st.text(alphabet="abcAé’“”.,$-0漢か\u0301", min_size=1, max_size=6), min_size=1, max_size=40
)
GAPS = st.sampled_from([" ", "  ", "\n", "\r\n", "\r", "\n\n \n", "\t", "\u00a0", " \u2028"])
FURNITURE = st.text(alphabet="ab ’漢\n\ufeff\u00a0|", max_size=60)


@st.composite
def texts_with_anchors(draw: st.DrawFn) -> tuple[str, list[Anchor]]:
    """A normalised text, and anchors that begin and end anywhere in it but at a space."""
    text = normalise(" ".join(draw(WORDS)))
    assume(text)
    places = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(places, places), min_size=1, max_size=12))
    anchors = [
        Anchor(start, end, digest(text[start:end]))
        for start, end in map(sorted, spans)
        if text[start:end].strip() == text[start:end] != ""
    ]
    assume(anchors)
    return text, anchors


@given(texts_with_anchors(), FURNITURE, FURNITURE, st.data())
def test_every_copy_keeps_every_anchor(
    made: tuple[str, list[Anchor]], before: str, after: str, data: st.DataObject
) -> None:
    text, anchors = made
    wrapped = re.sub(" ", lambda _: data.draw(GAPS), text)
    copy = "\ufeff" + before + "\n" + wrapped + "\r\n" + after
    found = locate(anchors, copy)
    for one in anchors:
        place = found[one]
        assert place is not None
        assert digest(place.quotation) == one.digest
        assert normalise(copy)[place.start : place.end] == place.quotation


@given(texts_with_anchors(), st.data())
def test_a_changed_character_is_not_found(
    made: tuple[str, list[Anchor]], data: st.DataObject
) -> None:
    text, anchors = made
    one = max(anchors, key=lambda anchor: anchor.length)
    at = data.draw(st.integers(one.start, one.end - 1))
    assume(text[at] not in " \u0301")
    changed = text[:at] + "Z" + text[at + 1 :]
    assume(text[one.start : one.end] not in changed)
    assert find(one, changed) is None


@given(texts_with_anchors(), st.text(max_size=60))
def test_what_is_found_has_the_digest(made: tuple[str, list[Anchor]], other: str) -> None:
    for one, place in locate(made[1], other).items():
        assert place is None or digest(place.quotation) == one.digest


def test_the_stated_place_comes_first() -> None:
    text = "a port and a port and a port"
    one = Anchor(13, 17, digest("port"))
    assert text[13:17] == "port"
    place = find(one, text)
    assert place is not None
    assert place.start == 13


def test_of_several_places_the_nearest_counts() -> None:
    one = Anchor(12, 16, digest("port"))
    place = find(one, "port, a big port, and a third port")
    assert place is not None
    assert place.start == 12
    place = find(replace(one, start=20, end=24), "port, a big port, and a third port")
    assert place is not None
    assert place.start == 12


def test_neighbours_tell_how_far_the_text_moved() -> None:
    text = "The old port is closed. The new port is open."
    first, second = text.index("port"), text.rindex("port")
    anchors = [
        Anchor(first, first + 4, digest("port")),
        Anchor(second, second + 4, digest("port")),
        Anchor(0, 23, digest(text[:23])),
    ]
    furniture = "x" * (second - first - 1) + "\n"  # now the first port stands where the second did
    found = locate(anchors[:1] + anchors[2:], furniture + text)
    assert found[anchors[0]] is not None
    assert found[anchors[0]].start == len(furniture) + first  # type: ignore[union-attr]


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 2), (-3, 1), (4000, 4004), (0, 10**9)])
def test_an_impossible_place_is_only_a_hint(start: int, end: int) -> None:
    text = "The port is new."
    one = Anchor(start, end, digest("port"))
    place = find(one, text)
    if one.length == 4:
        assert place is not None
        assert place.quotation == "port"
    else:
        assert place is None


def test_an_anchor_with_no_digest_is_not_found() -> None:
    assert find(Anchor(0, 4, "no digest"), "The port") is None
    assert find(Anchor(0, 0, digest("")), "The port") is None


@pytest.mark.skipif(not SHARED_ARTICLE.exists(), reason="the article's text is not at hand")
def test_the_article_between_other_texts() -> None:
    text = read_text(SHARED_ARTICLE)
    whole = normalise(text)
    anchors = [
        Anchor(one.start, one.end, digest(whole[one.start : one.end])) for one in passages(text)
    ]
    body = text.partition("Posted")[2]
    menu = "Home | World | Korea\n" * 40
    found = locate(anchors, menu + body.replace(" ", "\r\n") + menu)
    assert [one for one in anchors if found[one] is None] == anchors[:2]  # the head was cut off
