"""Which dataset a file is, told by its content: its header, its width, what its columns hold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nkgraph.datasets import limits
from nkgraph.datasets import mapping as m
from nkgraph.datasets.layout import Layout, folded
from nkgraph.datasets.sample import Sample, samples
from nkgraph.errors import BadData, UnknownDataset

if TYPE_CHECKING:
    from nkgraph.datasets.lines import Numbered

MOST = 0.8
"""So many of a sample's texts must have a column's shape: real files have some that are broken."""

NEAR = 0.4
"""A dataset of which less than this share of the columns is there is not worth naming."""

_NAMES_SHOWN = 4


@dataclass(frozen=True)
class Recognised:
    """A file as a dataset: how it is laid out, and why it is that dataset."""

    mapping: m.Mapping
    layout: Layout
    reasons: tuple[str, ...]
    points: int
    """How much speaks for it."""
    numbered: "Numbered | None" = None
    """Its rows, where they had to be written to know how it is laid out."""


@dataclass(frozen=True)
class _Near:
    """How far a file is from a dataset that it is not."""

    name: str
    share: float
    missing: str


def recognise(text: str, mappings: Iterable[m.Mapping], file: str) -> Recognised:
    """Return which of the datasets a text begins.

    Raises UnknownDataset for none or several: the message lists what is read, and the nearest
    with what it lacks. Raises BadData for a table beyond all bounds.
    """
    ways = samples(text)
    check_width(ways, file)
    return choose(ways, list(mappings), file)


def choose(ways: Sequence[Sample], mappings: Sequence[m.Mapping], file: str) -> Recognised:
    """Return which of the datasets a file is that can be taken apart in these ways."""
    fits: dict[str, Recognised] = {}
    near: list[_Near] = []
    for mapping in mappings:
        for sample in ways:
            found = _match(mapping, sample)
            if isinstance(found, _Near):
                near.append(found)
            elif mapping.name not in fits:
                fits[mapping.name] = found
    best = max((found.points for found in fits.values()), default=0)
    chosen = [found for found in fits.values() if found.points == best]
    if len(chosen) == 1:
        return chosen[0]
    names = ", ".join(sorted(mapping.name for mapping in mappings))
    if chosen:
        either = " or ".join(sorted(found.mapping.name for found in chosen))
        raise UnknownDataset(f"{file} may be {either}: say which with --as")
    raise UnknownDataset(
        f"{file} is none of the datasets that nkgraph reads ({names}){_nearest(near)}; "
        "say which with --as, or how to read it with --mapping, which nkgraph datasets new drafts"
    )


def forced(ways: Sequence[Sample], mapping: m.Mapping, file: str) -> Recognised:
    """Return a file as the dataset that the user says it is.

    Raises BadData where that cannot be: its columns are not there.
    """
    if mapping.recognition is None:
        return _by_reader(ways, mapping, file)
    near = []
    for sample in ways:
        found = _match(mapping, sample)
        if isinstance(found, Recognised):
            return found
        near.append(found)
    if mapping.recognition.columns:  # the user knows better what its columns hold
        unshaped = replace(mapping.recognition, shapes={})
        for sample in ways:
            found = _by_header(mapping, unshaped, sample)
            if isinstance(found, Recognised):
                return found
    if mapping.folder is not None:
        return _by_reader(ways, mapping, file)
    closest = max(near, key=lambda one: one.share)
    raise BadData(f"{file} is no {mapping.title}: {closest.missing}")


def check_width(ways: Sequence[Sample], file: str) -> None:
    """Refuse a table with more columns than any that is read."""
    widest = max((max(way.width, len(way.layout.names)) for way in ways[:1]), default=0)
    if widest > limits.COLUMNS:
        raise BadData(
            f"{file} has {widest:,} columns; no table of more than {limits.COLUMNS} is read"
        )


def _by_reader(ways: Sequence[Sample], mapping: m.Mapping, file: str) -> Recognised:
    """Lay a file out as a user's mapping says, and as the file itself does where that is silent."""
    reader = mapping.reader
    named = [
        way
        for way in ways
        if reader.delimiter in (None, way.layout.delimiter) or way.layout.format != "text"
    ]
    if reader.format is not None:
        named = [way for way in named if way.layout.format == reader.format]
    if reader.quoted is not None:
        named = [way for way in named if way.layout.quoted == reader.quoted] or named
    if not named:
        raise BadData(f"{file} is not laid out as {mapping.shown} says under reader")
    sample = named[0]
    layout = sample.layout
    if reader.quoted is not None:
        layout = replace(layout, quoted=reader.quoted)
    if layout.format == "text" and reader.columns:
        if sample.width != len(reader.columns):
            raise BadData(
                f"{file} has {sample.width} columns where {mapping.shown} lists "
                f"{len(reader.columns)}"
            )
        layout = replace(layout, names=reader.columns, trailing=False)
    elif layout.format == "text":
        layout = replace(layout, header=True)
    return Recognised(mapping, layout, (f"as {mapping.shown} says",), 1)


