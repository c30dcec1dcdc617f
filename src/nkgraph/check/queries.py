"""Stored queries and rules: that their headers are right and that they parse."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from nkgraph.catalogue import Catalogue, read_text
from nkgraph.check.finding import Finding
from nkgraph.errors import BadQueryHeader, BadQueryText, CannotRead, DuplicateQuery
from nkgraph.sparql import refuse_calls
from nkgraph.store import Embedded
from nkgraph.store.seed import rules


def wrong_queries(folders: Iterable[Path] = ()) -> Iterator[Finding]:
    """Find stored queries, the project's and those in `folders`, that cannot be asked.

    Raises CannotRead where a folder is not there.
    """
    nothing = Embedded(ox.Store())
    catalogue = Catalogue(folders)
    try:
        names = list(catalogue.files)
    except DuplicateQuery as error:
        yield Finding("", "stored queries", "query", str(error))
        names = []
    for name in names:
        try:
            query = catalogue[name]
            query.validate()
            refuse_calls(query.text)
            nothing.select(query.text)
        except (BadQueryHeader, BadQueryText, CannotRead) as error:
            yield Finding(name, catalogue.files[name], "query", str(error))
    for path in rules():
        try:
            nothing.construct(read_text(path))
        except (BadQueryText, CannotRead) as error:
            yield Finding(Path(path).stem, path, "rule", str(error))
