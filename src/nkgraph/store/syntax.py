"""What Oxigraph says of a text that does not parse, in one line that a person can use."""

import re

from nkgraph.errors import BadQueryText, shortened

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_MOST_EXPECTED = 8
"""How many of the parser's guesses a message lists; it can have dozens."""


def explain(error: SyntaxError) -> BadQueryText:
    """Return the error for a query's user: line, column, and what was expected there."""
    said = " ".join(str(error).split())
    match = _PLACE.fullmatch(said)
    if match is None:
        said = said.partition(" SPARQL query: ")[0]  # Virtuoso repeats the query
        return BadQueryText(f"the query does not parse: {shortened(said)}")
    line, column, expectation = match.groups()
    what = shortened(_few(expectation))
    return BadQueryText(f"the query does not parse: line {line}, column {column}: {what}")


def _few(expectation: str) -> str:
    start, separator, rest = expectation.partition("expected one of ")
    if start or not separator:
        return expectation
    guesses = rest.split(", ")
    more = ", …" if len(guesses) > _MOST_EXPECTED else ""
    return separator + ", ".join(guesses[:_MOST_EXPECTED]) + more
