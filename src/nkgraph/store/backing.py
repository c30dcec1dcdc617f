"""Making a backup of a store on disk, while others read it and write to it."""

import hashlib
import os
import time
import zipfile
from typing import IO, NamedTuple

import pyoxigraph as ox

from nkgraph.errors import CannotWrite
from nkgraph.output import replacing
from nkgraph.store import archive
from nkgraph.store.embedded import Embedded
from nkgraph.store.trouble import unreadable
from nkgraph.terms import PREFIXES

_LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")
_COUNTED = "SELECT ?graph (COUNT(*) AS ?quads) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
_PIECE = 1 << 20
"""Bytes that are copied at once."""
_MODE = 0o644
"""What whoever unpacks a backup by hand may do with its files."""


class Backup(NamedTuple):
    """A backup that was made."""

    manifest: archive.Manifest
    size: int
    """Bytes of the file; 0 where it went into a pipe."""


def backup(folder: str | os.PathLike[str], path: str | os.PathLike[str]) -> Backup:
    """Write all that the store in a folder holds now into one file, whole or not at all.

    It is one state of the store, whatever is merged meanwhile; nobody waits for it. The form is
    told in `nkgraph.store.archive`. Raises StoreError where the store cannot be read, CannotWrite
    where the file cannot be written; what stood there before stands there still.

        nkgraph.store.backup("mine/", "mine.zip")
    """
    folder, path = os.fspath(folder), os.fspath(path)
    reader = Embedded.on_disk(folder)
    _refuse_inside(folder, path)
    with replacing(path) as stream, zipfile.ZipFile(stream, "w") as whole:
        manifest = _write(reader, whole)
    return Backup(manifest, os.path.getsize(path) if os.path.isfile(path) else 0)


def _refuse_inside(folder: str, path: str) -> None:
    """Raise CannotWrite for a file in the folder of the store, which it could be lost with."""
    store, target = os.path.realpath(folder), os.path.realpath(path)
    if os.path.commonpath([store, target]) == store:
        raise CannotWrite(f"{path!r} is in the store's own folder: name a file elsewhere")


def _write(reader: Embedded, whole: zipfile.ZipFile) -> archive.Manifest:
    from nkgraph import __version__

    members = [_add_graph(reader, whole)]
    for path in _files_of_rows(reader):
        members.append(_add_file(reader, whole, archive.ROWS + os.path.basename(path), path))
    manifest = archive.Manifest(
        made=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        nkgraph=__version__,
        pyoxigraph=ox.__version__,
        seed=reader.held.marker.seed if reader.held else "",
        quads=len(reader.store),
        sources=tuple(_sources(reader)),
        members=tuple(members),
    )
    whole.writestr(_entry(archive.MANIFEST, zipfile.ZIP_DEFLATED), manifest.text())
    return manifest


def _add_graph(reader: Embedded, whole: zipfile.ZipFile) -> archive.Member:
    entry = _entry(archive.GRAPH, zipfile.ZIP_DEFLATED)
    with whole.open(entry, "w", force_zip64=True) as target:
        digested = _Digested(target)
        try:
            reader.store.dump(digested, ox.RdfFormat.N_QUADS)  # type: ignore[arg-type]
        except (OSError, RuntimeError) as error:
            raise digested.failure or unreadable(str(reader.read_from), error) from error
    return digested.member(archive.GRAPH)


def _files_of_rows(reader: Embedded) -> list[str]:
    if reader.held is None:
        return []
    rows = reader.held.rows
    try:
        found = [os.path.join(rows, name) for name in sorted(os.listdir(rows))]
    except OSError as error:
        raise unreadable(reader.held.folder, error) from error
    return [path for path in found if os.path.isfile(path)]


def _add_file(reader: Embedded, whole: zipfile.ZipFile, name: str, path: str) -> archive.Member:
    try:
        source = open(path, "rb")  # noqa: SIM115 - its errors are the store's, those below the file's
    except OSError as error:
        raise unreadable(str(reader.read_from), error) from error
    # Parquet is compressed already.
    entry = _entry(name, zipfile.ZIP_STORED)
    with source, whole.open(entry, "w", force_zip64=True) as target:
        digested = _Digested(target)
        while piece := source.read(_PIECE):
            digested.write(piece)
    return digested.member(name)


def _entry(name: str, compression: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, time.gmtime()[:6])
    entry.compress_type = compression
    entry.external_attr = _MODE << 16
    return entry


def _sources(reader: Embedded) -> list[archive.Source]:
    found = []
    for graph, quads in reader.select(_COUNTED).rows:
        if isinstance(graph, ox.NamedNode) and isinstance(quads, ox.Literal):
            labels = reader.store.quads_for_pattern(graph, _LABEL, None, graph)
            label = next((getattr(one.object, "value", "") for one in labels), "")
            found.append(archive.Source(graph.value, label, int(quads.value)))
    return sorted(found)


class _Digested:
    """A stream that is written to, and knows the digest of what was."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self._digest = hashlib.sha256()
        self._size = 0
        self.failure: OSError | None = None

    def write(self, piece: bytes) -> int:
        """Write a piece of it."""
        self._digest.update(piece)
        self._size += len(piece)
        try:
            self._target.write(piece)
        except OSError as error:  # kept: from outside it looks like one of the store's
            self.failure = error
            raise
        return len(piece)

    def flush(self) -> None:
        """Do nothing: what is below is flushed when it is closed."""

    def member(self, name: str) -> archive.Member:
        """Return what the manifest says of it."""
        return archive.Member(name, self._size, self._digest.hexdigest())
