"""Each rule finds the slips that it is for, and says what to mend."""

from collections.abc import Callable
from pathlib import Path

import pytest

from nkgraph.check import RULES, Finding
from nkgraph.check.draft import read_draft
from nkgraph.check.graph import Graph
from nkgraph.store import Embedded
from nkgraph.store.seed import in_memory

EXAMPLE = Path(__file__).parents[1] / "docs" / "example" / "coal.ttl"

QUICK = [rule for rule in RULES if rule.__name__ != "broken_shapes"]


@pytest.fixture(scope="module")
def graph() -> Embedded:
    return in_memory()


Slip = Callable[..., list[Finding]]


@pytest.fixture
def slip(graph: Embedded, tmp_path: Path) -> Slip:
    """Run all rules but the shapes over the example with some of its words replaced."""

    def check_with(*changes: tuple[str, str], more: str = "") -> list[Finding]:
        text = EXAMPLE.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        path = tmp_path / "draft.ttl"
        path.write_text(text + more, encoding="utf-8")
        draft = read_draft(path, graph)
        asked = Graph(draft.store, draft.prefixes)
        return [one for rule in QUICK for one in rule(asked) if one.subject in draft.lines]

    return check_with


def only(findings: list[Finding], rule: str) -> list[tuple[str, str]]:
    return [(one.name, one.message) for one in findings if one.rule == rule]


