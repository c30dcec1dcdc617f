"""The words around the picture: title and sentence above; legend, command and sources below."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from nkgraph.view import assets, caption
from nkgraph.view.embedding import one_line
from nkgraph.view.payload import Record
from nkgraph.view.still import colours, drawing
from nkgraph.view.still.icons import boxed
from nkgraph.view.still.labels import letters_width
from nkgraph.view.still.lettering import filled, width
from nkgraph.view.still.scene import MODALITIES, MOST_NODES, Scene, modality
from nkgraph.view.still.shapes import outline
from nkgraph.view.still.signs import CROSS, OPEN, QUOTED, Sign
from nkgraph.view.still.svg import element, path, text

SIDE = 20.0
"""Pixels left and right of the words."""

TITLE, SENTENCE, ENTRY, SMALL = 20.0, 12.5, 12.5, 11.0
"""Sizes of the words in pixels."""

ROW, GROUP_GAP, ENTRY_GAP = 22.0, 8.0, 22.0
HEADS = 86.0
"""Pixels for what stands before the entries of a group."""

SAMPLE, DOT, ICON = 30.0, 14.0, 18.0
"""Pixels for the small picture before an entry: of a line, of a mark, of a kind's icon."""

MOST_NAME = 60


@dataclass(frozen=True)
class Block:
    """Elements one below the other, drawn from y = 0 downwards, and how high they are."""

    elements: Sequence[Element]
    height: float


@dataclass(frozen=True)
class _Entry:
    name: str
    room: float
    sample: Sequence[Element]
    count: int | None = None

    @property
    def number(self) -> str:
        return "" if self.count is None else f"{self.count:,}"

    @property
    def width(self) -> float:
        return self.room + 6 + width(self.name, ENTRY) + width(self.number, ENTRY) + 6


def head(scene: Scene, wide: float) -> Block:
    """Return the title, and below it what the map rests on."""
    theme = colours.theme()
    made, y = [], SIDE
    for part in filled(caption.title(scene.about), wide - 2 * SIDE, TITLE, is_bold=True):
        y += TITLE * 1.2
        made.append(text(part, SIDE, y - 5, size=TITLE, fill=theme["ink"], font_weight="bold"))
    y += 2
    for part in filled(_sentence(scene), wide - 2 * SIDE, SENTENCE):
        y += SENTENCE * 1.35
        made.append(text(part, SIDE, y, size=SENTENCE, fill=theme["quiet"]))
    return Block(made, y + 12)


def _sentence(scene: Scene) -> str:
    words = assets.words()
    rests = caption.rests_on(scene.about, scene.nodes, scene.edges)
    things, drawn = f"{len(scene.nodes):,}", f"{len(scene.marks):,}"
    if any(mark.is_group for mark in scene.marks):
        in_lanes = "years" if len(scene.nodes) > MOST_NODES else "days"
        how = in_lanes if scene.about.get("lanes") else "grouped"
        rests += ". " + words["reduced"][how].format(things, drawn)
    elif len(scene.marks) < len(scene.nodes):
        rests += ". " + words["reduced"]["said"].format(drawn, things)
    if not scene.nodes:
        rests = ". ".join(
            part.rstrip(".")
            for part in (words["empty"]["title"], scene.about.get("empty") or "")
            if part
        )
    return rests


def foot(scene: Scene, wide: float) -> Block:
    """Return the legend, and below it the command that draws the map and whose outlines it has."""
    theme = colours.theme()
    made: list[Element] = [
        element("line", x1=SIDE, x2=wide - SIDE, y1=0, y2=0, stroke=theme["rule"])
    ]
    y = ROW
    for name, entries in _groups(scene):
        made.append(text(name, SIDE, y, size=ENTRY, fill=theme["quiet"]))
        x = SIDE + HEADS
        for entry in entries:
            if x + entry.width > wide - SIDE and x > SIDE + HEADS:
                x, y = SIDE + HEADS, y + ROW
            made.append(element("g", *entry.sample, transform=f"translate({x:.1f} {y - 4:.1f})"))
            begin, x = x + entry.room + 6, x + entry.width + ENTRY_GAP
            made.append(text(entry.name, begin, y, size=ENTRY, fill=theme["ink"]))
            if entry.number:
                end = begin + width(entry.name, ENTRY) + 6
                made.append(text(entry.number, end, y, size=ENTRY, fill=theme["quiet"]))
        y += ROW + (GROUP_GAP if entries else 0)
    about = scene.about
    small = " · ".join(one_line(part) for part in (about.get("command"), about.get("attribution"))
                       if part)  # fmt: skip
    for part in filled(small, wide - 2 * SIDE, SMALL) if small else ():
        made.append(text(part, SIDE, y, size=SMALL, fill=theme["quiet"]))
        y += SMALL * 1.4
    return Block(made, y + 4)


