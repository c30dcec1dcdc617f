import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkgraph.commands.arguments import Parser
from nkgraph.errors import BadCall


def parser() -> Parser:
    one = Parser("nkgraph try", "try something")
    one.place("name", "NAME", "a name", is_needed=True)
    one.place("rest", "key=value", "the rest", takes_rest=True)
    one.option("--format", "a format", metavar="FORMAT")
    one.option("--output", "a file", metavar="FILE", short="-o")
    one.option("--without", "left out", metavar="SOURCE", is_repeatable=True)
    one.option("--open", "show it")
    return one


def read(*arguments: str) -> dict[str, object]:
    given = parser().read(arguments)
    assert given is not None
    return vars(given)


def test_nothing_but_what_is_needed() -> None:
    assert read("x") == {
        "name": "x", "rest": [], "format": None, "output": None, "without": [], "open": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [
        ["x", "a=1", "b=2", "--format", "csv", "-o", "f", "--without", "p", "--without", "q",
         "--open"],
        ["--open", "--format=csv", "x", "-of", "a=1", "--without=p", "b=2", "--without", "q"],
        ["--without", "p", "--without", "q", "--output", "f", "--open", "--format", "csv", "--",
         "x", "a=1", "b=2"],
    ],
)  # fmt: skip
def test_options_in_any_place(arguments: list[str]) -> None:
    assert read(*arguments) == {
        "name": "x", "rest": ["a=1", "b=2"], "format": "csv", "output": "f",
        "without": ["p", "q"], "open": True,
    }  # fmt: skip


def test_values_that_look_like_something_else() -> None:
    assert read("-", "--format=--open")["format"] == "--open"
    assert read("x", "--format=a=b")["format"] == "a=b"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "NAME is missing: `nkgraph try --help` shows what it takes"),
        (["x", "--form", "csv"], "there is no option '--form': did you mean --format?"),
        (["x", "--zzz"], "there is no option '--zzz': `nkgraph try --help` lists them"),
        (["x", "-q"], "there is no option '-q'"),
        (["x", "--format"], "argument --format: expected one argument"),
        (["x", "-o"], "argument -o/--output: expected one argument"),
        (["x", "--format", "--open"], "argument --format: expected one argument"),
        (["x", "--open=yes"], "argument --open: ignored explicit argument 'yes'"),
        (["x", "--format", "a", "--format", "b"], "argument --format: is given twice"),
    ],
)
def test_what_is_not_taken(arguments: list[str], said: str) -> None:
    with pytest.raises(BadCall) as caught:
        parser().read(arguments)
    assert said in str(caught.value)


def test_one_too_many() -> None:
    one = Parser("nkgraph try", "try something")
    one.place("name", "NAME", "a name")
    with pytest.raises(BadCall, match=r"'b' is one argument too many: `nkgraph try --help`"):
        one.read(["a", "b"])


def test_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert parser().read(["x", "--help", "--nonsense"]) is None
    shown = capsys.readouterr().out
    for part in ("usage: nkgraph try", "try something", "NAME", "key=value", "-o FILE"):
        assert part in shown
    for line in (r"--format FORMAT +a format", r"--without SOURCE +left out \(repeatable\)"):
        assert re.search(line, shown)


def test_percent_signs_in_help(capsys: pytest.CaptureFixture[str]) -> None:
    one = Parser("nkgraph try", "try something")
    one.option("--share", "90 % or less", metavar="N")
    assert one.read(["-h"]) is None
    assert "90 % or less" in capsys.readouterr().out


@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_arguments_are_read_or_refused(arguments: list[str]) -> None:
    try:
        parser().read(arguments)
    except BadCall as error:
        assert str(error)
