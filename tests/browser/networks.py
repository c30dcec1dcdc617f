"""Networks to draw in tests: a small one as a stored query gives it, hostile ones, large ones."""

import math
import random
from decimal import Decimal
from typing import Any

import networkx as nx

NKG = "https://w3id.org/nkgraph/ontology#"
NK = "https://w3id.org/nkgraph/entity/"
ARTICLE = "https://w3id.org/nkgraph/source/article-2014-05-14"
BACKGROUND = "https://w3id.org/nkgraph/source/background"
MERGED = "https://w3id.org/nkgraph/source/events-2013"

KINDS = {
    NKG + "State": {"label": "State", "colour": "#0072B2", "shape": "dot", "rank": 10},
    NKG + "Government": {"label": "Government", "colour": "#CC79A7", "shape": "dot", "rank": 11},
    NKG + "Organisation": {
        "label": "Organisation",
        "colour": "#009E73",
        "shape": "square",
        "rank": 12,
    },
    NKG + "Person": {"label": "Person", "colour": "#9A6A00", "shape": "triangle", "rank": 13},
    NKG + "Port": {"label": "Port", "colour": "#6B6B6B", "shape": "diamond", "rank": 22},
    NKG + "Event": {"label": "Event", "colour": "#D55E00", "shape": "star", "rank": 60},
    NKG + "Policy": {"label": "Policy", "colour": "#B3005E", "shape": "hexagon", "rank": 40},
}

# (name, kind, x, y, size, origin)
THINGS = [
    ("North Korea", "State", 0, 0, 28, ARTICLE),
    ("Russia", "State", 330, -120, 25, ARTICLE),
    ("China", "State", -330, -100, 22, ARTICLE),
    ("Japan", "State", 420, 190, 11, ARTICLE),
    ("Government of North Korea", "Government", 40, 220, 18, ARTICLE),
    ("Trade promotion office in Moscow", "Organisation", 560, -240, 10, ARTICLE),
    ("Yuri Trutnev", "Person", 150, -290, 12, ARTICLE),
    ("Najin", "Port", -130, 190, 12, ARTICLE),
    ("Khasan", "Port", 230, 90, 10, BACKGROUND),
    ("Nuclear test of 2009", "Event", -170, -270, 13, ARTICLE),
    ("Look East Policy", "Policy", 250, 330, 13, ARTICLE),
]

# (from, to, relation, modality, more)
LINKS = [
    ("Russia", "North Korea", "exports oil to", "reported", {"date": "2013", "weight": 36890000.0}),
    ("Russia", "North Korea", "exports oil to", "reported", {"date": "2012", "weight": 23280000.0}),
    ("Russia", "North Korea", "exports oil to", "reported", {"date": "2008", "weight": 41610000.0}),
    ("North Korea", "Russia", "exports to", "reported", {"date": "2013", "weight": 7710000.0}),
    ("North Korea", "China", "depends on", "assessed", {}),
    ("North Korea", "Russia", "gets closer to", "assessed", {"date": "2014"}),
    ("North Korea", "Russia", "strengthens ties with", "quoted", {"date": "2014-05-14~"}),
    ("Government of North Korea", "Russia", "cannot get closer to", "assessed", {"negated": True}),
    ("North Korea", "Japan", "keeps in check", "hedged", {}),
    ("North Korea", "Nuclear test of 2009", "conducted", "reported", {"date": "2009-05-25"}),
    ("Yuri Trutnev", "North Korea", "visited", "reported", {"date": "../2014-05-14"}),
    ("Trade promotion office in Moscow", "Russia", "is in", "reported", {}),
    ("Look East Policy", "Russia", "is a policy of", "hedged", {"open": True}),
    ("Look East Policy", "North Korea", "is a policy of", "hedged", {"open": True}),
    ("Russia", "Najin", "runs a ship to", "reported", {}),
    ("Najin", "North Korea", "lies in", None, {"origin": BACKGROUND}),
    ("Khasan", "Russia", "lies in", None, {"origin": BACKGROUND}),
    ("Government of North Korea", "North Korea", "governs", None, {"origin": BACKGROUND}),
    ("China", "China", "puts first", "assessed", {"date": "2014"}),
    ("Khasan", "Najin", "is to be joined by rail with", "reported", {}),
]


def _iri(name: str) -> str:
    return NK + name.lower().replace(" ", "-")


