"""Paragraphs and sentences, and their places in the normalised text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkgraph.evidence import normalise, passages, read_text

SHARED_ARTICLE = Path(__file__).parents[2] / "shared" / "article.txt"

NEWS = """Menu

Two ports agree on a ferry

Posted Oct. 3, 2011 09:15

The ferry of the U.S. firm J. Kim & Co. sails from May. “It pays,” said Dr. Han. Who
doubts it? Nobody (so far.) It left on
Oct. 9.

No. 4 is the pier. In May. 2 ships came!  All were full…
"""


def sentences(text: str) -> list[tuple[int, int, str]]:
    whole = normalise(text)
    return [(one.paragraph, one.sentence, whole[one.start : one.end]) for one in passages(text)]


def test_paragraphs_and_sentences() -> None:
    assert sentences(NEWS) == [
        (0, 1, "Menu Two ports agree on a ferry"),
        (0, 2, "Posted Oct. 3, 2011 09:15"),
        (1, 1, "The ferry of the U.S. firm J. Kim & Co. sails from May."),
        (1, 2, "“It pays,” said Dr. Han."),
        (1, 3, "Who doubts it?"),
        (1, 4, "Nobody (so far.)"),
        (1, 5, "It left on Oct. 9."),
        (2, 1, "No. 4 is the pier."),
        (2, 2, "In May. 2 ships came!"),
        (2, 3, "All were full…"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Only a headline", [(0, 1, "Only a headline")]),
        (
            "A headline\n\nPosted to Beijing, he wrote.",
            [(0, 1, "A headline"), (1, 1, "Posted to Beijing, he wrote.")],
        ),
        (
            "A headline\nUpdated 2011-10-03\nThe body. Goes on.",
            [
                (0, 1, "A headline"),
                (0, 2, "Updated 2011-10-03"),
                (1, 1, "The body."),
                (1, 2, "Goes on."),
            ],
        ),
        ("Posted 3 May 2011\n\nBody.", [(0, 2, "Posted 3 May 2011"), (1, 1, "Body.")]),
        (
            "見出し\n\n船が出た。また来る。",
            [(0, 1, "見出し"), (1, 1, "船が出た。"), (1, 2, "また来る。")],
        ),
    ],
)
def test_other_layouts(text: str, expected: list[tuple[int, int, str]]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\u2028", " \n"])
def test_line_ends_do_not_matter(line_end: str) -> None:
    assert sentences(NEWS.replace("\n", line_end)) == sentences(NEWS)


@given(st.text(alphabet="ab AB.!?”。\n\r\u00a0\ufeff8é\u0301", max_size=80))
def test_passages_make_up_the_text(text: str) -> None:
    whole = normalise(text)
    found = passages(text)
    assert [one.start for one in found] == sorted({one.start for one in found})
    assert "".join(whole[one.start : one.end] for one in found).replace(" ", "") == (
        whole.replace(" ", "")
    )
    assert all(whole[one.start : one.end].strip() == whole[one.start : one.end] for one in found)


@pytest.mark.skipif(not SHARED_ARTICLE.exists(), reason="the article's text is not at hand")
def test_the_article() -> None:
    count = [one.paragraph for one in passages(read_text(SHARED_ARTICLE))]
    assert [count.count(paragraph) for paragraph in range(9)] == [2, 3, 3, 2, 2, 4, 2, 3, 3]
