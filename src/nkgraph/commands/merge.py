"""nkgraph merge: take files of published data sets into a store."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from nkgraph.cli import tell
from nkgraph.commands import options, progress
from nkgraph.errors import BadCall, NkgraphError

STAGES = 3
"""What a file goes through: reading, lifting, loading."""


def arguments(parser: options.Parser) -> None:
    """Say what the command takes."""
    parser.place(
        "files", "FILE", "a file as its publisher ships it, or - for standard input",
        takes_rest=True,
    )  # fmt: skip
    parser.option(
        "--as",
        "the data set that it is, by the name that `nkgraph datasets` lists; left out, its content "
        "tells",
        metavar="DATASET",
    )
    parser.option("--mapping", "a mapping file of your own that says how to read it",
                  metavar="FILE")  # fmt: skip
    parser.option("--actor", "take only rows in which this country takes part",
                  metavar="ACTOR", is_repeatable=True)  # fmt: skip
    parser.option("--since", "take nothing that ended before this date", metavar="DATE")
    parser.option("--until", "take nothing that began after this date", metavar="DATE")
    parser.option("--event", "take only events of this kind, by code or by name",
                  metavar="KIND", is_repeatable=True)  # fmt: skip
    parser.option("--place", "take only events at this place, by name or country",
                  metavar="PLACE", is_repeatable=True)  # fmt: skip
    parser.option("--replace", "let it take the place of what is merged of the file, or of an "
                  "older file of the name")  # fmt: skip
    parser.option("--rejects", "write all rows that are refused to this file, as CSV",
                  metavar="FILE")  # fmt: skip


def run(given: options.Given) -> int:
    """Merge each file, say what came of it, and go on to the next where one is refused."""
    folder = options.folder(given)
    if not given.files:
        raise BadCall("FILE is missing: nkgraph merge FILE … --store DIR")
    if given.rejects and len(given.files) > 1:
        raise BadCall("--rejects takes the rows of one file: merge the files one by one")
    from nkgraph import merge

    status = 0
    asked = merge.Asked(
        tuple(given.actor), given.since, given.until, tuple(given.event), tuple(given.place)
    )
    with progress.shown(len(given.files) * STAGES) as step:
        for path in given.files:
            request = merge.Request(
                path,
                dataset=getattr(given, "as"),
                mapping=given.mapping,
                asked=asked,
                replace=given.replace,
                rejects=given.rejects,
                tell=partial(_stage, step, Path(path).name),
            )
            try:
                report = merge.into_folder(folder, request)
            except NkgraphError as error:
                if len(given.files) == 1:
                    raise
                tell(str(error))
                status = error.exit_code
                continue
            for line in report.lines():
                print(_harmless(line), flush=True)
    return status


def _stage(step: Callable[[str], None], name: str, doing: str) -> None:
    step(_harmless(f"{name}: {doing}"))


def _harmless(line: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in line)
