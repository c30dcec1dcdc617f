"""How the resources of a file are called: one label each, and all other names beside it.

Files give a label in every language, and several properties for it; a query's row would be there
once for each. The English one is the label, or else one without a language, or else the first.
"""

from collections.abc import Callable, Iterator

import pyoxigraph as ox

from nkgraph.datasets.quads import Writer

_ENGLISH = "en"
_FIRST_NAMES = 5
"""How many of the name properties can give the label; the others hold further names."""


class Names:
    """Collects names while a file is read, and writes them at its end."""

    def __init__(self, properties: tuple[str, ...]) -> None:
        self._places = {name: place for place, name in enumerate(properties)}
        self._found: dict[str, dict[ox.Literal, int]] = {}

    def takes(self, quad: ox.Quad) -> bool:
        """Take a statement that names something; return whether it was one."""
        place = self._places.get(quad.predicate.value)
        if place is None or not isinstance(quad.object, ox.Literal):
            return False
        names = self._found.setdefault(str(quad.subject), {})
        names[quad.object] = min(place, names.get(quad.object, place))
        return True

    def label(self, subject: str) -> str:
        """Return what a resource is called, its IRI where it has no name."""
        names = self._found.get(subject)
        return min(names, key=lambda name: _order(name, names[name])).value if names else subject

    def write(
        self,
        lines: Writer,
        renamed: Callable[[str], str],
        elsewhere: Callable[[str], str | None],
    ) -> Iterator[bytes]:
        """Write every name and yield what has come together.

        renamed: gives the term that a resource's names belong to. elsewhere: gives the label that
        one has in another graph, so that here it gets other names only.
        """
        labels: dict[str, str] = {}
        for subject, names in self._found.items():
            term = renamed(subject)
            ordered = sorted(names, key=lambda name: _order(name, names[name]))
            known = labels.get(term) or elsewhere(term)
            if known is None and names[ordered[0]] < _FIRST_NAMES:
                known = labels[term] = ordered[0].value
                lines.add(term, "skos:prefLabel", str(ordered[0]))
            for name in ordered:
                if name.value != known:
                    lines.add(term, "skos:altLabel", str(name))
            yield from lines.chunks()


def _order(name: ox.Literal, place: int) -> tuple[bool, int, int, str, str]:
    language = name.language or ""
    if language == _ENGLISH:
        rank = 0
    elif language.startswith(_ENGLISH + "-"):
        rank = 1
    else:
        rank = 2 if not language else 3
    return (place >= _FIRST_NAMES, rank, place, language, name.value)
