"""Dates: that they are EDTF, and that the bounds beside them are theirs."""

from datetime import date

import pyoxigraph as ox

from nkgraph import edtf
from nkgraph.check.graph import Findings, Graph
from nkgraph.errors import InvalidDate

EDTF = "http://id.loc.gov/datatypes/edtf/"

XSD_DATE = ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")

ALL = f"""SELECT ?s ?p ?date WHERE {{
  ?s ?p ?date FILTER(isLiteral(?date) && STRSTARTS(STR(DATATYPE(?date)), "{EDTF}"))
}}"""

BOUNDED = """SELECT ?s ?date ?earliest ?latest WHERE {
  ?s nkg:date ?date
  OPTIONAL { ?s nkg:earliest ?earliest }
  OPTIONAL { ?s nkg:latest ?latest }
}"""


def wrong_dates(graph: Graph) -> Findings:
    """Find dates that are no EDTF, and bounds that are not those of the date."""
    for subject, prop, text in graph.rows(ALL):
        if isinstance(text, ox.Literal):
            try:
                edtf.bounds(text.value)
            except InvalidDate as error:
                yield graph.finding(subject, "date", f"{graph.name(prop)}: {error}")
    for subject, text, *stated in graph.rows(BOUNDED):
        if isinstance(text, ox.Literal):
            try:
                bounds = edtf.bounds(text.value)
            except InvalidDate:
                continue  # said above
            for name, stated_one, right in zip(("earliest", "latest"), stated, bounds, strict=True):
                trouble = _trouble(name, stated_one, right, text.value)
                if trouble:
                    yield graph.finding(subject, "date", trouble)


def _trouble(name: str, stated: object, right: date | None, text: str) -> str | None:
    wanted = None if right is None else ox.Literal(right.isoformat(), datatype=XSD_DATE)
    if stated == wanted:
        return None
    if wanted is None:
        return f"nkg:{name} stands beside {text}, which is open on that side: leave it out"
    correct = f'nkg:{name} "{wanted.value}"^^xsd:date'
    if stated is None:
        return f"the date {text} has no nkg:{name} beside it, so it cannot be sorted: add {correct}"
    said = stated.value if isinstance(stated, ox.Literal) else str(stated)
    return f"nkg:{name} is {said}, and the date {text} gives another: write {correct}"
