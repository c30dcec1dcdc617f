"""The stored queries as people and scripts rely on them: names, parameters, columns, headers."""

import re
from collections import Counter
from pathlib import PurePath

import pytest

from nkgraph.catalogue import Catalogue
from nkgraph.graph import KnowledgeGraph
from nkgraph.query import Query

PROMISED = {
    "actors": ("kind", "actor actorLabel kind kindLabel claims"),
    "trade-figures": (
        "exporter importer commodity year",
        "exporter exporterLabel importer importerLabel commodity commodityLabel year value "
        "speakers claim",
    ),
    "trade-periods": (
        "exporter importer commodity year",
        "exporter exporterLabel importer importerLabel commodity commodityLabel period value "
        "speakers claim",
    ),
    "trade-changes": (
        "exporter importer",
        "exporter exporterLabel importer importerLabel commodity commodityLabel fromYear toYear "
        "statedPercent computedPercent approximate claim",
    ),
    "partner-standing": (
        "actor",
        "actor actorLabel partner partnerLabel sharePercent rank approximate claim",
    ),
    "timeline": ("since until", "date event eventLabel kindLabel participants claim"),
    "policies": ("holder", "policy policyLabel holder holderLabel settled claim"),
    "projects": ("participant", "project projectLabel kindLabel participants places claim"),
    "claims": (
        "speaker modality about",
        "claim statement speakers modality approximate paragraph sentence",
    ),
    "speakers": ("", "speaker speakerLabel kindLabel named place claims"),
    "relations": (
        "actor",
        "source sourceLabel target targetLabel relation relationLabel modality date claim",
    ),
    "disagreements": ("", "claim statement otherClaim otherStatement how"),
    "evidence": ("claim", "claim paragraph sentence start end digest"),
    "places": ("", "place placeLabel kindLabel within latitude longitude"),
    "identifiers": ("entity", "entity entityLabel scheme identifier"),
    "sources": ("", "source sourceLabel kindLabel date digest statements"),
    "corroboration": (
        "",
        "subject subjectLabel property period articleValue source sourceLabel origin otherValue "
        "difference verdict rule claim",
    ),
    "events-between": (
        "actor partner since until",
        "date event eventLabel actor actorLabel partner partnerLabel kindLabel place source",
    ),
    "event-counts": (
        "actor partner by",
        "actor actorLabel partner partnerLabel period kindLabel count source",
    ),
}
"""Parameters and columns, in order, of the queries that others build on."""

MAPS = {"relations", "trade", "events", "voices", "claims-map", "places-map"}
MODALITIES = ("reported", "assessed", "hedged", "quoted")

QUERIES = {name: Catalogue()[name] for name in Catalogue().files}
LISTED = {name: query for name, query in QUERIES.items() if not query.is_part}
STRINGS_AND_COMMENTS = re.compile(r'"[^"\n]*"|<[^>\s]*>|^\s*#.*$', re.MULTILINE)


def code(query: Query) -> str:
    """Return a query's text without its strings, IRIs and comments."""
    return STRINGS_AND_COMMENTS.sub("", query.text)


def test_how_many_there_are() -> None:
    assert len(PROMISED) == 19
    assert len(QUERIES) == 32
    assert len(LISTED) == 28


@pytest.mark.parametrize("name", PROMISED)
def test_promised_columns_and_parameters(article: KnowledgeGraph, name: str) -> None:
    parameters, columns = PROMISED[name]
    assert list(QUERIES[name].parameters) == parameters.split()
    assert list(article.query(name).columns) == columns.split()


def test_promised_choices() -> None:
    assert QUERIES["claims"].parameters["modality"].enumerate == MODALITIES
    assert QUERIES["event-counts"].parameters["by"].enumerate == ("year", "month", "kind", "source")


def test_maps(article: KnowledgeGraph) -> None:
    assert {name for name, query in QUERIES.items() if query.map} == MAPS
    for name in MAPS:
        columns = article.query(name).columns
        assert {"source", "sourceLabel", "target", "targetLabel", "relation", "relationLabel"} <= {
            *columns
        }, name
        assert "claim" in columns, name


