"""When a file is refused whole, though it could be taken apart: it is not what it claims to be."""

from typing import TYPE_CHECKING

from nkgraph.datasets import dayfirst, leftout
from nkgraph.datasets import mapping as m
from nkgraph.datasets.layout import Layout
from nkgraph.datasets.outcome import CANONICAL, REJECTS, ROWS, Counts
from nkgraph.errors import BadData

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def refuse_whole(
    connection: "DuckDBPyConnection", name: str, mapping: m.Mapping, layout: Layout, counts: Counts
) -> None:
    """Raise BadData for a file without rows, or of which none fits or is wanted.

    Also for one whose dates are not in the order in which they would be read.
    """
    if not counts.read:
        raise BadData(f"{name} has a header and no rows")
    if counts.refused == counts.read:
        row, reason, _ = connection.execute(f"FROM {REJECTS} LIMIT 1").fetchall()[0]
        raise BadData(
            f"{name} is no {mapping.title}: none of its {counts.read:,} rows fits "
            f"(line {row}: {reason})"
        )
    shown = counts.refused and dayfirst.month_first(connection, CANONICAL, REJECTS, mapping)
    if shown:
        raise BadData(
            f"{name} has dates such as {shown!r}, with the month first, where {mapping.title} has "
            "the day: write them as 2013-02-12"
        )
    if counts.left_out and counts.left_out + counts.refused == counts.read:
        why = leftout.why(connection, ROWS, layout.names, mapping.where)
        raise BadData(
            f"{name} has no row that {mapping.title} is read for: {why}; "
            f"all {counts.left_out:,} are left out"
        )
