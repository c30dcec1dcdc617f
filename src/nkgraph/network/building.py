"""Make the graph: edges from the query's rows, then what is known of their ends."""

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import repeat
from typing import TYPE_CHECKING, Any

from nkgraph.errors import NotANetwork
from nkgraph.network.nodes import Describer
from nkgraph.network.origins import complete, read
from nkgraph.network.rows import NOTHING, Answer, Columns, FirstDays, Record, Rows, short_name

if TYPE_CHECKING:
    from networkx import MultiDiGraph

DEFAULT_LAYOUT = "force"


def build(
    rows: Answer,
    node_rows: Rows = (),
    claim_rows: Rows = (),
    kind_rows: Rows = (),
    origin_rows: Rows = (),
    **about: Any,
) -> "MultiDiGraph":
    """Return the network that a map query's rows make.

    rows: the query's answer; every row with a source and a target becomes an edge.
    node_rows: what is known of the nodes (node, label, kind, kindLabel, names, codes, latitude,
        longitude, date, earliest, origin); several rows of one node are taken together.
    claim_rows: what is known of the claims (claim, gloss, speakers, …, origin, originLabel).
    kind_rows: how the kinds look (kind, fact, value: see `nkgraph.network.looks`).
    origin_rows: which source lists what (origin, originLabel, and source, target and relation of
        what it counts), for edges that no claim stands behind.
    about: what else the graph says of itself: name, title, summary, layout, command, notes, empty.

    Nodes and edges stand in the order of the rows, and no two edges share a key: it is the claim's
    IRI, with a number after it where the claim has several edges, and a number where there is no
    claim.

    Raises NotANetwork, with the columns that are missing.
    """
    import networkx as nx

    _require_columns(rows.columns)
    columns = dict(zip(rows.columns, rows.by_column(), strict=True))
    with _collector_at_rest():
        known = [
            dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)
        ]
        claims = _claims(claim_rows, columns.get("claim", ()))
        sources = _source_labels(claims, columns)
        days = FirstDays()
        network: MultiDiGraph = nx.MultiDiGraph()
        busy = _add_edges(network, columns, len(known), claims, sources, days)
        kinds = Describer(node_rows, kind_rows, columns).describe(network, busy, days)
        for origin, label in complete(network, read(origin_rows)).items():
            sources.setdefault(origin, label)
    network.graph.update(
        {"layout": DEFAULT_LAYOUT, **about},
        columns=list(columns),
        rows=known,
        claims=claims,
        sources=sources,
        kinds=kinds,
        skipped=len(known) - network.number_of_edges(),
    )
    return network


def _require_columns(columns: Sequence[str]) -> None:
    missing = [column for column in ("source", "target") if column not in columns]
    if "relation" not in columns and "relationLabel" not in columns:
        missing.append("relation")
    if missing:
        plural = "s" if len(missing) > 1 else ""
        raise NotANetwork(
            f"the query's rows are no edges: they lack the column{plural} {', '.join(missing)}; "
            f"select ?source ?target ?relation (they have {', '.join(columns) or 'none'})"
        )


def _claims(claim_rows: Rows, used: Iterable[Any]) -> dict[str, Record]:
    """Return the claims behind the rows, in the order of `claim_rows`."""
    behind = set(used)
    claims: dict[str, Record] = {}
    for row in claim_rows:
        if row.get("claim") in behind:
            claims.setdefault(str(row["claim"]), dict(row))
    return claims


def _source_labels(claims: dict[str, Record], columns: Columns) -> dict[str, str]:
    """Return the labels of the sources that the claims and the rows come from."""
    labels: dict[str, str] = {}
    told = [(claim.get("origin"), claim.get("originLabel")) for claim in claims.values()]
    origins = columns.get("origin", ())
    of_rows = zip(origins, columns.get("originLabel") or repeat(None), strict=False)
    for origin, label in (*told, *of_rows):
        if origin is not None and origin not in labels:
            labels[str(origin)] = label or short_name(origin) or str(origin)
    return labels


def _add_edges(
    network: "MultiDiGraph",
    columns: Columns,
    count: int,
    claims: dict[str, Record],
    sources: dict[str, str],
    days: FirstDays,
) -> Counter[str]:
    """Add an edge for each row that has two ends; return how many edges each node has."""
    names: dict[object, str | None] = {None: None}
    busy: Counter[str] = Counter()
    keys = _Keys()

    def side_by_side(*names: str) -> Iterable[tuple[Any, ...]]:
        return zip(*(columns.get(name) or repeat(None, count) for name in names), strict=True)

    ends = side_by_side("source", "target")
    labels = side_by_side("edgeLabel", "relationLabel", "relation")
    said = side_by_side("modality", "negated", "approximate")
    when = side_by_side("date", "earliest")
    of = side_by_side("claim", "origin", "open")
    amounts = side_by_side("weight", "weightUnit")
    for row, (
        (source, target),
        (edge_label, relation_label, relation),
        (modality, negated, approximate),
        (date, earliest),
        (claim, origin, is_open),
        (amount, unit),
    ) in enumerate(zip(ends, labels, said, when, of, amounts, strict=True)):
        if source is None or target is None:
            continue
        facts = claims.get(claim, NOTHING) if claims else NOTHING
        if facts:
            modality = modality or facts.get("modality")
            negated = facts.get("negated") if negated is None else negated
            approximate = facts.get("approximate") if approximate is None else approximate
            is_open = facts.get("open") if is_open is None else is_open
            origin = origin or facts.get("origin")
        label = edge_label or relation_label
        if label is None:
            if relation not in names:
                names[relation] = short_name(relation)
            label = names[relation]
        attributes = {
            "row": row,
            "relation": relation,
            "label": label,
            "modality": modality,
            "negated": negated,
            "approximate": approximate,
            "open": is_open,
            "date": date if date is None else str(date),
            "earliest": earliest or days.of(date),
            "claim": claim,
            "origin": origin,
            "originLabel": sources.get(origin),
            "amount": amount,
            "weightUnit": unit,
        }
        if amount is not None and (weight := _weight(amount)) is not None:
            attributes["weight"] = weight
        source, target = str(source), str(target)
        busy[source] += 1
        if source != target:
            busy[target] += 1
        network.add_edge(source, target, keys.fresh(claim), **attributes)
    return busy


def _weight(amount: object) -> float | None:
    """Return an amount as the algorithms of networkx can reckon with it."""
    try:
        return float(amount)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return None


class _Keys:
    """Edge keys that no two edges of the network share."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}
        self._numbered = 0

    def fresh(self, claim: str | None) -> str | int:
        if claim is None:
            self._numbered += 1
            return self._numbered - 1
        seen = self._taken[claim] = self._taken.get(claim, 0) + 1
        # No IRI holds a space, so a second key is no claim's name; a user's own "claim" may be.
        return claim if seen == 1 else self.fresh(f"{claim} ({seen})")


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the cyclic garbage collector from going over the growing graph again and again.

    Every object made meanwhile stays, so there is nothing for it to find; 70,000 rows take a third
    less time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