@pytest.mark.parametrize("name", QUERIES)
def test_name_and_folder(name: str) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    path = QUERIES[name].path
    assert path is not None
    assert (PurePath(path).parent.name == "parts") == QUERIES[name].is_part


@pytest.mark.parametrize("name", QUERIES)
def test_header_is_complete(name: str) -> None:
    query = QUERIES[name]
    query.validate()
    assert query.summary
    assert not query.summary.endswith(".")
    assert query.tags
    if not query.is_part:
        assert query.description.endswith(".")
        assert all(parameter.description for parameter in query.parameters.values())
        assert bool(query.example) == bool(query.parameters)


WITHOUT_ROWS = {"links", "mirror-flows"}  # a graph that nothing is merged into has none


@pytest.mark.parametrize(
    "name", [name for name in LISTED if LISTED[name].parameters and name not in WITHOUT_ROWS]
)
def test_example_has_rows(article: KnowledgeGraph, name: str) -> None:
    example = QUERIES[name].example
    assert 0 < len(article.query(name, **example)) <= len(article.query(name))


@pytest.mark.parametrize("name", QUERIES)
def test_header_speaks_of_columns_that_are_there(article: KnowledgeGraph, name: str) -> None:
    assert set(QUERIES[name].columns) <= set(article.query(name).columns)


@pytest.mark.parametrize("name", QUERIES)
def test_columns_are_named(name: str) -> None:
    assert not re.search(r"SELECT\s+(DISTINCT\s+|REDUCED\s+)?\*", code(QUERIES[name]))


@pytest.mark.parametrize("name", QUERIES)
def test_rows_are_ordered(name: str) -> None:
    *_, last = code(QUERIES[name]).rstrip().split("}")
    assert last.strip().startswith(("ORDER BY", "GROUP BY"))
    assert "ORDER BY" in last


@pytest.mark.parametrize("name", QUERIES)
def test_no_blank_nodes(name: str) -> None:
    assert not re.search(r"_:|\[", code(QUERIES[name]))


@pytest.mark.parametrize("name", QUERIES)
def test_nothing_that_makes_rdflib_crawl(name: str) -> None:
    """No DISTINCT within a query, and no path from a thing through its class to what that is.

    rdflib takes seconds for these on the project's own graph: it joins what a subselect without
    grouping gives anew for each row, and walks such a path from every end.
    """
    _, where = code(QUERIES[name]).split("WHERE", 1)
    assert not re.search(r"SELECT\s+DISTINCT", where)
    assert not re.search(r"\ba\s*/", where)


@pytest.mark.parametrize("name", QUERIES)
def test_only_what_every_engine_runs(name: str) -> None:
    """Plain SPARQL 1.1 that asks nobody else, and that leaves it to the store what its graph is."""
    assert not re.search(
        r"\b(SERVICE|FROM|LOAD|LATERAL|EXISTS\s*\{\s*VALUES)\b", code(QUERIES[name])
    )


@pytest.mark.parametrize("name", QUERIES)
def test_no_path_over_classes(name: str) -> None:
    """What lies below a class is asked by nkg:kindOf: joined to more, Virtuoso finds nothing."""
    assert not re.search(r"[/|^]\s*rdfs:subClassOf|subClassOf\s*[*+?/|]", code(QUERIES[name]))


def test_statements_of_sources(article: KnowledgeGraph) -> None:
    held = Counter(str(quad.graph_name.value) for quad in article.reader.quads())
    table = article.query("sources")
    assert {str(row["source"]): row["statements"] for row in table} == held


@pytest.mark.parametrize("name", PROMISED)
def test_labels_beside_resources(article: KnowledgeGraph, name: str) -> None:
    """A column with things from the graph has its labels beside it."""
    table = article.query(name)
    unlabelled = {"claim", "otherClaim", "source"}  # these have a wording, or a query of their own
    for place, column in enumerate(table.columns):
        values = {row[place] for row in table.terms if row[place] is not None}
        if column not in unlabelled and any("/entity/" in str(value) for value in values):
            assert table.columns[place + 1] == f"{column}Label"
