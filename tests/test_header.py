import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkgraph.errors import BadQueryHeader
from nkgraph.header import values_lines
from nkgraph.query import Column, Map, Parameter, Query

WHOLE = """\
#+ summary: Who sold what to whom
#+ description: |
#+   Longer,
#+   over two lines.
#+ tags: [trade, map]
#+ parameters:
#+   seller: {type: resource, of: nkg:State, including: nkg:governmentOf, description: Who sells}
#+   since: {type: date, bound: start, description: Not before}
#+   year: {type: integer, description: A year}
#+   how: {type: choice, enumerate: [much, little], description: How much}
#+   word: {type: string, description: A word}
#+ columns:
#+   value: {unit: USD, description: In dollars}
#+   seller: {description: Who sells}
#+ example: {seller: North Korea, year: 2013, since: 2013-05-01}
#+ empty: Nobody sold anything.
#+ notes: Made up.
#+ map: {title: "Who sells", layout: flow}
SELECT ?seller ?value WHERE {
  VALUES ?seller { UNDEF }
  VALUES ?since { UNDEF }
  values $year {UNDEF}
  VALUES ?how { UNDEF }
  VALUES ?word { UNDEF }
  ?seller ?p ?value
}
"""


def query(text: str) -> Query:
    return Query("q", text, "queries/q.rq")


def test_all_that_a_header_can_say() -> None:
    one = query(WHOLE)
    assert one.summary == "Who sold what to whom"
    assert one.description == "Longer, over two lines."
    assert one.tags == ("trade", "map")
    assert list(one.parameters) == ["seller", "since", "year", "how", "word"]
    assert one.parameters["seller"] == Parameter(
        "seller", "resource", "Who sells", of="nkg:State", including="nkg:governmentOf"
    )
    assert one.parameters["since"].bound == "start"
    assert one.parameters["how"].enumerate == ("much", "little")
    assert one.columns == {
        "value": Column("USD", "In dollars"),
        "seller": Column(None, "Who sells"),
    }
    assert one.example == {"seller": "North Korea", "year": "2013", "since": "2013-05-01"}
    assert (one.empty, one.notes) == ("Nobody sold anything.", "Made up.")
    assert one.map == Map("Who sells", "flow")
    assert one.call == "nkgraph view q 'seller=North Korea' year=2013 since=2013-05-01"
    assert not one.is_part


def test_a_query_without_a_header() -> None:
    bare = query("SELECT * WHERE { VALUES ?x { UNDEF } ?s ?p ?o }")
    assert (bare.summary, bare.parameters, bare.map) == ("", {}, None)
    assert bare.call == "nkgraph query q"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("summary: Who sold what to whom", "summary: ''", "'summary' must be text"),
        ("summary: Who sold what to whom", "tags: []", "the key 'tags' stands twice"),
        ("tags: [trade, map]", "tags: trade", "'tags' must be a list"),
        ("empty:", "emty:", "unknown key 'emty'"),
        ("empty: Nobody sold anything.", "empty: [a", "is not YAML"),
        ("empty: Nobody sold anything.", "empty: 5", "'empty' must be text"),
        ("type: integer", "type: number", "must be one of resource, date, integer"),
        ("type: integer, ", "", "'type' of 'year' must be one of"),
        ("bound: start", "bound: middle", "'bound' of 'since' must be one of start, end"),
        ("bound: start, ", "", "'bound' of 'since' must be one of start, end"),
        ("enumerate: [much, little], ", "", "'how' is a choice and needs `enumerate"),
        ("type: integer", "type: integer, of: nkg:State", "'of' is for a resource"),
        ("type: integer", "type: integer, dscription: x", "unknown key 'dscription'"),
        (", description: A year", "", "'year' needs a description"),
        ("#+   year:", "#+   2013:", "'parameters' must be names"),
        ("#+   year:", "#+   ye-ar:", "'ye-ar' cannot be a parameter's name"),
        ("unit: USD", "unit: EUR", "'unit' of 'value' must be one of USD"),
        ("example: {", "example: {seler: x, ", "the example's 'seler' is no parameter"),
        ("year: 2013", "year: yes", "the example's 'year' must be one value"),
        ("layout: flow", "layout: circle", "'layout' of 'map' must be one of force"),
        ("  values $year {UNDEF}\n", "", "'year' has no line `VALUES ?year { UNDEF }`"),
        ("?how { UNDEF }", "?how { UNDEF } # all", "'how' has no line `VALUES ?how"),
        ("?word { UNDEF }", "?how { UNDEF }", "'word' has no line `VALUES ?word"),
        ("  ?seller ?p", "  VALUES ?more { UNDEF }\n  ?seller ?p", "`VALUES ?more { UNDEF }`"),
    ],
)
def test_a_header_that_is_wrong(old: str, new: str, said: str) -> None:
    assert old in WHOLE
    with pytest.raises(BadQueryHeader) as caught:
        query(WHOLE.replace(old, new, 1)).validate()
    message = str(caught.value)
    assert message.startswith("the header of queries/q.rq is wrong: ")
    assert said in message
    assert "\n" not in message


def test_a_header_without_a_summary() -> None:
    with pytest.raises(BadQueryHeader, match="it has no summary"):
        query("#+ tags: [a]\nSELECT * { ?s ?p ?o }").validate()


def test_a_yaml_error_names_the_line_of_the_file() -> None:
    with pytest.raises(BadQueryHeader, match="line 4 is not YAML"):
        query("# one\n#+ summary: a\n#+ tags: [a]\n#+ empty: a: b\n#+ notes: b\nASK {}").validate()


@given(st.text(alphabet=st.characters(exclude_characters="\r\n"), max_size=80))
def test_any_header_is_read_or_refused(line: str) -> None:
    try:
        query(f"#+ summary: a\n#+ {line}\nSELECT * {{ ?s ?p ?o }}").validate()
    except BadQueryHeader as error:
        assert len(str(error).splitlines()) == 1


def test_values_lines() -> None:
    (found,) = values_lines(WHOLE, "year")
    assert found[0] == "  values $year {UNDEF}"
    assert values_lines(WHOLE, "yea") == []
