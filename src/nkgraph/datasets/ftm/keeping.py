"""Entities in full: a file's lines, as Parquet beside the graph.

SELECT entity->>'$.properties.passportNumber[0]' FROM 'followthemoney-….parquet' WHERE row = 5
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from nkgraph.errors import CannotWrite

if TYPE_CHECKING:
    from pathlib import Path

_BYTES_AT_ONCE = 8 << 20
"""8 MiB of lines are held at once: one may have twice that."""


def keep(lines: Iterable[tuple[int, bytes]], path: "Path") -> None:
    """Write lines with their numbers: `row`, and `entity`, its JSON. Raises CannotWrite."""
    import pyarrow as pa
    from pyarrow import parquet

    schema = pa.schema([("row", pa.int64()), ("entity", pa.string())])
    rows: list[int] = []
    texts: list[bytes] = []
    size = 0
    try:
        with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
            for row, line in lines:
                rows.append(row)
                texts.append(line)
                size += len(line)
                if size > _BYTES_AT_ONCE:
                    writer.write_batch(pa.record_batch([rows, texts], schema=schema))
                    rows, texts, size = [], [], 0
            writer.write_batch(pa.record_batch([rows, texts], schema=schema))
    except OSError as error:
        raise CannotWrite(f"the rows in full could not be written: {error}") from error
