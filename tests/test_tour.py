import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from nkgraph.errors import CannotWrite
from nkgraph.graph import KnowledgeGraph
from nkgraph.tour import MAPS, tour

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_the_main_job_in_one_go(nkgraph_command: Run, tmp_path: Path) -> None:
    done = nkgraph_command("tour")
    assert (done.returncode, done.stderr) == (0, "")
    assert "9 Oct 2006" in done.stdout
    assert "$36.89 M" in done.stdout
    assert done.stdout.splitlines()[-1] == "Open maps/relations.html in a browser to begin with."
    assert {path.name for path in (tmp_path / "maps").iterdir()} == {
        f"{name}.html" for name in MAPS
    }


def test_six_maps() -> None:
    assert MAPS == ("relations", "trade", "events", "voices", "claims-map", "places-map")


def test_a_folder_that_cannot_be_made(article: KnowledgeGraph, tmp_path: Path) -> None:
    (tmp_path / "maps").write_text("mine")
    with pytest.raises(CannotWrite, match="could not be made"):
        tour(article, tmp_path / "maps")
    assert (tmp_path / "maps").read_text() == "mine"
