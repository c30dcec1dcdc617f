"""Which part of a dataset is asked for, where its rows are no table and are read one by one."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class EntityFocus:
    """Countries, and the days within which a thing must have held; what is left out means all."""

    actors: frozenset[str] = frozenset()
    """The IRIs of the countries asked for."""
    since: date | None = None
    until: date | None = None

    def holds(self, earliest: str, latest: str) -> bool:
        """Return whether a time, by its first and last ISO day or nothing, touches the days."""
        if self.since and latest and date.fromisoformat(latest) < self.since:
            return False
        return not (self.until and earliest and date.fromisoformat(earliest) > self.until)
