"""Entities in full: a file's lines, as Parquet beside the graph.

SELECT entity->>'$.properties.passportNumber[0]' FROM 'followthemoney-….parquet' WHERE row = 5
"""

from array import array
from collections.abc import Iterable
from itertools import accumulate
from typing import TYPE_CHECKING

from nkgraph.errors import CannotWrite

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

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
                    writer.write_batch(_batch(rows, texts, schema))
                    rows, texts, size = [], [], 0
            writer.write_batch(_batch(rows, texts, schema))
    except OSError as error:
        raise CannotWrite(f"the rows in full could not be written: {error}") from error


def _batch(rows: list[int], texts: list[bytes], schema: "pa.Schema") -> "pa.RecordBatch":
    """Return rows as Arrow lays them out; to do so itself it would import pandas, 50 MB."""
    import pyarrow as pa

    numbers = pa.py_buffer(array("q", rows))
    ends = pa.py_buffer(array("i", accumulate(map(len, texts), initial=0)))
    columns = [
        pa.Array.from_buffers(pa.int64(), len(rows), [None, numbers]),
        pa.StringArray.from_buffers(len(texts), ends, pa.py_buffer(b"".join(texts))),
    ]
    return pa.record_batch(columns, schema=schema)
