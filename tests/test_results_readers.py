"""Results and exports, read back by readers that are not ours, over hostile terms.

SPARQL 1.1's JSON and CSV results are read by rdflib's parsers, JSON by Oxigraph's too; our TSV is
a spreadsheet's, and not SPARQL's TSV of terms (docs/formats.md). Each RDF export is read by rdflib
and by Oxigraph, and both find the same canonical graph.
"""

import io
import re

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from rdflib.plugins.sparql.results.csvresults import CSVResultParser
from rdflib.plugins.sparql.results.jsonresults import JSONResultParser
from rdflib.plugins.sparql.results.tsvresults import TSVResultParser

from nkgraph import export
from nkgraph.errors import BadFormat
from nkgraph.formats.spreadsheet import cell
from nkgraph.table import Table
from nkgraph.values import python_value
from samples import HOSTILE

XSD = "http://www.w3.org/2001/XMLSchema#"
some = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)

texts = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    [
        *HOSTILE,
        "x" * 100_000,
        "]]>",
        "<![CDATA[",
        "&#0;",
        "\ufffe\uffff",
        "\U0010ffff",
        "\r",
        "\x85",
    ]
)
languages = st.sampled_from(["en", "de-CH-1996", "zh-Hant-TW", "x-private", "sr-Latn-RS"])
_IN_IRIS = st.characters(
    exclude_categories=["Cc", "Cs", "Cn", "Co", "Zs", "Zl", "Zp"], exclude_characters='<>"{}|\\^`%#'
)
iris = st.one_of(
    st.text(_IN_IRIS, max_size=8).map(lambda t: f"http://example.org/{t}"),
    st.sampled_from(
        [
            "http://example.org/?a=b&c='d'#(e)", "urn:x:y", "http://example.org/ü/平壤",
            "http://example.org/%20%C3%BC", "tag:example.org,2013:a", "http://example.org/a//b/../c",
            "http://[::1]:80/", "http://example.org/" + "x" * 3000, "http://example.org/-._~!$&'()*+,;=",
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "http://example.org/1.", "a:",
        ]
    ),
).filter(lambda text: _is_iri(text))  # fmt: skip


def _is_iri(text: str) -> bool:
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


nodes = iris.map(ox.NamedNode)
blank = st.from_regex(r"[a-z][a-z0-9]{0,4}", fullmatch=True).map(ox.BlankNode)
TYPES = ("integer", "decimal", "double", "boolean", "date", "string", "anyURI", "gYear")
LEXICAL = (
    "1", "01", "+1", "-0", "1.50", ".5", "1.", "1e6", "1.0E-7", "NaN", "INF", "true", "1 ", "",
    "2013-02-30", "9" * 400, "not one",
)  # fmt: skip
literals = st.one_of(
    texts.map(ox.Literal),
    st.builds(lambda text, tag: ox.Literal(text, language=tag), texts, languages),
    st.builds(
        lambda text, kind: ox.Literal(text, datatype=ox.NamedNode(XSD + kind)),
        st.sampled_from(LEXICAL),
        st.sampled_from(TYPES),
    ),
    st.builds(lambda text, kind: ox.Literal(text, datatype=kind), texts, nodes),
)
terms = nodes | blank | literals


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 4))
    row = st.tuples(*(st.none() | terms for _ in range(width)))
    return Table([f"c{place}" for place in range(width)], draw(st.lists(row, max_size=4)))


def written(table: Table, name: str) -> bytes:
    out = io.BytesIO()
    table.write(out, name)
    return out.getvalue()


def as_rdflib(term: object) -> object:
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return ("iri", term.value)
    if isinstance(term, ox.BlankNode):
        return ("blank", term.value)
    assert isinstance(term, ox.Literal)
    kind = None if term.language else term.datatype.value
    return ("literal", term.value, (term.language or "").casefold(), kind)


def of_rdflib(term: object) -> object:
    if term is None:
        return None
    if isinstance(term, rdflib.URIRef):
        return ("iri", str(term))
    if isinstance(term, rdflib.BNode):
        return ("blank",)
    assert isinstance(term, rdflib.Literal)
    kind = None if term.language else str(term.datatype or XSD + "string")
    return ("literal", str(term), (term.language or "").casefold(), kind)


@pytest.fixture
def _as_written() -> "object":
    """rdflib writes numbers its own way unless it is told to leave them."""
    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    yield
    rdflib.NORMALIZE_LITERALS = before


@pytest.mark.usefixtures("_as_written")
@pytest.mark.filterwarnings("ignore")
@settings(some, suppress_health_check=list(HealthCheck))
@given(tables())
def test_json_results(table: Table) -> None:
    raw = written(table, "sparql-json")
    oxigraph = ox.parse_query_results(raw, ox.QueryResultsFormat.JSON)
    assert [variable.value for variable in oxigraph.variables] == list(table.columns)
    assert [tuple(row) for row in oxigraph] == list(table.terms)
    other = JSONResultParser().parse(io.BytesIO(raw))
    assert [str(name) for name in other.vars] == list(table.columns)
    found = [[of_rdflib(row[name]) for name in other.vars] for row in other]
    expected = [[as_rdflib(term) for term in row] for row in table.terms]
    # rdflib passes over a row in which nothing is bound.
    assert [[_nameless(term) for term in row] for row in expected if any(row)] == [
        row for row in found if any(row)
    ]


