"""What hypothesis makes for several test modules: RDF terms, hostile texts, tables."""

from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from nkgraph.query import Query
from nkgraph.table import Table

XSD = "http://www.w3.org/2001/XMLSchema#"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
ENTITY = "https://w3id.org/nkgraph/entity/"
CLAIM = "https://w3id.org/nkgraph/claim/2014-05-14/"


def asked(notes=None, **units):
    """Return a query whose header gives columns their units, and has notes."""
    columns = [f"#+   {name}: {{unit: {unit}}}" for name, unit in units.items()]
    lines = ["#+ summary: What a test asks"]
    lines += ["#+ columns:", *columns] if columns else []
    lines += [f"#+ notes: {notes}"] if notes else []
    return Query("asked", "\n".join([*lines, "SELECT * WHERE { ?s ?p ?o }"]))


def typed(text, kind):
    """Return a literal of one of XML Schema's types."""
    return Literal(text, datatype=NamedNode(XSD + kind))


HOSTILE = (
    "=1+1",
    "'=1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\uff1d1+1",
    "-56.7",
    "+850",
    'a "quoted" word',
    "a,b;c\td",
    "line\nbreak\r\nand\rmore\u2028or\u2029less\x85",
    "[red]markup[/red] [link=https://example.org]x[/link] :smile:",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b1m",
    "abc\u202edef\u2066ghi\u200b\ufeff",
    "<script>alert(1)</script> & &amp; <b>",
    "| `a` *b* _c_ ~~d~~ [e](https://example.org) $f$ \\|",
    "https://example.org www.example.org ![x](y)",
    "日本国と中華人民共和国",
    "e\u0301" * 40,
    "👨\u200d👩\u200d👧 🇰🇵",
    "\0nul",
    "x" * 400,
    "",
    " spaces ",
)
"""Texts that did harm somewhere, or might."""

texts = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(HOSTILE)
integers = st.integers(-(10**18), 10**18)
decimals = st.decimals(
    allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12
)
floats = st.floats()


def xsd_float(value):
    """Return a float as XML Schema writes it."""
    return {"inf": "INF", "-inf": "-INF", "nan": "NaN"}.get(repr(value), repr(value))


text_terms = st.builds(Literal, texts) | st.builds(lambda t: Literal(t, language="en"), texts)
integer_terms = integers.map(lambda n: typed(str(n), "integer"))
decimal_terms = decimals.map(lambda d: typed(format(d, "f"), "decimal"))
double_terms = floats.map(lambda f: typed(xsd_float(f), "double"))
boolean_terms = st.booleans().map(Literal)
date_terms = st.dates().map(lambda d: Literal(d.isoformat(), datatype=NamedNode(EDTF)))
iri_terms = st.text("abc-0123", min_size=1).map(lambda name: NamedNode(ENTITY + name))

KINDS = {
    "text": text_terms,
    "integer": integer_terms,
    "decimal": decimal_terms,
    "double": double_terms,
    "boolean": boolean_terms,
    "date": date_terms,
    "iri": iri_terms,
}


@st.composite
def tables(draw, kinds=tuple(KINDS), max_rows=6):
    """Draw a table whose columns are each of one kind, with cells left empty here and there."""
    chosen = draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=6))
    row = st.tuples(*(st.none() | KINDS[kind] for kind in chosen))
    names = [f"{kind}{place}" for place, kind in enumerate(chosen)]
    return Table(names, draw(st.lists(row, max_size=max_rows)))


def hostile_table():
    """Return a table with every hostile text beside numbers, dates, names and gaps."""
    rows = [
        (
            NamedNode(ENTITY + "north-korea") if place % 3 else NamedNode("javascript:alert(1)"),
            Literal(text, language="en") if place % 2 else Literal(text),
            typed(str(place * 12345678 - 50000000), "decimal"),
            typed("2013", "integer") if place % 4 else None,
            Literal("2014-05-14~", datatype=NamedNode(EDTF)),
            Literal(place % 2 == 0),
            NamedNode(f"{CLAIM}oil-{place}"),
        )
        for place, text in enumerate(HOSTILE)
    ]
    columns = ["actor", "actorLabel", "value", "year", "date", "approximate", "claim"]
    return Table(columns, rows)
