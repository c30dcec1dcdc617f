"""Tables like GDELT's event files, of any length: made up, with a real file's frequencies.

`data/gdelt-shares.json` counts how often actors, kinds of events, places and numbers of mentions
stand in one file of GDELT 2.0 (1 January 2018, 2,414 rows; the GDELT Project,
https://www.gdeltproject.org/). A row here draws each of these by its frequency, apart from the
others, but that no row is without any actor. Dates are spread over some years, so that counting by
year has something to count.
"""

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

SEED = 20180101
SHARES = Path(__file__).with_name("data") / "gdelt-shares.json"
FIRST_DAY, DAYS = date(2015, 2, 19), 4 * 365
FIRST_ID = 700_000_000
_BATCH = 10_000
_NEWS = "https://news.example.org/"
_ADDRESS = 96
"""Characters of the address of a row's news story: the mean of the real file's."""


def write(target: Path, count: int, seed: int = SEED) -> None:
    """Write so many rows, tab separated as GDELT's are; the same for the same seed."""
    with target.open("w", encoding="utf-8", newline="") as stream:
        for number, cells in enumerate(_rows(count, random.Random(seed))):
            stream.write("\t".join((str(FIRST_ID + number), *cells)) + "\n")


def _rows(count: int, chance: random.Random) -> Iterator[tuple[str, ...]]:
    shares = json.loads(SHARES.read_text(encoding="utf-8"))
    columns = (
        _Column(shares["actors"], 0),
        _Column(shares["actors"], 1),
        _Column(shares["events"], 0),
        _Column(shares["mentions"], 0),
        _Column(shares["places"], 0),
        _Column(shares["places"], 1),
        _Column(shares["places"], 2),
    )
    lags = _Column(shares["days_before"], 0)
    for start in range(0, count, _BATCH):
        size = min(_BATCH, count - start)
        drawn = zip(
            lags.draw(chance, size), *(column.draw(chance, size) for column in columns), strict=True
        )
        for number, (lag, one, other, event, mentions, *places) in enumerate(drawn, start):
            while not any(one) and not any(other):
                (other,) = columns[1].draw(chance, 1)
            added = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
            day = added - timedelta(days=lag)
            tone = f"{chance.gauss(-2, 4):.13f}"
            yield (
                f"{day:%Y%m%d}", f"{day:%Y%m}", f"{day:%Y}",
                f"{day.year + (day.month * 30 + day.day) / 365:.4f}",
                *one, *other, *event, *mentions, tone, *places[0], *places[1], *places[2],
                f"{added:%Y%m%d}000000", f"{_NEWS}{number:0{_ADDRESS - len(_NEWS)}}",
            )  # fmt: skip


class _Column:
    """What can stand in some cells of a row, with its frequency."""

    def __init__(self, shares: list[list[Any]], which: int) -> None:
        self._values = [share[-1] for share in shares]
        self._weights = list(accumulate(share[which] for share in shares))

    def draw(self, chance: random.Random, size: int) -> list[Any]:
        return chance.choices(self._values, cum_weights=self._weights, k=size)
