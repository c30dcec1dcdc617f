"""What tests of backups share: a store, what is in it, and backups that are made to be wrong."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from merging import gdelt
from nkgraph import merge, store
from nkgraph.errors import StoreError
from nkgraph.store import Embedded, archive

Files = dict[str, bytes]


def store_with_rows(folder: Path) -> Path:
    """Make a store in a folder, and return it; it has rows beside its graph."""
    merge.into(str(folder / "mine"), merge.Request(gdelt(folder / "events.csv", 30)))
    return folder / "mine"


def backup_of(folder: Path) -> Path:
    """Make a backup of a store beside it, and return it."""
    path = folder.with_suffix(".zip")
    store.backup(folder, path)
    return path


def content(folder: Path) -> tuple[list[str], Files]:
    reader = Embedded.on_disk(str(folder))
    assert reader.held is not None
    rows = {path.name: path.read_bytes() for path in Path(reader.held.rows).iterdir()}
    return sorted(map(str, reader.quads())), rows


def unpacked(path: Path) -> Files:
    with zipfile.ZipFile(path) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


def packed(path: Path, files: Files) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, text in files.items():
            whole.writestr(name, text)
    return path


def remade(saved: Path, path: Path, edit: Callable[[dict[str, Any], Files], None]) -> Path:
    """Write a backup with a file or the manifest changed; the digests are made to fit."""
    files = unpacked(saved)
    manifest = json.loads(files.pop(archive.MANIFEST))
    edit(manifest, files)
    return packed(path, {**files, archive.MANIFEST: json.dumps(manifest).encode()})


def member(name: str, text: bytes) -> dict[str, Any]:
    return {"name": name, "size": len(text), "sha256": hashlib.sha256(text).hexdigest()}


def refused(path: Path, folder: Path) -> str:
    """Return what is said of a backup that is not restored, and see that nothing is left of it."""
    place = folder.parent
    before = sorted(place.rglob("*"))
    with pytest.raises(StoreError) as caught:
        store.restore(path, folder)
    assert sorted(place.rglob("*")) == before
    assert "\n" not in str(caught.value)
    return str(caught.value)
