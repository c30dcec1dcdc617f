"""The golden answers, and how an answer is compared with one.

The answers in `golden/` were derived by reading the article (for codes and coordinates: the lists
that the background graph names), never by running the query. Where one differs from what a query
gives, the article decides which of the two is wrong.

`golden/<query>.yaml` is a list of calls: `ask` has the parameters; `rows` is CSV, IRIs in compact
form, an empty cell for nothing; `why` says on what the answer rests; `omits` names columns that it
leaves open, such as the wording of claims, which stands once, in claims.yaml; `part: true` gives
the rows of some subjects only; `with` names a file that is loaded beside the project's graph.
"""

import csv
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import rdflib
import yaml

from nkgraph.graph import KnowledgeGraph
from nkgraph.store import seed
from nkgraph.store.embedded import Embedded
from nkgraph.terms import PREFIXES, SOURCE, compact

FOLDER = Path(__file__).parent / "golden"
KEYS = {"why", "ask", "rows", "omits", "part", "with"}
NUMBERS = {PREFIXES["xsd"] + name for name in ("integer", "decimal", "double")}


class Call(NamedTuple):
    """A query with its parameters, and what a reader answers."""

    query: str
    ask: dict[str, str]
    columns: list[str]
    rows: list[list[str]]
    omits: list[str]
    part: bool
    beside: str | None

    def __str__(self) -> str:
        asked = ",".join(f"{name}={value}" for name, value in self.ask.items())
        return f"{self.query} {asked}{' with ' + self.beside if self.beside else ''}".strip()


def golden() -> Iterator[Call]:
    for path in sorted(FOLDER.glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            assert set(entry) <= KEYS, f"{path.name}: {set(entry) - KEYS}"
            assert entry["why"], f"{path.name}: an answer says on what it rests"
            columns, *rows = csv.reader(entry["rows"].splitlines())
            assert all(len(row) == len(columns) for row in rows), f"{path.name}: {entry['why']}"
            yield Call(
                path.stem,
                entry.get("ask", {}),
                columns,
                rows,
                entry.get("omits", []),
                entry.get("part", False),
                entry.get("with"),
            )


CALLS = list(golden())


@cache
def graph(beside: str | None) -> KnowledgeGraph:
    """Return the project's graph in memory, with the file beside it if one is named."""
    store = ox.Store()
    seed.seed(store)
    if beside:
        seed.load_turtle(
            store, str(FOLDER / beside), ox.NamedNode(SOURCE + Path(beside).with_suffix("").name)
        )
        seed.derive(store)
    return KnowledgeGraph(Embedded(store))


def written(term: object, golden_cell: str) -> str:
    """Return a term as the golden answers write it; a number as its cell does if they are equal."""
    match term:
        case None:
            return ""
        case ox.NamedNode():
            return compact(term.value)
        case rdflib.URIRef():
            return compact(str(term))
        case ox.Literal():
            text, kind = term.value, term.datatype.value
        case _:
            text, kind = str(term), str(getattr(term, "datatype", ""))
    if kind in NUMBERS:
        try:
            return golden_cell if Decimal(golden_cell) == Decimal(text) else text
        except InvalidOperation:
            return text
    return text


def compared(call: Call, columns: list[str], rows: list[tuple[object, ...]]) -> list[list[str]]:
    """Return an answer's rows as the golden ones are written: their columns, and their subjects."""
    places = [columns.index(name) for name in call.columns]
    kept = [[row[place] for place in places] for row in rows]
    if call.part:
        subjects = {row[0] for row in call.rows}
        kept = [row for row in kept if written(row[0], "") in subjects]
    cells = [*call.rows, *[[""] * len(places)] * max(0, len(kept) - len(call.rows))]
    return [
        [written(term, cell) for term, cell in zip(row, golden_row, strict=True)]
        for row, golden_row in zip(kept, cells, strict=False)
    ]
