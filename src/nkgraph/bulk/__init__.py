"""Many files at once: read and counted by DuckDB one after another, or by Spark side by side.

    bulk.write_parts(["gdelt/"], Request("gdelt/"), "out/", engine="spark://host:7077")
    bulk.into_folder(["gdelt/"], Request("gdelt/"), "mine/", engine="local[*]")

The rows, the quads and the counts are the same whichever engine makes them. What is made are parts
(`nkgraph.bulk.parts`): for a bulk loader, or to be loaded into a store here.
"""

from collections.abc import Sequence
from pathlib import Path

from nkgraph.bulk import duck, engine, parts
from nkgraph.bulk.admission import Admission, once
from nkgraph.bulk.files import files_in
from nkgraph.bulk.report import Report
from nkgraph.errors import BadData
from nkgraph.merge.taking import Request
from nkgraph.merge.wanted import wanted
from nkgraph.naming import Names
from nkgraph.store.embedded import Embedded
from nkgraph.store.seed import in_memory

__all__ = ["Report", "files_in", "into_folder", "write_parts"]


def write_parts(
    paths: Sequence[str | Path], request: Request, folder: str | Path, engine: str | None = None
) -> Report:
    """Write what files, and the files in folders, hold as parts into a folder that is new.

    request: as what to read them and what of them; its path does not count. Files that are not
    taken are named in the report. Raises BadData where none is, CannotWrite, EngineError, and
    BadParameter for filters that mean nothing.
    """
    files = files_in(paths)
    reader = in_memory()
    with parts.making(folder) as unfinished:
        report = _write(files, request, reader, unfinished, engine, once())
        refuse_nothing(report)
    return report


def into_folder(paths: Sequence[str | Path], request: Request, store: str, engine: str) -> Report:
    """Merge files into the store in a folder, read by Spark.

    Takes and raises what `write_parts` does, and StoreError; the store is then as it was.
    """
    from nkgraph.bulk import storing

    files = files_in(paths)

    def write(reader: Embedded, folder: Path, admission: Admission) -> Report:
        return _write(files, request, reader, folder, engine, admission)

    return storing.into_folder(store, request, write)


def refuse_nothing(report: Report) -> None:
    """Raise BadData where no file was taken, with the reason of the first."""
    if not report.sources and not report.unchanged:
        more = len(report.failed) - 1
        raise BadData(
            (report.failed or ("there is nothing to merge",))[0]
            + (f" (and {more:,} more files)" if more > 0 else "")
        )


def _write(
    files: Sequence[Path],
    request: Request,
    reader: Embedded,
    folder: Path,
    chosen: str | None,
    admission: Admission,
) -> Report:
    filters = wanted(request.asked, Names(reader))
    if chosen is not None and engine.is_spark(chosen):
        from nkgraph.bulk import spark

        work = spark.Order(request, filters, reader.store, folder, admission)
        return spark.write(files, work, chosen)
    return duck.write(files, request, filters, reader.store, folder, admission)
