"""What came of a merge, for the caller and for the summary that the command prints."""

from dataclasses import dataclass, field

from nkgraph.datasets.archive import listed
from nkgraph.datasets.reading import Rejected
from nkgraph.merge import corroborated
from nkgraph.merge.corroborated import Compared
from nkgraph.merge.provenance import Counts, Origin

REJECTS_SHOWN = 3
"""How many refused rows a summary shows with their reasons."""

_LONGEST_ROW = 80


def in_words(counts: Counts, repeated: int, left_out: int = 0) -> str:
    """Return what became of rows.

    `counts.filtered` has those that repeat an earlier one and those that a data set has beside
    what is wanted of it, too.
    """
    not_asked_for = counts.filtered - repeated - left_out
    return (
        f"{counts.taken:,} of {counts.read:,} rows taken"
        + (f", {not_asked_for:,} not asked for" if not_asked_for else "")
        + (f", {left_out:,} left out" if left_out else "")
        + (f", {repeated:,} repeated" if repeated else "")
        + (f", {counts.refused:,} refused" if counts.refused else "")
    )


@dataclass(frozen=True)
class Report:
    """One file, merged or found to be there already."""

    origin: Origin
    counts: Counts
    is_new: bool
    """False where the store held just this before or none of it was asked for: nothing was done."""
    instead: str = ""
    """What the file holds, where nothing of it was asked for."""
    asked: str = ""
    """What the file is called that was found to be there, packed perhaps or under another name."""
    replaced: tuple[str, ...] = ()
    """The labels of the sources whose place it took."""
    matched: dict[str, int] = field(default_factory=dict)
    """How many entities were found, by the scheme whose codes they were found by."""
    unmatched: tuple[tuple[str, int], ...] = ()
    """Codes and names that mean no entity, with the number of their rows, the most first."""
    rejected: tuple[Rejected, ...] = ()
    """The first rows that were refused."""
    repeated: int = 0
    left_out: int = 0
    proposed: int = 0
    """How many links are proposed between people and organisations of the file and those known."""
    beside: tuple[str, ...] = ()
    """The tables of the file's archive that are not read."""
    compared: tuple[Compared, ...] = ()
    """What it has to say of the article's claims."""

    def lines(self) -> list[str]:
        """Return what a person should know of it, line by line."""
        name = f"{self.origin.name}: {self.origin.title}"
        counts = in_words(self.counts, self.repeated, self.left_out)
        if self.instead:
            filters = ", ".join(self.origin.filters)
            lines = [
                f"{name}: {counts}: nothing is merged, since no row fits {filters}",
                f"  {self.instead}",
            ]
            return lines + self._beside() + self._refused()
        if not self.is_new:
            asked = self.asked or self.origin.name
            known = "" if asked == self.origin.name else f" as {self.origin.name}"
            return [f"{asked}: {self.origin.title}: already merged{known}, nothing is changed"]
        lines = [f"{name}: {counts}", *self._beside()]
        lines += [f"  in place of {label}" for label in self.replaced]
        if self.matched:
            by = ", ".join(f"{number:,} by {scheme}" for scheme, number in self.matched.items())
            lines.append(f"  entities found: {by}")
        if self.unmatched:
            shown = ", ".join(f"{name} ({number:,})" for name, number in self.unmatched)
            lines.append(f"  without an entity: {shown}")
        if self.proposed:
            noun = "link" if self.proposed == 1 else "links"
            lines.append(f"  {self.proposed:,} {noun} proposed: nkgraph links lists them")
        return lines + corroborated.lines(self.compared) + self._refused()

    def _beside(self) -> list[str]:
        if not self.beside:
            return []
        first = f"nkgraph merge {self.origin.name}/{self.beside[0]}"
        return [f"  not read of the archive: {listed(self.beside)} ({first} reads one)"]

    def _refused(self) -> list[str]:
        lines = [
            f"  refused: line {one.row}: {one.reason}: {one.raw[:_LONGEST_ROW]!r}"
            for one in self.rejected
        ]
        more = self.counts.refused - len(self.rejected)
        if more > 0 and self.rejected:
            lines.append(f"  and {more:,} more; --rejects FILE writes them all")
        return lines