def article(layout: str = "force") -> nx.MultiDiGraph:
    """Return a network of the size and variety that the article gives."""
    graph = nx.MultiDiGraph()
    claims: dict[str, dict[str, Any]] = {}
    rows = []
    for name, kind, x, y, size, origin in THINGS:
        names = ["DPRK", "N. Korea", "Democratic People’s Republic of Korea"]
        graph.add_node(
            _iri(name),
            label=name,
            kind=NKG + kind,
            kindLabel=KINDS[NKG + kind]["label"],
            names=names if name == "North Korea" else [],
            codes=["ISO 3166-1 alpha-3: PRK", "COW: 731"] if name == "North Korea" else [],
            origin=origin,
            date="2009-05-25" if kind == "Event" else None,
            x=float(x),
            y=float(y),
            size=float(size),
        )
    for number, (source, target, relation, modality, more) in enumerate(LINKS):
        claim = f"https://w3id.org/nkgraph/claim/2014-05-14/c{number}" if modality else None
        graph.add_edge(
            _iri(source),
            _iri(target),
            key=claim or number,
            relation=NKG + relation.replace(" ", "-"),
            label=relation,
            modality=modality,
            claim=claim,
            **{"origin": ARTICLE, "negated": False, "open": False, "date": None, **more},
        )
        if claim:
            claims[claim] = {
                "gloss": f"{source} {relation} {target}.",
                "speakers": "many analysts" if modality == "assessed" else "the article",
                "through": "the article",
                "modality": modality,
                "approximate": number == 2,
                "negated": bool(more.get("negated")),
                "paragraph": number % 8,
                "sentence": 1 + number % 3,
                "start": number,
                "end": number + 4,
                "digest": "00",
                "origin": ARTICLE,
                "originLabel": "The article of 14 May 2014",
            }
        rows.append(
            {
                "source": _iri(source),
                "sourceLabel": source,
                "target": _iri(target),
                "targetLabel": target,
                "relationLabel": relation,
                "modality": modality,
                "date": more.get("date"),
                "value": Decimal(str(more["weight"])) if "weight" in more else None,
                "claim": claim,
            }
        )
    graph.graph.update(
        name="relations",
        title="Who deals with whom, by the article of 14 May 2014",
        summary="Every relation between two things that a claim states.",
        layout=layout,
        command="nkgraph view relations -o relations.html",
        rows=rows,
        columns=list(rows[0]),
        claims=claims,
        kinds=KINDS,
        sources={ARTICLE: "The article of 14 May 2014", BACKGROUND: "Codes and places"},
        notes="Coordinates come from the background graph.",
    )
    return graph


ATTACKS = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    '"><svg onload=alert(3)>',
    '<a href="javascript:alert(4)">href</a>',
    "<!-- <script>",
    "]]>&lt;b&gt;",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(5)",
    "`${alert(6)}`",
    "\u2028alert(7)\u2029",
]
STRANGE = {
    "__proto__": "__proto__",
    "constructor": "constructor",
    "hasOwnProperty": "toString",
    "empty": "",
    "spaces": "   \n\t ",
    "lines": "first line\nsecond line\r\nthird",
    "nul": "before\x00after",
    "lone": "lone \ud800 surrogate \udfff",
    "override": "safe \u202egnp.exe\u202c name",
    "isolate": "\u2067never closed",
    "emoji": "👩‍👩‍👧‍👦 family 🇰🇵 flag",
    "cjk": "조선민주주의인민공화국 朝鮮民主主義人民共和國",
    "arabic": "جمهورية كوريا الديمقراطية الشعبية",
    "hebrew": "צפון קוריאה (DPRK)",
    "long": "long " * 2000,
    "unbroken": "x" * 10_000,
}


def hostile() -> nx.MultiDiGraph:
    """Return a network in which whatever the data can set tries to be something else."""
    graph = nx.MultiDiGraph()
    labels = {**{text: text for text in ATTACKS}, **STRANGE}
    for number, (key, label) in enumerate(labels.items()):
        angle = 2 * math.pi * number / len(labels)
        graph.add_node(
            key,
            label=label,
            kind=ATTACKS[number % len(ATTACKS)],
            kindLabel=label,
            names=[label, ATTACKS[0]],
            codes=[f"{label}: {ATTACKS[1]}"],
            origin=ATTACKS[2],
            date=ATTACKS[number % len(ATTACKS)],
            x=420 * math.cos(angle),
            y=420 * math.sin(angle),
            size=12.0,
        )
    keys = list(labels)
    for number, key in enumerate(keys):
        graph.add_edge(
            key,
            keys[(number * 7 + 1) % len(keys)],
            key=ATTACKS[number % len(ATTACKS)],
            relation=ATTACKS[0],
            label=labels[key],
            modality=ATTACKS[number % len(ATTACKS)],
            claim=ATTACKS[number % len(ATTACKS)],
            origin=ATTACKS[2],
            originLabel=ATTACKS[3],
        )
    everything = " ".join(ATTACKS)
    graph.graph.update(
        name=everything,
        title=everything,
        summary=everything,
        layout=ATTACKS[0],
        command=everything + " \ud800",
        notes=everything,
        rows=[{"source": text, "claim": text, ATTACKS[1]: text} for text in ATTACKS],
        columns=["source", "claim", ATTACKS[1]],
        claims={
            text: {"gloss": text, "speakers": text, "through": ATTACKS[0], "modality": text}
            for text in ATTACKS
        },
        kinds={
            text: {"label": text, "colour": text, "shape": text, "rank": number}
            for number, text in enumerate(ATTACKS)
        },
        sources={ATTACKS[2]: ATTACKS[1]},
    )
    return graph


