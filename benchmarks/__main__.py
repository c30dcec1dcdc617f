"""The command: `python -m benchmarks`; `make bench` and `make bench-full` call it."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import comparing, publishing, reporting, results, running
from benchmarks.measuring import CommandFailed
from benchmarks.tools import ROOT
from benchmarks.work import Size
from benchmarks.works import works

MADE = ROOT / "build" / "benchmarks"
"""Where a run is kept that nobody says where to keep."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Do the works, print what they took and, if asked, what became slower."""
    given = _parser().parse_args(arguments)
    size: Size = "tiny" if given.tiny else "full" if given.full else "quick"
    if given.show:
        result = results.load(given.show)
    else:
        chosen = works(size)
        order = [work.name for work in chosen]
        if given.only:
            known = set(order)
            if unknown := set(given.only) - known:
                sys.exit(
                    f"there is no work {', '.join(sorted(unknown))}: "
                    f"choose from {', '.join(sorted(known))}"
                )
            chosen = [work for work in chosen if work.name in given.only]
        try:
            result = running.run(chosen, size, running.in_place)
        except (CommandFailed, running.AnswersDiffer) as error:
            sys.exit(f"\n{error}")
        target = given.output or MADE / f"{size}.json"
        if given.only and target.exists():
            result = results.joined(results.load(target), result, order)
        results.save(result, target)
        print(f"\n{target} is written\n", file=sys.stderr)
    print(reporting.text(result))
    if given.publish:
        for file in publishing.publish(result):
            print(f"{file} is written", file=sys.stderr)
    if given.against:
        changes = comparing.compare(results.load(given.against), result)
        print(comparing.text(changes, given.against.name))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--full", action="store_true", help="large tables, many rounds")
    size.add_argument("--tiny", action="store_true", help="one round of next to nothing: a test")
    size.add_argument("--show", type=Path, metavar="FILE", help="measure nothing, show a saved run")
    parser.add_argument(
        "--only",
        nargs="+",
        metavar="WORK",
        help="some works; their figures take the place of those in the file that is written",
    )
    parser.add_argument("--against", type=Path, metavar="FILE", help="compare with a saved run")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to save the run")
    parser.add_argument(
        "--publish", action="store_true", help="keep the run: results, docs/benchmarks.md, picture"
    )
    return parser


if __name__ == "__main__":
    main()
