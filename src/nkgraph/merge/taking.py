"""One file into one store: read, checked against what is there, lifted, loaded."""

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from nkgraph import counting
from nkgraph.datasets.reading import Rejected
from nkgraph.errors import AlreadyMerged
from nkgraph.formats.spreadsheet import cell
from nkgraph.merge import corroborated, deriving, mentioned, provenance
from nkgraph.merge.changing import Change
from nkgraph.merge.identity import links
from nkgraph.merge.intake import Facts, Intake, opened
from nkgraph.merge.loading import Loading
from nkgraph.merge.provenance import Merged, Origin
from nkgraph.merge.report import REJECTS_SHOWN, Report
from nkgraph.merge.wanted import Asked, wanted
from nkgraph.naming import Names
from nkgraph.output import replacing
from nkgraph.store.embedded import Embedded
from nkgraph.terms import SOURCE

if TYPE_CHECKING:
    import pandas as pd

_DIGEST_SHOWN = 12
_NO_NAMES = ("standard input", "data frame")
"""What is called so has no name that a newer version of it could have again."""


def _nobody(_: str) -> None:
    pass


class Request(NamedTuple):
    """What is to be merged, and how."""

    path: "str | Path | pd.DataFrame"
    dataset: str | None = None
    """The data set that it is, where the user says so."""
    mapping: "str | Path | None" = None
    asked: Asked = Asked()
    replace: bool = False
    """Whether it may take the place of what is merged of the file, or of an older file."""
    rejects: "str | Path | None" = None
    """Where the rows that are refused are written, all of them."""
    tell: Callable[[str], None] = _nobody
    """Is told what is being done, in a word or two."""


def take(request: Request, change: Change) -> Report:
    """Merge a file into a store that is open for writing.

    Nothing is changed where the store holds just this, or nothing of the file is asked for
    (`Report.is_new`): an empty source would say nothing, and stand in the way of the next try.
    Raises AlreadyMerged where it holds the file by other filters or another version of it and
    `replace` is not set, and what reading raises.
    """
    request.tell("reading")
    filters = wanted(request.asked, Names(Embedded(change.store)))
    with (
        tempfile.TemporaryDirectory(prefix="nkgraph-", dir=change.rows) as scratch,
        ExitStack() as until_loaded,
    ):
        with opened(
            request.path, dataset=request.dataset, mapping=request.mapping, wanted=filters
        ) as intake:
            origin = origin_of(intake.facts, filters.said)
            before = provenance.merged(change.store)
            same = next((one for one in before if one.origin.same_reading(origin)), None)
            if same is not None:
                _write_rejects(request.rejects, intake.rejects())
                change.is_changed = False
                return Report(same.origin, same.counts, is_new=False, asked=origin.name)
            instead = intake.instead() if filters.said else None
            if instead is not None:
                _write_rejects(request.rejects, intake.rejects())
                change.is_changed = False
                return replace(_reported(intake, origin), is_new=False, instead=instead)
            replaced = [one for one in before if takes_place_of(origin, one)]
            if replaced and not request.replace:
                raise refused_as_merged(replaced[0], origin)
            drop(change, replaced)
            request.tell("lifting")
            change.expect(origin)
            loading = until_loaded.enter_context(change.loading(Path(scratch)))
            described, report = _lift(intake, origin, change, replaced, loading)
            _write_rejects(request.rejects, intake.rejects())
        request.tell("loading")
    del loading  # or it would hold the store, which deriving may change for another
    graph = ox.NamedNode(origin.graph)
    mentioned.add(change.store, described)
    mentioned.name(change.store, graph)
    change.settle()
    if replaced:
        mentioned.sweep(change.store)
        deriving.again(change)
    else:
        deriving.after_merge(change, graph, described)
    proposed = links.after_merge(change.store, graph)
    compared = corroborated.by(change.store, graph)
    return replace(report, proposed=len(proposed), compared=tuple(compared))


def drop(change: Change, sources: Sequence[Merged]) -> None:
    """Remove sources and their rows; what follows from them is left to `deriving`.

    As after `Change.remove`, the change's store may be another.
    """
    for one in sources:
        change.remove(ox.NamedNode(one.origin.graph))
        if change.rows is not None:
            kept = Path(change.rows, provenance.rows_file(one.origin.graph))
            kept.unlink(missing_ok=True)
            counting.beside(kept).unlink(missing_ok=True)


def _lift(
    intake: Intake,
    origin: Origin,
    change: Change,
    replaced: list[Merged],
    loading: Loading,
) -> tuple[list[ox.Quad], Report]:
    """Load a file's statements, with what its source says of itself.

    Returns what has to be described beside them, and what is to be reported.
    """
    described = intake.write(origin.graph, change.store, loading)
    report = _reported(intake, origin)
    change.extend(provenance.quads(origin, report.counts))
    if change.rows is not None:
        intake.keep_rows(Path(change.rows, provenance.rows_file(origin.graph)))
    return described, replace(
        report,
        replaced=tuple(one.label for one in replaced),
        matched=intake.matched(),
        unmatched=intake.unmatched(),
    )


def _reported(intake: Intake, origin: Origin) -> Report:
    """Return what is to be reported of a file by what became of its rows."""
    return Report(
        origin,
        intake.counts(),
        is_new=True,
        rejected=tuple(intake.first_rejects(REJECTS_SHOWN)),
        repeated=intake.repeated(),
        left_out=intake.left_out(),
        beside=intake.facts.beside,
    )


def origin_of(facts: Facts, said: tuple[str, ...]) -> Origin:
    """Return a file as it is merged by certain filters."""
    return Origin(
        graph=f"{SOURCE}{facts.dataset}-{facts.sha256[:_DIGEST_SHOWN]}",
        dataset=facts.dataset,
        title=facts.title,
        name=facts.name,
        size=facts.size,
        sha256=facts.sha256,
        content=facts.content,
        mapping=facts.version,
        filters=said,
        holds=facts.holds,
    )


def takes_place_of(origin: Origin, one: Merged) -> bool:
    """Return whether a source is another reading, or another version, of the same file."""
    other = one.origin
    if origin.graph == other.graph or origin.same_content(other):
        return origin.dataset == other.dataset
    is_named = origin.name not in _NO_NAMES
    return is_named and (origin.dataset, origin.name) == (other.dataset, other.name)


def refused_as_merged(one: Merged, origin: Origin) -> AlreadyMerged:
    """Return the error that a file is merged already, in another way or version."""
    if not one.origin.same_content(origin):
        what = f"another file of the name {origin.name} is merged"
    elif one.origin.mapping != origin.mapping:
        what = f"{origin.name} is merged as another mapping reads it"
    else:
        filters = ", ".join(one.origin.filters) or "no filter"
        what = f"{origin.name} is merged by other filters ({filters})"
    return AlreadyMerged(
        f"{what}, on {one.when[:10]}: --replace puts this in its place, forget removes it"
    )


def _write_rejects(path: "str | Path | None", rejects: Iterable[Rejected]) -> None:
    """Write every refused row as CSV, in cells that no spreadsheet runs."""
    if path is None:
        return
    with replacing(path) as stream:
        text = io.TextIOWrapper(stream, "utf-8", newline="")
        writer = csv.writer(text)
        writer.writerow(("row", "reason", "raw"))
        for one in rejects:
            writer.writerow((one.row, cell(one.reason), cell(one.raw or "")))
        text.detach()  # which writes what is left, and leaves the stream open
