"""A session of Apache Spark, and Ibis over it."""

import os
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from nkgraph.errors import EngineError

if TYPE_CHECKING:
    from ibis.backends.pyspark import Backend
    from pyspark.sql import SparkSession

_REMEDY = "pip install 'nkgraph[spark]' brings what Spark needs in Python"
_JAVA = "Spark needs Java 17 or newer: java on the PATH, or JAVA_HOME"

_CLUSTER = "spark://"
_SECONDS_TO_ANSWER = 10.0
_SECONDS_FOR_WORKERS = 60.0
_SECONDS_BETWEEN_LOOKS = 0.2
_STANDARD_ERROR = 2

_NO_JAVA = "JAVA_GATEWAY_EXITED"
_TRACE = ("at ", "An error occurred while calling", "... ")

_LOGGING = Path(__file__).with_name("log4j2.properties")

_SETTINGS = {
    "spark.app.name": "nkgraph merge",
    # Days are cast by way of moments, which only in UTC begin with the day.
    "spark.sql.session.timeZone": "UTC",
    # As DuckDB: what cannot be cast is an error, unless TRY is said.
    "spark.sql.ansi.enabled": "true",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={_LOGGING.as_uri()}",
}
"""What nkgraph rests on; memory, cores and the like are for spark-defaults.conf to say."""


@contextmanager
def connected(master: str) -> Iterator[tuple["SparkSession", "Backend"]]:
    """Yield a session on a master, with Ibis's backend over it; it ends with the context.

    Raises EngineError where Spark, Java, the master or its workers are not there.
    """
    _check_packages(master)
    if master.startswith(_CLUSTER):
        _check_answers(master)
    session = _started(master)
    try:
        if master.startswith(_CLUSTER):
            _wait_for_workers(session, master)
        import ibis

        yield session, ibis.pyspark.connect(session)
    finally:
        session.stop()


def one_line(error: BaseException, longest: int = 200) -> str:
    """Return what Spark says on one line, without the trace of calls and who made them."""
    lines = [line.strip(" :\t") for line in str(error).splitlines()]
    told = [line for line in lines if line and not line.startswith(_TRACE)]
    return " ".join(told)[:longest]


def _check_packages(master: str) -> None:
    try:
        import ibis.backends.pyspark  # noqa: F401
        import pyspark.sql  # noqa: F401
    except ImportError as error:
        raise EngineError(
            f"the engine {master} needs Spark and Ibis, which are not installed: {_REMEDY}"
        ) from error


def _check_answers(master: str) -> None:
    """Raise EngineError where nobody listens: Spark itself would try for minutes."""
    host, _, port = master.removeprefix(_CLUSTER).rpartition(":")
    try:
        socket.create_connection((host.strip("[]"), int(port)), _SECONDS_TO_ANSWER).close()
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise EngineError(f"there is no Spark at {master}: {reason}") from error


def _started(master: str) -> "SparkSession":
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder: Any = SparkSession.builder.master(master)
    for name, value in _SETTINGS.items():
        builder = builder.config(name, value)
    if os.environ.get("SPARK_LOCAL_IP"):
        builder = builder.config("spark.driver.host", os.environ["SPARK_LOCAL_IP"])
    with _quietly() as said:
        try:
            session: SparkSession = builder.getOrCreate()
        except Exception as error:  # Java's own errors have no class in Python
            reason = one_line(error)
            if _NO_JAVA in reason:
                said.seek(0)
                lines = said.read().decode(errors="replace").split("\n")
                last = next((line.strip() for line in lines if line.strip()), "")
                reason = f"{last[:200]} ({_JAVA})"
            raise EngineError(f"Spark did not start: {reason}") from error
    session.sparkContext.setLogLevel("OFF")
    return session


@contextmanager
def _quietly() -> Iterator[IO[bytes]]:
    """Let what is started write to a file instead of standard error; yields the file.

    Java tells of its modules and Spark of its log before anything can be said to them.
    """
    with tempfile.TemporaryFile() as said:
        sys.stderr.flush()
        kept = os.dup(_STANDARD_ERROR)
        os.dup2(said.fileno(), _STANDARD_ERROR)
        try:
            yield said
        finally:
            os.dup2(kept, _STANDARD_ERROR)
            os.close(kept)


def _wait_for_workers(session: "SparkSession", master: str) -> None:
    """Return when somebody is there to work. Raises EngineError where nobody comes."""
    context: Any = session.sparkContext._jsc.sc()
    until = time.monotonic() + _SECONDS_FOR_WORKERS
    while context.getExecutorMemoryStatus().size() < 2:  # of which one is the driver
        if time.monotonic() > until:
            raise EngineError(
                f"the Spark at {master} has no worker that is free: start one, or ask it for less "
                "memory (spark.executor.memory in spark-defaults.conf)"
            )
        time.sleep(_SECONDS_BETWEEN_LOOKS)
