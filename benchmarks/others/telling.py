"""How a script that is measured says what it measured of itself, and what it found."""

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

_BYTES = 16
_step: list[float] = []


@contextmanager
def step(times: int = 1) -> Iterator[None]:
    """Measure the CPU time of what is done inside, and done so many times."""
    started = time.process_time()
    yield
    _step.append((time.process_time() - started) / times)


def digest(lines: Iterable[str]) -> str:
    """Return how many lines there are, with a digest that no order changes."""
    total, number = 0, 0
    for line in lines:
        found = hashlib.blake2b(line.encode(), digest_size=_BYTES).digest()
        total = (total + int.from_bytes(found, "big")) % (1 << 8 * _BYTES)
        number += 1
    return f"{number} {total:x}"


def tell(answer: str | None = None, seconds: float | None = None) -> None:
    """Hand what was found and measured to whoever runs the script, or print it."""
    facts = {"step": seconds if seconds is not None else sum(_step) or None, "answer": answer}
    target = os.environ.get("NKGRAPH_TOLD")
    if target:
        Path(target).write_text(json.dumps(facts), encoding="utf-8")
    else:
        print(json.dumps(facts))


def tell_lines(lines: Iterable[str]) -> None:
    """Hand over what was found, in lines of any order."""
    tell(digest(lines))
