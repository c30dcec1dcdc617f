"""README and docs: every example prints what they show, and nothing that they name is made up."""

import contextlib
import io
import re
from functools import cache
from pathlib import Path

import pytest

from documented import ARTICLE, NOT_RUN, PAGES, ROOT, Example, blocks, comparable, examples, played
from nkgraph.catalogue import Catalogue
from nkgraph.cli import COMMANDS, run
from nkgraph.formats import NAMES as FORMATS

CHANGELOG = ROOT / "CHANGELOG.md"
LANGUAGES = {"console", "sh", "python", "text", "turtle", "sparql"}
"""The fences that some test reads: the last two by test_docs_model.py and test_docs_queries.py."""
MOST_README_LINES = 220
MOST_PICTURE_BYTES = 200_000
TEXTS = {page: page.read_text(encoding="utf-8") for page in (*PAGES, CHANGELOG)}
EXAMPLES = [example for page in PAGES for example in examples(page)]
RUN = [example for example in EXAMPLES if not example.not_run]
LISTED = {query.name for query in Catalogue().listed()}

on_every_page = pytest.mark.parametrize(
    "page", [*PAGES, CHANGELOG], ids=lambda page: str(page.relative_to(ROOT))
)


@cache
def printed_on(page: Path) -> dict[str, str]:
    return played(page)


def test_the_examples_are_found() -> None:
    assert len(RUN) > 50
    assert len({example.name for example in EXAMPLES}) == len(EXAMPLES)
    for page in ("README.md", "CONTRIBUTING.md", "docs/queries.md", "docs/maps.md"):
        assert any(example.is_shell for example in examples(ROOT / page)), page
    for page in ("README.md", "docs/python.md"):
        assert any(not example.is_shell for example in examples(ROOT / page)), page


@pytest.mark.parametrize("example", RUN, ids=lambda example: example.name)
def test_an_example_prints_what_its_page_shows(example: Example) -> None:
    if example.needs_the_article and not ARTICLE.exists():
        pytest.skip("there is no copy of the article's text")
    printed = printed_on(example.block.page)[example.name]
    if example.shown is not None:
        assert comparable(printed) == comparable(example.shown), "`make docs` writes it anew"
    elif not example.is_shell:
        assert printed == "", "show what it prints, in a text block right behind it"


@on_every_page
def test_every_block_has_a_test(page: Path) -> None:
    text = TEXTS[page]
    assert text.count("```") == 2 * len(blocks(page)), "a fence that is not closed, or has options"
    shown = {example.place.start for example in examples(page)}
    for block in blocks(page):
        assert block.language in LANGUAGES, f"line {block.line}"
        if block.language == "text" and block.start not in shown:  # a diagram
            assert not re.search(r"^\s*(\$|>>>|nkgraph|make) ", block.text, re.MULTILINE)
    assert not re.search(r"\n\n    \S", re.sub(r"(?s)```.*?```", "", text)), "code without a fence"


@pytest.mark.parametrize("example", [e for e in EXAMPLES if e.not_run], ids=lambda e: e.name)
def test_what_is_not_run_is_there(example: Example) -> None:
    program, *arguments = example.code.split()
    if program == "make":
        assert arguments[0] in make_rules()


def test_every_reason_not_to_run_is_used() -> None:
    beginnings = {how for example in EXAMPLES for how in NOT_RUN if example.code.startswith(how)}
    assert beginnings == set(NOT_RUN)


@on_every_page
def test_what_a_page_says_of_make_is_true(page: Path) -> None:
    for rule in re.findall(r"`make ([a-z]+)[`\s]", TEXTS[page]):
        assert rule in make_rules()


def test_contributing_has_every_rule_of_the_makefile() -> None:
    text = TEXTS[ROOT / "CONTRIBUTING.md"]
    for rule in make_rules() - {"setup", "dev"}:  # which are steps of the others
        assert f"`make {rule}`" in text


@on_every_page
def test_commands_queries_and_options_exist(page: Path) -> None:
    for call in calls(page):
        words = call.split()
        command = words[1] if len(words) > 1 else ""
        if command in ("", "COMMAND") or command.startswith("-"):
            continue
        assert command in COMMANDS, call
        for option in re.findall(r"(?<!\S)--?[a-z][a-z-]*", call):
            assert option in options_of(command), call
        if command in ("query", "view", "network", "queries") and len(words) > 2:
            name = words[2].strip("'\"")
            if not re.fullmatch(r"-.*|[A-Z]+|.*\.rq|how-surely|tradefigures", name):
                assert name in LISTED, call


@on_every_page
def test_options_that_stand_alone_exist(page: Path) -> None:
    known = {option for command in COMMANDS for option in options_of(command)} | {"--version"}
    for option in re.findall(r"`(--[a-z-]+)[^`]*`", TEXTS[page]):
        assert option in known


@on_every_page
def test_queries_that_python_asks_for_exist(page: Path) -> None:
    named = re.findall(r"\.(?:query|view|network|find)\(\"([a-z-]+)\"", TEXTS[page])
    assert set(named) <= LISTED


def test_every_command_is_in_the_readme() -> None:
    for command in COMMANDS:
        assert f"`nkgraph {command}`" in TEXTS[ROOT / "README.md"]


def test_every_stored_query_and_format_is_in_the_docs() -> None:
    text = TEXTS[ROOT / "docs/queries.md"]
    for name in LISTED:
        assert re.search(rf"\b{name}\b", text), name
    for name in FORMATS:
        assert f"`{name}`" in text


def test_the_readme_counts_right() -> None:
    assert f"{len(LISTED)} stored queries" in TEXTS[ROOT / "README.md"]


@on_every_page
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"(?s)```.*?```", "", TEXTS[page])
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if link.startswith(("https://", "http://")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if anchor:
            assert anchor in headings(target), link


def test_every_page_of_the_docs_is_in_the_index() -> None:
    index = TEXTS[ROOT / "docs/README.md"]
    for page in (ROOT / "docs").glob("*.md"):
        assert page.name == "README.md" or f"({page.name})" in index


def test_the_readme_is_short_and_its_picture_small() -> None:
    assert len(TEXTS[ROOT / "README.md"].splitlines()) <= MOST_README_LINES
    pictures = list((ROOT / "docs/images").iterdir())
    assert pictures
    for picture in pictures:
        assert picture.stat().st_size <= MOST_PICTURE_BYTES
        assert any(f"images/{picture.name}" in text for text in TEXTS.values())


def calls(page: Path) -> list[str]:
    """Return every call of nkgraph that a page shows, in blocks and between backquotes."""
    text = TEXTS[page]
    in_blocks = [
        piece.strip()
        for example in examples(page)
        if example.is_shell
        for piece in example.code.split("|")
    ]
    in_text = re.findall(r"`((?:\.venv/bin/)?nkgraph [^`]*)`", re.sub(r"(?s)```.*?```", "", text))
    every = (call.removeprefix(".venv/bin/") for call in (*in_blocks, *in_text))
    return [call for call in every if call.split()[:1] == ["nkgraph"]]


@cache
def options_of(command: str) -> set[str]:
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        assert run([command, "--help"]) == 0
    return set(re.findall(r"(?<!\w)--?[a-z][a-z-]*", shown.getvalue()))


@cache
def make_rules() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    return set(phony.split())


@cache
def headings(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    text = re.sub(r"(?s)```.*?```", "", page.read_text(encoding="utf-8"))
    return {
        re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    }
