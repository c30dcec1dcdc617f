"""Who writes to an endpoint, and which of its graphs do not count yet or do not count any more.

The protocol has no transaction over several requests, and large graphs take many. So a graph that
is being uploaded is marked first as one that does not count, and nkgraph passes over such graphs
when it reads. One update, small however large the graphs are, then takes the mark from what is new
and gives it to what is old: that is when a change happens. What is marked is cleared away
afterwards, or by the next writer where this one was killed.

The marks stand in a graph of their own, beside who is writing. A writer gives signs of life; one
that has given none for LEASE_SECONDS is passed over, and whatever it sends later changes nothing,
since each of its updates asks first whether it is still the one who writes.
"""

import hashlib
import os
import re
import socket
import time
import uuid
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from random import uniform

import pyoxigraph as ox

from nkgraph.errors import EndpointError, StoreError
from nkgraph.store.endpoint import DOES_NOT_COUNT, MARKS, SET_ASIDE, Endpoint
from nkgraph.store.lock import WAIT_SECONDS, is_alive

LEASE_SECONDS = 900
"""How long a writer may be silent; its longest silence is one request or the reading of a file."""

FORMAT = 1
"""The version of these marks; what cannot read it must not write."""

_TERMS = MARKS.value.removesuffix("marks")
_STORE = ox.NamedNode(_TERMS + "store")
_WRITER = ox.NamedNode(_TERMS + "writer")
_CALLED = ox.NamedNode(_TERMS + "called")
_SEEN = ox.NamedNode(_TERMS + "seen")
_REVISION = ox.NamedNode(_TERMS + "revision")
_FORMAT = ox.NamedNode(_TERMS + "format")
_SEED = ox.NamedNode(_TERMS + "seed")

_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.1, 0.4
_LONGEST_NAME = 100
_ASKED_AT_MOST = 3

_WRITERS = f"""SELECT ?writer ?called ?seen WHERE {{ GRAPH {MARKS} {{
  {_STORE} {_WRITER} ?writer . ?writer {_CALLED} ?called ; {_SEEN} ?seen }} }}"""
_VERSIONS = f"SELECT ?format WHERE {{ GRAPH {MARKS} {{ {_STORE} {_FORMAT} ?format }} }}"
_SEEDS = f"SELECT ?seed WHERE {{ GRAPH {MARKS} {{ {_STORE} {_SEED} ?seed }} }}"
_REVISIONS = f"SELECT ?revision WHERE {{ GRAPH {MARKS} {{ {_STORE} {_REVISION} ?revision }} }}"


