"""Limits to queries on the command line: options, what is said of them, and ends of output."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Run
from guarding import COMMAND, TOO_DEEP, TOO_LARGE, TOO_LONG
from nkgraph import cli


def test_on_the_command_line(nkgraph_command: Run, tmp_path: Path) -> None:
    (tmp_path / "bomb.rq").write_text(TOO_LONG["counting a cross product"])
    (tmp_path / "all.rq").write_text("SELECT ?s { ?s ?p ?o }")
    for command in (["query"], ["network", "--format", "json"], ["view"]):
        out = "out.html" if command == ["view"] else "out.json"
        done = nkgraph_command(*command, "bomb.rq", "--timeout", "0.3", "-o", out)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("the query took longer than 0.3 s and was ended: ask for")
        assert done.stderr.count("\n") == 1
        assert not (tmp_path / out).exists()
    done = nkgraph_command("query", "all.rq", "--limit", "2", "--format", "csv")
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 3)
    assert done.stderr == "these are the first rows, and there are more: --limit 2 cuts them off\n"
    bomb = TOO_LARGE["doubling a text"]
    done = nkgraph_command("query", "-", "--memory", "64M", stdin=None, input=bomb)
    assert done.returncode == 2
    assert done.stderr.startswith("the query needs more than 64 MiB of memory and was ended: ask")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--timeout", "0"], "--timeout '0' is no time"),
        (["--timeout", "-1"], "--timeout"),
        (["--timeout", "nan"], "--timeout 'nan' is no time"),
        (["--timeout", "inf"], "--timeout 'inf' is no time"),
        (["--timeout", "1e999"], "--timeout '1e999' is no time"),
        (["--timeout", "soon"], "--timeout 'soon' is no time: write seconds, 60 or 0.5, or"),
        (["--memory", "much"], "--memory 'much' is no size: write 500M or 8G"),
        (["--memory", "1X"], "--memory '1X' is no size"),
        (["--memory", "0"], "memory=0 is too little"),
        (["--limit", "0"], "--limit '0' is no number"),
        (["timeout=5"], "'timeout' is no parameter"),
        (["allow_service=yes"], "'allow_service' is no parameter"),
    ],
)
def test_options_that_are_wrong(nkgraph_command: Run, arguments: list[str], said: str) -> None:
    done = nkgraph_command("query", "timeline", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_closed_pipe(nkgraph_command: Run, tmp_path: Path) -> None:
    (tmp_path / "all.rq").write_text("SELECT ?s ?p ?o { ?s ?p ?o }")
    command = " ".join(f"'{part}'" for part in [*COMMAND, "query", "all.rq", "--format", "csv"])
    done = subprocess.run(
        f"{command} | head -n 1", shell=True, capture_output=True, text=True, cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if not name.startswith("NKGRAPH_")},
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("s,p,o\n", "")


def test_showing_a_query_runs_and_colours_nothing(
    nkgraph_command: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "deep.rq").write_text(f"#+ summary: Deep\n{TOO_DEEP['groups']}")
    (folder / "odd.rq").write_text("#+ summary: Odd\nSELECT ?s { ?s ?p '\x1b[31m\u202e' }")
    done = nkgraph_command("queries", "deep", "--queries", str(folder))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "goes too deep for Oxigraph" in done.stderr
    done = nkgraph_command("check", "--queries", str(folder))
    assert done.returncode == 1
    assert "goes too deep for Oxigraph" in done.stdout
    assert "\x1b[31m" in nkgraph_command("queries", "odd", "--queries", str(folder)).stdout
    shown = io.StringIO()
    monkeypatch.setattr(shown, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", shown)
    assert cli.run(["queries", "odd", "--queries", str(folder)]) == 0
    assert "'\\x1b[31m\\u202e'" in shown.getvalue()
    assert "\n\n" in shown.getvalue()
