"""The guide to encoding an article: its commands print what it says, its Turtle is real."""

import re
import shlex
from pathlib import Path

import pytest

from nkgraph.cli import run

DOCS = Path(__file__).parents[1] / "docs"
GUIDE = (DOCS / "encoding.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


CALLS = [block.partition("\n")[::2] for block in blocks("console")]


def test_the_guide_has_commands() -> None:
    assert len(CALLS) == 5
    assert len(blocks("turtle")) == 4


@pytest.mark.parametrize(("call", "output"), CALLS, ids=[call for call, _ in CALLS])
def test_a_command_prints_what_the_guide_says(
    call: str, output: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(DOCS / "example")
    dollar, program, *arguments = shlex.split(call)
    assert (dollar, program) == ("$", "nkgraph")
    run(arguments)
    printed = capsys.readouterr()
    assert printed.out + printed.err == output


@pytest.mark.parametrize("block", blocks("turtle"))
def test_the_turtle_stands_in_the_example(block: str) -> None:
    example = (DOCS / "example" / "coal.ttl").read_text(encoding="utf-8")
    for part in block.strip().split("\n\n"):
        assert part in example


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)]+)\)", GUIDE))
def test_links_lead_somewhere(link: str) -> None:
    assert (DOCS / link).exists()
