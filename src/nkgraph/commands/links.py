"""nkgraph links: who may be who, and what has been decided of it."""

import sys
import time

from nkgraph.cli import tell
from nkgraph.commands import options
from nkgraph.commands.query import takes_format, write
from nkgraph.errors import BadCall

_ACTIONS = ("accept", "reject", "export", "import")
_REJECTS_SHOWN = 3


def arguments(parser: options.Parser) -> None:
    """Say what the command takes."""
    parser.place(
        "action",
        "ACTION",
        "accept or reject links by their identifiers, export them to an SSSOM file, "
        "import one (- is standard input); left out, list the links",
    )
    parser.place("operands", "LINK or FILE", "what to accept, reject, export to or import",
                 takes_rest=True)  # fmt: skip
    parser.option("--judgement", "list only links that are proposed, accepted or rejected",
                  metavar="WHICH")  # fmt: skip
    parser.option("--by", "who decides, if not who is logged in", metavar="NAME")
    takes_format(parser)


def run(given: options.Given) -> None:
    """Do what was asked."""
    action, operands = given.action, given.operands
    if action is None:
        _list(given)
    elif action in ("accept", "reject"):
        _decide(given, action, operands)
    elif action == "export":
        _export(given, operands)
    elif action == "import":
        _import(given, operands)
    else:
        raise BadCall(
            f"links has no action {action[:40]!r}: take one of {', '.join(_ACTIONS)}, or none"
        )


def _list(given: options.Given) -> None:
    started = time.perf_counter()
    table = options.graph(given).query("links", judgement=given.judgement)
    write(table, given, time.perf_counter() - started)


def _decide(given: options.Given, action: str, identifiers: list[str]) -> None:
    if not identifiers:
        raise BadCall(f"LINK is missing: nkgraph links {action} LINK …")
    from nkgraph.merge.identity import links
    from nkgraph.merge.identity.link import Judgement

    judgement = Judgement.ACCEPTED if action == "accept" else Judgement.REJECTED
    decided = links.decide(options.written(given), identifiers, judgement, given.by)
    for link in decided:
        print(f"{link.identifier}: {judgement}")
    unchanged = len(set(identifiers)) - len(decided)
    if unchanged:
        tell(f"{unchanged} {'was' if unchanged == 1 else 'were'} {judgement} already")


def _export(given: options.Given, operands: list[str]) -> None:
    if len(operands) > 1:
        raise BadCall("links export takes one FILE, or none for standard output")
    from nkgraph.merge.identity import links
    from nkgraph.output import replacing

    text = links.given(options.graph(given).reader)
    if operands:
        with replacing(operands[0]) as stream:
            stream.write(text.encode())
    else:
        sys.stdout.write(text)


def _import(given: options.Given, operands: list[str]) -> None:
    if len(operands) != 1:
        raise BadCall("FILE is missing: nkgraph links import FILE.sssom.tsv")
    from nkgraph.datasets.source import STANDARD_INPUT
    from nkgraph.merge.identity import links

    taken = links.take(options.written(given), operands[0], given.by)
    kinds = [link.judgement for link in taken.links]
    counted = ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))
    name = "standard input" if operands[0] == STANDARD_INPUT else operands[0]
    print(f"{name}: {len(taken.links)} new links" + (f" ({counted})" if counted else ""))
    for one in taken.rejected[:_REJECTS_SHOWN]:
        tell(f"refused: line {one.row}: {one.reason}")
    more = len(taken.rejected) - _REJECTS_SHOWN
    if more > 0:
        tell(f"and {more} more rows are refused")
