"""The refused rows of several files in one table: `nkgraph merge FILE … --rejects FILE`."""

import csv
import io
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def together(paths: Sequence[Path], target: str | None) -> Iterator[dict[Path, str | Path | None]]:
    """Yield where the refused rows of each file are to be written.

    Those of one file go to the target itself. Those of several go there when the block ends, each
    behind the name of its file; a file that was refused whole has none.
    Raises CannotWrite.
    """
    if target is None or len(paths) == 1:
        yield dict.fromkeys(paths, target)
        return
    with tempfile.TemporaryDirectory(prefix="nkgraph-") as folder:
        parts = {path: Path(folder, str(number)) for number, path in enumerate(paths)}
        yield dict(parts)
        _join({path: part for path, part in parts.items() if part.exists()}, target)


def _join(parts: dict[Path, Path], target: str) -> None:
    from nkgraph.formats.spreadsheet import cell
    from nkgraph.output import replacing

    with replacing(target) as stream:
        text = io.TextIOWrapper(stream, "utf-8", newline="")
        writer = csv.writer(text)
        writer.writerow(("file", "row", "reason", "raw"))
        for path, part in parts.items():
            with part.open(encoding="utf-8", newline="") as rows:
                writer.writerows((cell(path.name), *row) for row in list(csv.reader(rows))[1:])
        text.detach()  # which writes what is left, and leaves the stream open
