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
    above, marker, _ = PAGE.read_text(encoding="utf-8").partition(BELOW)
    assert marker, f"{PAGE.name} has lost the line {BELOW!r}"
    PAGE.write_text(f"{above}{marker}\n{reporting.markdown(result)}\n", encoding="utf-8")
    PICTURE.write_text(plotting.svg(result), encoding="utf-8")
    above, marker, rest = README.read_text(encoding="utf-8").partition(RATIOS)
    assert marker, f"{README.name} has lost the line {RATIOS!r}"
    _, _, below = rest.partition("\n\n")
    README.write_text(f"{above}{marker}{ratios(result)}\n\n{below}", encoding="utf-8")
    return [kept, PAGE, PICTURE, README]


def ratios(result: Result) -> str:
    """Return a line a work in Markdown: how many times what ours takes each of the others takes."""
    rows = [("work", "others' time, as a multiple of nkgraph's")]
    for work in result.works:
        if found := plotting.bars(work):
            rows.append(
                (work.title, "; ".join(f"{bar.name} {plotting.shown(bar)}" for bar in found))
            )
    return "\n".join(reporting.table(rows))
