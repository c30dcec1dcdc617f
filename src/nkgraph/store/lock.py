"""One writer at a time: who has the lock of a store, and how long another one waits for it."""

import os
import re
import shlex
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from nkgraph.errors import StoreError
from nkgraph.output import harmless
from nkgraph.store.folder import LOCK

WAIT_SECONDS = 10.0
"""How long a second writer waits for the first."""

_BETWEEN_TRIES = 0.05
_LONGEST_NOTE = 400
_LONGEST_COMMAND = 200
_NOTE = re.compile(r"process (\d+) since (\S+ \S+) on (\S+): (.*)")


@contextmanager
def only_writer(folder: str, wait: float = WAIT_SECONDS) -> Iterator[Callable[[], None]]:
    """Hold the lock of a store's folder while the block runs.

    It is an advisory lock of the operating system, which goes with the process that has it, however
    that ends. Yields what raises StoreError where the folder is no longer the one that was locked.
    Raises StoreError, with who has the lock and since when, where it is not free in time, and where
    the folder cannot be written.
    """
    path = os.path.join(folder, LOCK)
    descriptor = _taken(folder, path, wait)
    try:
        note = _note().encode("utf-8", "replace")
        os.pwrite(descriptor, note, 0)  # at once, and cut afterwards: somebody may be reading it
        os.truncate(descriptor, len(note))

        def check() -> None:
            if not _is_at(descriptor, path):
                raise StoreError(
                    f"the store {folder!r} was moved or deleted while it was being written: "
                    "nothing is changed where it stood"
                )

        yield check
    finally:
        os.close(descriptor)


def writer(folder: str) -> str | None:
    """Return who is writing to a store, as a message says it, or None where nobody is."""
    import fcntl

    path = os.path.join(folder, LOCK)
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        # Shared, so that two who ask at once do not take each other for a writer.
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _holder(path)
    except OSError:
        return None
    finally:
        os.close(descriptor)
    return None


def _taken(folder: str, path: str, wait: float) -> int:
    """Return a descriptor of the lock's file that holds the lock."""
    import fcntl

    end = time.monotonic() + wait
    while True:
        descriptor = -1
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_at(descriptor, path):  # and not in a folder that was deleted meanwhile
                return descriptor
            os.close(descriptor)
        except BlockingIOError:
            os.close(descriptor)
            if time.monotonic() >= end:
                raise StoreError(
                    f"the store {folder!r} is being written by {_holder(path)}, and was not free "
                    f"after {wait:g} seconds: try again when that has ended, or end it"
                ) from None
            time.sleep(_BETWEEN_TRIES)
        except OSError as error:
            if descriptor >= 0:
                os.close(descriptor)
            raise StoreError(
                f"the store {folder!r} cannot be written: {error.strerror}; it can be read as it is"
            ) from error


def _is_at(descriptor: int, path: str) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path))
    except OSError:
        return False


def _note() -> str:
    program, *rest = sys.argv or [""]
    name = "python" if program in ("", "-", "-c", "-m") else os.path.basename(program)
    command = harmless(shlex.join([name, *rest]), "?")[:_LONGEST_COMMAND]
    started = time.strftime("%Y-%m-%d %H:%M:%S")
    return f"process {os.getpid()} since {started} on {_host()}: {command}\n"


def _holder(path: str) -> str:
    """Return who has the lock, by the note that whoever takes it writes into its file."""
    try:
        with open(path, encoding="utf-8", errors="replace") as stream:
            found = _NOTE.match(stream.read(_LONGEST_NOTE))
    except OSError:
        found = None
    if found is None:
        return "another process"
    process, since, host, command = found.groups()
    if host != _host():
        return f"process {process} on {host} since {since} ({command})"
    if not is_alive(int(process)):
        return f"a process that process {process} has left behind since {since} ({command})"
    return f"process {process} since {since} ({command})"


def is_alive(process: int) -> bool:
    """Return whether there is a process of this number; yes, where that cannot be told."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # somebody else's, then
        return True
    return True


def _host() -> str:
    return os.uname().nodename or "localhost"
