"""What a still picture draws: marks and lines, from the plain data that the page gets too."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import pi
from typing import Any

from nkgraph.network.flows import MOST_APART, MOST_FLOWS
from nkgraph.view import assets, payload
from nkgraph.view.embedding import one_line
from nkgraph.view.payload import Record
from nkgraph.view.still import bends, colours, flows, groups

MOST_NODES = 1500
"""Of a larger map the largest things are drawn, as in the page when it opens."""

PLAIN_FROM = 1500
"""Past so many edges lines are straight, bare, and one for each pair."""

MOST_FINE = 300
"""The same of a map on which alike things stand together, to be read at a glance."""

COMMON_PART, COMMON_LEAST = 0.6, 24
"""A relation that so large a part of so many lines stands for is said once, in the legend."""

MODALITIES = ("reported", "assessed", "hedged", "quoted", "none")
_UNKNOWN_RANK = 10**9


@dataclass(frozen=True)
class Mark:
    """A thing, where the layout put it."""

    number: int
    name: str
    x: float
    y: float
    size: float
    kind: str
    shape: object
    icon: str | None
    colour: str
    is_hollow: bool
    links: int
    is_dated: bool
    anchor: tuple[float, float] | None
    members: int = 1

    @property
    def is_group(self) -> bool:
        """Whether it stands for several things."""
        return self.members > 1


@dataclass(frozen=True)
class Line:
    """Edges between two things that look the same: direction, certainty, denial, whose word.

    starts: the nodes at its source. Where lines are bare, some edges may lead the other way.
    letters: those of its sources, where there are several beside the article.
    """

    source: Mark
    target: Mark
    edges: Sequence[Record]
    is_elsewhere: bool
    bend: float = 0.0
    angle: float = pi / 4
    is_in_column: bool = False
    starts: frozenset[int] = frozenset()
    letters: str = ""

    @property
    def is_loop(self) -> bool:
        """Whether it leads back to where it began."""
        return self.source is self.target

    @property
    def modality(self) -> str:
        """How sure it is: one of MODALITIES."""
        return modality(self.edges[0])

    @property
    def is_negated(self) -> bool:
        """Whether what it says is denied."""
        return any(edge.get("negated") for edge in self.edges)

    @property
    def is_open(self) -> bool:
        """Whether the text leaves open if it is so."""
        return any(edge.get("open") for edge in self.edges)

    @property
    def series(self) -> str | None:
        """What flows and when, on a map of flows."""
        return self.edges[0].get("series")

    @property
    def turn(self) -> int:
        """The place of its flow among all flows, by what flows and then in time."""
        return int(self.edges[0].get("turn", 0))

    @cached_property
    def weight(self) -> float:
        """What it carries in all."""
        if self.series:
            # A flow has one amount, whoever states it; of several in one line the largest is told.
            return float(flows.largest(self)[1])
        return sum(_weight(edge) for edge in self.edges)


@dataclass(frozen=True)
class Scene:
    """Everything that is drawn: marks and lines, and the records behind the words around them."""

    about: Record
    nodes: Sequence[Record]
    edges: Sequence[Record]
    marks: Sequence[Mark]
    lines: Sequence[Line]
    kinds: Mapping[str, Record]
    is_plain: bool

    @property
    def common(self) -> str | None:
        """The relation that is not written on each line since most lines stand for it."""
        if not self.lines or self.lines[0].series:
            return None
        (name, count), *_ = Counter(edge_name(line.edges[0]) for line in self.lines).most_common(1)
        enough = count >= COMMON_LEAST and count >= len(self.lines) * COMMON_PART
        return name if enough else None

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """Letters that tell sources' lines apart, where several draw some beside the article."""
        drawn = {edge.get("origin") for edge in self.edges}
        apart = [
            iri
            for iri in self.about["sources"]
            if iri in drawn and self.is_elsewhere({"origin": iri})
        ]
        if len(apart) < 2:
            return {}
        return {iri: letter_of(number) for number, iri in enumerate(apart)}

    def letter(self, edge: Record) -> str:
        """Return the letter of an edge's source; none where it needs none."""
        return self.letters.get(str(edge.get("origin")), "")

    def is_elsewhere(self, thing: Record) -> bool:
        """Tell whether a node or an edge is another source's word than the article's."""
        source = self.about["sources"].get(thing.get("origin"), {})
        return source.get("standing") in ("background", "merged")


def modality(edge: Record) -> str:
    """Return how sure an edge is, by a name that the legend has words for."""
    name = str(edge.get("modality"))
    return name if name in MODALITIES else "none"


def edge_name(edge: Record) -> str:
    """Return what an edge is called."""
    label = one_line(edge.get("label") or "")
    return label or _tail(edge.get("relation")) or str(assets.words()["relation"])


def scene(network: Any) -> Scene:
    """Return what a network is drawn as."""
    about, nodes, edges = payload.about(network), payload.nodes(network), payload.edges(network)
    kinds = _kinds(about, nodes)
    empty = Scene(about, nodes, edges, (), (), kinds, len(edges) > PLAIN_FROM)
    found = groups.groups(about, nodes, kinds)
    marks = _marks(empty, found)
    between = [
        edge
        for edge in edges
        if edge["from"] in marks
        and edge["to"] in marks
        and (edge["from"] == edge["to"] or marks[edge["from"]] is not marks[edge["to"]])
    ]
    drawn = empty
    if found:
        fine = replace(empty, is_plain=False)
        drawn = replace(empty, is_plain=len(_bundles(fine, marks, between)) > MOST_FINE)
    # Where events stand in lanes, lines would cover all else; in the page they wait to be touched.
    lines = [] if about.get("lanes") else _lines(drawn, marks, between)
    return replace(drawn, marks=_once(marks), lines=lines)


