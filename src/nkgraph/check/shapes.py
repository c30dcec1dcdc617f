"""The shapes of ontology/shapes.ttl, checked by pySHACL over an rdflib copy of the graph."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyoxigraph as ox

from nkgraph import resources
from nkgraph.check.graph import Findings, Graph

if TYPE_CHECKING:
    import rdflib


def broken_shapes(graph: Graph) -> Findings:
    """Find what does not have the shape of its class, with the shape's own message."""
    from pyshacl import validate
    from rdflib import RDF, SH, Literal, URIRef

    focus: list[str | URIRef] | None = (
        None if graph.described is None else [URIRef(one) for one in graph.described]
    )
    if focus == []:
        return  # to pySHACL, no focus nodes means all
    with _quiet():
        _, report, _ = validate(
            _copy(graph),
            shacl_graph=_shapes(),
            focus_nodes=focus,
            inference="none",
            advanced=False,
            meta_shacl=False,
        )
    for result in report.subjects(RDF.type, SH.ValidationResult):
        node, value = report.value(result, SH.focusNode), report.value(result, SH.value)
        path = report.value(result, SH.resultPath)
        if not isinstance(node, URIRef):
            continue  # a blank node, which is wrong by itself
        if report.value(result, SH.sourceConstraintComponent) == SH.ClosedConstraintComponent:
            message = (
                f"{graph.name(str(path))} does not belong here: mend its name, or say it of the "
                "resource that it is about"
            )
        else:
            message = str(report.value(result, SH.resultMessage))
            if isinstance(value, URIRef) and value != node:
                message += f" (here it is {graph.name(str(value))})"
            elif isinstance(value, Literal):
                message += f" (here it is {graph.name(ox.Literal(str(value)))})"
        yield graph.finding(ox.NamedNode(str(node)), "shape", message)


def _copy(graph: Graph) -> "rdflib.Graph":
    """Return the store's triples, whatever their graphs, in rdflib's own memory.

    pySHACL asks for single triples thousands of times, which over the store itself takes longer
    than the copy. Data sets are left out: they can have millions of rows, all made by one adapter,
    whose tests are the place to see to their shape.
    """
    from rdflib import Graph as RdflibGraph

    data_sets = set(graph.column("SELECT ?source WHERE { ?source nkg:sourceKind nkg:dataset }"))
    written = {quad.triple for quad in graph.reader.quads() if quad.graph_name not in data_sets}
    triples = io.BytesIO()
    ox.serialize(written, triples, format=ox.RdfFormat.N_TRIPLES)
    copy = RdflibGraph()
    copy.parse(data=triples.getvalue(), format="nt")
    return copy


def _shapes() -> "rdflib.Graph":
    from rdflib import Graph as RdflibGraph

    return RdflibGraph().parse(resources.root("ontology") / "shapes.ttl", format="turtle")


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib from logging, with a traceback, each literal that is not of its data type."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
