"""Rows that a reader refused: counted, and all of them at hand for as long as the file is open."""

import json
from collections.abc import Iterator
from pathlib import Path

from nkgraph.datasets.reading import Rejected

SHOWN_CHARACTERS = 500
"""Of a row's text; who wants all of it has the row's number."""

IN_MEMORY = 10_000
"""How many are held before they go into a file."""


class Rejects:
    """The refused rows of one reading, in the order of the file."""

    def __init__(self, folder: Path) -> None:
        self.count = 0
        self._path = folder / "rejects.jsonl"
        self._held: list[Rejected] = []

    def add(self, row: int, reason: str, raw: str = "") -> None:
        """Put a row aside: its number in the file, from 1, why, and its text."""
        self.count += 1
        self._held.append(Rejected(row, reason, raw[:SHOWN_CHARACTERS]))
        if len(self._held) >= IN_MEMORY:
            with self._path.open("a", encoding="ascii") as stream:
                stream.writelines(json.dumps(rejected) + "\n" for rejected in self._held)
            self._held.clear()

    def __iter__(self) -> Iterator[Rejected]:
        """Yield every refused row."""
        if self.count > len(self._held):
            with self._path.open(encoding="ascii") as stream:
                for line in stream:
                    yield Rejected(*json.loads(line))
        yield from self._held
