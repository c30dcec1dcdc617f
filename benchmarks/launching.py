"""Start one command, wait for it, and say what it took: target, limit, command.

A process of its own, with next to nothing imported: Linux counts the memory of whoever starts a
program into the program's peak, and this one is as small as Python gets. The command gets a process
group of its own, so that all of it ends when its time is over.
"""

import os
import signal
import sys
import time


def main() -> None:
    target, limit, *command = sys.argv[1:]
    started = time.perf_counter()
    pid = os.fork()
    if pid == 0:
        os.setpgid(0, 0)
        try:
            os.execvp(command[0], command)
        finally:
            os._exit(127)
    in_time = True

    def end(*_: object) -> None:
        nonlocal in_time
        in_time = False
        os.killpg(pid, signal.SIGKILL)

    signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, float(limit))  # none for 0
    _, status, used = os.wait4(pid, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)
    wall = time.perf_counter() - started
    with open(target, "w", encoding="ascii") as stream:  # noqa: PTH123 - pathlib is megabytes
        print(
            os.waitstatus_to_exitcode(status), int(in_time), wall, used.ru_utime + used.ru_stime,
            used.ru_maxrss / 1024, file=stream,
        )  # fmt: skip


if __name__ == "__main__":
    main()
