"""What a query may take before it is ended."""

import math
import os
from typing import NamedTuple

from nkgraph.errors import BadCall

SECONDS = 60.0
"""How long a query of the user's own may take where nobody says."""

MEMORY = 2 << 30
"""How many bytes a query may need where nobody says, and never more than half of the machine's."""

LEAST_MEMORY = 16 << 20
"""With less, Oxigraph cannot so much as begin."""


class Limits(NamedTuple):
    """What a query may take: time, memory beyond what the graph has already, rows of its answer.

    No rows are no limit to them, as `math.inf` seconds are none to its time.
    """

    seconds: float = SECONDS
    memory: int = MEMORY
    rows: int | None = None

    @property
    def is_timed(self) -> bool:
        """Whether there is an end to the time."""
        return not math.isinf(self.seconds)


def of(timeout: float | None, memory: int | None, limit: int | None) -> Limits:
    """Return limits, with the usual ones for those that nobody sets.

    Raises BadCall for a time or a size that is none.
    """
    if timeout is not None and not timeout > 0:
        raise BadCall(f"timeout={timeout} is no time to run: give seconds, 0.5 or 60 for example")
    if memory is not None and memory < LEAST_MEMORY:
        raise BadCall(
            f"memory={memory} is too little for any query: give at least {LEAST_MEMORY:,} bytes"
        )
    return Limits(
        SECONDS if timeout is None else float(timeout),
        usual_memory() if memory is None else memory,
        limit,
    )


def usual_memory() -> int:
    """Return how many bytes a query may need on this machine where nobody says."""
    try:
        machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):  # not every system tells
        return MEMORY
    return min(MEMORY, machine // 2) if machine > 0 else MEMORY


def in_words(size: int) -> str:
    """Return a number of bytes as a person reads it."""
    for unit, name in ((30, "GiB"), (20, "MiB"), (10, "KiB")):
        if size >> unit:
            return f"{size / (1 << unit):.3g} {name}"
    return f"{size} bytes"
