"""nkgraph anchor: where words stand in a text, as Turtle to paste into a file."""

import argparse

from nkgraph.commands import options
from nkgraph.evidence import ARTICLE


def arguments(parser: options.Parser) -> None:
    """Say what the command takes."""
    parser.add_argument("text", metavar="TEXT", help="a file with the text")
    parser.add_argument(
        "words",
        metavar="WORDS",
        nargs="?",
        help="the words that carry a claim; left out, the length and digest of the whole text",
    )
    parser.add_argument(
        "--nth",
        metavar="N",
        type=int,
        help="which one is meant, where the text has the words several times",
    )
    parser.add_argument(
        "--of",
        metavar="SOURCE",
        default=ARTICLE,
        help="the text's source, as your file writes it (%(default)s)",
    )


def run(given: argparse.Namespace) -> None:
    """Print the evidence, or the facts of the text."""
    from nkgraph.evidence import anchor, read_text, source_facts, turtle

    text = read_text(given.text)
    if given.words is None:
        print(source_facts(text), end="")
    else:
        print(turtle(anchor(text, given.words, given.nth), source=given.of), end="")
