"""A work: what is to be done, by which ways, and what we aim at.

A module of `works/` declares one or a few of these; everything else is the frame's.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from benchmarks.figures import Measure
from benchmarks.tools import Tool

Size = Literal["tiny", "quick", "full"]
"""How much is measured: for the tests, for a first look, for the figures that are published."""


@dataclass(frozen=True)
class Way:
    """One way to do a work: a command, run in an empty folder beside what was prepared."""

    name: str
    tool: Tool
    command: Sequence[str | Path]
    answer: Callable[[Path, bytes], str] | None = None
    """Tells what it found, from the folder that it ran in and what it printed; the same for all
    ways that are to be compared. A script may say it itself (`others/telling.py`)."""
    limit: float | None = None
    """Seconds after which it is ended."""
    rounds: int | None = None
    """How often at most: for what takes minutes."""
    note: str = ""
    """What a reader has to know to compare it."""


@dataclass(frozen=True)
class Goal:
    """How one of our ways should compare with a way of others, or what it should take at most.

    times: the other takes at least so many times what ours takes. within: ours takes at most so
    many times what the other takes. beyond: ours takes at most so many seconds more. below: ours
    takes at most so many seconds, whatever others take.
    """

    text: str
    ours: str
    kind: Literal["times", "within", "beyond", "below"]
    bound: float
    other: str = ""
    measure: Measure = "cpu"
    reason: str = ""
    """Why it is missed, shown where it is."""


@dataclass(frozen=True)
class Work:
    """Something to be done, with the ways to do it."""

    name: str
    title: str
    ways: tuple[Way, ...]
    goals: tuple[Goal, ...]
    rounds: int
    prepare: Callable[[Path], AbstractContextManager[None]]
    """Makes ready, in a folder, what the ways need, and tidies up at the end; not measured."""
    step: str = ""
    """What the seconds are that a way says of itself, where it does."""
    warm: bool = False
    """Whether each way runs once beforehand, so that its files are in the machine's memory."""
