"""What came of many files at once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from nkgraph.bulk.parts import Source
from nkgraph.merge.provenance import Counts
from nkgraph.merge.report import in_words

FAILED_SHOWN = 10
"""How many files that were not taken are named, each with its reason."""


@dataclass(frozen=True)
class Report:
    """Many files, taken together."""

    sources: tuple[Source, ...]
    failed: tuple[str, ...] = ()
    """Why files were not taken, a line each, which names the file."""
    repeated: int = 0
    """Rows that repeat an earlier one of their file."""
    unchanged: tuple[str, ...] = ()
    """Files that the store holds already, just so."""

    def lines(self) -> list[str]:
        """Return what a person should know of it, line by line."""
        lines = []
        if self.sources:
            number = len(self.sources)
            noun = "file" if number == 1 else "files"
            titles = ", ".join(dict.fromkeys(source.origin.title for source in self.sources))
            each = (source.counts for source in self.sources)
            counts = Counts(*map(sum, zip(*each, strict=True)))
            lines.append(f"{number:,} {noun}: {titles}: {in_words(counts, self.repeated)}")
        if self.unchanged:
            number = len(self.unchanged)
            noun = "file" if number == 1 else "files"
            lines.append(f"{number:,} {noun} already merged, nothing is changed")
        return lines

    def without_change(self, names: Iterable[str]) -> "Report":
        """Return the report with the files that the store holds already."""
        return replace(self, unchanged=tuple(names))

    def failures(self) -> list[str]:
        """Return which files were not taken and why; of many, the first."""
        more = len(self.failed) - FAILED_SHOWN
        return [
            *self.failed[:FAILED_SHOWN],
            *([f"and {more:,} more files were not taken"] if more > 0 else []),
        ]
