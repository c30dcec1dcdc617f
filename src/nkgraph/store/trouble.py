"""What Oxigraph and RocksDB say of a database that they cannot use, in one line for a person."""

import os

import pyoxigraph as ox

from nkgraph.errors import StoreError
from nkgraph.store import folder as layout

_MOST_SHOWN = 160
"""Characters of somebody else's message."""

_OLDER = "not possible to upgrade read-only"
_NEWER = (
    "too recent", "newer version of rocksdb", "column families not opened",
    "unsupported format_version", "unknown footer version",
)  # fmt: skip
_DAMAGED = ("corruption", "no such file")


def unreadable(folder: str, error: Exception) -> StoreError:
    """Return the error for whoever reads a store in a folder."""
    where = f"the store {folder!r}"
    reason = in_one_line(error)
    lower = reason.casefold()
    if not os.path.isdir(folder):
        return StoreError(f"{where} has gone: its folder was moved or deleted")
    if _OLDER in lower:
        return StoreError(_older(folder))
    if any(sign in lower for sign in _NEWER):
        return StoreError(_newer(folder))
    if "lock" in lower and "block" not in lower:
        return StoreError(f"{where} is in use by another process: try again when it has ended")
    if isinstance(error, FileNotFoundError) or any(sign in lower for sign in _DAMAGED):
        return StoreError(
            f"{where} is damaged: make it anew, or restore a copy ({reason[:_MOST_SHOWN]})"
        )
    return StoreError(f"{where} cannot be read: {reason[:_MOST_SHOWN]}")


def unwritable(folder: str, error: Exception, *, exists: bool = True) -> StoreError:
    """Return the error for whoever was changing a store in a folder, or making one."""
    reason = in_one_line(error)
    if not os.path.isdir(folder):
        return StoreError(
            f"the store {folder!r} has gone while it was being written: its folder was moved or "
            "deleted"
        )
    if any(sign in reason.casefold() for sign in _NEWER):
        return StoreError(_newer(folder))
    if not exists:
        return StoreError(f"no store could be made in {folder!r}: {reason[:_MOST_SHOWN]}")
    return StoreError(
        f"the store {folder!r} could not be written and is as it was: {reason[:_MOST_SHOWN]}"
    )


def in_one_line(error: Exception) -> str:
    """Return what an error says; RocksDB's messages go over several lines."""
    return " ".join(str(getattr(error, "strerror", None) or error).split())


def _older(folder: str) -> str:
    import shlex

    if not layout.is_store(folder):
        return (
            f"the store {folder!r} is an older Oxigraph's: `oxigraph optimize --location "
            f"{shlex.quote(folder)}`, by version {ox.__version__}, brings it up to date"
        )
    made = layout.read_marker(folder).pyoxigraph
    return (
        f"the store {folder!r} was made by an older Oxigraph ({made[:20] or 'unknown'}): "
        f"`nkgraph store compact --store {shlex.quote(folder)}` brings it up to date"
    )


def _newer(folder: str) -> str:
    made = layout.read_marker(folder).pyoxigraph[:20] if layout.is_store(folder) else ""
    return (
        f"the store {folder!r} was made by a newer Oxigraph{f' ({made})' if made else ''} than the "
        f"{ox.__version__} here: install pyoxigraph {made or 'anew'}, or restore a backup, which "
        "every version reads"
    )
