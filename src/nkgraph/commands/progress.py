"""A progress bar for what takes long, on a terminal only."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SECONDS_WITHOUT_BAR = 2.0
"""What takes no longer than this needs no bar."""

_SECONDS_BETWEEN_LOOKS = 0.1


@contextmanager
def shown(steps: int) -> Iterator[Callable[[str], None]]:
    """Show how many of a number of steps are done; yields what is told at the start of each.

    Nothing is shown where standard error is no terminal, or before two seconds have passed.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    begun: list[str] = []
    ended = threading.Event()
    shower = threading.Thread(target=_show, args=(steps, begun, ended), daemon=True)
    shower.start()
    try:
        yield begun.append
    finally:
        ended.set()
        shower.join()


def _show(steps: int, begun: list[str], ended: threading.Event) -> None:
    if ended.wait(SECONDS_WITHOUT_BAR):
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=steps)
        while not ended.wait(_SECONDS_BETWEEN_LOOKS):
            if begun:
                bar.update(task, description=begun[-1], completed=len(begun) - 1)
