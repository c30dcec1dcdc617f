"""Waiting for what cannot be broken off, in a way that can."""

import _thread
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


def in_thread(run: Callable[[], Result], seconds: float | None = None) -> Result:
    """Run in a thread, so that Ctrl-C or the end of the time ends the wait, though not the work.

    Raises what `run` raises, and TimeoutError when it has not ended after `seconds`.
    The low-level module, since the high-level one takes 3 ms to import.
    """
    result: list[Result] = []
    failure: list[BaseException] = []
    running = _thread.allocate_lock()
    running.acquire()

    def work() -> None:
        try:
            result.append(run())
        except BaseException as error:  # raised again below, in the thread that asked
            # Without its frames: what they hold of Oxigraph must not outlive this thread.
            failure.append(error.with_traceback(None))
        finally:
            running.release()

    _thread.start_new_thread(work, ())
    longest = _thread.TIMEOUT_MAX
    if not running.acquire(timeout=-1 if seconds is None or seconds > longest else seconds):
        raise TimeoutError
    if failure:
        raise failure[0]
    return result[0]