@pytest.mark.parametrize(
    ("old", "new", "rule", "name", "message"),
    [
        (
            "nkg:importer nk:north-korea ;\n    nkg:commodity nk:coal ;\n    nkg:direction",
            "nkg:importr nk:north-korea ;\n    nkg:commodity nk:coal ;\n    nkg:direction",
            "unknown term",
            "stmt:more-coal",
            "the ontology has no property nkg:importr (did you mean nkg:importer?)",
        ),
        (
            "stmt:more-coal a nkg:TradeChange",
            "stmt:more-coal a nkg:TradeChnage",
            "unknown term",
            "stmt:more-coal",
            "the ontology has no class nkg:TradeChnage (did you mean nkg:TradeChange?)",
        ),
        (
            "nkg:modality nkg:quoted",
            "nkg:modality nkg:qouted",
            "unknown term",
            "claim:pyongyang-looks-to-mongolia",
            "the ontology has no term nkg:qouted (did you mean nkg:quoted?)",
        ),
        (
            "    nkg:saidWhen",
            "    prov:agentt nk:coal ;\n    nkg:saidWhen",
            "unknown term",
            "attr:customs-office",
            "the vocabulary http://www.w3.org/ns/prov# has no property prov:agentt "
            "(did you mean prov:agent?)",
        ),
        (
            '"4200000"^^xsd:decimal',
            '"4200000"^^xsd:deciml',
            "unknown term",
            "stmt:coal-2014",
            "the vocabulary http://www.w3.org/2001/XMLSchema# has no data type xsd:deciml "
            "(did you mean xsd:decimal?)",
        ),
        (
            'rdfs:label "Mongolia"@en',
            'rdfs:label "Mongolia"@en ; <http://example.org/motto> "none"',
            "unknown term",
            "nk:mongolia",
            "no vocabulary that nkgraph knows has the property http://example.org/motto: mend its "
            "name, or describe it with a type and an rdfs:label",
        ),
        (
            "nkg:commodity nk:coal ;\n    nkg:direction nkg:increase .\nclaim:more",
            "nkg:partner nk:russia ;\n    nkg:commodity nk:coal ;\n    nkg:direction nkg:increase "
            ".\nclaim:more",
            "wrong kind",
            "stmt:more-coal",
            "nkg:partner is said of a trade with a partner, and this is a change in "
            "trade: mend the property, or the type",
        ),
        (
            "nkg:exporter nk:mongolia ;\n    nkg:importer nk:north-korea ;\n"
            "    nkg:commodity nk:coal ;\n    nkg:direction",
            "nkg:exporter nk:government-of-russia ;\n    nkg:importer nk:north-korea ;\n"
            "    nkg:commodity nk:coal ;\n    nkg:direction",
            "wrong kind",
            "stmt:more-coal",
            "nkg:exporter leads to a state, and nk:government-of-russia is a government: mend "
            "the name, or the type",
        ),
        (
            "nkg:denotes nk:government-of-north-korea",
            'nkg:denotes nk:government-of-north-korea . claim:more-coal nkg:rounds "that one"',
            "wrong kind",
            "claim:more-coal",
            "nkg:rounds leads to a claim, and “that one” is a text: write the name of a resource",
        ),
        (
            '    rdfs:label "Coal"@en .',
            '    rdfs:comment "Black and hard."@en .',
            "label",
            "nk:coal",
            'it has no label: write rdfs:label "…"@en',
        ),
        (
            'rdfs:label "Coal"@en',
            'rdfs:label "Coal"@en, "Hard coal"@en',
            "label",
            "nk:coal",
            "it has 2 labels: keep one, and write the others as skos:altLabel",
        ),
        (
            'rdfs:label "Coal"@en',
            'rdfs:label "Coal"',
            "label",
            "nk:coal",
            "its label “Coal” is no English text: write “…”@en",
        ),
        (
            "prov:agent nk:trader-in-ulan-bator",
            "prov:agent nk:trader-in-ulan-bataar",
            "dangling",
            "attr:trader",
            "prov:agent leads to nk:trader-in-ulan-bataar, which nothing describes "
            "(did you mean nk:trader-in-ulan-bator?)",
        ),
        (
            "nkg:evidence ev:0-40",
            "nkg:evidence ev:67-138",
            "unused",
            "ev:0-40",
            "this is evidence that no claim names: name it there, or take it out",
        ),
        (
            "nkg:states stmt:more-coal",
            "nkg:states stmt:coal-up-31",
            "unused",
            "stmt:more-coal",
            "this is a statement that nobody claims: name it there, or take it out",
        ),
        (
            "prov:qualifiedAttribution attr:observers",
            "prov:qualifiedAttribution [ prov:agent nk:observers-2015-03-03 ]",
            "blank node",
            "claim:still-depends-on-china",
            "prov:qualifiedAttribution leads to a resource without a name: give it an IRI",
        ),
        (
            "    prov:qualifiedAttribution attr:observers ;\n",
            "",
            "speaker",
            "claim:still-depends-on-china",
            "nobody makes this claim: write prov:qualifiedAttribution with who says it",
        ),
        (
            "prov:agent nk:observers-2015-03-03 ;\n    nkg:through attr:article",
            "prov:agent nk:observers-2015-03-03",
            "speaker",
            "attr:observers",
            "the chain ends with nk:observers-2015-03-03 and does not reach a source: write "
            "nkg:through with the attribution of the article itself",
        ),
        (
            "prov:agent src:coal-2015-03-03 .",
            "prov:agent src:coal-2015-03-03 ;\n    nkg:through attr:observers .",
            "speaker",
            "attr:article",
            "nkg:through leads back to where it began: a chain ends with the source",
        ),
        (
            "oa:end 404",
            "oa:end 444",
            "evidence",
            "ev:370-404",
            "it ends at character 444, and its text has 405: make the anchor anew",
        ),
        (
            "oa:start 370",
            "oa:start 404",
            "evidence",
            "ev:370-404",
            "it runs from character 404 to 404: the start comes before the end",
        ),
        (
            "oa:start 370",
            "oa:start 371",
            "evidence",
            "ev:370-404",
            "its name says 370 to 404, its position 371 to 404: make the anchor anew",
        ),
        (
            'nkg:period "2013"',
            'nkg:period "2013-13"',
            "date",
            "stmt:coal-2013",
            "nkg:period: ",
        ),
        (
            'nkg:percent "31"',
            'nkg:percent "41"',
            "figures",
            "stmt:coal-up-31",
            "it states +41 percent (40.5 to 41.5), and 4,200,000 against 3,200,000 is +31.25 "
            "percent",
        ),
        (
            'nkg:percent "31"',
            'nkg:percent "-31"',
            "figures",
            "stmt:coal-up-31",
            "nkg:percent is -31, and nkg:direction says nkg:increase",
        ),
        (
            '    nkg:percent "31"^^xsd:decimal ;\n    nkg:direction nkg:increase',
            "    nkg:direction nkg:decrease",
            "figures",
            "stmt:coal-up-31",
            "nkg:direction says nkg:decrease, and 4,200,000 against 3,200,000 is +31.25 percent",
        ),
    ],
)
def test_each_slip_is_told(
    slip: Slip, old: str, new: str, rule: str, name: str, message: str
) -> None:
    found = [told for subject, told in only(slip((old, new)), rule) if subject == name]
    assert [told.startswith(message) for told in found].count(True) == 1, found
    assert not any("\n" in told for told in found)


