"""Which engine reads and counts: DuckDB in this process, or Apache Spark."""

import re

from nkgraph.errors import BadCall

DUCKDB = "duckdb"

_SPARK = re.compile(r"local(\[(\*|[0-9]+)(,[0-9]+)?\])?|spark://[^\s/@]+:[0-9]+")
"""A master as Spark names it: this machine with so many threads, or a standalone cluster."""


def is_spark(engine: str | None) -> bool:
    """Return whether an engine, as it was typed, is Spark. Raises BadCall for one that is none."""
    if engine is None or engine == DUCKDB:
        return False
    if _SPARK.fullmatch(engine):
        return True
    raise BadCall(
        f"--engine {engine[:60]!r} is no engine: say duckdb, spark://HOST:PORT, or local[*] for "
        "Spark on this machine"
    )
