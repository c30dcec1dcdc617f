"""nkgraph check: validate the graph, or a file that somebody writes for it."""

from pathlib import Path

from nkgraph.cli import tell
from nkgraph.commands import options

FOUND_SOMETHING = 1
"""The exit status of a check that found something wrong."""


def arguments(parser: options.Parser) -> None:
    """Say what the command takes."""
    parser.place("file", "FILE.ttl", "a file of your own to check")
    parser.option(
        "--source",
        "a copy of the text that the claims are taken from: is each where it should be?",
        metavar="TEXT",
    )


def run(given: options.Given) -> int:
    """Check, print what is wrong, and say how much it is."""
    from nkgraph.check import check, check_file

    reader = options.graph(given).reader
    source = Path(given.source) if given.source else None
    if given.file:
        findings = check_file(Path(given.file), base=reader, source=source)
    else:
        folders = [Path(folder) for folder in options.query_folders(given)]
        findings = check(reader, queries=folders, source=source)
    for finding in findings:
        print(finding)
    what = given.file or "the graph"
    if not findings:
        tell(f"nothing is wrong with {what}")
        return 0
    tell(f"{len(findings)} {'thing is' if len(findings) == 1 else 'things are'} wrong with {what}")
    return FOUND_SOMETHING
