"""Spark as the tests use it: quick to start, small, on loopback."""

import importlib.util
import os
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from loopback import free_port

SECONDS_TO_START = 120
MEMORY = "700m"

SETTINGS = f"""
spark.driver.memory               1g
spark.executor.memory             {MEMORY}
spark.executor.extraJavaOptions   -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
spark.sql.shuffle.partitions      2
# Compiling the queries takes longer than running them on so few rows.
spark.sql.codegen.wholeStage      false
spark.sql.codegen.factoryMode     NO_CODEGEN
"""


def missing() -> str | None:
    """Return why Spark cannot run here, or None where it can."""
    for package in ("pyspark", "ibis"):
        if importlib.util.find_spec(package) is None:
            return f"{package} is not installed: pip install 'nkgraph[spark]'"
    if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
        return "Java is not installed: Spark needs 17 or newer"
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    reason = missing()
    here = Path(__file__).parent
    for item in items:
        if reason is not None and here in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(autouse=True)
def _small(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path_factory.mktemp("spark-conf")
    (settings / "spark-defaults.conf").write_text(SETTINGS, encoding="utf-8")
    monkeypatch.setenv("SPARK_CONF_DIR", str(settings))
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")


class Cluster(NamedTuple):
    """A standalone master with its workers, as processes of their own groups."""

    address: str
    workers: tuple[subprocess.Popen[bytes], ...]

    def kill(self, worker: int) -> None:
        """End a worker, and what runs on it, without a word to anybody."""
        os.killpg(self.workers[worker].pid, signal.SIGKILL)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A master with two workers of one core each, on free ports of loopback."""
    import pyspark

    home = Path(pyspark.__file__).parent
    environment = {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_NO_DAEMONIZE": "1",
        "SPARK_WORKER_DIR": str(tmp_path / "work"),
    }
    started: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        with (tmp_path / f"spark-{len(started)}.log").open("wb") as log:
            process = subprocess.Popen(
                [home / "bin" / "spark-class", *arguments],
                env=environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        started.append(process)
        return process

    port, page = free_port(), free_port()
    local = ("--host", "127.0.0.1")
    try:
        start(
            "org.apache.spark.deploy.master.Master", *local,
            "--port", str(port), "--webui-port", str(page),
        )  # fmt: skip
        address = f"spark://127.0.0.1:{port}"
        workers = tuple(
            start(
                "org.apache.spark.deploy.worker.Worker", *local, "--webui-port", str(free_port()),
                "--cores", "1", "--memory", "1g", address,
            )
            for _ in range(2)
        )  # fmt: skip
        _wait_for(f"http://127.0.0.1:{page}/json/", alive=2)
        yield Cluster(address, workers)
    finally:
        for process in started:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_for(page: str, alive: int) -> None:
    """Return when the master knows of so many workers."""
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        with suppress(OSError), urllib.request.urlopen(page, timeout=5) as answer:
            if f'"aliveworkers" : {alive}' in answer.read().decode():
                return
        time.sleep(0.2)
    pytest.fail(f"Spark's master or workers did not start within {SECONDS_TO_START} s")
