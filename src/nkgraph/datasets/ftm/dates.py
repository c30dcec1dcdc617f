"""When something held: FollowTheMoney's dates as one EDTF date with its bounds."""

import re

from nkgraph.datasets.claims import When, when
from nkgraph.datasets.ftm.entities import Entity

_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?(?=$|[T ])")


def dated(entity: Entity) -> When | None:
    """Return when a relation or an event held; None where the file does not say.

    Of several starts the first counts, of several ends the last. An end that is not stated is
    left unknown: the file may not know it, or it may not have come yet.
    """
    start = min(_dates(entity.values("startDate") or entity.values("listingDate")), default="")
    end = max(_dates(entity.values("endDate")), default="")
    if start and end:
        return when(start if start == end else f"{start}/{end}")
    if start or end:
        return when(f"{start}/{end}")
    return next((when(day) for day in sorted(_dates(entity.values("date")))), None)


def _dates(values: list[str]) -> list[str]:
    """Return the calendar's dates among the values, without times of day."""
    found = (match[0] for value in values if (match := _DATE.match(value)))
    return [day for day in found if when(day)]
