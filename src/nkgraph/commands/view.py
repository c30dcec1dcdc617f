"""nkgraph view: write an interactive map of a query that yields a network."""

from pathlib import Path

from nkgraph.cli import tell
from nkgraph.commands import asking, options


def arguments(parser: options.Parser) -> None:
    """Say what the command takes."""
    options.asked(parser)
    options.output(parser, "the page to write; left out, NAME.html")
    parser.option("--open", "show the page in a browser")
    parser.option(
        "--source", "a copy of the article's text, to quote from in the map", metavar="TEXT"
    )


def run(given: options.Given) -> None:
    """Run the query, write the page, and say where it stands."""
    from nkgraph.evidence import read_text

    graph = options.graph(given)
    query = asking.find(graph, given.query)
    page = graph.view(
        query,
        source_text=read_text(Path(given.source)) if given.source else None,
        allow_service=given.allow_service,
        **options.values(given.values),
    )
    path = page.save(given.output or f"{query.name.replace(' ', '-')}.html")
    tell(f"{path} is written: open it in a browser")
    if given.open:
        import webbrowser

        webbrowser.open(path.resolve().as_uri())
