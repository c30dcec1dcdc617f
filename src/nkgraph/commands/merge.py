"""nkgraph merge: take files of published data sets into a store."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from nkgraph.cli import tell
from nkgraph.commands import options, progress, rejected
from nkgraph.errors import BadCall, BadData, NkgraphError
from nkgraph.output import harmless

if TYPE_CHECKING:
    from nkgraph import merge

STAGES = 3
"""What a file goes through: reading, lifting, loading."""

SPARK_STAGES = 6
"""What all files go through: starting, looking, reading, linking, writing, loading."""

STANDARD_INPUT = "-"

_MOST_NAMED = 5
"""How many files a list of several names."""


def arguments(parser: options.Parser) -> None:
    """Say what the command takes."""
    parser.place(
        "files", "FILE",
        "a file as its publisher ships it, a folder of such files, or - for standard input",
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
    parser.option(
        "--engine",
        "what reads the files: duckdb (left out, that), spark://HOST:PORT for many machines, or "
        "local[*] for Spark on this one",
        metavar="ENGINE",
    )
    parser.option("--parts", "write Parquet, and N-Quads in parts for a server's bulk loader, to "
                  "this new folder, and merge into no store", metavar="DIR")  # fmt: skip
    parser.option(
        "--rejects",
        "write all rows that are refused to this file, as CSV; of several files, with the name of "
        "each",
        metavar="FILE",
    )


def run(given: options.Given) -> int:
    """Merge each file, say what came of it, and go on to the next where one is refused."""
    if not given.files:
        raise BadCall("FILE is missing: nkgraph merge FILE … --store WHERE")
    from nkgraph.bulk import engine, files

    if engine.is_spark(given.engine) or given.parts:
        return _together(given)
    where = options.written(given)
    paths = files.files_in(given.files)
    from nkgraph import merge

    status = 0
    refused: list[str] = []
    with (
        rejected.together(paths, given.rejects) as rejects,
        progress.shown(len(paths) * STAGES) as step,
    ):
        for path in paths:
            request = _request(given, path, partial(_stage, step, path.name))
            request = request._replace(rejects=rejects[path])
            try:
                report = merge.into(where, request)
            except NkgraphError as error:
                if len(paths) == 1:
                    raise
                tell(str(error))
                status = error.exit_code
                refused.append(path.name)
                continue
            for line in report.lines():
                print(harmless(line), flush=True)
    if refused:
        tell(_of_several([path.name for path in paths], refused, where))
    return status


def _of_several(names: list[str], refused: list[str], where: str) -> str:
    """Return which of several files are in the store and which are not."""
    there = [name for name in names if name not in refused]
    if not there:
        return f"none of the {len(names)} files is merged"
    return (
        f"{len(there)} of {len(names)} files are in {where!r}: {_listed(there)}; "
        f"not merged: {_listed(refused)}"
    )


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return f"{shown} and {more} more" if more > 0 else shown


def _together(given: options.Given) -> int:
    """Take all files at once, by Spark or into parts."""
    if given.rejects:
        raise BadCall(
            "--rejects is for files merged one by one; --parts writes the rows to DIR/refused"
        )
    if given.parts and given.store:
        raise BadCall("--parts writes for a bulk loader and --store merges here: say one of them")
    if STANDARD_INPUT in given.files:
        raise BadCall("standard input is no file that --engine or --parts can take: name a file")
    from nkgraph import bulk

    stages = SPARK_STAGES if given.engine else len(bulk.files_in(given.files))
    with progress.shown(stages) as step:
        request = _request(given, Path(given.files[0]), lambda doing: step(harmless(doing)))
        if given.parts:
            report = bulk.write_parts(given.files, request, given.parts, given.engine)
        else:
            report = bulk.into_folder(given.files, request, options.folder(given), given.engine)
    for line in report.failures():
        tell(line)
    for line in report.lines():
        print(harmless(line), flush=True)
    if given.parts:
        print(f"{harmless(given.parts)} is written", flush=True)
    return BadData.exit_code if report.failed else 0


def _request(given: options.Given, path: Path, told: Callable[[str], None]) -> "merge.Request":
    from nkgraph import merge

    return merge.Request(
        path,
        dataset=getattr(given, "as"),
        mapping=given.mapping,
        asked=merge.Asked(
            tuple(given.actor), given.since, given.until, tuple(given.event), tuple(given.place)
        ),
        replace=given.replace,
        tell=told,
    )


def _stage(step: Callable[[str], None], name: str, doing: str) -> None:
    step(harmless(f"{name}: {doing}"))
