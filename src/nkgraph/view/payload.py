"""A network as the plain data that the page draws and explains."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from nkgraph.errors import InvalidDate
from nkgraph.layout import alike
from nkgraph.network import flows, is_icon
from nkgraph.view.embedding import one_line, plain

Network = Any  # networkx.MultiDiGraph, which is not imported here: it costs a tenth of a second
Record = dict[str, Any]

NODE_FACTS = ("label", "kindLabel", "names", "codes")
EDGE_FACTS = (
    "relation",
    "label",
    "modality",
    "negated",
    "approximate",
    "open",
    "claim",
    "weight",
    "weightUnit",
)
LAYOUT_EXTRAS = ("axis", "lanes", "outlines", "borders", "attribution", "window", "margin")
ANCHOR = ("anchorX", "anchorY")

DATE = "date"
"""The column of a map's rows that is a date, whoever wrote the query."""

MEDIUM_RADIUS = 12.0
"""Pixels, for a node whose size nobody computed."""


def nodes(network: Network) -> list[Record]:
    """Return the nodes as pyvis keeps them: vis-network's id, x, y and size, and our facts.

    The id is a running number, since a node may be called `__proto__`; its name is its `key`.
    Nodes with the same `alike` stand as one mark until a person asks for each.
    """
    dates = _Dates()
    together = alike.of_network(network)
    records = []
    for number, (key, facts) in enumerate(network.nodes(data=True)):
        record = {
            "id": number,
            "key": str(key),
            "x": round(float(facts.get("x") or 0.0), 1),
            "y": round(float(facts.get("y") or 0.0), 1),
            "size": round(float(facts.get("size") or MEDIUM_RADIUS), 1),
            "kind": facts.get("kind"),
            "origin": facts.get("origin"),
            **{name: plain(facts.get(name)) for name in NODE_FACTS},
            **{name: facts.get(name) for name in ANCHOR},
            **dates.facts(facts),
            "alike": together.get(key),
        }
        records.append(_told(record))
    return records


def edges(network: Network) -> list[Record]:
    """Return the edges as pyvis keeps them, from and to the nodes' running numbers."""
    numbers = {key: number for number, key in enumerate(network)}
    dates = _Dates()
    used: Counter[str] = Counter()
    is_about_claims = network.graph.get("layout") == "voices"
    given = (network.graph.get("rows") or []) if network.graph.get("layout") == "flow" else []
    records = []
    for source, target, key, facts in network.edges(keys=True, data=True):
        name = str(key)
        used[name] += 1
        record = {
            "from": numbers[source],
            "to": numbers[target],
            "key": name if used[name] == 1 else f"{name}#{used[name]}",
            "origin": facts.get("origin"),
            **{fact: plain(facts.get(fact)) for fact in EDGE_FACTS},
            **dates.facts(facts),
            **_flow_facts(given, facts, dates),
        }
        if is_about_claims or facts.get("claim") in (source, target):
            # That a claim denies something, or is open, is said of what it states: not of who
            # speaks of whom in it, nor of what links it to another claim.
            record |= {"negated": None, "open": None}
        records.append(_told(record))
    _number_turns(records)
    return records


def _flow_facts(
    given: Sequence[Mapping[str, Any]], facts: Mapping[str, Any], dates: "_Dates"
) -> Record:
    """Return what flows, when, its change, and its place among all flows; edges that share what and
    when are one line."""
    flow = flows.series(given, facts)
    if flow is None:
        return {}
    what, when = flow
    told = dates.facts({"date": when})
    return {
        "series": ", ".join(str(part) for part in (what, told.get("date", when)) if part),
        "percent": plain(given[facts["row"]].get("statedPercent")),
        "turn": (what, told.get("since") or told.get("until") or "", when),
    }


def _number_turns(records: Sequence[Record]) -> None:
    """Let each flow's `turn` be its number among them: by what flows, and then in time."""
    turns = sorted({record["turn"] for record in records if "turn" in record})
    number = {turn: at for at, turn in enumerate(turns)}
    for record in records:
        if "turn" in record:
            record["turn"] = number[record["turn"]]


