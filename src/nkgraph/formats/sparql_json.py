"""SPARQL 1.1 Query Results JSON: the terms themselves, with datatypes and languages.

https://www.w3.org/TR/sparql11-results-json/. Written here and not by pyoxigraph, which writes only
what a query of its own store has just answered. A triple term, which only RDF 1.2 data have,
follows SPARQL 1.2: https://www.w3.org/TR/sparql12-results-json/.
"""

from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode

from nkgraph.formats.jsonl import encode
from nkgraph.values import XSD, Term

if TYPE_CHECKING:
    from nkgraph.formats import TextOut
    from nkgraph.table import Table


def write(table: "Table", out: "TextOut") -> None:
    """Write a table as SPARQL 1.1 Query Results JSON."""
    head = encode({"vars": table.columns})
    out.write(f'{{"head": {head}, "results": {{"bindings": [')
    separator = "\n"
    for row in table.terms:
        bound = zip(table.columns, row, strict=True)
        binding = {name: _term(term) for name, term in bound if term is not None}
        out.write(separator + encode(binding))
        separator = ",\n"
    out.write("\n]}}\n" if len(table) else "]}}\n")


def _term(term: Term) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Literal):
        return _literal(term)
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {name: _term(part) for name, part in parts.items()}}


def _literal(literal: Literal) -> dict[str, Any]:
    written = {"type": "literal", "value": literal.value}
    if literal.language:
        written["xml:lang"] = literal.language
    elif literal.datatype.value != XSD + "string":
        written["datatype"] = literal.datatype.value
    return written
