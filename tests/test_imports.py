"""What a command does not need is not imported: it would be there in every call."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "IPython", "click", "decimal", "httpx", "igraph", "jinja2", "networkx", "numpy", "oxrdflib",
    "pandas", "pyarrow", "pyshacl", "pyvis", "rdflib", "resvg_py", "rich", "yaml",
}  # fmt: skip
SLOW = {
    "dataclasses",
    "inspect",
    "logging",
    "pathlib",
    "shutil",
    "tempfile",
    "threading",
}
"""Of Python's own modules, those that take longer than what the command is for."""

NEEDS = {
    "--help": set(),
    "--version": set(),
    "query trade-figures --format csv": {"decimal"},
    "query trade-figures importer=RUS --format csv": {"decimal", "yaml"},
    "query trade-figures --format json": {"decimal"},
    "query trade-figures --format table": {"decimal", "yaml", "rich"},
    "queries": {"decimal", "yaml", "rich"},
    "queries timeline": {"decimal", "yaml"},
    "network relations --format graphml": {"decimal", "yaml", "networkx", "igraph", "numpy"},
    "view trade -o trade.svg": {"decimal", "yaml", "networkx", "igraph", "numpy"},
    "view trade -o trade.html": {
        "decimal", "yaml", "networkx", "igraph", "numpy", "jinja2", "pyvis", "IPython",
    },
}  # fmt: skip
"""What each command may load of the packages above."""

RUN = """
import json, sys
from nkgraph import cli
status = cli.run(sys.argv[1:])
print("\\n" + json.dumps([status, sorted(sys.modules)]))
"""


def loaded(command: str, folder: Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", RUN, *command.split()],
        capture_output=True,
        cwd=folder,
        check=True,
    )
    status, modules = json.loads(done.stdout.splitlines()[-1])
    assert status == 0, done.stderr
    return set(modules)


@pytest.mark.parametrize("command", NEEDS)
def test_only_what_is_needed_is_imported(command: str, tmp_path: Path) -> None:
    modules = loaded(command, tmp_path)
    assert modules & HEAVY <= NEEDS[command]  # type: ignore[operator]


@pytest.mark.parametrize("command", ["--help", "query trade-figures --format csv"])
def test_the_commonest_call_leaves_slow_modules_alone(command: str, tmp_path: Path) -> None:
    assert not loaded(command, tmp_path) & SLOW


def test_help_loads_no_command(tmp_path: Path) -> None:
    modules = loaded("--help", tmp_path)
    assert {name for name in modules if name.startswith("nkgraph.")} == {
        "nkgraph.cli",
        "nkgraph.errors",
    }
    assert "pyoxigraph" not in modules
