import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkgraph.errors import BadQueryHeader
from nkgraph.marker import header_lines

BODY = "SELECT * WHERE { ?s ?p ?o }\n"


def test_the_lines_of_a_header() -> None:
    text = f"# A licence.\n#+ summary: One\n#+\n#+ tags: [a]\n# A remark.\n{BODY}"
    assert header_lines(text, "q.rq") == [(2, "summary: One"), (3, ""), (4, "tags: [a]")]


def test_no_header() -> None:
    assert header_lines(BODY, "q.rq") == []
    assert header_lines(f"#=====\n# ===== Part one =====\n#-----\n{BODY}", "q.rq") == []
    assert header_lines(f"# summary: just a remark\n# notes: so is this\n{BODY}", "q.rq") == []


@pytest.mark.parametrize(
    "line",
    [
        "+= summary: One",
        "+ summary: One",
        "#+summary: One",
        "#+=summary: One",
        "#= summary: One",
        "#+= summary: One",
        "# + summary: One",
        "#\t+ summary: One",
        " #+ summary: One",
        "#+\tsummary: One",
        "#++ summary: One",
    ],
)
def test_a_wrong_marker(line: str) -> None:
    with pytest.raises(BadQueryHeader, match=r"the header of q\.rq is wrong: line 1.* `#\+ `"):
        header_lines(f"{line}\n{BODY}", "q.rq")


@pytest.mark.parametrize("line", ["# tags: [a]", "## tags: [a]", "#: tags: [a]", "#tags: [a]"])
def test_a_line_without_its_marker(line: str) -> None:
    with pytest.raises(BadQueryHeader, match="line 2 has no marker"):
        header_lines(f"#+ summary: One\n{line}\n{BODY}", "q.rq")


def test_lines_that_stand_apart() -> None:
    with pytest.raises(BadQueryHeader, match="line 3 stands apart"):
        header_lines(f"#+ summary: One\n\n#+ tags: [a]\n{BODY}", "q.rq")


def test_what_the_query_itself_holds_is_no_header() -> None:
    assert header_lines(f"{BODY}#+summary: late\n+= x\n", "q.rq") == []


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        header_lines(text, "q.rq")
    except BadQueryHeader as error:
        assert len(str(error).splitlines()) == 1
