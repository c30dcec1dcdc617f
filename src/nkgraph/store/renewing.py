"""The project's own graphs in a store that an older nkgraph made: recognised, and made anew.

The marker of a store has a digest of the files that its own graphs were made from. A writer whose
files are others loads them in the place of the old ones and derives anew, in its own snapshot; what
was merged stays as it is.
"""

import hashlib
from functools import cache

import pyoxigraph as ox

from nkgraph.store import seed


@cache
def digest() -> str:
    """Return the SHA-256 of the project's graphs and rules, as they stand in their files."""
    whole = hashlib.sha256()
    for path in (*seed.files().values(), *seed.rules(), *seed.rules_of_corroboration()):
        with open(path, "rb") as stream:
            whole.update(hashlib.file_digest(stream, "sha256").digest())
    return whole.hexdigest()


def renew(store: ox.Store) -> None:
    """Put the project's graphs of this version into the place of those of another."""
    for graph, path in seed.files().items():
        store.remove_graph(graph)
        seed.load_turtle(store, path, graph)
    seed.derive(store)
