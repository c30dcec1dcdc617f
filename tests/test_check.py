"""The whole check: the project is clean, the worked example is, and each slip is found."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from nkgraph.check import RULES, Finding, check, check_file
from nkgraph.check.finding import in_order
from nkgraph.check.graph import Graph
from nkgraph.check.shapes import broken_shapes
from nkgraph.errors import CannotRead, InvalidRdf
from nkgraph.store import Embedded
from nkgraph.store.seed import in_memory

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "docs" / "example" / "coal.ttl"
EXAMPLE_TEXT = ROOT / "docs" / "example" / "coal.txt"
SHARED_ARTICLE = ROOT.parent / "shared" / "article.txt"


@pytest.fixture(scope="module")
def graph() -> Embedded:
    return in_memory()


Slip = Callable[..., list[Finding]]


@pytest.fixture
def slip(graph: Embedded, tmp_path: Path) -> Slip:
    """Check the example with some of its words replaced, and perhaps more Turtle at its end."""

    def check_with(*changes: tuple[str, str], more: str = "", source: Path | None = None):
        text = EXAMPLE.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        path = tmp_path / "draft.ttl"
        path.write_text(text + more, encoding="utf-8")
        return check_file(path, base=graph, source=source)

    return check_with


def only(findings: list[Finding], rule: str) -> list[tuple[str, str]]:
    return [(one.name, one.message) for one in findings if one.rule == rule]


def test_the_project_is_clean(graph: Embedded) -> None:
    source = SHARED_ARTICLE if SHARED_ARTICLE.exists() else None
    assert [str(one) for one in check(graph, source=source)] == []


def test_the_example_is_clean(graph: Embedded) -> None:
    assert check_file(EXAMPLE, base=graph, source=EXAMPLE_TEXT) == []


def test_every_rule_is_run() -> None:
    assert [rule.__name__ for rule in RULES] == [
        "undefined_terms",
        "broken_shapes",
        "wrong_kinds",
        "wrong_labels",
        "dangling_names",
        "unused_parts",
        "blank_nodes",
        "wrong_speakers",
        "misplaced_evidence",
        "wrong_dates",
        "wrong_figures",
    ]


def test_a_slip_is_told_with_its_line(slip: Slip) -> None:
    line = 1 + EXAMPLE.read_text(encoding="utf-8").split("\n").index("nk:coal a nkg:Commodity ;")
    assert [str(one) for one in slip(('    rdfs:label "Coal"@en .', "    a nkg:Commodity ."))] == [
        f'line {line}: nk:coal: it has no label: write rdfs:label "…"@en'
    ]


def test_claims_whose_words_a_text_lacks(slip: Slip, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text(EXAMPLE_TEXT.read_text("utf-8").replace("observers", "experts"), "utf-8")
    assert slip(source=copy) == []
    copy.write_text(EXAMPLE_TEXT.read_text("utf-8").replace("31 percent", "44 percent"), "utf-8")
    assert only(slip(source=copy), "anchor") == [
        (
            "claim:coal-up-31",
            "copy.txt does not have its words, characters 185 to 222, paragraph 1, sentence 2 "
            "(From 2013 to 2014 these sales grew by 31 percent.)",
        )
    ]


def test_a_text_is_held_against_its_own_source(tmp_path: Path) -> None:
    store = in_memory()
    source = ox.NamedNode("https://w3id.org/nkgraph/source/coal-2015-03-03")
    store.store.load(path=EXAMPLE, format=ox.RdfFormat.TURTLE, to_graph=source)
    copy = tmp_path / "copy.txt"
    copy.write_text(EXAMPLE_TEXT.read_text("utf-8").replace("31 percent", "44 percent"), "utf-8")
    names = [one.subject for one in check(store, source=copy)]
    assert names == ["https://w3id.org/nkgraph/claim/2015-03-03/coal-up-31"]
    copy.write_text("Something else altogether.", "utf-8")
    assert len(check(store, source=copy)) > 50


def test_what_the_base_has_wrong_is_not_told_of_a_file(tmp_path: Path) -> None:
    base = in_memory()
    base.store.update(
        "INSERT DATA { GRAPH <http://example.org/g> { <https://w3id.org/nkgraph/entity/russia> "
        '<http://www.w3.org/2000/01/rdf-schema#label> "Rossiya"@en } }'
    )
    assert [one.name for one in check(base)] == ["nk:russia"]
    assert check_file(EXAMPLE, base=base) == []


@pytest.mark.parametrize(
    ("name", "raw", "complaint"),
    [
        ("bad.ttl", b"@prefix a: <http://x/> .\na:b a:c ;\n", r"bad\.ttl, line \d+, column \d+: "),
        ("bad.ttl", b"a:b a:c a:d .", r"line 1, column 1: The prefix a: has not been declared"),
        ("bad.ttl", '<http://x/b> <http://x/c> "\xe9" .'.encode("latin-1"), "line 1, column"),
        ("bad.nt", b"<http://x/b> <http://x/c> .", r"bad\.nt, line 1"),
        ("bad.rdf", b"<rdf:RDF", r"bad\.rdf"),
        ("bad.jsonld", b"{", r"bad\.jsonld"),
    ],
)
def test_a_file_that_does_not_parse(
    graph: Embedded, tmp_path: Path, name: str, raw: bytes, complaint: str
) -> None:
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(InvalidRdf, match=complaint) as error:
        check_file(tmp_path / name, base=graph)
    assert "\n" not in str(error.value)


def test_a_file_that_is_not_there(graph: Embedded, tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="No such file"):
        check_file(tmp_path / "absent.ttl", base=graph)
    with pytest.raises(CannotRead, match="No such file"):
        check_file(EXAMPLE, base=graph, source=tmp_path / "absent.txt")
    with pytest.raises(CannotRead, match="directory"):
        check_file(tmp_path, base=graph)


def test_an_empty_file_has_nothing_wrong(graph: Embedded, tmp_path: Path) -> None:
    (tmp_path / "empty.ttl").write_bytes(b"")
    assert check_file(tmp_path / "empty.ttl", base=graph) == []


def test_findings_come_in_order_and_once() -> None:
    second = Finding("b", "b", "rule", "message", 3)
    first = Finding("c", "c", "rule", "message", 2)
    nowhere = Finding("a", "a", "rule", "message")
    assert in_order([second, first, second, nowhere]) == [nowhere, first, second]


def test_a_data_set_is_not_held_against_the_shapes() -> None:
    base = in_memory()
    base.store.update(
        """PREFIX nkg: <https://w3id.org/nkgraph/ontology#>
        PREFIX src: <https://w3id.org/nkgraph/source/>
        INSERT DATA { GRAPH src:rows { src:rows nkg:sourceKind nkg:dataset . src:row a nkg:Visit } }
        """
    )
    assert list(broken_shapes(Graph(base))) == []
