"""Keep a run: its file among the results, its tables in the docs, its picture for the README."""

from pathlib import Path

from benchmarks import plotting, reporting, results
from benchmarks.results import Result
from benchmarks.tools import ROOT

RESULTS = ROOT / "benchmarks" / "results"
PAGE = ROOT / "docs" / "benchmarks.md"
PICTURE = ROOT / "docs" / "images" / "benchmarks.svg"
BELOW = "<!-- What stands below is written by `python -m benchmarks --publish`. -->\n"


def publish(result: Result) -> list[Path]:
    """Write what is published of a run, and return the files: of a quick one, the result alone."""
    kept = RESULTS / f"{result.size}.json"
    results.save(result, kept)
    if result.size != "full":
        return [kept]
    above, marker, _ = PAGE.read_text(encoding="utf-8").partition(BELOW)
    assert marker, f"{PAGE.name} has lost the line {BELOW!r}"
    PAGE.write_text(f"{above}{marker}\n{reporting.markdown(result)}\n", encoding="utf-8")
    PICTURE.write_text(plotting.svg(result), encoding="utf-8")
    return [kept, PAGE, PICTURE]