def _marks(scene: Scene, found: Sequence[groups.Group]) -> dict[int, Mark]:
    """Return the mark of each node that has one: its own, or that of its group."""
    links = Counter(end for edge in scene.edges for end in {edge["from"], edge["to"]})

    def mark(node: Record) -> Mark:
        return _mark(node, scene.kinds, links[node["id"]], scene.is_elsewhere(node))

    standing = {node["id"]: group for group in found for node in group.members}
    shown = scene.nodes
    if not found:
        shown = sorted(shown, key=lambda node: (-node["size"], -links[node["id"]]))[:MOST_NODES]
    marks = {
        node["id"]: mark(node)
        for node in sorted(shown, key=lambda node: int(node["id"]))
        if node["id"] not in standing
    }
    for number, group in enumerate(found, len(scene.nodes)):
        one = replace(
            mark(group.members[0]),
            number=number,
            name=group.name,
            x=group.x,
            y=group.y,
            size=group.size,
            anchor=None,
            members=len(group.members),
        )
        marks |= {node["id"]: one for node in group.members}
    return marks


def _once(marks: Mapping[int, Mark]) -> list[Mark]:
    """Return the marks, each once."""
    return list({mark.number: mark for mark in marks.values()}.values())


def _mark(node: Record, kinds: Mapping[str, Record], links: int, is_hollow: bool) -> Mark:
    kind = kinds[str(node.get("kind") or "")]
    anchor = node.get("anchorX"), node.get("anchorY")
    return Mark(
        number=node["id"],
        name=one_line(node.get("label") or "")
        or _tail(node["key"])
        or str(assets.words()["nameless"]),
        x=node["x"],
        y=node["y"],
        size=node["size"],
        kind=str(node.get("kind") or ""),
        shape=kind.get("shape"),
        icon=kind.get("icon"),
        colour=colours.legible(kind.get("colour")),
        is_hollow=is_hollow,
        links=links,
        is_dated="since" in node or "until" in node,
        anchor=None if None in anchor else anchor,  # type: ignore[arg-type]
    )


def _kinds(about: Record, nodes: Sequence[Record]) -> dict[str, Record]:
    """Return how kinds look and are called, in the legend's order; unknown ones look plain."""
    known = sorted(about["kinds"], key=lambda kind: _rank(kind.get("rank")))
    kinds: dict[str, Record] = {
        kind["iri"]: {**kind, "label": _capital(one_line(kind.get("label") or "") or kind["iri"])}
        for kind in known
    }
    for node in nodes:
        kind = str(node.get("kind") or "")
        if kind not in kinds:
            label = one_line(node.get("kindLabel") or "") or _tail(kind)
            kinds[kind] = {"label": _capital(label or str(assets.words()["kindless"]))}
    return kinds


def _lines(scene: Scene, marks: Mapping[int, Mark], edges: Sequence[Record]) -> list[Line]:
    lines = [
        Line(
            marks[group[0]["from"]],
            marks[group[0]["to"]],
            group,
            all(map(scene.is_elsewhere, group)),
            starts=frozenset(
                edge["from"] for edge in group if marks[edge["from"]] is marks[group[0]["from"]]
            ),
            letters=" ".join(sorted({scene.letter(edge) for edge in group} - {""})),
        )
        for group in _bundles(scene, marks, edges)
    ]
    if scene.is_plain or not lines:
        return lines
    return bends.bent(lines, scene.about["layout"], [mark.x for mark in marks.values()])


def _bundles(
    scene: Scene, marks: Mapping[int, Mark], edges: Sequence[Record]
) -> list[list[Record]]:
    """Return the edges that are one line each.

    Of many flows one way, what flows makes no difference, and among many lines not which other
    source than the article says so either.
    """
    if scene.is_plain:
        return _alike(edges, lambda edge: tuple(sorted(_ends(marks, edge))))

    def way(edge: Record) -> tuple[object, ...]:
        marked = bool(edge.get("negated")), bool(edge.get("open")), scene.is_elsewhere(edge)
        return (*_ends(marks, edge), modality(edge), *marked)

    apart = [
        bundle
        for alike in _alike(edges, lambda edge: (*way(edge), scene.letter(edge)))
        for bundle in _by_flow(alike)
    ]
    is_crowded = scene.about["layout"] == "flow" and len(apart) > MOST_APART
    return _alike(edges, way) if is_crowded else apart


def _by_flow(edges: list[Record]) -> list[list[Record]]:
    bundles = _alike(edges, lambda edge: edge.get("series"))
    return bundles if len(bundles) <= MOST_FLOWS else [edges]


def _ends(marks: Mapping[int, Mark], edge: Record) -> tuple[int, int]:
    return marks[edge["from"]].number, marks[edge["to"]].number


def _alike(edges: Iterable[Record], key: Callable[[Record], Hashable]) -> list[list[Record]]:
    found: dict[Hashable, list[Record]] = {}
    for edge in edges:
        found.setdefault(key(edge), []).append(edge)
    return list(found.values())


def letter_of(number: int) -> str:
    """Return A to Z, then AA and so on."""
    before, last = divmod(number, 26)
    return (letter_of(before - 1) if before else "") + chr(ord("A") + last)


def _weight(edge: Record) -> float:
    try:
        return float(edge.get("weight") or 0)
    except (TypeError, ValueError):
        return 0.0


def _rank(rank: object) -> float:
    return rank if isinstance(rank, int | float) else _UNKNOWN_RANK


def _tail(iri: object) -> str:
    parts = [part for part in str(iri or "").replace("#", "/").split("/") if part]
    return one_line(parts[-1])[:60] if parts else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
