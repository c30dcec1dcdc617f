"""What an opened file shows: in what ways it can be a table, and which dataset that is."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from nkgraph.datasets import (
    catalogue,
    engine,
    headers,
    jsontables,
    limits,
    lines,
    recognition,
    sql,
)
from nkgraph.datasets import mapping as m
from nkgraph.datasets.layout import Layout
from nkgraph.datasets.sample import Sample, samples
from nkgraph.datasets.source import OpenedFile
from nkgraph.errors import BadData, UnknownDataset

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection

PARQUET_FILE = "data.parquet"


def recognise(
    file: OpenedFile,
    connection: "DuckDBPyConnection",
    as_: str | None = None,
    mapping: "str | Path | m.Mapping | None" = None,
) -> recognition.Recognised:
    """Return which dataset an opened file is, or make it the one that is named."""
    found = _recognised(file, sample_of(file, connection), as_, mapping)
    if found.layout.format != "jsonl":
        return found
    return _with_all_keys(file, connection, found)


def known(file: OpenedFile, connection: "DuckDBPyConnection") -> recognition.Recognised:
    """Return which dataset an opened file shows itself to be, by its first rows alone."""
    return _recognised(file, sample_of(file, connection), None, None)


def _recognised(
    file: OpenedFile,
    ways: Sequence[Sample],
    as_: str | None,
    mapping: "str | Path | m.Mapping | None",
) -> recognition.Recognised:
    name = file.facts.name
    if as_ is None and mapping is None:
        try:
            return recognition.choose(ways, catalogue.mappings(), name)
        except UnknownDataset as error:
            return _below_what_stands_above(file, ways, error)
    if mapping is None:
        one = catalogue.named(str(as_))
    else:
        one = mapping if isinstance(mapping, m.Mapping) else catalogue.from_file(mapping)
    if ways[0].layout.format == "text":
        text = file.sample()
        above = headers.named(text, [headers.needed(one)])
        if above is None and not one.reader.columns and (likely := headers.likely(text)):
            above = likely[0]
        if above:
            ways = samples(text, above)
    return recognition.forced(ways, one, name)


def _below_what_stands_above(
    file: OpenedFile, ways: Sequence[Sample], error: UnknownDataset
) -> recognition.Recognised:
    """Recognise a table by a header further down; raise what is wrong, with what looks like one."""
    if ways[0].layout.format != "text":
        raise error
    text = file.sample()
    known = catalogue.mappings()
    above = headers.named(text, [headers.needed(one) for one in known])
    if above:
        return recognition.choose(samples(text, above), known, file.facts.name)
    likely = headers.likely(text)
    if likely is None:
        raise error
    above, shown = likely
    try:
        return recognition.choose(samples(text, above), known, file.facts.name)
    except UnknownDataset as below:
        raise UnknownDataset(
            f"{below}; line {above + 1} looks like its header ({shown}): a mapping that names its "
            "columns finds it there"
        ) from error


def _with_all_keys(
    file: OpenedFile, connection: "DuckDBPyConnection", found: recognition.Recognised
) -> recognition.Recognised:
    """Return a dataset in JSON, numbered, with the keys of all its rows, not of the first alone."""
    rows = numbered(file, found.layout)
    keys = connection.execute(engine.json_keys(rows.rows)).fetchall()
    names = tuple(dict.fromkeys([*found.layout.names, *(key for (key,) in keys)]))
    complete = replace(found.layout, names=names)
    recognition.check_width([Sample(complete, (), len(names))], file.facts.name)
    return replace(found, layout=complete, numbered=rows)


def numbered(file: OpenedFile, layout: Layout) -> lines.Numbered:
    """Write a text's rows, numbered, into the file's folder. Raises BadData with its name."""
    number = lines.number if layout.within is None else jsontables.number
    name = file.facts.name
    try:
        return file.decoded(lambda text: number(text, layout, file.folder))
    except BadData as error:
        if str(error).startswith(name):
            raise
        raise BadData(f"{name}: {error}") from error


def sample_of(file: OpenedFile, connection: "DuckDBPyConnection") -> Sequence[Sample]:
    """Return the ways in which an opened file can be a table, likeliest first."""
    ways = [_parquet_sample(file, connection)] if file.is_parquet else _text_samples(file)
    recognition.check_width(ways, file.facts.name)
    return ways


def _text_samples(file: OpenedFile) -> list[Sample]:
    text = file.sample()
    if jsontables.begins(text) and (ways := _json_samples(file, text)):
        return ways
    if (why := jsontables.without_rows(text)) is not None:
        raise BadData(f"{file.facts.name} {why}")
    if jsontables.begins(text) and "\n" not in text:
        raise BadData(f"{file.facts.name} is JSON, or begins so, and has no array of rows in it")
    if len(text.encode()) >= limits.SAMPLE_BYTES and "\n" not in text:
        raise BadData(
            f"{file.facts.name} has no line end in its first {limits.SAMPLE_BYTES >> 10} KiB: "
            "this is no table of the kind read here"
        )
    return samples(text)


def _json_samples(file: OpenedFile, text: str) -> list[Sample]:
    """Return JSON as a table: its lines, where each is an object, and the arrays in it."""
    by_line = [way for way in samples(text) if way.layout.format == "jsonl"]
    has_rows = jsontables.without_rows(text) is None
    if by_line and has_rows and not jsontables.has_arrays(by_line[0]):
        return by_line
    documents = file.decoded(jsontables.samples)
    # One line alone is rather a document than a row.
    is_document = bool(by_line) and len(by_line[0].rows) == 1
    if is_document and not documents and not has_rows:
        return []
    return [*documents, *by_line] if is_document else [*by_line, *documents]


def _parquet_sample(file: OpenedFile, connection: "DuckDBPyConnection") -> Sample:
    import duckdb

    path = file.copy_unpacked(PARQUET_FILE)
    name = file.facts.name
    try:
        described = connection.execute(f"DESCRIBE FROM read_parquet({sql.text(str(path))})")
        names = tuple(row[0] for row in described.fetchall())
        recognition.check_width([Sample(Layout("parquet", names), (), len(names))], name)
        query = f"FROM ({engine.parquet_rows(path, names)}) LIMIT {limits.SAMPLE_LINES}"
        found = connection.execute(query).fetchall()
    except duckdb.Error as error:
        raise BadData(
            f"{name} is damaged Parquet, or of a kind not read here: fetch it again"
        ) from error
    rows = tuple(tuple("" if cell is None else cell for cell in row[1:]) for row in found)
    return Sample(Layout("parquet", names), rows, len(names))
