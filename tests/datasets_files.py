"""The small data files of our own, and ways to make other files of them."""

import bz2
import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nkgraph import datasets

DATA = Path(__file__).parent / "data"
SHARED = Path(__file__).parents[2] / "shared" / "data"
"""Files as their publishers ship them, where they are to be had."""

FILES = {
    "acled.csv": "acled",
    "acled-2016.csv": "acled",
    "acled-older.csv": "acled",
    "comtrade.csv": "comtrade",
    "comtrade-legacy.csv": "comtrade-legacy",
    "cow-extra-state-wars.csv": "cow-extra-state-wars",
    "cow-intra-state-wars.csv": "cow-intra-state-wars",
    "cow-intra-state-wars-2014.csv": "cow-intra-state-wars",
    "cow-mids.csv": "cow-mids",
    "cow-states.csv": "cow-states",
    "cow-system.csv": "cow-system",
    "cow-wars.csv": "cow-wars",
    "csis-provocations.csv": "csis-provocations",
    "gdelt-1.0-before-2013.tsv": "gdelt-1",
    "gdelt-1.0.tsv": "gdelt-1",
    "gdelt-2.0.tsv": "gdelt",
    "icews.tab": "icews",
    "polecat.tab": "polecat",
    "reported-smallest.csv": "reported",
    "reported.csv": "reported",
    "ucdp-ged-2015.csv": "ucdp-ged",
    "ucdp-ged-no-header.csv": "ucdp-ged",
    "ucdp-ged-few-columns.csv": "ucdp-ged",
    "ucdp-ged.csv": "ucdp-ged",
    "wits.csv": "wits",
}
"""Which dataset each file is."""

Row = dict[str, Any]


def text_of(name: str) -> str:
    """Return a file of ours as text with LF line ends."""
    raw = (DATA / name).read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def rows(path: Path | str, **options: Any) -> list[Row]:
    """Return the canonical rows of a file, in its order, without what is empty."""
    with datasets.read(path, **options) as reading:
        ordered = reading.relation.order("row")
        names = ordered.columns
        return [
            {name: value for name, value in zip(names, row, strict=True) if value is not None}
            for row in ordered.fetchall()
        ]


def counts(path: Path | str, **options: Any) -> datasets.Counts:
    """Return what became of a file's rows."""
    with datasets.read(path, **options) as reading:
        return reading.counts


def rejects(path: Path | str, **options: Any) -> list[tuple[int, str]]:
    """Return the line numbers and reasons of the rows that were refused."""
    with datasets.read(path, **options) as reading:
        return [(reject.row, reject.reason) for reject in reading.first_rejects(1000)]


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "plain": lambda raw: raw,
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "zip": lambda raw: zipped({"export.CSV": raw}),
}
