import re

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nkgraph import sparql
from nkgraph.errors import BadQueryText

UNREACHABLE = "http://127.0.0.1:9/"
"""Port 9 discards; Oxigraph refuses it by name, so that a call that is tried is an error."""
HEAD = f"PREFIX ex: <{UNREACHABLE}> PREFIX : <{UNREACHABLE}> "


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT"),
        ("select*{?s ?p ?o}", "SELECT"),
        ("PREFIX ex: <http://example.org/>\nASK { ?s ?p ?o }", "ASK"),
        ("BASE <http://example.org/> prefix : <#> CONSTRUCT WHERE { ?s ?p ?o }", "CONSTRUCT"),
        ("#+ summary: INSERT\n# DELETE\nDESCRIBE <http://example.org/>", "DESCRIBE"),
        ("PREFIX # why\n ex: <http://example.org/> ASK {}", "ASK"),
    ],
)
def test_form(text: str, form: str) -> None:
    assert sparql.form(text) == form


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the query is empty"),
        ("  # nothing\n", "the query is empty"),
        ("INSERT DATA { <a:a> <a:b> 1 }", "INSERT is an update"),
        ("PREFIX ex: <a:a>\ndelete where { ?s ?p ?o }", "DELETE is an update"),
        ("LOAD <http://example.org/>", "LOAD is an update"),
        ("DROP ALL", "DROP is an update"),
        ("WITH <a:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH is an update"),
        ("\n\nhello there", "'hello' in line 3 begins no query"),
        ("{ ?s ?p ?o }", "'{' in line 1 begins no query"),
    ],
)
def test_no_form(text: str, said: str) -> None:
    with pytest.raises(BadQueryText, match=re.escape(said)):
        sparql.form(text)


@pytest.mark.parametrize(
    "body",
    [
        "SELECT * { SERVICE ex:x { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * { OPTIONAL { { ?s ?p ?o } UNION { SeRvIcE <http://x> { ?s ?p ?o } } } }",
        "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE ex:x { ?s ?p ?o } } }",
        "SELECT * { { SELECT * { SERVICE\n# now\n ex:x { ?s ?p ?o } } } }",
        "SELECT * { SERVICEex:x { ?s ?p ?o } }",
        "SELECT * { SERVICESILENTex:x { ?s ?p ?o } }",
        "SELECT * { service:x { ?s ?p ?o } }",
        "SELECT * { service:x # why\n { ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE ex:x { ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE:x { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE ex:x { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1e5SERVICE ex:x { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1.SERVICE ex:x { ?s ?p ?o } }",
        "SELECT * { ?s ?p .5SERVICE ex:x { ?s ?p ?o } }",
        'SELECT * { ?s ?p "a"SERVICE ex:x { ?s ?p ?o } }',
        "SELECT * { ?s ?p ?o FILTER(?s<'&&?b>')SERVICE ex:x { ?s ?p ?o } #'\n}",
        "SELECT * { \\u0053ERVICE ex:x { ?s ?p ?o } }",
        'SELECT * { ?s ?p "\\u0022 . SERVICE ex:x { ?s ?p ?o } #" }',
        "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE ex:x { ?s ?p ?o } }",
        "DESCRIBE ?s { SERVICE ex:x { ?s ?p ?o } }",
    ],
)
def test_a_call_to_another_server_is_refused(body: str) -> None:
    with pytest.raises(BadQueryText, match="SERVICE"):
        sparql.refuse_calls(HEAD + body)


@pytest.mark.parametrize(
    "body",
    [
        "SELECT (bif:http_get('http://x/') AS ?x) { }",
        "SELECT (<bif:http_get>('http://x/') AS ?x) { }",
        "PREFIX b: <bif:http> SELECT (b:_get('http://x/') AS ?x) { }",
        "BASE <sql:> SELECT (<F>(1) AS ?x) { }",
        "SELECT (BIF:http_get('http://x/') AS ?x) { }",
        "ASK { FILTER(sql:F(1)) }",
        "SELECT (1-bif:http_get('http://x/') AS ?x) { }",
        "SELECT (\\u0062if:http_get('http://x/') AS ?x) { }",
        "SELECT (1<bif:http_get('http://x/')||3>2 AS ?x) { }",
        "SELECT ('x'<bif:http_get('http://x/')&&'y'>'a' AS ?x) { }",
        "SELECT * { ?s ?p <a:'> , bif:x(1) , <a:'> }",
        "SELECT * { { SELECT (bif:exec('DROP TABLE x') AS ?x) { } } }",
        "SELECT * { ?s ?p ?o } ORDER BY bif:rnd(9)",
        "SELECT * FROM <http://x/> OPTION (get:soft 'replace') { ?s ?p ?o }",
        "SELECT * FROM <http://x/>option(get:soft 'replace') { ?s ?p ?o }",
    ],
)
def test_what_virtuoso_may_act_by_is_refused(body: str) -> None:
    with pytest.raises(BadQueryText, match="only Virtuoso has"):
        sparql.refuse_calls(body)


