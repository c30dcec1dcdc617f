"""nkgraph tour: print the timeline and the trade figures, and draw the maps."""

from nkgraph.commands import options
from nkgraph.tour import tour


def arguments(parser: options.Parser) -> None:
    """Say what the command takes: nothing of its own."""


def run(given: options.Given) -> None:
    """Take the tour, and say what to open."""
    maps = tour(options.graph(given))
    print(f"{len(maps)} maps are in {maps[0].parent}/: {', '.join(path.name for path in maps)}")
    print(f"Open {maps[0]} in a browser to begin with.")
