"""`nkgraph anchor` prints what an author pastes, and says what it did not find."""

from pathlib import Path

import pytest

from nkgraph.cli import run
from nkgraph.evidence import anchor, source_facts, turtle

NEWS = "A headline\n\nPosted 3 May 2011\n\nThe pier is new. The pier is long.\n"


@pytest.fixture
def news(tmp_path: Path) -> str:
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    return str(tmp_path / "news.txt")


def test_words_become_evidence(news: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["anchor", news, "is long"]) == 0
    assert capsys.readouterr() == (turtle(anchor(NEWS, "is long")), "")
    assert run(["anchor", news, "The pier", "--nth", "2", "--of", "src:pier"]) == 0
    assert capsys.readouterr().out == turtle(anchor(NEWS, "The pier", 2), source="src:pier")


def test_without_words_the_text_itself(news: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["anchor", news]) == 0
    assert capsys.readouterr() == (source_facts(NEWS), "")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["no such words"], "does not contain “no such words”"),
        (["The pier"], "2 times, at characters 29, 46: give more words"),
        (["The pier", "--nth", "9"], "there is no number 9"),
        (["The pier", "--nth", "x"], "--nth"),
    ],
)
def test_what_is_wrong_is_said(
    news: str, arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["anchor", news, *arguments]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert complaint in output.err
    assert output.err.count("\n") == 1


def test_a_text_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["anchor", "absent.txt"]) == 2
    assert "cannot read the text absent.txt: No such file" in capsys.readouterr().err
