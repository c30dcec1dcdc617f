"""Sources beside the article, written in the model's terms, and what the rules say of them."""

from functools import cache

import pyoxigraph as ox

from nkgraph.graph import KnowledgeGraph
from nkgraph.store import seed
from nkgraph.store.embedded import Embedded
from nkgraph.table import Row
from nkgraph.terms import NKG, SOURCE, compact

PREFIXES = """
@prefix nkg: <https://w3id.org/nkgraph/ontology#> . @prefix nk: <https://w3id.org/nkgraph/entity/> .
@prefix src: <https://w3id.org/nkgraph/source/> . @prefix t: <https://w3id.org/nkgraph/test/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#> .
@prefix sdmx-attribute: <http://purl.org/linked-data/sdmx/2009/attribute#> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
"""

OIL = ("nk:russia", "nk:north-korea", "nk:oil")
BACK = ("nk:north-korea", "nk:russia", "nk:all-goods")
TO_CHINA = ("nk:north-korea", "nk:china", "nk:all-goods")


class Source:
    """A source that is being written; each method adds a statement and a claim of it."""

    def __init__(self, name: str = "other", kind: str = "dataset", date: str = "") -> None:
        self.name = name
        self.parts = [
            f'src:{name} a nkg:Source ; rdfs:label "The {name} source"@en ; '
            f"nkg:sourceKind nkg:{kind}{f' ; dcterms:date {edtf(date)}' if date else ''} . "
            f"t:{name}-itself a nkg:Attribution ; prov:agent src:{name} ."
        ]
        self._links: set[str] = set()

    @property
    def turtle(self) -> str:
        return PREFIXES + "\n".join(self.parts)

    def says(
        self,
        statement: str,
        *,
        speaker: str = "",
        publisher: str = "",
        about: bool = False,
        claimed: bool = True,
    ) -> str:
        """Add a statement (its properties, in Turtle); return its name.

        speaker, publisher: the labels of who says it and of who publishes that. about: the claim
        marks it as approximate. claimed: whether there is a claim at all.
        """
        name = f"t:{self.name}-{len(self.parts)}"
        said = f"{name} {statement} ."
        if claimed:
            said += (
                f' {name}-claim a nkg:Claim ; nkg:gloss "What {name} states."@en ; '
                f"nkg:states {name} ; nkg:modality nkg:reported ; "
                f"nkg:approximate {str(about).lower()} ; "
                f"prov:qualifiedAttribution {self._link(publisher, speaker)} ."
            )
        self.parts.append(said)
        return name

    def figure(self, flow: tuple[str, str, str], period: str, value: object, **who: object) -> str:
        unit = who.pop("unit", "nk:us-dollar")
        return self.says(
            f"a nkg:TradeFigure ; {_flow(flow)} ; nkg:period {edtf(period)} ; "
            f"sdmx-measure:obsValue {decimal(value)} ; sdmx-attribute:unitMeasure {unit}",
            **who,  # type: ignore[arg-type]
        )

    def change(
        self, flow: tuple[str, str, str], before: str, after: str, percent: object, **who: object
    ) -> str:
        return self.says(
            f"a nkg:TradeChange ; {_flow(flow)} ; nkg:fromPeriod {edtf(before)} ; "
            f"nkg:toPeriod {edtf(after)} ; nkg:percent {decimal(percent)}",
            **who,  # type: ignore[arg-type]
        )

    def both_ways(self, partner: str, period: str, value: object, **who: object) -> str:
        named = f"nkg:partner {partner} ; " if partner else ""
        return self.says(
            f"a nkg:MutualTradeFigure ; nkg:actor nk:north-korea ; {named}"
            f"nkg:commodity nk:all-goods ; nkg:period {edtf(period)} ; "
            f"sdmx-measure:obsValue {decimal(value)} ; sdmx-attribute:unitMeasure nk:us-dollar",
            **who,  # type: ignore[arg-type]
        )

    def standing(self, partner: str, period: str, what: str, **who: object) -> str:
        return self.says(
            f"a nkg:Standing ; nkg:actor nk:north-korea ; nkg:partner {partner} ; "
            f"nkg:period {edtf(period)} ; {what}",
            **who,  # type: ignore[arg-type]
        )

    def debt(self, date: str, value: object, **who: object) -> str:
        return self.says(
            "a nkg:Relation ; rdf:subject nk:north-korea ; rdf:predicate nkg:owesDebtTo ; "
            f"rdf:object nk:russia ; nkg:amount {decimal(value)} ; "
            f"sdmx-attribute:unitMeasure nk:us-dollar ; nkg:date {edtf(date)}",
            **who,  # type: ignore[arg-type]
        )

    def event(
        self,
        date: str,
        earliest: str,
        latest: str,
        *,
        kind: str = "nkg:NuclearTest",
        who: str = "nkg:agent nk:north-korea",
        more: str = "",
        label: str = "An event",
        **said: object,
    ) -> str:
        bounds = (("earliest", earliest), ("latest", latest))
        days = " ; ".join(f'nkg:{end} "{day}"^^xsd:date' for end, day in bounds if day)
        return self.says(
            f'a {kind} ; rdfs:label "{label}"@en ; {who} ; nkg:date {edtf(date)}'
            f"{f' ; {days}' if days else ''}{f' ; {more}' if more else ''}",
            **said,  # type: ignore[arg-type]
        )

    def test(self, date: str, more: str = "", **said: object) -> str:
        """A nuclear test of North Korea, on a day."""
        return self.event(date, date, date, more=more, **said)  # type: ignore[arg-type]

    def project(self, status: str, as_of: str, since: str = "", **said: object) -> str:
        begun = f' ; nkg:date {edtf(since)} ; nkg:latest "{since}"^^xsd:date' if since else ""
        return self.says(
            "a nkg:ProjectStatement ; nkg:project nk:najin-khasan-railway ; "
            f"nkg:status nkg:{status} ; nkg:asOf {edtf(as_of)}{begun}",
            **said,  # type: ignore[arg-type]
        )

    def _link(self, *voices: str) -> str:
        """Return the attribution to the last of some voices, through the others and the source."""
        through = f"t:{self.name}-itself"
        for voice in filter(None, voices):
            link = f"{through}-{_slug(voice)}"
            if link not in self._links:
                self._links.add(link)
                agent = f"t:agent-{_slug(voice)}"
                self.parts[0] += (
                    f" {link} a nkg:Attribution ; prov:agent {agent} ; nkg:through {through} . "
                    f'{agent} a nkg:Organisation ; rdfs:label "{voice}"@en .'
                )
            through = link
        return through


