"""nkgraph store derive: what follows is made anew, and comes out as it was."""

from pathlib import Path

import nkgraph
from conftest import Run
from merging import lines_of

REPORTED = Path(__file__).parent / "data" / "reported.csv"


def test_what_follows_comes_out_as_it_was(nkgraph_command: Run, tmp_path: Path) -> None:
    assert nkgraph_command("merge", str(REPORTED), "--store", "mine").returncode == 0
    before = lines_of(nkgraph.open(tmp_path / "mine"))
    done = nkgraph_command("store", "derive", "--store", "mine")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "mine: what follows from its sources is made anew\n"
    assert lines_of(nkgraph.open(tmp_path / "mine")) == before


def test_calls_that_mean_nothing(nkgraph_command: Run, tmp_path: Path) -> None:
    for arguments, said in (
        (("derive",), "no store is named"),
        (("derive", "x", "--store", "mine"), "one argument too many: derive takes none"),
        (("derive", "--store", "mine"), "mine"),
    ):
        done = nkgraph_command("store", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "mine").exists()
