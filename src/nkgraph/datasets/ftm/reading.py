"""A file of FollowTheMoney, read twice: once for names and focus, once to be written."""

import hashlib
from array import array
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from nkgraph.datasets import source, textlines
from nkgraph.datasets.entityfocus import EntityFocus
from nkgraph.datasets.ftm import documents, tables
from nkgraph.datasets.ftm.entities import Entity, NoEntity, read
from nkgraph.datasets.ftm.model import version
from nkgraph.datasets.ftm.survey import Survey
from nkgraph.datasets.ftm.writing import Lift
from nkgraph.datasets.outcome import Counts
from nkgraph.datasets.reading import Dataset, Rejected
from nkgraph.datasets.rejects import Rejects
from nkgraph.errors import BadData

if TYPE_CHECKING:
    from pathlib import Path

DATASET = Dataset(
    name="followthemoney",
    title="FollowTheMoney entities",
    publisher="whoever made the file, such as OpenSanctions or OCCRP Aleph",
    licence="that of the file; OpenSanctions: CC BY-NC 4.0",
    homepage="https://followthemoney.tech/",
    version=None,
    reasons=("its lines are JSON objects with id, schema and properties, or rows of the same",),
)

_TOO_LONG = f"a line of more than {textlines.LINE_BYTES >> 20} MiB"
_DIGEST_BYTES = 16
"""Of a line, to know it again: enough that two of a billion lines hardly share one."""

_SHOWN = 3
"""How many kinds of entities are named where none is asked for."""

_NONE_ARE = 0.5
"""A file of which more lines than this are refused is another kind of file."""


class Reading:
    """One file while it is read; `quads` has to be gone through before the counts are complete."""

    dataset = DATASET
    kind = "entities"

    def __init__(self, opened: source.OpenedFile, focus: EntityFocus) -> None:
        self.file = opened.facts
        self.rejects = Rejects(opened.folder)
        self._read = self._filtered = self._repeated = 0
        self._taken = array("Q")
        self._opened = opened
        self._encoding = opened.encoding()
        self._form = tables.form(opened.sample())
        self._within = documents.within(opened.sample()) if self._form is None else None
        self._survey = Survey(focus)
        for _, entities in self._rows():
            for entity in entities:
                self._survey.add(entity)
        if self.rejects.count > self._read * _NONE_ARE:
            first = next(iter(self.rejects))
            raise BadData(
                f"{self.file.name} is no file of FollowTheMoney: {self.rejects.count:,} of its "
                f"{self._read:,} lines are no entities; line {first.row}: {first.reason}"
            )

    @property
    def version(self) -> str:
        """The version of the reader: that of its model and of what becomes what."""
        return version()

    @property
    def counts(self) -> Counts:
        """What became of the lines that are not blank."""
        return Counts(
            self._read,
            len(self._taken),
            self.rejects.count,
            0,
            self._repeated,
            self._filtered,
        )

    @property
    def rows_read(self) -> int:
        """How many lines the file has that are not blank."""
        return self._read

    @property
    def countries(self) -> set[str]:
        """The IRIs of the countries that are spoken of, once the quads have been written."""
        return {country.value for country in self._survey.countries}

    def first_rejects(self, count: int) -> list[Rejected]:
        """Return the first lines that were refused."""
        return list(islice(self.rejects, count))

    def instead(self) -> str | None:
        """Return what the file holds where the focus leaves nothing; None where it leaves any."""
        if self._survey.focus == EntityFocus():
            return None
        kinds: Counter[str] = Counter()
        for _, entities in self._rows(again=True):
            if any(map(self._survey.keeps, entities)):
                return None
            kinds.update(entity.schema.name for entity in entities)
        self._filtered = self._read - self._repeated - self.rejects.count
        often = ", ".join(f"{kind} ({number:,})" for kind, number in kinds.most_common(_SHOWN))
        return f"it holds most often {often}"

    def quads(self, graph: str) -> Iterator[bytes]:
        """Yield the file's statements as N-Quads of a graph, in chunks."""
        lift = Lift(graph, self._survey)
        self._taken, self._filtered = array("Q"), 0
        for row, entities in self._rows(again=True):
            kept = [entity for entity in entities if self._survey.keeps(entity)]
            if kept:
                self._taken.append(row)
            self._filtered += bool(entities) and not kept
            for entity in kept:
                self._survey.refer(entity)
                lift.entity(entity, row)
            yield from lift.lines.chunks()
        lift.others()
        yield from lift.lines.chunks(all=True)

    def keep_rows(self, path: "Path") -> None:
        """Write the lines that were taken as Parquet: `row`, the line's number, and `entity`.

        The quads have to be gone through before. Raises CannotWrite.
        """
        from nkgraph.datasets.ftm.keeping import keep

        keep(self._taken_lines(), path)

    def _taken_lines(self) -> Iterator[tuple[int, bytes]]:
        """Yield the lines that were taken, which come again in the order of then."""
        taken = iter(self._taken)
        awaited = next(taken, None)
        for row, line, _ in self._lines():
            if row == awaited:
                yield row, line
                awaited = next(taken, None)

    def _lines(self) -> Iterator[tables.Line]:
        """Yield each entity's number, its JSON, and what is wrong with its line, if anything."""
        chunks = self._opened.text_chunks(self._encoding)
        if self._within is not None:
            try:
                yield from documents.lines(chunks, self._within)
            except BadData as error:
                raise BadData(f"{self.file.name}: {error}") from error
            return
        lines = textlines.lines(chunks)
        if self._form is not None:
            yield from self._form(lines)
            return
        for row, line, is_whole in lines:
            if line.strip():
                yield row, line, "" if is_whole else _TOO_LONG

    def _rows(self, *, again: bool = False) -> Iterator[tuple[int, list[Entity]]]:
        """Yield each line that is not blank with its entities; none where it is refused.

        A line that repeats an earlier one word for word is counted and passed over.
        """
        self._read = self._repeated = 0
        seen: set[bytes] = set()
        for row, line, wrong in self._lines():
            self._read += 1
            try:
                if wrong:
                    raise NoEntity(wrong)
                entities = list(read(line).all())
                digest = hashlib.blake2b(line.strip(), digest_size=_DIGEST_BYTES).digest()
                if digest in seen:
                    self._repeated += 1
                    continue
                seen.add(digest)
                yield row, entities
            except NoEntity as error:
                if not again:
                    self.rejects.add(row, str(error), line[:2000].decode("utf-8", "replace"))
                yield row, []


@contextmanager
def reading(path: "str | Path", focus: EntityFocus | None = None) -> Iterator[Reading]:
    """Open a file of FollowTheMoney. Raises BadData, CannotRead and CannotWrite."""
    with source.open_bytes(path) as opened:
        yield Reading(opened, focus or EntityFocus())
