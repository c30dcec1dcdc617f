"""The main job in one go: the timeline, the trade figures, and every map."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nkgraph.graph import KnowledgeGraph

TABLES = {"timeline": "What happened when", "trade-figures": "What trade has a figure"}
"""The tables that the tour prints, with what stands above each."""

MAPS = ("relations", "trade", "events", "voices", "claims-map", "places-map")
"""The maps that the tour draws."""

FOLDER = Path("maps")
"""Where the maps go, below the folder that one is in."""


def tour(graph: "KnowledgeGraph", folder: Path = FOLDER) -> list[Path]:
    """Print the tables to standard output, write the maps, and return where they stand.

    Raises what a query raises, and CannotWrite.
    """
    from nkgraph import terminal

    for name, heading in TABLES.items():
        print(f"{heading} (nkgraph query {name})\n")
        terminal.write(graph.query(name), sys.stdout)
        print(flush=True)
    make(folder)
    return [graph.view(name).save(folder / f"{name}.html") for name in MAPS]


def make(folder: Path) -> None:
    """Make a folder if it is not there. Raises CannotWrite."""
    from nkgraph.errors import CannotWrite

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            f"the folder {str(folder)!r} could not be made: {error.strerror}"
        ) from error
