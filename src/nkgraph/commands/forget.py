"""nkgraph forget: take one merged source back out of a store."""

from nkgraph.commands import options


def arguments(parser: options.Parser) -> None:
    """Say what the command takes."""
    parser.place(
        "source",
        "SOURCE",
        "its label, its IRI, its file's name, its data set's where only one source is of that, or "
        "how its file's SHA-256 begins",
        is_needed=True,
    )


def run(given: options.Given) -> None:
    """Take it out, and say what it was."""
    from nkgraph import merge

    forgotten = merge.forget_in(options.written(given), given.source)
    print(f"{forgotten.source.label}: taken out, {forgotten.statements:,} statements")
