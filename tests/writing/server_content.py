"""What a server holds, and how tests put something there."""

from pathlib import Path
from typing import Any

import httpx

import nkgraph
from merging import lines_of
from nkgraph import merge
from nkgraph.store.endpoint import MARKS, Endpoint


def content(address: str) -> list[str]:
    """Return the N-Quads that count there, without the times of merges."""
    if not address.startswith("http"):
        return lines_of(nkgraph.open(address))
    counting = tuple(f" <{graph}> ." for graph in Endpoint(address).graphs)
    dump = httpx.get(
        address.replace("/query", "/store"), headers={"Accept": "application/n-quads"}
    ).text
    return sorted(
        line.removesuffix(" .")
        for line in dump.splitlines()
        if line.endswith(counting) and "endedAtTime" not in line
    )


def everything(address: str) -> set[str]:
    """Return the names of the graphs that hold something, whether they count or not."""
    rows = Endpoint(address).everywhere("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").rows
    return {getattr(graph, "value", "") for (graph,) in rows}


def take(address: str, path: Path, **how: Any) -> merge.Report:
    return merge.into(address, merge.Request(path, **how))


def mark(address: str, name: str, value: str) -> None:
    store, term = (MARKS.value.replace("#marks", f"#{part}") for part in ("store", name))
    Endpoint(address).post(MARKS, f'<{store}> <{term}> "{value}" .'.encode())
