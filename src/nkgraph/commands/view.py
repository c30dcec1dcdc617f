"""nkgraph view: write an interactive map of a query that yields a network, or a picture of it."""

from pathlib import Path
from typing import TYPE_CHECKING

from nkgraph.cli import tell
from nkgraph.commands import asking, options
from nkgraph.errors import BadCall

if TYPE_CHECKING:
    from nkgraph.graph import KnowledgeGraph

FOLDER = "maps"
"""Where all maps go if no other folder is named."""

PICTURES = (".svg", ".png")
PAGES = (".html", ".htm", "")


def arguments(parser: options.Parser) -> None:
    """Say what the command takes."""
    options.asked(parser, is_needed=False)
    options.output(
        parser,
        "the page to write, or, if it ends in .svg or .png, a still picture; left out, NAME.html; "
        "with --all, a folder",
    )
    parser.option("--all", "write every map, and a page that leads to them")
    parser.option("--open", "show what is written in a browser")
    parser.option(
        "--source", "a copy of the article's text, to quote from in the map", metavar="TEXT"
    )


def run(given: options.Given) -> None:
    """Run the query, write the page, and say where it stands."""
    if given.all and (given.query or given.values):
        raise BadCall(f"--all draws every map as it is: leave out {given.query[:60]!r}")
    if not (given.all or given.query):
        raise BadCall("NAME is missing: name a map, such as relations, or say --all")
    path = _all(given) if given.all else _one(given)
    if given.open:
        import webbrowser

        webbrowser.open(path.resolve().as_uri())


def _one(given: options.Given) -> Path:
    graph = options.graph(given)
    query = asking.find(graph, given.query)
    asked = {**options.allowed(given), **options.values(given.values)}
    if given.output and given.output.lower().endswith(PICTURES):
        if given.source:
            raise BadCall("a still picture quotes nothing: leave out --source")
        from nkgraph.view.still import still

        network = graph.network(query, **asked)
        path = still(network).save(given.output)
        tell(f"{path} is written")
        asking.tell_if_empty(network)
        return path
    ending = Path(given.output or "").suffix.lower()
    if ending not in PAGES:
        raise BadCall(
            f"a map is no {ending[:20]!r} file: end the name in .html, or in .svg or .png for a "
            "still picture"
        )
    from nkgraph.view import page

    text = _source(given)
    network = graph.network(query, **asked)
    path = page(network, source_text=text).save(
        given.output or f"{query.name.replace(' ', '-')}.html"
    )
    tell(f"{path} is written: open it in a browser")
    asking.tell_if_empty(network)
    return path


def _all(given: options.Given) -> Path:
    from nkgraph.view import atlas

    graph: KnowledgeGraph = options.graph(given)
    files = atlas.save(graph, given.output or FOLDER, source_text=_source(given))
    tell(f"{len(files) - 1} maps are written: open {files[-1]} in a browser")
    return files[-1]


def _source(given: options.Given) -> str | None:
    from nkgraph.evidence import read_text

    return read_text(Path(given.source)) if given.source else None