def test_bounds_of_dates(slip: Slip) -> None:
    event = """
nk:coal-talks a nkg:Announcement ; rdfs:label "Coal talks"@en ; nkg:agent nk:mongolia ;
    nkg:date "2015-02"^^edtf:EDTF ; %s .
claim:coal-talks a nkg:Claim ; nkg:gloss "There were talks about coal."@en ;
    nkg:states nk:coal-talks ; nkg:modality nkg:reported ; nkg:approximate false ;
    prov:qualifiedAttribution attr:article ; nkg:evidence ev:0-40 .
"""
    right = 'nkg:earliest "2015-02-01"^^xsd:date ; nkg:latest "2015-02-28"^^xsd:date'
    assert slip(more=event % right) == []
    assert only(slip(more=event % 'nkg:earliest "2015-02-02"^^xsd:date'), "date") == [
        (
            "nk:coal-talks",
            "nkg:earliest is 2015-02-02, and the date 2015-02 gives another: write "
            'nkg:earliest "2015-02-01"^^xsd:date',
        ),
        (
            "nk:coal-talks",
            "the date 2015-02 has no nkg:latest beside it, so it cannot be sorted: add "
            'nkg:latest "2015-02-28"^^xsd:date',
        ),
    ]
    open_date = event.replace('"2015-02"', '"../2015-02"') % right
    assert only(slip(more=open_date), "date") == [
        (
            "nk:coal-talks",
            "nkg:earliest stands beside ../2015-02, which is open on that side: leave it out",
        )
    ]


def test_a_rounding_that_does_not_round(slip: Slip) -> None:
    rounded = ("nkg:evidence ev:0-40 .", "nkg:evidence ev:0-40 ; nkg:rounds claim:coal-up-31 .")
    percent = ("nkg:direction nkg:increase .\nclaim:more", '%s"^^xsd:decimal .\nclaim:more')
    about = 'nkg:direction nkg:increase ; nkg:percent "'
    assert only(slip(rounded, (percent[0], percent[1] % (about + "30"))), "figures") == []
    assert only(slip(rounded, (percent[0], percent[1] % (about + "20"))), "figures") == [
        (
            "claim:more-coal",
            "+31 percent of claim:coal-up-31 does not round to +20: mend one of them, or take "
            "nkg:rounds out",
        )
    ]


def test_an_approximate_percentage_has_more_room(slip: Slip) -> None:
    # 40 may be 35 to 45 where it is approximate, 39.5 to 40.5 where it is not; the figures allow
    # 27.7 to 34.9, and with two more digits 31.1 to 31.4.
    forty = ('nkg:percent "31"', 'nkg:percent "40"')
    exact = (('"4200000"', '"4201000"'), ('"3200000"', '"3201000"'), forty)
    evidence = (
        "nkg:approximate false ;\n    prov:qualifiedAttribution attr:article ;\n"
        "    nkg:evidence ev:185-222"
    )
    about = (evidence, evidence.replace("false", "true"))
    assert len(only(slip(forty), "figures")) == 1
    assert len(only(slip(forty, about), "figures")) == 1
    assert only(slip(('"4200000"', '"4300000"'), forty, about), "figures") == []
    assert len(only(slip(*exact, about), "figures")) == 1
    thirty = (*exact[:2], ('nkg:percent "31"', 'nkg:percent "30"'))
    assert only(slip(*thirty, about), "figures") == []
    assert len(only(slip(*thirty), "figures")) == 1


def test_an_own_vocabulary_may_be_described(slip: Slip) -> None:
    used = ('rdfs:label "Mongolia"@en', 'rdfs:label "Mongolia"@en ; <http://example.org/m> "x"')
    described = '<http://example.org/m> a rdf:Property ; rdfs:label "motto"@en .'
    assert len(slip(used)) == 1
    assert slip(used, more=described) == []