def parallel(edges: int = 500) -> nx.MultiDiGraph:
    """Return two nodes with many edges from one to the other."""
    graph = nx.MultiDiGraph(name="parallel", title="Two things", layout="force")
    graph.add_node("a", label="One", x=-200.0, y=0.0, size=20.0)
    graph.add_node("b", label="Other", x=200.0, y=0.0, size=20.0)
    for number in range(edges):
        graph.add_edge("a", "b", key=number, label="meets", modality="reported", origin=MERGED)
    return graph


def large(nodes: int, edges: int, seed: int = 1) -> nx.MultiDiGraph:
    """Return a random network whose nodes lie on a spiral, no two upon each other."""
    draw = random.Random(seed)
    graph = nx.MultiDiGraph(
        name="large",
        title="A large network",
        layout="force",
        kinds=KINDS,
        sources={MERGED: "Events of 2013"},
    )
    kinds = list(KINDS)
    for number in range(nodes):
        angle, radius = number * 2.399963, 30 * math.sqrt(number)
        graph.add_node(
            f"{NK}n{number}",
            label=f"Thing number {number}",
            kind=kinds[number % len(kinds)],
            x=radius * math.cos(angle),
            y=radius * math.sin(angle),
            size=8.0 + 20.0 / (1 + number / 20),
        )
    for number in range(edges):
        graph.add_edge(
            f"{NK}n{draw.randrange(nodes)}",
            f"{NK}n{int(nodes * draw.random() ** 2)}",
            key=number,
            label="has to do with",
            modality=draw.choice(["reported", "assessed", "hedged"]),
            origin=MERGED,
        )
    return graph


def lanes(events: int = 160) -> nx.MultiDiGraph:
    """Return so many events of two kinds that they are laid out in lanes, and who took part."""
    from nkgraph import layout

    graph = nx.MultiDiGraph(name="events", title="Many events", layout="time", kinds=KINDS)
    graph.graph["sources"] = {MERGED: "Events of 2013"}
    actor = NK + "north-korea"
    graph.add_node(actor, label="North Korea", kind=NKG + "State", kindLabel="state", size=28.0)
    for number in range(events):
        kind = ("event", "nuclear test")[number % 10 == 0]
        event = f"{NK}e{number}"
        facts = {"date": f"{1960 + number % 60}-05-01", "size": 8.0}
        graph.add_node(event, label=f"event {number}", kind=NKG + "Event", kindLabel=kind, **facts)
        said = {"label": "takes part in", "modality": "reported", "origin": MERGED}
        graph.add_edge(actor, event, key=number, **said)
    layout.place(graph)
    return graph


def empty() -> nx.MultiDiGraph:
    """Return what a query without rows gives."""
    return nx.MultiDiGraph(
        name="trade",
        title="Who ships what to whom",
        layout="flow",
        command="nkgraph view trade",
        empty="North Korea reports no trade itself; ask by partner.",
    )


def trade_of_many(partners: int = 120, years: int = 40) -> nx.MultiDiGraph:
    """Return so many flows that their lines are bare: from one state to many, year by year.

    What goes to each is a million dollars a year more than what goes to the one before it.
    """
    graph = nx.MultiDiGraph(
        name="trade of many", title="A hub", layout="flow", kinds=KINDS, sources={MERGED: "Trade"}
    )
    graph.add_node("hub", label="Hub", kind=NKG + "State", size=28.0)
    graph.graph["rows"] = [
        {"commodityLabel": "Coal", "year": str(2022 - year)} for year in range(years)
    ]
    for number in range(partners):
        name = f"partner {number:03}"
        graph.add_node(name, label=name, kind=NKG + "State", size=8.0)
        for year in range(years):
            graph.add_edge(
                "hub",
                name,
                key=f"{number} {year}",
                label="exports to",
                modality="reported",
                origin=MERGED,
                row=year,
                weight=1e6 * (number + 1) / (year + 1),
                weightUnit="https://w3id.org/nkgraph/entity/us-dollar",
            )
    return graph


def several_sources() -> nx.MultiDiGraph:
    """Return a small map in which the article, the background and two merged sources draw lines."""
    graph = article()
    other = MERGED + "-other"
    graph.graph["sources"] |= {MERGED: "Events of 2013", other: "Other events"}
    for number, origin in enumerate([MERGED, other, other]):
        graph.add_edge(
            NK + "russia",
            NK + "china",
            key=f"merged {number}",
            label="meets",
            modality="reported",
            origin=origin,
        )
    return graph
