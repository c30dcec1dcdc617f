"""The formats that merge reads, listed, shown and drafted; and a data frame merged by a mapping."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas
import pytest

import nkgraph
from nkgraph import datasets
from nkgraph.errors import CannotRead

Run = Callable[..., Any]

MAPPING = """\
name: sightings
title: Sightings
publisher: nobody
licence: none
kind: events
columns:
  date: {column: day, format: YYYY-MM-DD}
  actor_code: {column: who, scheme: iso3166-1-alpha-3}
  kind_name: {column: what}
"""


def test_all_data_sets_are_listed(nkgraph_command: Run) -> None:
    done = nkgraph_command("datasets")
    assert done.returncode == 0
    listed = [line.split()[0] for line in done.stdout.splitlines()]
    assert {mapping.name for mapping in datasets.mappings()} <= set(listed)
    assert {"followthemoney", "rdf"} <= set(listed)


def test_one_is_shown_whole(nkgraph_command: Run) -> None:
    done = nkgraph_command("datasets", "gdelt")
    assert "name: gdelt\n" in done.stdout
    done = nkgraph_command("datasets", "gdlet")
    assert (done.returncode, done.stdout) == (2, "")
    assert "gdelt" in done.stderr


def test_a_mapping_is_drafted(nkgraph_command: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("day,who,what\n2018-01-02,PRK,a test\n2018-01-03,KOR,b\n")
    done = nkgraph_command("datasets", "new", "mine.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert "columns:" in done.stdout
    assert nkgraph_command("datasets", "new").returncode == 2


def test_a_data_frame_is_merged_by_a_mapping(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(MAPPING)
    frame = pandas.DataFrame({"day": ["2018-01-02"], "who": ["PRK"], "what": ["sighting"]})
    graph = nkgraph.open()
    report = graph.merge(frame, mapping=tmp_path / "mine.yaml")
    assert report.counts.taken == 1
    assert [row["eventLabel"] for row in graph.query("timeline", since="2018")] == [
        "sighting: North Korea"
    ]


@pytest.mark.parametrize("argument", [("datasets", "nope"), ("merge", "--as", "nope", "mine.csv")])
def test_all_that_is_read_is_told_where_a_name_is_unknown(
    nkgraph_command: Run, tmp_path: Path, argument: tuple[str, ...]
) -> None:
    (tmp_path / "mine.csv").write_text("day,who,what\n2018-01-02,PRK,a test\n")
    store = ("--store", "mine") if argument[0] == "merge" else ()
    done = nkgraph_command(*argument, *store)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    listed = nkgraph_command("datasets").stdout.splitlines()
    assert len(listed) > 10
    assert all(line.split()[0] in done.stderr for line in listed)


@pytest.mark.parametrize("given", [3, None, ["a.csv"], object()])
def test_what_is_no_path_is_said_in_one_line(given: Any) -> None:
    with pytest.raises(CannotRead, match=f"of type {type(given).__name__}: give a path") as caught:
        nkgraph.open().merge(given)
    assert "\n" not in str(caught.value)
