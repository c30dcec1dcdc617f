"""One writer at a time: who has the lock of a store, and how long another one waits for it."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from nkgraph.errors import StoreError
from nkgraph.store.folder import LOCK

WAIT_SECONDS = 10.0
"""How long a second writer waits for the first."""

_BETWEEN_TRIES = 0.05
_LONGEST_NOTE = 200


@contextmanager
def only_writer(folder: str, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the lock of a store's folder while the block runs.

    It is an advisory lock of the operating system, which goes with the process that has it, however
    that ends. Raises StoreError, with who has it and since when, where it is not free in time, and
    where the folder cannot be written.
    """
    import fcntl

    path = os.path.join(folder, LOCK)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise StoreError(
            f"the store {folder!r} cannot be written: {error.strerror}; it can be read as it is"
        ) from error
    try:
        end = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= end:
                    raise StoreError(_busy(folder, path, wait)) from None
                time.sleep(_BETWEEN_TRIES)
        os.truncate(descriptor, 0)
        started = time.strftime("%Y-%m-%d %H:%M:%S")
        os.pwrite(descriptor, f"process {os.getpid()} since {started}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _busy(folder: str, path: str, wait: float) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as stream:
            holder = stream.read(_LONGEST_NOTE).strip()
    except OSError:
        holder = ""
    return (
        f"the store {folder!r} is being written by {holder or 'another process'}, and was not free "
        f"after {wait:g} seconds: try again when that has ended, or end it"
    )