def about(network: Network) -> Record:
    """Return what the page says of the whole map: title, command, kinds, sources, layout."""
    graph = network.graph
    from nkgraph.terms import PREFIXES

    facts = {
        "prefixes": dict(PREFIXES),
        "name": graph.get("name") or "",
        "title": one_line(graph.get("title") or graph.get("name") or ""),
        "summary": graph.get("summary"),
        "layout": graph.get("layout") or "force",
        "command": graph.get("command"),
        "notes": graph.get("notes"),
        "empty": graph.get("empty"),
        "sources": {
            str(iri): {"label": one_line(label), "standing": standing(str(iri))}
            for iri, label in _sources(network).items()
        },
        "kinds": [_kind(iri, look) for iri, look in (graph.get("kinds") or {}).items()],
        **{extra: graph.get(extra) for extra in LAYOUT_EXTRAS if graph.get(extra) is not None},
    }
    told: Record = plain(facts)
    return told


def _kind(iri: object, look: Mapping[str, Any]) -> Record:
    """Return how a kind looks; what is no icon stays out of the page, wherever it came from."""
    icon = look.get("icon")
    return {"iri": str(iri), **look, "icon": icon if is_icon(icon) else None}


def claims(network: Network, source_text: str | None = None) -> dict[str, Record]:
    """Return the claims by their IRIs; with the source's text, each with its quotation."""
    known: dict[str, Record] = {
        str(iri): _told(plain(facts)) for iri, facts in (network.graph.get("claims") or {}).items()
    }
    if source_text is not None:
        for iri, quotation in _quotations(known, source_text).items():
            known[iri]["quotation"] = quotation
    return known


def rows(network: Network) -> Record:
    """Return the rows behind the map as columns and lists, in the query's own order.

    `dates` has each date of theirs, by its column and as it is written there, in words and with
    the day by which it is sorted; `units` what the numbers of a column are counted in.
    """
    given = network.graph.get("rows") or []
    columns = list(network.graph.get("columns") or (given[0] if given else ()))
    dated = {DATE, *(network.graph.get("dates") or ())}
    dates = _Dates()
    return {
        "columns": columns,
        "rows": [[plain(row.get(column)) for column in columns] for row in given],
        "units": network.graph.get("units") or {},
        "dates": {
            column: {
                str(date): [words["date"], words["since"] or words["until"]]
                for date in dict.fromkeys(row.get(column) for row in given)
                if date is not None and "edtf" in (words := dates.facts({"date": date}))
            }
            for column in columns
            if column in dated
        },
    }


def standing(source: str) -> str:
    """Tell what kind of source an IRI names: the article, the background data, or a merged one."""
    name = source.rstrip("/#").rsplit("/", 1)[-1].rsplit("#", 1)[-1]
    if name.startswith("article"):
        return "article"
    return "background" if name in ("background", "ontology", "derived") else "merged"


def _sources(network: Network) -> dict[str, object]:
    """Return the sources' labels; one that is only met on an edge is called by its IRI."""
    labels: dict[str, object] = dict(network.graph.get("sources") or {})
    for *_, facts in network.edges(data=True):
        origin = facts.get("origin")
        if origin is not None:
            labels.setdefault(str(origin), facts.get("originLabel") or origin)
    return labels


def _quotations(known: Mapping[str, Record], text: str) -> dict[str, str]:
    from nkgraph.evidence import Anchor, locate

    anchors = {
        iri: Anchor(int(claim["start"]), int(claim["end"]), str(claim["digest"]))
        for iri, claim in known.items()
        if {"start", "end", "digest"} <= claim.keys()
    }
    found = locate(anchors.values(), text)
    places = {iri: found[anchor] for iri, anchor in anchors.items()}
    return {iri: place.quotation for iri, place in places.items() if place is not None}


class _Dates:
    """Dates as words and bounds; the same few dates stand on many edges."""

    def __init__(self) -> None:
        self._read: dict[str, Record] = {}

    def facts(self, facts: Mapping[str, Any]) -> Record:
        date = facts.get("date")
        if date is None:
            earliest = facts.get("earliest")
            return {} if earliest is None else {"since": str(earliest), "until": str(earliest)}
        text = str(date)
        if text not in self._read:
            self._read[text] = self._worded(text)
        return self._read[text]

    @staticmethod
    def _worded(text: str) -> Record:
        from nkgraph import edtf

        try:
            since, until = edtf.bounds(text)
        except InvalidDate:
            return {"date": text}
        return {
            "date": edtf.words(text),
            "since": since and since.isoformat(),
            "until": until and until.isoformat(),
            "edtf": text,
        }


def _told(record: Mapping[str, Any]) -> Record:
    """Leave out what is unknown, not so, or empty: half of the page's size."""
    return {
        key: value
        for key, value in record.items()
        if value is not None and value is not False and value != []
    }
