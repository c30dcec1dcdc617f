# ruff: noqa: E501 - statements in one line
"""RDF files: every format, what becomes of statements, and hostile files."""

import bz2
import io
import subprocess
import sys
import zipfile
from functools import partial

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nkgraph.datasets import rdf
from nkgraph.datasets.rdf import guards
from nkgraph.errors import BadData, NkgraphError
from rdf_files import GRAPH, NK, NKG, WIKIDATA, rows, stored, write

XML = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e.org/">'


@pytest.fixture
def written(tmp_path):
    return partial(write, tmp_path)


# ------------------------------------------------------------------ formats

TURTLE = """@prefix e: <http://e.org/> .
e:a e:b "x", "y"@en, 1 ; e:c [ e:d e:a ] .
"""


def in_format(name):
    graph = rdflib.Graph()
    graph.parse(data=TURTLE, format="turtle")
    dataset = rdflib.Dataset()
    for triple in graph:
        dataset.add(triple)
    of = dataset if name in ("nquads", "trig", "trix", "hext") else graph
    text = of.serialize(format=name)
    return text if isinstance(text, bytes) else text.encode()


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("turtle", "Turtle or TriG"),
        ("longturtle", "Turtle or TriG"),
        ("trig", "Turtle or TriG"),
        ("nt", "N-Triples or N-Quads"),
        ("nquads", "N-Triples or N-Quads"),
        ("xml", "RDF/XML"),
        ("pretty-xml", "RDF/XML"),
        ("json-ld", "JSON-LD"),
        ("trix", "TriX"),
        ("hext", "HexTuples"),
    ],
)
def test_every_format_is_recognised_and_says_the_same(written, name, title):
    store, reading = stored(written(in_format(name)))
    assert reading.dataset.title == title
    assert (reading.counts.read, reading.counts.refused) == (5, 0)
    assert rows(store, "SELECT ?o { e:a e:b ?o }") == [("1",), ("x",), ("y",)]
    assert rows(store, "SELECT ?o { e:a e:c/e:d ?o }") == [("http://e.org/a",)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a,b\n1,2\n",
        "Event ID\tEvent Date\n1\t2018-06-01\n",
        '{"id": "x", "schema": "Person", "properties": {}}\n',
        "<html><head><title>x</title></head></html>",
        "<!DOCTYPE html><html></html>",
        "<svg xmlns='http://www.w3.org/2000/svg'></svg>",
        "Some words. And others.",
        "---\nname: x\n",
    ],
)
def test_other_texts_are_not_rdf(text):
    assert not rdf.looks_like(text)


@pytest.mark.parametrize(
    "text",
    [
        "# a comment\n\n@prefix e: <http://e.org/> .\n",
        "PREFIX e: <http://e.org/>\ne:a e:b e:c .",
        "<http://e.org/a> <http://e.org/b> [] .",
        "<http://e.org/g> { <http://e.org/a> <http://e.org/b> <http://e.org/c> }",
        '<?xml version="1.0"?>\n<!-- x > y -->\n' + XML + "</rdf:RDF>",
        '<!DOCTYPE rdf:RDF [<!ENTITY x "y">]>' + XML + "</rdf:RDF>",
        '[{"@id": "http://e.org/a"}]',
        '_:a <http://e.org/b> "c"@en .\n',
    ],
)
def test_the_beginnings_of_rdf(text):
    assert rdf.looks_like(text)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_encodings_and_line_ends(written, end, encoding):
    text = TURTLE.replace('"x"', '"Café"').replace("\n", end)
    store, _ = stored(written(text.encode(encoding)))
    assert ("Café",) in rows(store, "SELECT ?o { e:a e:b ?o }")


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-16", "windows-1251"])
def test_xml_is_in_the_encoding_that_it_declares(written, encoding):
    word = "Россия" if encoding == "windows-1251" else "Café"
    body = f'{XML}<rdf:Description rdf:about="http://e.org/a"><e:b>{word}</e:b></rdf:Description>'
    text = f'<?xml version="1.0" encoding="{encoding}"?>{body}</rdf:RDF>'
    store, _ = stored(written(text.encode(encoding)))
    assert rows(store, "SELECT ?o { e:a e:b ?o }") == [(word,)]


