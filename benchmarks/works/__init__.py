"""Every work, in the order of the tables."""

from benchmarks.work import Size, Work
from benchmarks.works import (
    actor,
    counting,
    layouts,
    maps,
    merging,
    networks,
    queries,
    query,
    starting,
)

MODULES = (query, queries, merging, actor, counting, networks, layouts, maps, starting)


def works(size: Size) -> list[Work]:
    """Return every work in a size."""
    return [work for module in MODULES for work in module.works(size)]
