"""Which version made a store, and what is to be done where that is not this one.

A store is written by one version of nkgraph and of Oxigraph and read by others. What is older is
brought up to date by whoever writes next; what is newer is read where that can be, and never
written, so that nothing is lost that this version does not know of.
"""

import re

import pyoxigraph as ox

from nkgraph.errors import StoreError
from nkgraph.store.folder import Marker

_NUMBERS = re.compile(r"\d+(?:\.\d+)*")
_FORMAT_NUMBERS = 2
"""How many of a version's numbers stand for what Oxigraph's databases look like (0.5 of 0.5.13)."""


def refuse_newer(folder: str, marker: Marker) -> None:
    """Raise StoreError where a newer nkgraph or Oxigraph has written a store."""
    from nkgraph import __version__

    for what, wrote, here, numbers in (
        ("nkgraph", marker.nkgraph, __version__, None),
        ("pyoxigraph", marker.pyoxigraph, ox.__version__, _FORMAT_NUMBERS),
    ):
        if is_newer(wrote, here, numbers):
            raise StoreError(
                f"the store {folder!r} was written by {what} {wrote[:20]}, which is newer than the "
                f"{here} here, and is not changed: install {what} {wrote[:20]}"
            )


def is_newer(one: str, other: str, numbers: int | None = None) -> bool:
    """Return whether one version is newer than another, by their first numbers or all."""
    return _numbers(one, numbers) > _numbers(other, numbers)


def _numbers(version: str, count: int | None) -> list[int]:
    found = _NUMBERS.match(version)
    return [int(part) for part in found[0].split(".")][:count] if found else []
