"""The formats that merge reads, listed, shown and drafted; and a data frame merged by a mapping."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas

import nkgraph
from nkgraph import datasets

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
