"""nkgraph anchor: where words stand in a text, as Turtle to paste into a file."""

from nkgraph.commands import options
from nkgraph.evidence import ARTICLE


def arguments(parser: options.Parser) -> None:
    """Say what the command takes."""
    parser.place("text", "TEXT", "a file with the text", is_needed=True)
    parser.place(
        "words",
        "WORDS",
        "the words that carry a claim; left out, the length and digest of the whole text",
    )
    parser.option(
        "--nth", "which one is meant, where the text has the words several times", metavar="N"
    )
    parser.option(
        "--of", f"the text's source, as your file writes it; left out, {ARTICLE}", metavar="SOURCE"
    )


def run(given: options.Given) -> None:
    """Print the evidence, or the facts of the text."""
    from nkgraph.evidence import anchor, read_text, source_facts, turtle

    text = read_text(given.text)
    if given.words is None:
        print(source_facts(text), end="")
    else:
        nth = None if given.nth is None else options.number("--nth", given.nth)
        print(turtle(anchor(text, given.words, nth), source=given.of or ARTICLE), end="")
