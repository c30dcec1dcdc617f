"""Two SPARQL servers, started on loopback and filled with quads by means of their own.

`oxigraph serve` comes from PyPI (`oxigraph`, among what the tests install), Virtuoso from Debian:
`apt-get install virtuoso-opensource-7-bin` has its two programs and starts no service.
"""

import gzip
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from loopback import free_port

SECONDS_TO_START = 60
"""How long a server may take until it answers."""

USER = PASSWORD = "dba"
"""Who may write to a Virtuoso that has just been made."""

_NO_OXIGRAPH = "the oxigraph server is not installed: pip install oxigraph"
_NO_VIRTUOSO = "Virtuoso is not installed: apt-get install virtuoso-opensource-7-bin"

_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200

[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx

[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 20
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
CheckpointInterval = 0
ThreadCleanupInterval = 0
CaseMode = 2
DirsAllowed = {folder}

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10

[SPARQL]
ResultSetMaxRows = 1000000
"""
"""No files outside the folder, and no checkpoint in the middle of a test."""

FEW_BUFFERS = 10_000
"""Pages of 8 kB that a small database needs in memory."""


_GRAPHS = """SELECT DISTINCT ?graph WHERE {
  GRAPH ?graph { ?s ?p ?o } FILTER(!STRSTARTS(STR(?graph), "http://www.openlinksw.com/"))
}"""
"""All but the one that tells Virtuoso how to answer."""


class NotInstalled(Exception):
    """A server's program is not there; the message says how it comes."""


@dataclass(frozen=True)
class Server:
    """A server that runs: where it takes queries, and how it is filled."""

    name: str
    address: str
    fill: Callable[[Path], None]
    """Puts the quads of a file of N-Quads in the place of all that it holds."""
    load: Callable[[Sequence[Path]], None]
    """Adds packed parts of N-Quads (`.nq.gz`), by the server's own means."""


@contextmanager
def oxigraph(folder: Path) -> Iterator[Server]:
    """Run `oxigraph serve` on a database in memory. Raises NotInstalled."""
    beside = Path(sys.executable).with_name("oxigraph")
    program = str(beside) if beside.exists() else shutil.which("oxigraph")
    if program is None:
        raise NotInstalled(_NO_OXIGRAPH)
    port = free_port()
    address = f"http://127.0.0.1:{port}"

    def send(method: str, quads: bytes) -> None:
        httpx.request(
            method,
            f"{address}/store",
            content=quads,
            headers={"Content-Type": "application/n-quads"},
            timeout=SECONDS_TO_START,
        ).raise_for_status()

    def fill(quads: Path) -> None:
        send("PUT", quads.read_bytes())

    def load(parts: Sequence[Path]) -> None:
        for part in parts:
            send("POST", gzip.decompress(part.read_bytes()))

    command = [program, "serve", "--bind", f"127.0.0.1:{port}"]
    with _running(command, folder, f"{address}/query"):
        yield Server("oxigraph", f"{address}/query", fill, load)


@contextmanager
def virtuoso(
    folder: Path, buffers: int = FEW_BUFFERS, seconds_to_fill: float = SECONDS_TO_START
) -> Iterator[Server]:
    """Run Virtuoso on a database that it makes in a folder. Raises NotInstalled.

    buffers: pages of 8 kB that it may keep in memory.
    """
    program, isql = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if program is None or isql is None:
        raise NotInstalled(_NO_VIRTUOSO)
    sql, http = free_port(), free_port()
    address = f"http://127.0.0.1:{http}/sparql"
    settings = folder / "virtuoso.ini"
    settings.write_text(
        _INI.format(sql=sql, http=http, folder=folder, buffers=buffers, dirty=buffers * 3 // 4),
        encoding="utf-8",
    )

    def run(*statements: str) -> None:
        done = subprocess.run(
            [isql, f"127.0.0.1:{sql}", USER, PASSWORD, "ERRORS=stdout", "VERBOSE=OFF"],
            input="".join(f"{one};\n" for one in statements),
            capture_output=True,
            text=True,
            timeout=seconds_to_fill,
        )
        assert "*** Error" not in done.stdout, done.stdout

    def fill(quads: Path) -> None:
        here = folder / "quads.nq"
        shutil.copyfile(quads, here)
        graphs = httpx.get(address, params={"query": _GRAPHS}, headers={"Accept": "text/csv"})
        run(
            *(
                f"SPARQL CLEAR GRAPH <{graph}>"
                for graph in graphs.text.replace('"', "").split()[1:]
            ),
            "DELETE FROM DB.DBA.load_list",
            f"ld_dir('{folder}', '{here.name}', 'urn:none')",
            "rdf_loader_run()",
        )

    def load(parts: Sequence[Path]) -> None:
        for part in parts:
            shutil.copyfile(part, folder / part.name)
        run(
            "DELETE FROM DB.DBA.load_list",
            f"ld_dir('{folder}', '*.nq.gz', 'urn:none')",
            "rdf_loader_run()",
            "checkpoint",
        )
        for part in parts:
            (folder / part.name).unlink()

    command = [program, "+foreground", "+configfile", str(settings)]
    with _running(command, folder, address):
        yield Server("virtuoso", address, fill, load)


@contextmanager
def _running(command: list[str], folder: Path, address: str) -> Iterator[None]:
    """Run a server until the block ends; it is there when it answers at an address."""
    with (folder / "output.txt").open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    try:
        _wait_for(address, process)
        yield
    finally:
        process.kill()  # its database is of no use to anybody, so it need not be put in order
        process.wait()


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and process.poll() is None:
        try:
            httpx.get(address, params={"query": "ASK {}"}).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.05)
        else:
            return
    said = os.strerror(process.returncode) if process.returncode else "it does not answer"
    raise AssertionError(f"{command_name(process)} did not start: {said}")


def command_name(process: "subprocess.Popen[bytes]") -> str:
    """Return the name of the program that a process runs."""
    arguments = process.args
    return Path(str(arguments[0] if isinstance(arguments, list) else arguments)).name