class Marks:
    """The marks of one endpoint, in the hands of one writer."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._me = ox.NamedNode(uuid.uuid4().urn)
        self._called = f"process {os.getpid()} on {_here()}"
        self._is_mine = f"GRAPH {MARKS} {{ {_STORE} {_WRITER} {self._me} }}"

    def begin(self, wait: float = WAIT_SECONDS) -> None:
        """Become the one who writes, and clear away what killed writers have left.

        Raises StoreError where somebody else is writing and does not end within `wait` seconds.
        """
        self._check_format()
        end = time.monotonic() + wait
        while not self._taken():
            writers = self._writers()
            for writer, (called, seen) in writers.items():
                if writer != self._me and (
                    _has_ended(writer, called) or time.time() - seen > LEASE_SECONDS
                ):
                    self._dismiss(writer, seen)
                elif writer != self._me and time.monotonic() >= end:
                    self._leave()
                    raise StoreError(self._busy(called, seen, wait))
            if len(writers) > 1:  # both asked at once: both step back, and ask again
                self._leave()
            time.sleep(uniform(_SHORTEST_PAUSE, _LONGEST_PAUSE))
        self.clear()

    def alive(self) -> None:
        """Give a sign of life. Raises StoreError where somebody else has taken over."""
        self._endpoint.update(
            f"DELETE {{ GRAPH {MARKS} {{ {self._me} {_SEEN} ?before }} }} "
            f"INSERT {{ GRAPH {MARKS} {{ {self._me} {_SEEN} {_now()} }} }} "
            f"WHERE {{ {self._is_mine} GRAPH {MARKS} {{ {self._me} {_SEEN} ?before }} }}"
        )
        if self._me not in self._writers():
            raise StoreError(
                f"{self._endpoint.where} has another writer now, since this one was silent for too "
                "long: nothing of it counts; try again"
            )

    def seed(self) -> str:
        """Return which files the project's own graphs there are from; empty if nobody has said."""
        rows = self._endpoint.everywhere(_SEEDS).rows
        return "".join(getattr(row[0], "value", "") for row in rows)

    def staged(self, number: int) -> ox.NamedNode:
        """Return a name for a graph that takes the place of another one."""
        return ox.NamedNode(f"{_TERMS}staged-{self._me.value.rpartition(':')[2]}-{number}")

    def set_aside(self, graph: ox.NamedNode) -> None:
        """Mark a graph as one that does not count, before it is there."""
        self._endpoint.update(
            f"INSERT {{ GRAPH {MARKS} {{ {graph} {DOES_NOT_COUNT} {_now()} }} }} "
            f"WHERE {{ {self._is_mine} }}"
        )

    def publish(
        self,
        new: Iterable[ox.NamedNode],
        gone: Iterable[ox.NamedNode],
        replaced: Mapping[ox.NamedNode, ox.NamedNode],
        seed: str,
    ) -> None:
        """Let graphs count that were set aside, others not any more, and some have new content.

        replaced: the graph that holds it, by the graph that shall. seed: which files the project's
        own graphs are from. All of it is one update, which a server that speaks of transactions
        takes as one. Raises EndpointError where the server has not taken it, or does not say so,
        StoreError where somebody else has taken over.
        """
        steps = []
        for graph, content in replaced.items():
            steps += [
                f"DELETE {{ GRAPH {graph} {{ ?s ?p ?o }} }} "
                f"WHERE {{ {self._is_mine} GRAPH {graph} {{ ?s ?p ?o }} }}",
                f"INSERT {{ GRAPH {graph} {{ ?s ?p ?o }} }} "
                f"WHERE {{ {self._is_mine} GRAPH {content} {{ ?s ?p ?o }} }}",
            ]
        steps += [
            f"DELETE {{ GRAPH {MARKS} {{ {graph} {DOES_NOT_COUNT} ?since }} }} "
            f"WHERE {{ {self._is_mine} GRAPH {MARKS} {{ {graph} {DOES_NOT_COUNT} ?since }} }}"
            for graph in new
        ]
        aside = "".join(f"{graph} {DOES_NOT_COUNT} {_now()} . " for graph in gone)
        steps.append(
            f"DELETE {{ GRAPH {MARKS} {{ {_STORE} {_REVISION} ?before ; {_SEED} ?older }} }} "
            f"INSERT {{ GRAPH {MARKS} {{ {aside}{_STORE} {_FORMAT} {FORMAT} ; "
            f"{_SEED} {ox.Literal(seed)} ; {_REVISION} {self._me} }} }} WHERE {{ {self._is_mine} "
            f"OPTIONAL {{ GRAPH {MARKS} {{ {_STORE} {_REVISION} ?before }} }} "
            f"OPTIONAL {{ GRAPH {MARKS} {{ {_STORE} {_SEED} ?older }} }} }}"
        )
        failure: EndpointError | None = None
        try:
            self._endpoint.update(" ;\n".join(steps))
        except EndpointError as error:
            failure = error
            with suppress(EndpointError):
                self._leave()  # so that it does not happen after all when we have looked
        if not self._is_published():
            raise failure or StoreError(
                f"{self._endpoint.where} has another writer now: nothing of this one counts; try "
                "again"
            )

    def clear(self) -> None:
        """Remove the graphs that do not count, and their marks."""
        for (graph,) in self._endpoint.everywhere(SET_ASIDE).rows:
            if isinstance(graph, ox.NamedNode):
                self._endpoint.delete(graph)
                self._endpoint.update(
                    f"DELETE {{ GRAPH {MARKS} {{ {graph} ?p ?o }} }} "
                    f"WHERE {{ GRAPH {MARKS} {{ {graph} ?p ?o }} }}"
                )

    def end(self) -> None:
        """Clear away, and let others write; the next one does it where the server is silent now."""
        _ended.add(self._me)
        with suppress(EndpointError):
            if self._me in self._writers():
                self.clear()
            self._leave()
            if not self._endpoint.everywhere(_REVISIONS).rows and not self._writers():
                self._endpoint.delete(MARKS)

    def _check_format(self) -> None:
        for (version,) in self._endpoint.everywhere(_VERSIONS).rows:
            if getattr(version, "value", "") != str(FORMAT):
                raise StoreError(
                    f"{self._endpoint.where} was written by a newer nkgraph than this one: install "
                    "that"
                )

    def _taken(self) -> bool:
        """Ask to be the one who writes; return whether that is so, and nobody else's."""
        self._endpoint.update(
            f"INSERT {{ GRAPH {MARKS} {{ {self._introduced()} }} }} WHERE {{ FILTER NOT EXISTS {{ "
            f"GRAPH {MARKS} {{ {_STORE} {_WRITER} ?other }} }} }}"
        )
        return list(self._writers()) == [self._me]

    def _introduced(self) -> str:
        called = ox.Literal(self._called)
        return f"{_STORE} {_WRITER} {self._me} . {self._me} {_CALLED} {called} ; {_SEEN} {_now()}"

    def _writers(self) -> dict[ox.NamedNode, tuple[str, float]]:
        rows = self._endpoint.everywhere(_WRITERS).rows
        return {
            writer: (getattr(called, "value", ""), float(getattr(seen, "value", 0)))
            for writer, called, seen in rows
            if isinstance(writer, ox.NamedNode)
        }

    def _dismiss(self, writer: ox.NamedNode, seen: float) -> None:
        """Take the place from one that has given no sign of life since."""
        self._endpoint.update(
            f"DELETE {{ GRAPH {MARKS} {{ {_STORE} {_WRITER} {writer} . {writer} ?p ?o }} }} "
            f"WHERE {{ GRAPH {MARKS} {{ {_STORE} {_WRITER} {writer} . {writer} {_SEEN} ?seen ; "
            f"?p ?o }} FILTER(?seen <= {int(seen)}) }}"
        )

    def _leave(self) -> None:
        self._endpoint.update(
            f"DELETE {{ GRAPH {MARKS} {{ {_STORE} {_WRITER} {self._me} . {self._me} ?p ?o }} }} "
            f"WHERE {{ GRAPH {MARKS} {{ {self._me} ?p ?o }} }}"
        )

    def _is_published(self) -> bool:
        """Ask whether the update was taken; more than once, since much depends on it."""
        failure: EndpointError | None = None
        for _ in range(_ASKED_AT_MOST):
            try:
                return (self._me,) in self._endpoint.everywhere(_REVISIONS).rows
            except EndpointError as error:
                failure = error
                time.sleep(_LONGEST_PAUSE)
        raise EndpointError(
            f"{self._endpoint.where} went silent at the end, and whether the change counts is not "
            "known: `nkgraph sources` tells, and to do it again does no harm"
        ) from failure

    def _busy(self, called: str, seen: float, wait: float) -> str:
        known = re.match(r"process \d+ on \S+", called)
        shown = known[0][:_LONGEST_NAME] if known else "another process"
        since = time.strftime("%H:%M:%S", time.localtime(seen))
        return (
            f"{self._endpoint.where} is being written by {shown} (last sign "
            f"of life at {since}), and was not free after {wait:g} seconds: try again when that "
            f"has ended; if it was killed, {LEASE_SECONDS // 60} minutes after that sign"
        )


_ended: set[ox.NamedNode] = set()
"""Who in this process has written, and may not have been able to tell the server that it ended."""


def _has_ended(writer: ox.NamedNode, called: str) -> bool:
    """Return whether a writer is known to have ended: one of this machine that is no more."""
    if writer in _ended:
        return True
    match = re.fullmatch(r"process (\d{1,9}) on (.+)", called)
    return match is not None and match[2] == _here() and not is_alive(int(match[1]))


@cache
def _here() -> str:
    """Return a name for this machine since it was started, and where processes have their numbers.

    Names of machines are not unique, and two containers on one count their processes apart.
    """
    try:
        started = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        numbers = str(Path("/proc/self/ns/pid").readlink())
    except OSError:  # no Linux: a writer that was killed is passed over when its time is up
        started, numbers = uuid.uuid4().hex, ""
    return f"{socket.gethostname()[:_LONGEST_NAME]} {_digest(started + numbers)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _now() -> int:
    return int(time.time())
