"""A map query's rows as a networkx graph: what the page draws and other tools read.

`build` takes rows with `source`, `target` and `relation` (or `relationLabel`), whoever wrote the
query, and what else is known of the things and claims in them. Nothing is drawn or placed here:
`nkgraph.layout.place` adds the positions.

The graph is a `networkx.MultiDiGraph`; an edge is a row. Values are plain Python.

graph
    layout and what else the caller says (name, title, summary, command, notes, empty; units: of
    columns, as the query's header has them; dates: which columns hold dates); columns and rows
    (what the query gave); claims, sources, kinds (by IRI); skipped (how many rows had no source
    or no target)
node
    label, kind, kindLabel, names, codes, origin, date, earliest, latitude, longitude, size
edge
    row (its place in rows), relation, label, modality, negated, approximate, open, date, earliest,
    claim, origin, originLabel, amount, weightUnit; weight, where there is an amount

What is unknown is None, with one exception: an edge without an amount has no `weight`, since the
algorithms of networkx read a missing weight as 1 and fail on None. For the same reason a weight is
a float; the exact amount is `amount`.
"""

from nkgraph.network.about import about
from nkgraph.network.building import build
from nkgraph.network.looks import is_icon
from nkgraph.network.rows import JOINT, Answer, short_name
from nkgraph.network.sizes import LARGEST, SMALLEST, radius

__all__ = [
    "JOINT",
    "LARGEST",
    "SMALLEST",
    "Answer",
    "about",
    "build",
    "is_icon",
    "radius",
    "short_name",
]
