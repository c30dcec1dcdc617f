"""How kinds of things are drawn, by what the ontology, or a user's own, says of their classes."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from nkgraph.network.rows import Record, Rows, short_name
from nkgraph.network.sizes import LARGEST, RULES, SMALLEST

MOST_ICON = 2_000
"""Characters of an icon: a drawing in a mark of a few pixels needs no more."""

SHAPES = (
    "dot",
    "square",
    "diamond",
    "triangle",
    "triangleDown",
    "star",
    "hexagon",
    "box",
    "ellipse",
)

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_ICON = re.compile(r"[Mm][MmLlHhVvCcSsQqTtAaZz0-9 .,+eE-]*")
_LAST = 10**6
"""The rank of what the ontology gives no rank."""

DRAWN = ("colour", "shape", "icon", "rank")
"""What a map is told of each kind, beside its label."""


def is_icon(value: object) -> bool:
    """Tell whether a value is the data of an SVG path and can be nothing else."""
    return isinstance(value, str) and len(value) <= MOST_ICON and bool(_ICON.fullmatch(value))


def _is_radius(value: object) -> bool:
    return isinstance(value, int | float) and SMALLEST <= value <= LARGEST


_FITS: Mapping[str, Callable[[Any], bool]] = {
    "colour": lambda value: isinstance(value, str) and bool(_COLOUR.fullmatch(value)),
    "shape": lambda value: value in SHAPES,
    "icon": is_icon,
    "sizedBy": lambda value: value in RULES,
    "smallest": _is_radius,
    "largest": _is_radius,
    "rank": lambda value: isinstance(value, int),
}


class Looks:
    """What is said of how classes are drawn; what a class leaves out, the nearest above it says.

    rows: kind, fact and value, where fact is `label`, `above` (a class above the kind), or one of
    those that are drawn. A value that does not fit is as if it were not there: it may come from
    whatever file was merged, and `nkgraph check` is where one is told of it.
    """

    def __init__(self, rows: Rows) -> None:
        self._said: dict[str, dict[str, list[Any]]] = {}
        for row in rows:
            facts = self._said.setdefault(str(row["kind"]), {})
            facts.setdefault(str(row["fact"]), []).append(row["value"])
        self._found: dict[tuple[str, str], Any] = {}
        self._orders: dict[str, tuple[int, int, str]] = {}

    def fact(self, kind: str | None, fact: str) -> Any:
        """Return what is said of a class, or of the nearest one above it; None where nothing is."""
        key = str(kind), fact
        if key not in self._found:
            fits = _FITS[fact]
            values = (
                value
                for one in self._upwards(key[0])
                for value in self._own(one, fact)
                if fits(value)
            )
            self._found[key] = next(values, None)
        return self._found[key]

    def label(self, kind: str) -> str | None:
        """Return what a class is called."""
        return next(map(str, self._own(kind, "label")), None)

    def rank(self, kind: str | None) -> int:
        """Return the place of a class in the legend."""
        rank = self.fact(kind, "rank")
        return _LAST if rank is None else rank

    def order(self, kind: str | None) -> tuple[int, int, str]:
        """Return a key by which a thing's classes stand, the one that is drawn first.

        It is the one with the first place in the legend, and of one place the narrowest.
        """
        name = str(kind)
        if name not in self._orders:
            wider = sum(1 for _ in self._upwards(name))
            self._orders[name] = (self.rank(kind), -wider, name)
        return self._orders[name]

    def drawn(self, kind: str, label: str | None) -> Record:
        """Return what a map is told of a class; `label` is what it is called if nobody says."""
        return {
            "label": self.label(kind) or label or short_name(kind),
            **{fact: self.fact(kind, fact) for fact in DRAWN},
        }

    def _own(self, kind: str, fact: str) -> list[Any]:
        return self._said.get(kind, {}).get(fact, [])

    def _upwards(self, kind: str) -> Iterator[str]:
        """Yield a class and those above it, each once, the nearest first."""
        seen, level = {kind}, [kind]
        while level:
            yield from level
            above = {str(one) for each in level for one in self._own(each, "above")} - seen
            seen |= above
            level = sorted(above, key=lambda one: (min(self._ranks(one), default=_LAST), one))

    def _ranks(self, kind: str) -> Iterator[int]:
        return (rank for rank in self._own(kind, "rank") if _FITS["rank"](rank))
