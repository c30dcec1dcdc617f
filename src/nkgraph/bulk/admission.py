"""Which sources may come in: each once, and none that a store holds already."""

from collections.abc import Callable

from nkgraph.errors import AlreadyMerged
from nkgraph.merge.provenance import Origin

Admission = Callable[[Origin], bool]
"""Says of a source whether it is new; raises AlreadyMerged for one that must not come in."""


def once(further: Admission | None = None) -> Admission:
    """Return what admits each source once, if `further` does."""
    names: dict[tuple[str, str], str] = {}

    def admits(origin: Origin) -> bool:
        held = (origin.dataset, origin.content)
        if held in names:
            raise AlreadyMerged(
                f"{origin.name} is the same file as {names[held]}, and is taken once"
            )
        is_new = further is None or further(origin)
        names[held] = origin.name
        return is_new

    return admits