def _nameless(term: object) -> object:
    return ("blank",) if isinstance(term, tuple) and term[0] == "blank" else term


@pytest.mark.usefixtures("_as_written")
@settings(some, suppress_health_check=list(HealthCheck))
@given(tables())
def test_tsv_results(table: Table) -> None:
    raw = written(table, "sparql-tsv")
    head, *lines = raw.split(b"\n")[:-1]
    assert head == b"\t".join(b"?" + name.encode() for name in table.columns)
    assert len(lines) == len(table)
    read = ox.parse_query_results(raw, ox.QueryResultsFormat.TSV)
    assert [variable.value for variable in read.variables] == list(table.columns)
    assert [tuple(row) for row in read] == list(table.terms)


def test_tsv_results_are_read_by_rdflib() -> None:
    terms = [
        ox.Literal('a tab\t, a line\nend, "quotes" and a \\'),
        ox.Literal("x", language="en"),
        ox.Literal("36.89", datatype=ox.NamedNode(XSD + "decimal")),
        ox.NamedNode("https://example.org/a?b=c#d"),
    ]
    raw = written(Table(["a", "b", "c", "d"], [terms]), "sparql-tsv")
    other = TSVResultParser().parse(io.BytesIO(raw))
    assert [[of_rdflib(term) for term in row] for row in other] == [list(map(as_rdflib, terms))]


@some
@given(tables())
def test_csv_results(table: Table) -> None:
    """The W3C's CSV has plain texts; ours are they, but that no cell is a formula."""
    # rdflib ends a line at each of these, also within quotation marks, and at NUL altogether.
    assume(not re.search("[\x00\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", written(table, "csv").decode()))
    other = CSVResultParser().parse(io.BytesIO(written(table, "csv")))
    assert [str(name) for name in other.vars] == list(table.columns)
    found = [[str(row[name] or "") for name in other.vars] for row in other]
    expected = [[cell(python_value(term)) for term in row] for row in table.terms]
    # rdflib makes blank nodes of what begins as one, and reads CR LF as LF.
    assert [[_plain(text) for text in row] for row in expected if any(row)] == [
        [_plain(text) for text in row] for row in found if any(row)
    ]


def _plain(text: str) -> str:
    return "_:" if text.startswith("_:") else text.replace("\r\n", "\n").replace("\r", "\n")


graphs = st.lists(st.builds(ox.Quad, nodes | blank, nodes, terms, nodes), min_size=1, max_size=6)
READERS = {
    "turtle": ("turtle", ox.RdfFormat.TURTLE), "trig": ("trig", ox.RdfFormat.TRIG),
    "nquads": ("nquads", ox.RdfFormat.N_QUADS), "ntriples": ("nt", ox.RdfFormat.N_TRIPLES),
    "jsonld": ("json-ld", ox.RdfFormat.JSON_LD), "xml": ("xml", ox.RdfFormat.RDF_XML),
}  # fmt: skip


def canonical(quads: "list[ox.Quad]") -> set[ox.Quad]:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


@pytest.mark.parametrize("name", READERS)
@some
@given(graphs)
@example(
    [ox.Quad(ox.NamedNode("a:"), ox.NamedNode("http://e/1."), ox.Literal("\0"), ox.NamedNode("a:"))]
)
def test_oxigraph_reads_an_export_back(name: str, quads: list[ox.Quad]) -> None:
    form = READERS[name][1]
    out = io.BytesIO()
    try:
        export.write(quads, out, name)
    except BadFormat as error:
        assert name == "xml"
        assert len(str(error).splitlines()) == 1
        assert out.getvalue() == b""
        return
    read = list(ox.parse(out.getvalue(), form))
    expected = quads if form.supports_datasets else [ox.Quad(*quad.triple) for quad in quads]
    assert canonical(read) == canonical(expected)


def _is_number(term: object) -> bool:
    kinds = {XSD + "integer", XSD + "decimal", XSD + "double"}
    return isinstance(term, ox.Literal) and term.datatype.value in kinds


def by_rdflib(raw: bytes, name: str) -> list[ox.Quad]:
    """Return the quads that rdflib finds, by way of the simplest format that it writes."""
    dataset = rdflib.Dataset()
    dataset.parse(data=raw, format=READERS[name][0])
    out = dataset.serialize(format="nquads", encoding="utf-8")
    return list(ox.parse(out, ox.RdfFormat.N_QUADS))


@pytest.mark.parametrize("name", READERS)
@pytest.mark.usefixtures("_as_written")
@pytest.mark.filterwarnings("ignore")
@settings(some, suppress_health_check=list(HealthCheck))
@given(graphs)
def test_rdflib_reads_an_export_back(name: str, quads: list[ox.Quad]) -> None:
    # Turtle's bare numbers rdflib reads as numbers, and writes 01 as 1.
    assume(name not in ("turtle", "trig") or not any(_is_number(quad.object) for quad in quads))
    out = io.BytesIO()
    try:
        export.write(quads, out, name)
    except BadFormat:
        return
    form = READERS[name][1]
    expected = quads if form.supports_datasets else [ox.Quad(*quad.triple) for quad in quads]
    read = by_rdflib(out.getvalue(), name)
    if not form.supports_datasets:
        read = [ox.Quad(*quad.triple) for quad in read]
    assert canonical(read) == canonical(expected)
