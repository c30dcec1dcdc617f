"""Who says it: every claim has a speaker, and every chain of speakers ends with the source."""

import pyoxigraph as ox

from nkgraph.check.graph import Findings, Graph
from nkgraph.store import Term
from nkgraph.terms import NKG

CLAIMS = """SELECT ?claim ?attribution WHERE {
  ?claim a nkg:Claim OPTIONAL { ?claim prov:qualifiedAttribution ?attribution }
}"""

ATTRIBUTIONS = """SELECT ?attribution ?agent ?through WHERE {
  ?attribution a nkg:Attribution ; prov:agent ?agent
  OPTIONAL { ?attribution nkg:through ?through }
}"""


def wrong_speakers(graph: Graph) -> Findings:
    """Find claims that nobody makes, and chains that go in a circle or do not reach the source."""
    for claim, attribution in graph.rows(CLAIMS):
        if attribution is None:
            yield graph.finding(
                claim,
                "speaker",
                "nobody makes this claim: write prov:qualifiedAttribution with who says it",
            )
    sources = set(
        graph.column(f"SELECT ?s WHERE {{ VALUES ?k {{ {graph.kinds(NKG + 'Source')} }} ?s a ?k }}")
    )
    chain: dict[Term, tuple[Term, Term | None]] = {}
    for attribution, agent, through in graph.rows(ATTRIBUTIONS):
        if attribution is not None and agent is not None:
            chain[attribution] = (agent, through)
    for attribution in chain:
        trouble = _trouble(graph, attribution, chain, sources)
        if trouble:
            yield graph.finding(attribution, "speaker", trouble)


def _trouble(
    graph: Graph, first: Term, chain: dict[Term, tuple[Term, Term | None]], sources: set[Term]
) -> str | None:
    seen = {first}
    last = first
    while (following := chain[last][1]) is not None:
        if following in seen:
            return "nkg:through leads back to where it began: a chain ends with the source"
        if following not in chain:
            return None  # a dangling name, or one without its agent; said elsewhere
        seen.add(following)
        last = following
    agent = chain[last][0]
    if agent in sources or not isinstance(agent, ox.NamedNode):
        return None
    return (
        f"the chain ends with {graph.name(agent)} and does not reach a source: write nkg:through "
        "with the attribution of the article itself"
    )
