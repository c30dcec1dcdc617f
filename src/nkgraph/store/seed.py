"""The project's own graphs: what a new store begins with, and what follows from them."""

import os
import re

import pyoxigraph as ox

from nkgraph import cache, resources
from nkgraph.catalogue import read_text
from nkgraph.errors import InvalidRdf, StoreError
from nkgraph.store import constructed
from nkgraph.store.embedded import Embedded
from nkgraph.terms import NKG, SOURCE

ARTICLE = ox.NamedNode(SOURCE + "article-2014-05-14")
BACKGROUND = ox.NamedNode(SOURCE + "background")
NAMES = ox.NamedNode(SOURCE + "names")
ONTOLOGY = ox.NamedNode(SOURCE + "ontology")
DERIVED = ox.NamedNode(SOURCE + "derived")

_SOURCE_KIND = ox.NamedNode(NKG + "sourceKind")
_COMPARED = (ox.NamedNode(NKG + "article"), ox.NamedNode(NKG + "dataset"))
"""The kinds of sources whose claims are compared."""


_OUR_TERM = re.compile(r"\bnkg:(\w+)")


def files() -> dict[ox.NamedNode, str]:
    """Return the Turtle file of each of the project's graphs."""
    return {
        ARTICLE: os.path.join(resources.folder("data"), "article.ttl"),
        BACKGROUND: os.path.join(resources.folder("data"), "background.ttl"),
        NAMES: os.path.join(resources.folder("data"), "names.ttl"),
        ONTOLOGY: os.path.join(resources.folder("ontology"), "nkgraph.ttl"),
    }


def rules() -> list[str]:
    """Return the CONSTRUCT queries that derive shortcuts, in the order in which they run."""
    return _in_order(os.path.join(resources.folder("ontology"), "rules"))


def rules_of_corroboration() -> list[str]:
    """Return the CONSTRUCT queries that derive where sources agree, in the order in which they run.

    What they compare and how is told in docs/corroboration.md.
    """
    return _in_order(os.path.join(resources.folder("ontology"), "rules", "corroboration"))


def seed(store: ox.Store) -> None:
    """Load the article, the background and the ontology, each into its own graph, and derive.

    Raises InvalidRdf where one of the files does not parse.
    """
    for graph, path in files().items():
        load_turtle(store, path, graph)
    derive(store)


def fill(store: ox.Store) -> None:
    """Put what `seed` makes into an empty store on disk, by the bulk loader.

    So it lies below all that will come, and is not written again with the first that does. Raises
    InvalidRdf as `seed` does.
    """
    store.bulk_extend(in_memory().store)


def derive(store: ox.Store) -> None:
    """Make the graph of what is derived anew: the shortcuts, and where sources agree."""
    derive_shortcuts(store)
    corroborate(store)


def derive_shortcuts(store: ox.Store) -> None:
    """Make the graph of what is derived anew, with the shortcuts alone."""
    store.clear_graph(DERIVED)
    _apply(store, rules())


def corroborate(store: ox.Store) -> None:
    """Add to the graph of what is derived where sources agree, differ, or date one another.

    A store with one source to compare, such as the project's own, is left as it is, and its readers
    pay nothing for the rules.
    """
    compared = [
        quad for kind in _COMPARED for quad in store.quads_for_pattern(None, _SOURCE_KIND, kind)
    ]
    if len(compared) > 1:
        _apply(store, rules_of_corroboration())


def compare_anew(store: ox.Store) -> None:
    """Make anew where sources agree, and leave the shortcuts as they are."""
    compared, drawn = _predicates(rules_of_corroboration()), _predicates(rules())
    subjects = {
        quad.subject
        for predicate in compared
        for quad in store.quads_for_pattern(None, predicate, None, DERIVED)
    }
    for subject in subjects:
        for quad in list(store.quads_for_pattern(subject, None, None, DERIVED)):
            if quad.predicate not in drawn:
                store.remove(quad)
    corroborate(store)


def _predicates(paths: list[str]) -> set[ox.NamedNode]:
    """Return the terms of our own in what rules construct, the predicates among them.

    No term is in the templates of both the shortcuts and the comparisons.
    """
    templates = (read_text(path).partition("CONSTRUCT")[2].partition("WHERE")[0] for path in paths)
    names = {name for template in templates for name in _OUR_TERM.findall(template)}
    return {ox.NamedNode(NKG + name) for name in names}


def _in_order(folder: str) -> list[str]:
    return [
        os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(".rq")
    ]


def _apply(store: ox.Store, paths: list[str]) -> None:
    """Put what the rules construct into the graph of what is derived.

    Each rule sees what the rules before it derived.
    """
    for path in paths:
        try:
            constructed.put(store, read_text(path), DERIVED)
        except TypeError as error:
            raise InvalidRdf(
                f"the rule {os.path.basename(path)} is no CONSTRUCT: rules build triples"
            ) from error


def load_turtle(store: ox.Store, path: str, graph: ox.NamedNode) -> None:
    """Load one Turtle file into a graph. Raises InvalidRdf with the place where it breaks."""
    try:
        store.load(path=path, format=ox.RdfFormat.TURTLE, to_graph=graph)
    except SyntaxError as error:
        raise InvalidRdf(f"{os.path.basename(path)} is not valid Turtle: {error}") from error


def in_memory() -> Embedded:
    """Return the project's graph in memory, made from its files or from what was kept of them."""
    sources = [*files().values(), *rules()]
    store = ox.Store()
    quads = cache.get("graph", sources)
    if quads is None:
        seed(store)
        cache.put("graph", sources, store.dump(format=ox.RdfFormat.N_QUADS) or b"")
    else:  # lenient, since Oxigraph wrote these quads itself, from terms that it had validated
        store.load(quads, format=ox.RdfFormat.N_QUADS, lenient=True)
    return Embedded(store)


def create(folder: str) -> None:
    """Make a store in a folder that is absent or empty, and put the project's graphs into it.

    Raises StoreError where there is something in the folder, or where it cannot be written.
    """
    try:
        if os.path.exists(folder) and os.listdir(folder):
            raise StoreError(f"the folder {folder!r} is not empty: name a new one")
        store = ox.Store(folder)
        seed(store)
        store.flush()
    except (OSError, RuntimeError) as error:
        reason = " ".join(str(error).split())
        raise StoreError(f"no store could be made in {folder!r}: {reason[:160]}") from error
