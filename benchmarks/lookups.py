"""Look-up tables for those who do by hand what a merge does: who is meant, and what it is called.

Each actor, kind and place of the made-up rows is put into a row of its own, merged, and read back
from the graph. So whoever uses the tables is spared identity and wording, and pays for the rows.
"""

import csv
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox

import nkgraph
from benchmarks import rows
from nkgraph.store import Embedded
from nkgraph.terms import NKG, PREFIXES

_LABEL = re.compile(r"(.*?) \(CAMEO (\d+)\): (.*)", re.DOTALL)
_DAY = ["20180101", "201801", "2018", "2018.0849"]
_REST = ["20180101000000", "https://news.example.org/"]
_NOWHERE = ["0", *[""] * 7]
_NOBODY = [""] * 10


def write(folder: Path) -> None:
    """Write kinds.csv, actors.csv and places.csv into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    shares = json.loads(rows.SHARES.read_text(encoding="utf-8"))
    events, actors, places = (
        [share[-1] for share in shares[name]] for name in ("events", "actors", "places")
    )
    actors = [actor for actor in actors if any(actor)]
    made = [
        *([*actors[0], *event, *_NOWHERE] for event in events),
        *([*actor, *events[0], *_NOWHERE] for actor in actors),
        *([*actors[0], *events[0], *place] for place in places),
    ]
    labels, kinds, agents, spots = _merged(folder / "all.tsv", made)
    named = [_LABEL.fullmatch(label) for label in labels]
    first, second = len(events), len(events) + len(actors)
    _table(
        folder / "kinds.csv", ("code", "kind", "name"),
        {(one[2], kind, one[1]) for one, kind in zip(named[:first], kinds, strict=False) if one},
    )  # fmt: skip
    _table(
        folder / "actors.csv", ("code", "name_given", "entity", "shown"),
        (
            (actor[0], actor[1], agent, one[3])
            for actor, agent, one in zip(
                actors, agents[first:second], named[first:second], strict=True
            )
            if one
        ),
    )  # fmt: skip
    _table(
        folder / "places.csv", ("name_given", "country", "latitude", "longitude", "place"),
        (
            (place[1], place[2], place[5], place[6], spot)
            for place, spot in zip(places, spots[second:], strict=True)
            if spot
        ),
    )  # fmt: skip


def _merged(file: Path, made: Sequence[Sequence[str]]) -> tuple[list[str], ...]:
    """Merge rows; return label, kind, agent and place of each."""
    with file.open("w", encoding="utf-8") as stream:
        for number, row in enumerate(made, 1):
            who, event, place = row[:10], row[10:16], row[16:]
            cells = [
                str(number), *_DAY, *who, *_NOBODY, *event, "1", "1", "1", "0",
                *_NOWHERE, *_NOWHERE, *place, *_REST,
            ]  # fmt: skip
            stream.write("\t".join(cells) + "\n")
    graph = nkgraph.open()
    source = graph.merge(file).origin.graph
    reader = graph.reader
    assert isinstance(reader, Embedded)

    def values(predicate: str) -> list[str]:
        found = [""] * len(made)
        for quad in reader.store.quads_for_pattern(
            None, ox.NamedNode(predicate), None, ox.NamedNode(source)
        ):
            subject, _, number = str(getattr(quad.subject, "value", "")).rpartition("/row/")
            if subject == source:
                found[int(number) - 1] = str(getattr(quad.object, "value", ""))
        return found

    return (
        values(PREFIXES["rdfs"] + "label"),
        values(PREFIXES["rdf"] + "type"),
        values(NKG + "agent"),
        values(NKG + "place"),
    )


def _table(file: Path, header: Sequence[str], lines: Iterable[tuple[str, ...]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows(sorted(lines))