def _groups(scene: Scene) -> Iterator[tuple[str, list[_Entry]]]:
    words = assets.words()["legend"]
    for name, entries in (
        (words["kinds"], _kinds(scene)),
        (words["modality"], _modalities(scene)),
        (words["sources"], _sources(scene)),
        (words["signs"], _signs(scene)),
    ):
        if entries:
            yield name, entries


def _kinds(scene: Scene) -> list[_Entry]:
    counts = Counter[str]()
    for mark in scene.marks:
        counts[mark.kind] += mark.members
    filled_in = {mark.kind for mark in scene.marks if not mark.is_hollow}
    return [
        _Entry(
            _cut(kind["label"]),
            DOT + ICON if kind.get("icon") else DOT,
            _sample(kind, iri not in filled_in),
            counts[iri],
        )
        for iri, kind in scene.kinds.items()
        if counts[iri]
    ]


def _cut(name: str) -> str:
    return name if len(name) <= MOST_NAME else name[: MOST_NAME - 1] + "…"


def _sample(kind: Record, is_hollow: bool) -> list[Element]:
    """Return a kind's mark, and its icon beside it: in so small a mark it could not be read."""
    colour = colours.legible(kind.get("colour"))
    icon = boxed(kind.get("icon"), DOT + 4, -7, 14, colours.theme()["quiet"])
    return [_dot(kind.get("shape"), colour, is_hollow), *([] if icon is None else [icon])]


def _modalities(scene: Scene) -> list[_Entry]:
    counts = Counter(modality(edge) for line in scene.lines for edge in line.edges)
    words = assets.words()["modality"]
    return [
        _Entry(
            words[name]["name"],
            SAMPLE,
            _line(name, QUOTED if name == "quoted" else None),
            counts[name],
        )
        for name in MODALITIES
        if counts[name]
    ]


def _sources(scene: Scene) -> list[_Entry]:
    """Return the sources; where events stand in lanes, no line shows whose word it is, but a mark
    does."""
    in_lanes = bool(scene.about.get("lanes"))
    edges = scene.edges if in_lanes else [edge for line in scene.lines for edge in line.edges]
    counts = Counter(edge.get("origin") for edge in edges)

    def sample(iri: str) -> list[Element]:
        is_elsewhere = scene.is_elsewhere({"origin": iri})
        if in_lanes:
            return [_dot("dot", colours.legible(None), is_elsewhere)]
        return _line("reported", is_double=is_elsewhere, letter=scene.letters.get(iri))

    return [
        _Entry(
            _cut(one_line(source["label"])), DOT if in_lanes else SAMPLE, sample(iri), counts[iri]
        )
        for iri, source in scene.about["sources"].items()
        if counts[iri]
    ]


def _signs(scene: Scene) -> list[_Entry]:
    words = assets.words()["legend"]
    entries = []
    if any(line.is_negated for line in scene.lines):
        entries.append(_Entry(words["negated"], SAMPLE, _line("reported", CROSS)))
    if any(line.is_open for line in scene.lines):
        entries.append(_Entry(words["open"], SAMPLE, _line("reported", OPEN)))
    if scene.common:
        name = words["common"].format(scene.common)
        entries.append(_Entry(name, SAMPLE, _line("reported")))
    if any(mark.is_hollow for mark in scene.marks):
        entries.append(_Entry(words["hollow"], DOT, [_dot("dot", colours.legible(None), True)]))
    return entries


def _dot(shape: object, colour: str, is_hollow: bool) -> Element:
    return path(
        outline(shape, 7, 0, 5.5 if is_hollow else 6.5),
        fill=colours.theme()["ground"] if is_hollow else colour,
        stroke=colour if is_hollow else None,
        stroke_width=2 if is_hollow else None,
    )


def _line(
    name: str, sign: str | None = None, *, is_double: bool = False, letter: str | None = None
) -> list[Element]:
    theme = colours.theme()
    colour = theme["elsewhere" if is_double else "line"]
    levels = (-2.0, 2.0) if is_double else (0.0,)
    made = [
        path(
            f"M0 {y:.0f}h{SAMPLE:.0f}",
            stroke=colour,
            stroke_width=1.6,
            stroke_dasharray=drawing.dashed(name),
        )
        for y in levels
    ]
    if letter:
        made.append(drawing.sign(Sign(letter, SAMPLE / 2, 0, letters_width(letter), True)))
    return [*made, drawing.sign(Sign(sign, SAMPLE / 2, 0))] if sign else made
