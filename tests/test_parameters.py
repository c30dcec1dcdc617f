from datetime import date
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkgraph.errors import BadParameter
from nkgraph.naming import Names
from nkgraph.parameters import bind, terms
from nkgraph.query import Parameter, Query
from nkgraph.store import Embedded

QUERY = Query(
    "sales",
    """\
#+ summary: Who sold what
#+ parameters:
#+   word: {type: string, description: A word}
#+   year: {type: integer, description: A year}
#+   since: {type: date, bound: start, description: Not before}
#+   until: {type: date, bound: end, description: Not after}
#+   how: {type: choice, enumerate: [Much, little], description: How much}
#+   buyer: {type: resource, of: nkg:State, including: nkg:governmentOf, description: Who bought}
SELECT ?word ?year ?since ?until ?how ?buyer WHERE {
  VALUES ?word { UNDEF }
  VALUES ?year { UNDEF }
  VALUES ?since { UNDEF }
  VALUES ?until { UNDEF }
  VALUES ?how { UNDEF }
  VALUES ?buyer { UNDEF }
}
""",
)
XSD = "http://www.w3.org/2001/XMLSchema#"
STATE = ox.NamedNode("https://w3id.org/nkgraph/entity/ruritania")
GOVERNMENT = ox.NamedNode("https://w3id.org/nkgraph/entity/government-of-ruritania")


@pytest.fixture(scope="module")
def names() -> Names:
    store = ox.Store()
    store.load(
        """
        @prefix nkg: <https://w3id.org/nkgraph/ontology#> .
        @prefix nk: <https://w3id.org/nkgraph/entity/> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        nk:ruritania a nkg:State ; rdfs:label "Ruritania" .
        nk:government-of-ruritania a nkg:Government ; nkg:governmentOf nk:ruritania .
        """,
        format=ox.RdfFormat.TURTLE,
        to_graph=ox.NamedNode("https://example.org/graph"),
    )
    return Names(Embedded(store))


def answer(names: Names, **values: Any) -> list[dict[str, object]]:
    """Bind, run, and return the rows, without what is unbound."""
    solutions: Any = ox.Store().query(bind(QUERY, values, names))
    columns = [variable.value for variable in solutions.variables]
    rows = [dict(zip(columns, solution, strict=True)) for solution in solutions]
    return [{name: term for name, term in row.items() if term is not None} for row in rows]


def test_nothing_given_leaves_the_text_as_it_is(names: Names) -> None:
    assert bind(QUERY, {}, names) == QUERY.text
    assert bind(QUERY, {"year": None, "word": None}, names) == QUERY.text


def test_a_parameter_may_begin_several_groups(names: Names) -> None:
    line = "  VALUES ?year { UNDEF }\n"
    text = bind(Query("q", QUERY.text.replace(line, line + line)), {"year": 7}, names)
    assert text.count(line.replace("UNDEF", str(ox.Literal(7)))) == 2
    assert line not in text


def test_each_type(names: Names) -> None:
    rows = answer(
        names, word="UNDEF", year="+02013", since="2009", until="2009-05", how=" MUCH", buyer=STATE
    )
    common = {
        "word": ox.Literal("UNDEF"),
        "year": ox.Literal(2013),
        "since": ox.Literal("2009-01-01", datatype=ox.NamedNode(XSD + "date")),
        "until": ox.Literal("2009-05-31", datatype=ox.NamedNode(XSD + "date")),
        "how": ox.Literal("Much"),
    }
    assert rows == [{**common, "buyer": STATE}, {**common, "buyer": GOVERNMENT}]


def test_values_that_python_has(names: Names) -> None:
    assert answer(names, year=2013) == [{"year": ox.Literal(2013)}]
    assert answer(names, since=date(2009, 5, 25)) == answer(names, since="2009-05-25")
    assert answer(names, word=ox.Literal("a")) == [{"word": ox.Literal("a")}]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("yaer", "2013", "sales has no parameter 'yaer': did you mean 'year'?"),
        ("zzz", "1", "sales has no parameter 'zzz': it takes word, year, since"),
        ("year", "", "year='' is empty: leave the parameter out to mean all"),
        ("word", " \t", "is empty"),
        ("year", "twenty", "year='twenty' is not a whole number"),
        ("year", "2_013", "is not a whole number"),
        ("year", "２０１３", "is not a whole number"),
        ("year", "2013.0", "is not a whole number"),
        ("year", "9" * 19, "is too large"),
        ("year", "9" * 10_000, "is too large"),
        ("since", "May 2009", "since: "),
        ("since", "2009-02-30", "since: "),
        ("since", "../2009", "has no start"),
        ("until", "2009/..", "has no end"),
        ("how", "some", "how='some' is none of Much, little"),
        ("buyer", "Narnia", "buyer='Narnia' fits no State"),
        ("word", "a\ud800", "is no Unicode text"),
    ],
)
def test_what_cannot_be_taken(names: Names, name: str, value: str, said: str) -> None:
    with pytest.raises(BadParameter) as caught:
        bind(QUERY, {name: value}, names)
    message = str(caught.value)
    assert said in message
    assert len(message) < 300
    assert "\n" not in message


def test_a_query_without_parameters(names: Names) -> None:
    with pytest.raises(BadParameter, match="bare has no parameter 'x': it takes none"):
        bind(Query("bare", "ASK {}"), {"x": "1"}, names)


NASTY = st.one_of(
    st.text(min_size=1, max_size=200),
    st.sampled_from(
        ['"', "'", "\\", "}", '" } UNDEF { "', "\n}", "\r", "\0", "?word", "\u2028", "<a>", "'''"]
    ),
    st.lists(
        st.sampled_from(
            ['"', "'", "\\", "{", "}", "\n", "\r", "\0", "#", "UNDEF", "VALUES ?year {"]
        ),
        min_size=1,
        max_size=30,
    ).map("".join),
    st.text(min_size=1, max_size=20).map(lambda text: text * (10_000 // len(text))),
)


@given(NASTY, NASTY)
def test_no_value_leaves_its_term(names: Names, word: str, buyer: str) -> None:
    """A text that is taken comes back from the query as it was, and adds nothing to it."""
    try:
        rows = answer(names, word=word, year="7")
    except BadParameter:
        assert not word.strip()
    else:
        assert rows == [{"word": ox.Literal(word), "year": ox.Literal(7)}]
    with pytest.raises(BadParameter):
        bind(QUERY, {"buyer": buyer}, names)


@given(st.text(st.characters(), min_size=1, max_size=50))
def test_any_value_of_any_type_is_taken_or_refused_in_one_line(names: Names, text: str) -> None:
    for parameter in QUERY.parameters.values():
        try:
            taken = terms(parameter, text, names)
        except BadParameter as error:
            assert len(str(error).splitlines()) == 1
        else:
            assert all(isinstance(term, ox.Literal | ox.NamedNode) for term in taken)


def test_a_value_may_contain_surrogates(names: Names) -> None:
    with pytest.raises(BadParameter):
        terms(Parameter("word", "string", "A word"), "\udcff", names)
