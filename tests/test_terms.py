import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkgraph import terms


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("nk:russia", "https://w3id.org/nkgraph/entity/russia"),
        ("<https://example.org/a b>", None),
        ("<https://example.org/ab>", "https://example.org/ab"),
        ("http://example.org/x", "http://example.org/x"),
        ("unknown:russia", None),
        ("Russia", None),
        ("", None),
        ("http://example.org/\ud800", None),
        ("nk:a> } DROP", None),
    ],
)
def test_expand(text: str, iri: str | None) -> None:
    found = terms.expand(text)
    assert (found.value if found else None) == iri


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        ("https://w3id.org/nkgraph/entity/russia", "nk:russia"),
        (
            "https://w3id.org/nkgraph/entity/russia/iso",
            "https://w3id.org/nkgraph/entity/russia/iso",
        ),
        ("https://w3id.org/nkgraph/entity/", "https://w3id.org/nkgraph/entity/"),
        ("https://w3id.org/nkgraph/claim/2014-05-14/oil-2008", "claim:oil-2008"),
        ("https://example.org/x", "https://example.org/x"),
        ("https://w3id.org/nkgraph/entity/a.", "https://w3id.org/nkgraph/entity/a."),
    ],
)
def test_compact(iri: str, short: str) -> None:
    assert terms.compact(iri) == short


@given(st.sampled_from(sorted(terms.PREFIXES)), st.text(max_size=20))
def test_a_compact_iri_expands_to_itself(prefix: str, local: str) -> None:
    iri = terms.PREFIXES[prefix] + local
    short = terms.compact(iri)
    if short != iri:
        found = terms.expand(short)
        assert found is not None
        assert found.value == iri


def test_last_segment() -> None:
    assert terms.last_segment("https://example.org/a#b") == "b"
    assert terms.last_segment("https://example.org/a/b") == "b"


def test_no_two_prefixes_share_an_iri() -> None:
    assert len(set(terms.PREFIXES.values())) == len(terms.PREFIXES)
