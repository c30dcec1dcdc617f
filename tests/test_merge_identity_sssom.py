"""SSSOM files: whatever they hold is read or refused, and every link survives one."""

from datetime import date

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkgraph.errors import BadData
from nkgraph.merge.identity import sssom, storing
from nkgraph.merge.identity.link import Judgement, Link, directed
from nkgraph.terms import ENTITY

FTM = "https://w3id.org/nkgraph/ftm/"
KIM = ENTITY + "kim-jong-un"
PREDICATE = "http://www.w3.org/2004/02/skos/core#exactMatch"
HEADER = "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"


def test_a_file_of_somebody_else():
    text = (
        '#curie_map:\n#  ex: http://e.org/\n#  w: "http://w.org/"\n#mapping_set_id: http://e.org/set\n'
        "subject_id\tpredicate_id\tobject_id\tmapping_justification\tpredicate_modifier\tauthor_label\n"
        "nk:kim-jong-un\tskos:exactMatch\tex:1\tsemapv:ManualMappingCuration\t\tSomebody\n"
        "ex:2\tskos:exactMatch\thttp://f.org/3\tsemapv:LexicalMatching\t\n"
        "\n"
        "w:4\towl:sameAs\tex:1\tsemapv:MappingReview\tNot\n"
    )
    found = sssom.parse(text, "file")
    assert found.rejected == []
    assert [(link.subject, link.object, link.judgement, link.by) for link in found.links] == [
        ("http://e.org/1", KIM, "accepted", "Somebody"),
        ("http://f.org/3", "http://e.org/2", "proposed", ""),
        ("http://w.org/4", "http://e.org/1", "rejected", ""),
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("\tskos:exactMatch\tnk:b\tsemapv:LexicalMatching", "subject_id is empty"),
        ("nope:a\tskos:exactMatch\tnk:b\tsemapv:LexicalMatching", "has no prefix"),
        ("nk:a\tskos:broadMatch\tnk:b\tsemapv:LexicalMatching", "only skos:exactMatch is kept"),
        ("nk:a\tskos:exactMatch\tnk:a\tsemapv:LexicalMatching", "subject and object are the same"),
        ("nk:a\tskos:exactMatch\tnk:b\t", "mapping_justification is empty"),
        ("nk:a\tskos:exactMatch\thttp://e.org/> <x\tsemapv:LexicalMatching", "is no IRI"),
        ("nk:a\tskos:exactMatch\tnk:b\tsemapv:LexicalMatching\tmore", "5 cells under 4 columns"),
    ],
)
def test_a_row_that_is_no_link_is_refused_with_its_number(row, reason):
    good = "nk:x\tskos:exactMatch\tnk:y\tsemapv:LexicalMatching\n"
    found = sssom.parse(f"#x\n{HEADER}{good}{row}\n{good}", "file")
    [refused] = found.rejected
    assert refused.row == 4
    assert reason in refused.reason
    assert len(found.links) == 1


@pytest.mark.parametrize(
    "columns",
    [
        ("confidence", "2"),
        ("confidence", "high"),
        ("mapping_date", "2018-02-31"),
        ("predicate_modifier", "Maybe"),
    ],
)
def test_values_that_cannot_be(columns):
    name, value = columns
    text = (
        f"{HEADER.rstrip()}\t{name}\nnk:a\tskos:exactMatch\tnk:b\tsemapv:LexicalMatching\t{value}\n"
    )
    assert [refused.row for refused in sssom.parse(text, "file").rejected] == [2]


def test_a_file_without_its_columns_is_refused_whole():
    with pytest.raises(BadData, match="file is no SSSOM file: it has no column predicate_id"):
        sssom.parse("subject_id\tobject_id\n", "file")


IRIS = st.sampled_from(
    ["https://w3id.org/nkgraph/ftm/a%20b", "http://e.org/x#y", "http://e.org/", "urn:x:y", KIM]
)
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=30)


@given(
    ends=st.tuples(IRIS, IRIS).filter(lambda ends: ends[0] != ends[1]),
    judgement=st.sampled_from(Judgement),
    score=st.none() | st.integers(0, 1000).map(lambda n: n / 1000),
    reason=TEXT,
    on=st.none() | st.dates(date(1000, 1, 1)),
    label=st.text(max_size=30),
)
def test_every_link_survives_a_file(ends, judgement, score, reason, on, label):
    reason = " ".join(reason.split()).lstrip("=+-@'")
    decided = judgement is not Judgement.PROPOSED
    link = Link(
        *directed(*ends),
        judgement,
        score,
        reason,
        on=on,
        by="me" if decided else "",
        **({"justification": "https://w3id.org/semapv/vocab/MappingReview"} if decided else {}),
    )
    found = sssom.parse(sssom.write([link], lambda iri: label), "file")
    assert (found.links, found.rejected) == ([link], [])
    store = ox.Store()
    storing.put(store, [link])
    assert storing.read(store) == {link.identifier: link}
    storing.remove(store, [link])
    assert len(store) == 0


@given(st.text(max_size=200))
def test_whatever_a_file_holds_it_is_read_or_refused(text):
    try:
        sssom.parse(HEADER + text, "file")
    except BadData as error:
        assert "\n" not in str(error)
