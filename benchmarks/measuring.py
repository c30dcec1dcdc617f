"""What one process takes, with everything that it starts and waits for."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

TOLD = "NKGRAPH_TOLD"
"""Names the file into which a script may write what it measured of itself (`others/telling.py`)."""

_LAUNCHER = Path(__file__).with_name("launching.py")
_SAID = 2_000
"""Characters of what a failed command printed that the message shows."""


class CommandFailed(Exception):
    """A command that is to be measured did not do its work."""


class TooLong(CommandFailed):
    """A command did not end in time."""


class Sample(NamedTuple):
    """What one run took."""

    cpu: float
    """Seconds of user and system time."""
    wall: float
    """Seconds from start to end."""
    megabytes: float
    """The most memory that it, or one of the processes that it waited for, had at once."""
    step: float | None = None
    """Seconds of the step that matters, where the command says how long that took."""


class Run(NamedTuple):
    """One run: what it took, what it printed, and what it says that it found."""

    sample: Sample
    printed: bytes
    answer: str | None


def run(command: Sequence[str | Path], folder: Path, limit: float | None = None) -> Run:
    """Run a command in a folder and return what it took.

    limit: seconds after which it is ended. Raises CommandFailed, with what it printed, where it
    ends with another status than 0, and TooLong where it does not end in time.
    """
    shown = " ".join(map(str, command))[:_SAID]
    with tempfile.TemporaryDirectory() as scratch:
        took, told, printed, said = (
            Path(scratch, name) for name in ("took", "told", "printed", "said")
        )
        with printed.open("wb") as output, said.open("wb") as errors:
            subprocess.run(
                [sys.executable, "-IS", _LAUNCHER, took, str(limit or 0), *map(str, command)],
                cwd=folder,
                env={**os.environ, "NKGRAPH_STORE": "", TOLD: str(told)},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=errors,
                check=True,
            )
        status, in_time, wall, cpu, megabytes = map(float, took.read_text("ascii").split())
        if not in_time:
            raise TooLong(f"{shown} was ended after {limit} s")
        if status:
            words = (printed.read_bytes() + said.read_bytes()).decode(errors="replace")
            raise CommandFailed(f"{shown} failed: {words[-_SAID:]}")
        facts = json.loads(told.read_text(encoding="utf-8")) if told.exists() else {}
        return Run(
            Sample(cpu, wall, megabytes, facts.get("step")),
            printed.read_bytes(),
            facts.get("answer"),
        )
