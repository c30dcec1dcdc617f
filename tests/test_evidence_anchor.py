"""Making anchors from quotations, and writing them as Turtle."""

import hashlib

import pytest
from pyoxigraph import RdfFormat, parse

from nkgraph.errors import BadQuotation
from nkgraph.evidence import Anchor, anchor, digest, source_facts, turtle

NEWS = "A headline\n\nPosted 3 May 2011\n\nThe port’s pier is new.\nThe pier\nis long.\n\nThe end."


def test_a_quotation_becomes_an_anchor() -> None:
    whole = "A headline Posted 3 May 2011 The port’s pier is new. The pier is long. The end."
    words = "The pier is long."
    start = whole.index(words)
    expected = hashlib.sha256(words.encode()).hexdigest()
    assert anchor(NEWS, "The  pier is\r\nlong.") == Anchor(
        start, start + len(words), expected, paragraph=1, sentence=2
    )


def test_quotation_marks_may_be_typed_plainly() -> None:
    made = anchor(NEWS, "the port's pier".removeprefix("the "))
    assert made.digest == digest("port’s pier")


def test_paragraph_zero_is_the_head() -> None:
    assert (anchor(NEWS, "headline").paragraph, anchor(NEWS, "headline").sentence) == (0, 1)
    assert (anchor(NEWS, "3 May").paragraph, anchor(NEWS, "3 May").sentence) == (0, 2)


def test_several_occurrences_need_a_choice() -> None:
    with pytest.raises(
        BadQuotation, match=r"“pier” 2 times, at characters 40, 57: give more words"
    ):
        anchor(NEWS, "pier")
    assert anchor(NEWS, "pier", 1).start == 40
    assert anchor(NEWS, "pier", 2).start == 57


@pytest.mark.parametrize(
    ("quotation", "occurrence", "complaint"),
    [
        ("quay", None, "does not contain “quay”: copy the words"),
        ("the END", None, "other capitals"),
        (" \n", None, "the quotation is empty"),
        ("pier", 3, "2 times: there is no number 3"),
        ("pier", 0, "there is no number 0"),
        ("q" * 500, None, "does not contain “q{59}…”"),
    ],
)
def test_what_cannot_be_anchored_is_said(
    quotation: str, occurrence: int | None, complaint: str
) -> None:
    with pytest.raises(BadQuotation, match=complaint) as error:
        anchor(NEWS, quotation, occurrence)
    assert "\n" not in str(error.value)


def test_turtle_holds_the_anchor() -> None:
    made = anchor(NEWS, "pier", 2)
    prefixes = (
        "@prefix ev: <http://example.org/ev/> . @prefix src: <http://example.org/src/> ."
        "@prefix oa: <http://www.w3.org/ns/oa#> ."
        "@prefix nkg: <https://w3id.org/nkgraph/ontology#> ."
    )
    text = turtle(made, source="src:ferry")
    quads = {
        (quad.subject.value, quad.predicate.value.rpartition("#")[2], quad.object.value)
        for quad in parse(prefixes + text, RdfFormat.TURTLE)
    }
    name = "http://example.org/ev/57-61"
    assert quads == {
        (name, "type", "http://www.w3.org/ns/oa#SpecificResource"),
        (name, "hasSource", "http://example.org/src/ferry"),
        (name, "hasSelector", f"{name}.position"),
        (name, "paragraph", "1"),
        (name, "sentence", "2"),
        (name, "digest", digest("pier")),
        (f"{name}.position", "type", "http://www.w3.org/ns/oa#TextPositionSelector"),
        (f"{name}.position", "start", "57"),
        (f"{name}.position", "end", "61"),
    }


def test_turtle_says_nothing_of_an_unknown_paragraph() -> None:
    text = turtle(Anchor(0, 4, digest("pier")))
    assert "nkg:paragraph" not in text
    assert "nkg:sentence" not in text


def test_the_facts_of_a_source() -> None:
    assert source_facts("two\nwords ") == (
        f'    nkg:textLength 9 ;\n    nkg:digest "{digest("two words")}" .\n'
    )