def _match(mapping: m.Mapping, sample: Sample) -> "Recognised | _Near":
    recognition = mapping.recognition
    if recognition is None:
        return _Near(mapping.name, 0, "")
    by_header = _by_header(mapping, recognition, sample) if recognition.columns else None
    if isinstance(by_header, Recognised):
        return by_header
    by_width = _by_width(mapping, recognition, sample) if recognition.widths else None
    if isinstance(by_width, Recognised):
        return by_width
    nears = [near for near in (by_header, by_width) if near is not None]
    return max(nears, key=lambda near: near.share)


def _by_header(
    mapping: m.Mapping, recognition: m.Recognition, sample: Sample
) -> "Recognised | _Near":
    here = {folded(name) for name in sample.layout.names}
    lacking = [
        names[0] for names in recognition.columns if not any(folded(name) in here for name in names)
    ]
    wanted = len(recognition.columns)
    if lacking:
        listed = ", ".join(lacking[:_NAMES_SHOWN]) + (" …" if len(lacking) > _NAMES_SHOWN else "")
        share = (wanted - len(lacking)) / wanted
        return _Near(mapping.name, share, f"it lacks the columns {listed}")
    of_another = next((name for name in recognition.without if folded(name) in here), None)
    if of_another is not None:
        return _Near(mapping.name, 0.9, f"the column {of_another} is of another dataset")
    header = sample.layout.format == "text"
    layout = replace(sample.layout, header=header)
    rows = sample.rows[1:] if header else sample.rows
    broken = _broken_shape(recognition, layout.names, rows)
    if broken is not None:
        return _Near(mapping.name, 0.99, broken)
    return Recognised(mapping, layout, (f"its header has all {wanted} columns",), wanted)


def _by_width(
    mapping: m.Mapping, recognition: m.Recognition, sample: Sample
) -> "Recognised | _Near":
    if sample.layout.format != "text" or sample.layout.delimiter != mapping.reader.delimiter:
        return _Near(mapping.name, 0, "")
    if mapping.reader.quoted is not None and sample.layout.quoted != mapping.reader.quoted:
        return _Near(mapping.name, 0, "")
    # A header, in which no two names are one and none is a number, is compared by its names.
    first = [cell.strip() for cell in sample.rows[0]]
    has_header = len(set(first)) == len(first) and not any(map(str.isdigit, first))
    if sample.width not in recognition.widths:
        widths = " or ".join(map(str, recognition.widths))
        off = min(abs(sample.width - width) / width for width in recognition.widths)
        return _Near(
            mapping.name,
            0.0 if has_header else max(0.0, 0.9 - 2 * off),
            f"its rows have {sample.width} columns, not {widths}",
        )
    names = mapping.reader.columns[: sample.width]
    layout = replace(sample.layout, names=names, trailing=False)
    broken = _broken_shape(recognition, names, sample.rows)
    if broken is not None:
        return _Near(mapping.name, 0.0 if has_header else 0.95, broken)
    reason = f"its rows have {sample.width} columns, and what they hold fits"
    return Recognised(mapping, layout, (reason,), sample.width)


def _broken_shape(
    recognition: m.Recognition, names: Sequence[str], rows: Sequence[tuple[str, ...]]
) -> str | None:
    """Return which column does not hold what it should, or None."""
    places = {folded(name): place for place, name in reversed(tuple(enumerate(names)))}
    for name, pattern in (recognition.shapes or {}).items():
        place = places.get(folded(name))
        if place is None:
            continue
        texts = [row[place].strip() for row in rows if len(row) > place and row[place].strip()]
        fitting = sum(1 for text in texts if pattern.fullmatch(text))
        if texts and fitting < MOST * len(texts):
            other = next(text for text in texts if not pattern.fullmatch(text))
            return f"its column {name} holds {other[:30]!r}"
    return None


def _nearest(near: Sequence[_Near]) -> str:
    closest = max(near, key=lambda one: one.share, default=None)
    if closest is None or closest.share < NEAR:
        return ""
    return f"; nearest is {closest.name}, but {closest.missing}"