def test_packed(tmp_path):
    plain = set(stored(WIKIDATA)[0])
    packed = tmp_path / "x.bz2"
    packed.write_bytes(bz2.compress(WIKIDATA.read_bytes()))
    assert set(stored(packed)[0]) == plain
    archive = tmp_path / "x.zip"
    with zipfile.ZipFile(archive, "w") as members:
        members.writestr("inside/data.ttl", WIKIDATA.read_bytes())
    assert set(stored(archive)[0]) == plain


# ------------------------------------------------------------------ what becomes of it


def test_blank_nodes_are_numbered_as_they_come(written):
    path = written("@prefix e: <http://e.org/> . _:x e:b [] . _:y e:b _:x . [ e:b e:c ] e:d 1 .")
    store, _ = stored(path)
    nodes = {row[0] for row in rows(store, "SELECT ?s { ?s ?p ?o }")}
    assert nodes == {f"{GRAPH}/node/{number}" for number in (1, 3, 4)}
    assert set(store) == set(stored(path)[0])


def test_named_graphs_become_parts_of_the_one_source(written):
    store, _ = stored(
        written(
            "@prefix e: <http://e.org/> . e:g { e:a e:b 1 . e:x e:b 2 } e:h { e:a e:b 3 } e:z e:b 4 ."
        )
    )
    assert rows(store, "SELECT ?s ?g { ?s dcterms:isPartOf/dcterms:identifier ?g }") == [
        ("http://e.org/a", "http://e.org/g"),
        ("http://e.org/a", "http://e.org/h"),
        ("http://e.org/x", "http://e.org/g"),
    ]
    assert len(rows(store, "SELECT ?o { ?s e:b ?o }")) == 4


def test_one_label_in_english_and_all_other_names(written):
    store, _ = stored(
        written(
            """PREFIX e: <http://e.org/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
            PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX foaf: <http://xmlns.com/foaf/0.1/>
            e:a rdfs:label "Korea"@de, "Korea"@en, "Corea"@es ; skos:altLabel "Land"@en .
            e:b skos:prefLabel "B" ; foaf:name "Bee" .
            e:c skos:altLabel "C" . e:d rdfs:label "D"@fr ; a foaf:Person ."""
        )
    )
    labels = rows(store, "SELECT ?s ?l (LANG(?l) AS ?t) { ?s skos:prefLabel ?l }")
    assert labels == [
        ("http://e.org/a", "Korea", "en"),
        ("http://e.org/b", "B", ""),
        ("http://e.org/d", "D", "fr"),
    ]
    names = {(s[-1], n) for s, n in rows(store, "SELECT ?s ?n { ?s skos:altLabel ?n }")}
    assert names == {("a", "Corea"), ("a", "Land"), ("b", "Bee"), ("c", "C")}
    assert rows(store, "SELECT ?s { ?s a nkg:Person }") == [("http://e.org/d",)]


def test_what_has_a_label_elsewhere_gets_no_second_one(written):
    text = """PREFIX e: <http://e.org/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX nk: <https://w3id.org/nkgraph/entity/>
        e:a rdfs:label "A" . e:b rdfs:label "B" . nk:north-korea rdfs:label "Chosŏn"@en ."""
    path = written(text)
    known = {"http://e.org/a": "Another"}
    store, _ = stored(path, label_elsewhere=known.get)
    assert rows(store, "SELECT ?s ?l { ?s skos:prefLabel ?l }") == [("http://e.org/b", "B")]
    assert rows(store, "SELECT ?s ?l { ?s skos:altLabel ?l }") == [
        ("http://e.org/a", "A"),
        (NK + "north-korea", "Chosŏn"),
    ]


# ------------------------------------------------------------------ refused, in part or whole


