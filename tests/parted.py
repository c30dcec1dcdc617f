"""Folders of parts, read back to be compared: whatever the files in them are called."""

import gzip
import json
from pathlib import Path
from typing import Any

import duckdb

Row = tuple[Any, ...]


def quads(folder: Path) -> list[str]:
    """Return the lines of all parts in order, but for the times of merges."""
    return sorted(
        line
        for part in (folder / "quads").glob("*.nq.gz")
        for line in gzip.decompress(part.read_bytes()).decode().splitlines()
        if "endedAtTime" not in line
    )


def table(folder: Path, kind: str) -> list[Row]:
    """Return the rows of `rows`, `counts` or `refused`, column by column, in order."""
    files = str(folder / kind / "**" / "*.parquet")
    with duckdb.connect() as connection:
        found = connection.sql(
            f"FROM read_parquet('{files}', union_by_name = true, hive_partitioning = true)"
        )
        names = sorted(found.columns)
        return [
            tuple(names),
            *found.select(", ".join(f'"{n}"' for n in names)).order("ALL").fetchall(),
        ]


def listed(folder: Path) -> dict[str, Any]:
    """Return what parts.json says, but for the engine."""
    found: dict[str, Any] = json.loads((folder / "parts.json").read_text(encoding="utf-8"))
    del found["engine"]
    return found


def everything(folder: Path) -> dict[str, Any]:
    """Return all that a folder of parts holds."""
    return {
        "list": listed(folder),
        "quads": quads(folder),
        **{kind: table(folder, kind) for kind in ("rows", "counts", "refused")},
    }
