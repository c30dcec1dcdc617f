"""Where the ontology, the data and the stored queries are: in a checkout or in a wheel."""

from pathlib import Path
from typing import Literal

from nkgraph.errors import MissingResource

Kind = Literal["ontology", "data", "queries"]


def root(kind: Kind) -> Path:
    """Return the folder that holds the project's ontology, data or stored queries.

    A wheel carries them inside the package; in a checkout they stand in the project's root.
    Raises MissingResource where neither is there.
    """
    package = Path(__file__).parent
    for folder in (package / "resources" / kind, package.parents[1] / kind):
        if folder.is_dir():
            return folder
    raise MissingResource(
        f"the folder {kind!r} is not part of this installation of nkgraph: install it anew"
    )
