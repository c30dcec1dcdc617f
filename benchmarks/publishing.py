"""Keep a run: its file among the results, its tables in the docs and README, its picture."""

from pathlib import Path

from benchmarks import plotting, reporting, results
from benchmarks.results import Result
from benchmarks.tools import ROOT

RESULTS = ROOT / "benchmarks" / "results"
PAGE = ROOT / "docs" / "benchmarks.md"
README = ROOT / "README.md"
PICTURE = ROOT / "docs" / "images" / "benchmarks.svg"
BELOW = "<!-- What stands below is written by `python -m benchmarks --publish`. -->\n"
RATIOS = "<!-- The table is written by `python -m benchmarks --publish`. -->\n"


def publish(result: Result) -> list[Path]:
    """Write what is published of a run, and return the files: of a quick one, the result alone."""
    kept = RESULTS / f"{result.size}.json"
    results.save(result, kept)
    if result.size != "full":
        return [kept]
    page, _ = _around(PAGE, BELOW)
    readme, old = _around(README, RATIOS)
    _, _, below = old.partition("\n\n")
    PAGE.write_text(f"{page}\n{reporting.markdown(result)}\n", encoding="utf-8")
    PICTURE.write_text(plotting.svg(result), encoding="utf-8")
    README.write_text(f"{readme}{ratios(result)}\n\n{below}", encoding="utf-8")
    return [kept, PAGE, PICTURE, README]


def _around(file: Path, marker: str) -> tuple[str, str]:
    """Return a file's text up to and with a line, and the text after it."""
    above, found, below = file.read_text(encoding="utf-8").partition(marker)
    assert found, f"{file.name} has lost the line {marker!r}"
    return above + found, below


def ratios(result: Result) -> str:
    """Return a line a work in Markdown: how many times what ours takes each of the others takes."""
    rows = [("work", "others' time, as a multiple of nkgraph's")]
    for work in result.works:
        if found := plotting.bars(work):
            rows.append(
                (work.title, "; ".join(f"{bar.name} {plotting.shown(bar)}" for bar in found))
            )
    return "\n".join(reporting.table(rows))
