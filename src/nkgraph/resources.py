"""Where the ontology, the data and the stored queries are: in a checkout or in a wheel."""

import os
from typing import TYPE_CHECKING, Literal

from nkgraph.errors import MissingResource

if TYPE_CHECKING:
    from pathlib import Path

Kind = Literal["ontology", "data", "queries"]


def folder(kind: Kind) -> str:
    """Return the folder that holds the project's ontology, data or stored queries.

    A wheel carries them inside the package; in a checkout they stand in the project's root.
    Raises MissingResource where neither is there.
    """
    package = os.path.dirname(os.path.abspath(__file__))
    root = os.path.dirname(os.path.dirname(package))
    for place in (os.path.join(package, "resources", kind), os.path.join(root, kind)):
        if os.path.isdir(place):
            return place
    raise MissingResource(
        f"the folder {kind!r} is not part of this installation of nkgraph: install it anew"
    )


def root(kind: Kind) -> "Path":
    """Return the same folder as a Path, for whoever is not in a hurry."""
    from pathlib import Path

    return Path(folder(kind))