def edtf(date: str) -> str:
    return f'"{date}"^^edtf:EDTF'


def decimal(value: object) -> str:
    return f'"{value}"^^xsd:decimal'


def _flow(flow: tuple[str, str, str]) -> str:
    exporter, importer, commodity = flow
    return f"nkg:exporter {exporter} ; nkg:importer {importer} ; nkg:commodity {commodity}"


def _slug(name: str) -> str:
    return "".join(sign if sign.isalnum() else "-" for sign in name.casefold())


@cache
def _project() -> list[ox.Quad]:
    store = ox.Store()
    for graph, path in seed.files().items():
        seed.load_turtle(store, path, graph)
    return list(store)


def compared(*sources: Source) -> ox.Store:
    """Return a store with the project's graphs and some sources, in which they are compared."""
    store = ox.Store()
    store.bulk_extend(_project())
    for source in sources:
        store.load(source.turtle, ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(SOURCE + source.name))
    seed.corroborate(store)
    return store


def rows(*sources: Source, query: str = "corroboration") -> list[Row]:
    """Return what the query answers of the article and some sources."""
    return list(KnowledgeGraph(Embedded(compared(*sources))).query(query))


def short(found: list[Row], *columns: str) -> list[tuple[str, ...]]:
    """Return some columns of rows, IRIs compact and all as text."""
    return [tuple(compact(_plain(row[name])) for name in columns) for row in found]


def of(claim: str, *sources: Source) -> list[tuple[str, ...]]:
    """Return verdict, other value and difference of each row of a claim."""
    found = rows(*sources)
    return short(
        [row for row in found if str(row["claim"]).endswith("/" + claim)],
        "verdict", "otherValue", "difference",
    )  # fmt: skip


def rules_of(claim: str, *sources: Source) -> list[str]:
    return [str(row["rule"]) for row in rows(*sources) if str(row["claim"]).endswith("/" + claim)]


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def quantities(store: ox.Store) -> dict[str, dict[str, object]]:
    """Return each quantity by the name of the claim or statement that it is of."""
    found: dict[str, dict[str, object]] = {}
    query = f"""
    PREFIX nkg: <{NKG}> PREFIX prov: <http://www.w3.org/ns/prov#>
    SELECT ?said ?kind ?rule ?central ?lowest ?highest {{
      ?quantity a nkg:Quantity ; nkg:quantityKind ?kind ; nkg:byRule ?rule ; nkg:central ?central ;
        nkg:lowest ?lowest ; nkg:highest ?highest ; prov:wasDerivedFrom ?said }}
    """
    for row in KnowledgeGraph(Embedded(store)).query(query):
        found[f"{str(row['said']).rpartition('/')[2]} {row['rule']}"] = dict(row)
    return found