@pytest.mark.parametrize(
    "body",
    [
        "PREFIX mysql: <a:a> SELECT * { ?s mysql:x ex:bif , 'bif:x' } # sql:x",
        "SELECT * { ?s ?p <http://bif:80/sql:x> }",
        "SELECT * { ?s ?p ?o OPTIONAL { ?s ?option <a:it's> } }",
    ],
)
def test_names_that_only_look_like_virtuosos(body: str) -> None:
    sparql.refuse_calls(body)


@pytest.mark.parametrize(
    "text",
    [
        "#\rSELECT\nDROP ALL",
        "SELECT * { # \r ''' \n SERVICE <http://x/> { ?s ?p ?o } # '''\n }",
        "SELECT * { ?s ?p 'a\r' . SERVICE <http://x/> { ?s ?p 'a' } }",
    ],
)
def test_a_line_that_ends_for_some_servers_only_is_refused(text: str) -> None:
    for refuse in (sparql.form, sparql.refuse_calls):
        with pytest.raises(BadQueryText, match="carriage return"):
            refuse(text)


def test_lines_as_windows_ends_them() -> None:
    assert sparql.form("# why\r\nSELECT *\r\n{ ?s ?p ?o }\r\n") == "SELECT"
    sparql.refuse_calls("# why\r\nSELECT *\r\n{ ?s ?p ?o }\r\n")


@pytest.mark.parametrize(
    "body",
    [
        'SELECT * { ?s ?p "the Federal Customs SERVICE ex:x { } of Russia" }',
        'SELECT * { ?s ?p \'service\' , """a "SERVICE" ex:x { }""" }',
        "SELECT * { ?s ?p ?o } # SERVICE ex:x { }",
        "#+ summary: SERVICE ex:x { }\nSELECT * { ?s ?p ?o }",
        "SELECT ?service ?x { ?service ex:p ?x }",
        "SELECT $SERVICE { $SERVICE ex:p ?x }",
        "SELECT * { ?s ex:service ?o . ?o ex:customs-service ex:x }",
        "SELECT * { ?s <http://service.example/SERVICE> ?o }",
        "PREFIX service: <http://example.org/> SELECT * { service:x service:y ?o }",
        "PREFIX service: <http://example.org/> SELECT * { GRAPH service:x { ?s ?p ?o } }",
        "PREFIX service: <http://example.org/> SELECT * FROM NAMED service:x { ?s ?p ?o }",
        "SELECT * { ?s ?p ?o FILTER(?s < ?p && ?o > ?s) }",
    ],
)
def test_the_word_alone_is_no_call(body: str) -> None:
    sparql.refuse_calls(HEAD + body)


FRAGMENTS = st.sampled_from(
    [
        *"{}().;,<>'\"#?$:@^\\*/+-|! \n\t\r",
        "SERVICE", "service", "SERVICE ", "SILENT ", "ex:x", "ex:x { ?s ?p ?o }", ":", "service:x",
        "true", "false", "a", "1", "1e5", "1.", ".5", "?s", "?p", "?o", " ?s ?p ?o ", "GRAPH ",
        "<http://127.0.0.1:9/x>", "<", "'''", '"""', "\\'", "\\u0053", "FILTER(", "?s<",
        "OPTIONAL ", "UNION ", "MINUS ", "BIND(1 AS ?z)", "VALUES ?v { 1 }", "@en", "^^ex:x",
        "ex:a\\'b", "#\n",
    ]
)  # fmt: skip


@given(st.lists(FRAGMENTS, max_size=14).map("".join))
@example("FILTER(?s<'&&?b>')SERVICE ex:x { ?s ?p ?o } #'\n")
@example("FILTER(1<2#>)SERVICE ex:x { ?s ?p ?o }\n)")
@example("service:x { ?s ?p ?o }")
def test_what_is_let_through_never_calls_out(body: str) -> None:
    """Whatever Oxigraph makes of a text that is let through, it does not try to call."""
    text = f"{HEAD}SELECT * {{ {{ {body} }} }}"
    try:
        sparql.refuse_calls(text)
    except BadQueryText:
        return
    store = ox.Store()
    node = ox.NamedNode("http://example.org/a")
    store.add(ox.Quad(node, node, node))
    try:
        list(store.query(text))  # type: ignore[arg-type]
    except SyntaxError:
        pass
    except OSError as error:
        raise AssertionError(f"it called out: {text}") from error


def test_the_graphs_that_a_query_names() -> None:
    assert sparql.names_its_graphs("SELECT * FROM <http://example.org/> { ?s ?p ?o }")
    assert sparql.names_its_graphs("ASK from named ex:g { ?s ?p ?o }")
    assert not sparql.names_its_graphs("SELECT ?from { ?from ex:from 'FROM' } # FROM")