def test_a_broken_line_of_n_quads_is_refused_and_the_rest_taken(written):
    lines = [
        "<http://e.org/a> <http://e.org/b> <http://e.org/c> .",
        "this is no statement",
        '<http://e.org/a> <http://e.org/b> "d" <http://e.org/g> .',
        "<http://e.org/a> <http://e.org/b> <relative> .",
        "<http://e.org/a> <http://e.org/b> <<( <http://e.org/a> <http://e.org/b> 1 )>> .",
        '<http://e.org/a> <http://e.org/b> "d"@en--ltr .',
        '<http://e.org/a> <http://e.org/b> "e" .',
    ]
    store, reading = stored(written("\n".join(lines)))
    assert len(rows(store, "SELECT ?o { e:a e:b ?o }")) == 3
    assert [refused.row for refused in reading.refused] == [2, 4, 5, 6]
    assert "an IRI that is relative to nothing" in reading.refused[1].reason
    assert reading.counts == (7, 3, 4, 0, 0, 0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@prefix e: <http://e.org/> .\ne:a e:b <c> .", "line 2 .*an IRI that is relative to nothing"),
        ("@prefix e: <http://e.org/> .\ne:a e:b .", "is no Turtle or TriG: line 2"),
        ("@prefix e: <http://e.org/> .\ne:a e:b e:c ; e:d \"", "is no Turtle or TriG"),
        ('{"@context": "http://127.0.0.1:9/context", "@id": "http://e.org/a"}', "is no JSON-LD: its context stands elsewhere, and nothing is fetched"),
        ('{"@id": "a", "http://e.org/b": "c"}', "has IRIs that are relative to nothing"),
        ('{"@id": "http://e.org/a", "http://e.org/b": ' * 100_000, "is no JSON-LD"),
        (XML + '<rdf:Description rdf:about="a"><e:b>c</e:b></rdf:Description></rdf:RDF>', "relative to nothing"),
        (XML + "<rdf:Description>", "is not well-formed XML: line 1"),
        (XML + "<rdf:Description><e:b>" * 600 + "</e:b></rdf:Description>" * 600 + "</rdf:RDF>", "nests elements"),
        ('<!DOCTYPE rdf:RDF [<!ENTITY x "y">]>' + XML + "</rdf:RDF>", "declares the XML entity 'x'"),
        ('<!DOCTYPE rdf:RDF [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x">%x;]>' + XML + "</rdf:RDF>", "declares the XML entity"),
        (f'<?xml version="1.0" encoding="klingon"?>{XML}</rdf:RDF>', "declares the encoding 'klingon'"),
        ("<http://e.org/a> <http://e.org/b> " + "<<( <http://e.org/a> <http://e.org/b> " * 1_000_000 + "1", "nests triples"),
        ('@prefix e: <http://e.org/> . e:a e:b ' + "<<( e:a e:b " * 1_000_000 + "1", "nests triples"),
        ("<http://e.org/a> <http://e.org/b> " + "(" * 1_000_000, "nests lists"),
        ("<http://e.org/a> <http://e.org/b> " + "( " * 1_000_000, "nests lists"),
        ("@prefix e: <http://e.org/> .\n" + "[ e:b\n" * 1_000_000, "nests nodes"),
        ("@prefix e: <http://e.org/> .\ne:a e:b " + "[ <http://e.org/b>\n" * 1_000_000, "nests nodes"),
        ("@prefix nkg: <https://w3id.org/nkgraph/ontology#> . nkg:Person nkg:drawnColour 'red' .", "no statement that can be taken"),
        ("just words", "is no RDF that is read"),
        (XML + "</rdf:RDF>", "no statement that can be taken"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else None,
)  # fmt: skip
def test_a_file_that_is_refused_whole(written, text, message):
    with pytest.raises(BadData, match=message) as error:
        stored(written(text, "bad.file"))
    assert str(error.value).startswith("bad.file ")
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 400


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
XXE = '<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("bomb", [f'<!DOCTYPE rdf:RDF [<!ENTITY l0 "lol">{LAUGHS}]>', XXE])
@pytest.mark.parametrize("root", ["rdf", "trix"])
def test_nothing_is_expanded_and_nothing_read(written, bomb, root):
    body = f'{XML}<rdf:Description rdf:about="http://e.org/a"><e:b>&l9;&x;</e:b></rdf:Description></rdf:RDF>'
    if root == "trix":
        bomb = bomb.replace("rdf:RDF", "TriX")
        body = '<TriX xmlns="http://www.w3.org/2004/03/trix/trix-1/"><graph>&l9;&x;</graph></TriX>'
    with pytest.raises(BadData, match="declares the XML entity"):
        stored(written(bomb + body))


def test_an_external_definition_is_not_fetched(written):
    doctype = '<!DOCTYPE rdf:RDF SYSTEM "http://127.0.0.1:9/rdf.dtd">'
    body = '<rdf:Description rdf:about="http://e.org/a"><e:b>c</e:b></rdf:Description></rdf:RDF>'
    store, _ = stored(written(doctype + XML + body))
    assert rows(store, "SELECT ?o { e:a e:b ?o }") == [("c",)]


def test_a_text_of_ten_million_characters_is_refused(written):
    long = "x" * 10_000_000
    store, reading = stored(written(f'@prefix e: <http://e.org/> . e:a e:b "{long}", "short" .'))
    assert rows(store, "SELECT ?o { e:a e:b ?o }") == [("short",)]
    assert [refused.reason for refused in reading.refused] == [
        "a text of more than 1,000,000 characters"
    ]
    assert len(reading.refused[0].raw) == 500


@pytest.mark.parametrize(
    "statement",
    [
        "nkg:Person rdfs:subClassOf nkg:State",
        "<https://w3id.org/nkgraph/source/background> rdfs:label 'Ours now'",
        "<https://w3id.org/nkgraph/source/links> rdfs:label 'Ours now'",
        "<https://w3id.org/nkgraph/claim/2014-05-14/p1s1-a> nkg:gloss 'Something else'",
        "e:x a nkg:Shortcut",
        "e:x nkg:involves e:y",
    ],
)
def test_nobody_adds_to_what_our_own_graphs_describe(written, statement):
    text = f"PREFIX nkg: <{NKG}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX e: <http://e.org/> {statement} . e:a e:b 1 ."
    store, reading = stored(written(text))
    assert len(store) == 1
    assert len(reading.refused) == 1


def test_a_source_of_ones_own_may_describe_itself(written):
    text = f"PREFIX nkg: <{NKG}> <https://w3id.org/nkgraph/source/coal-2014> a nkg:NewsArticle ."
    assert len(stored(written(text))[0]) == 1


TERMS = st.sampled_from(
    ["<http://e.org/a>", "<b>", "_:x", '"t"', '"t"@en', "1", "e:a", "[]", "( 1 2 )", "<<(", ")>>", "a", ".", ";"]
) | st.text(max_size=5)  # fmt: skip


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(parts=st.lists(TERMS, max_size=14), start=st.sampled_from(["", "@prefix e: <http://e.org/> .\n", XML, '{"@id": "http://e.org/a"']))  # fmt: skip
def test_whatever_a_file_holds_it_is_taken_or_refused(written, parts, start):
    try:
        stored(written((start + " ".join(parts)).encode("utf-8", "surrogatepass")))
    except NkgraphError as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize("cut", [1, 7, 4096])
def test_nodes_within_nodes_are_counted_across_chunks(cut):
    def passed(text):
        return b"".join(guards.refuse_nesting(text[n : n + cut] for n in range(0, len(text), cut)))

    deep = b"[ <http://e.org/p#q>\n" * guards.DEEPEST_NODE
    assert passed(deep) == deep
    with pytest.raises(BadData, match=r"nests nodes within nodes more than 10,000 deep"):
        passed(deep + b"[ ")
    beside = b'[ e:p 1 ] . [ e:q "[[" ] . ' * guards.DEEPEST_NODE
    assert passed(beside) == beside


@settings(max_examples=100, deadline=None)
@given(depth=st.integers(0, 250), cut=st.integers(1, 40))
def test_nesting_is_counted_across_chunks(depth, cut):
    text = b"<< " * depth + b"x" + b" >>" * depth
    chunks = [text[start : start + cut] for start in range(0, len(text), cut)]
    if depth > guards.DEEPEST_TERM:
        with pytest.raises(BadData):
            list(guards.refuse_nesting(chunks))
    else:
        assert b"".join(guards.refuse_nesting(chunks)) == text


def test_a_stream_is_read_in_pieces():
    stream = guards.Chunked(iter([b"abc", b"", b"defg"]))
    assert [stream.read(2), stream.read(2), stream.read(100), stream.read(1)] == [
        b"ab", b"c", b"defg", b"",
    ]  # fmt: skip
    assert io.BufferedReader(guards.Chunked(iter([b"abc", b"de"]))).read() == b"abcde"


def test_reading_does_not_import_the_heavy():
    program = (
        "import sys; from nkgraph.datasets import rdf\n"
        "with rdf.reading(sys.argv[1]) as r: list(r.quads('https://example.org/g'))\n"
        "print(*(m for m in ('rdflib', 'pandas', 'duckdb', 'rapidfuzz') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program, WIKIDATA], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("", "")
