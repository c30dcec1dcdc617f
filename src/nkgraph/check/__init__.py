"""What is wrong with the graph, or with a file that somebody writes for it.

Each rule is a function from the graph to findings, in a module of its own. The rules ask the store
in SPARQL; only the shapes need rdflib and pySHACL, and they take most of the time.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from nkgraph.check.anchors import misplaced_evidence, missing_words
from nkgraph.check.dates import wrong_dates
from nkgraph.check.draft import read_draft
from nkgraph.check.examined import written
from nkgraph.check.figures import wrong_figures
from nkgraph.check.finding import Finding, in_order
from nkgraph.check.graph import Findings, Graph
from nkgraph.check.kinds import wrong_kinds
from nkgraph.check.labels import wrong_labels
from nkgraph.check.queries import wrong_queries
from nkgraph.check.references import blank_nodes, dangling_names, unused_parts
from nkgraph.check.shapes import broken_shapes
from nkgraph.check.speakers import wrong_speakers
from nkgraph.check.vocabulary import undefined_terms
from nkgraph.evidence import read_text
from nkgraph.store import Reader

__all__ = ["RULES", "Finding", "check", "check_file"]

RULES: tuple[Callable[[Graph], Findings], ...] = (
    undefined_terms,
    broken_shapes,
    wrong_kinds,
    wrong_labels,
    dangling_names,
    unused_parts,
    blank_nodes,
    wrong_speakers,
    misplaced_evidence,
    wrong_dates,
    wrong_figures,
)
"""The rules that look at a graph, in the order in which a long list is best read."""


def check(
    reader: Reader, *, queries: Iterable[Path] = (), source: Path | None = None
) -> list[Finding]:
    """Return what is wrong with a store and with the stored queries; nothing means all is well.

    Data sets that are merged are not looked into: a merge itself says what it refuses. `queries`
    are folders of stored queries beside the project's own. With `source`, a copy of a text that the
    store has claims from, each claim whose words that copy does not have is a finding too. Raises
    CannotRead where a folder or the text cannot be read, StoreError where the store cannot answer.
    """
    graph = written(reader)
    findings = [finding for rule in RULES for finding in rule(graph)]
    findings += wrong_queries(graph, queries)
    if source is not None:
        findings += missing_words(Graph(reader), read_text(source), source.name)
    return in_order(findings)


def check_file(path: Path, *, base: Reader, source: Path | None = None) -> list[Finding]:
    """Return what is wrong with an RDF file that somebody writes, each finding with its line.

    `base` is what the file builds on: the ontology, and entities that it may name. What is wrong
    there is not told here. `source` is a copy of the text that the file describes. Raises
    CannotRead where a file cannot be read, InvalidRdf (with line and column) where it does not
    parse.
    """
    draft = read_draft(path, base)
    graph = Graph(draft.store, draft.prefixes, draft.lines)
    findings = [finding for rule in RULES for finding in rule(graph)]
    if source is not None:
        findings += missing_words(graph, read_text(source), source.name, draft.lines)
    return in_order(
        [one.at(draft.lines[one.subject]) for one in findings if one.subject in draft.lines]
    )
