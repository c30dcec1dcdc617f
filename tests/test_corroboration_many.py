"""Comparing tables of many rows that all speak of what the article speaks of: it ends."""

import csv
import resource
import subprocess
import sys
from pathlib import Path

import pytest

YEARS = 10
GOODS = ("TOTAL", "03", "26", "27", "72", "84")
CPU_SECONDS = 60
"""Rules that go through every pair of rows took several times as long, these take ten seconds."""

MERGE = """
import sys, nkgraph
graph = nkgraph.open()
graph.merge(sys.argv[1])
print(len(graph.query("corroboration")))
"""


def months(path: Path) -> int:
    """Write what two states report of their trade with North Korea, by month and chapter."""
    rows = [
        (
            year * 100 + month,
            code,
            state,
            flow,
            408,
            "PRK",
            goods,
            1_000_000 + month,
        )
        for code, state in ((643, "RUS"), (156, "CHN"))
        for flow in ("X", "M")
        for year in range(2005, 2005 + YEARS)
        for month in range(1, 13)
        for goods in GOODS
    ]
    head = (
        "period", "reporterCode", "reporterISO", "flowCode", "partnerCode", "partnerISO", "cmdCode",
        "primaryValue",
    )  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return len(rows)


@pytest.mark.slow
def test_months_by_the_thousand(tmp_path: Path) -> None:
    path = tmp_path / "months.csv"
    assert months(path) > 2_800

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))

    command = [sys.executable, "-c", MERGE, path]
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=bound, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 0
