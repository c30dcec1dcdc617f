"""What there is to know of a store without asking what is in it: versions, room, who writes."""

import os
import time
from typing import NamedTuple

import pyoxigraph as ox

from nkgraph.errors import StoreError
from nkgraph.store import folder as layout
from nkgraph.store import renewing
from nkgraph.store.embedded import Embedded
from nkgraph.store.lock import writer
from nkgraph.terms import NKG

_KIND = ox.NamedNode(NKG + "sourceKind")


class Condition(NamedTuple):
    """How it stands with a store on disk."""

    folder: str
    nkgraph: str
    """The version that wrote it last; empty for an Oxigraph database of its own."""
    pyoxigraph: str
    is_current: bool
    """Whether the project's own graphs in it are those of this version."""
    snapshot: str
    written: str
    """When, in UTC."""
    sources: int
    quads: int
    graph_bytes: int
    rows_bytes: int
    old_snapshots: int
    """Snapshots that do not count: somebody reads them, or a killed writer left them."""
    old_bytes: int
    """What these take for themselves."""
    writer: str | None
    """Who is writing to it."""


def info(folder: str | os.PathLike[str]) -> Condition:
    """Return how it stands with the store in a folder. Raises StoreError where it cannot be read.

    nkgraph.store.info("mine/").quads
    """
    folder = os.fspath(folder)
    reader = Embedded.on_disk(folder)
    held = reader.held
    try:
        written = os.stat(os.path.join(folder, layout.MARKER) if held else folder).st_mtime
    except OSError as error:
        raise StoreError(f"the store {folder!r} cannot be read: {error.strerror}") from error
    graph_bytes = layout.disk_use(held.graph if held else folder)
    rows_bytes = layout.disk_use(held.rows) if held else 0
    old = [name for name in layout.snapshots(folder) if held and name != held.marker.snapshot]
    described = list(reader.store.quads_for_pattern(None, _KIND, None, None))
    return Condition(
        folder=folder,
        nkgraph=held.marker.nkgraph if held else "",
        pyoxigraph=held.marker.pyoxigraph if held else "",
        is_current=held is not None and held.marker.seed == renewing.digest(),
        snapshot=held.marker.snapshot if held else "",
        written=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(written)),
        sources=len({quad.subject for quad in described if quad.subject == quad.graph_name}),
        quads=len(reader.store),
        graph_bytes=graph_bytes,
        rows_bytes=rows_bytes,
        old_snapshots=len(old),
        old_bytes=layout.disk_use(os.path.join(folder, layout.SNAPSHOTS)) - graph_bytes - rows_bytes
        if held
        else 0,
        writer=writer(folder) if held else None,
    )
