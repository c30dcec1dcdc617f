"""What an edge of a map of flows stands for: oil, in 2013."""

from collections.abc import Mapping, Sequence
from typing import Any

MOST_FLOWS = 10
"""Of one source, from one thing to another: more are drawn as one line, which tells the largest."""

MOST_APART = 60
"""Lines on such a map: where there were more, all that flows from one thing to another is one."""

Row = Mapping[str, Any]


def series(rows: Sequence[Row], facts: Row) -> tuple[str, str] | None:
    """Return what flows along an edge and its year or EDTF date, each empty where nobody says it.

    facts: the edge's attributes, of which `row` numbers its row among `rows`. None where its row
    says neither.
    """
    number = facts.get("row")
    if not isinstance(number, int) or not 0 <= number < len(rows):
        return None
    row = rows[number]
    what, when = row.get("commodityLabel"), row.get("year") or row.get("date")
    flow = "" if what is None else str(what), "" if when is None else str(when)
    return flow if any(flow) else None
