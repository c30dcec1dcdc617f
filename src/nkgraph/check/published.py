"""What the vocabularies that nkgraph reuses define.

rdflib carries the terms of most of them, made from their published files. Those below it lacks:

- Web Annotation: https://www.w3.org/ns/oa.ttl
- SDMX in RDF (the terms that the Data Cube recommendation names):
  https://github.com/UKGovLD/publishing-statistical-data/tree/master/specs/src/main/vocab
- Simple Event Model: http://semanticweb.cs.vu.nl/2009/11/sem/
- WGS84 positions, which rdflib 7.6 has under https where their names begin with http:
  http://www.w3.org/2003/01/geo/wgs84_pos
- SKOS-XL: http://www.w3.org/2008/05/skos-xl
- EDTF data types: https://id.loc.gov/datatypes/edtf.html
"""

from collections.abc import Collection
from functools import cache

OWN_LISTS: dict[str, str] = {
    "http://www.w3.org/ns/oa#": """
        Annotation Choice CssSelector CssStyle DataPositionSelector Direction FragmentSelector
        HttpRequestState Motivation RangeSelector ResourceSelection Selector SpecificResource
        State Style SvgSelector TextPositionSelector TextQuoteSelector TextualBody TimeState
        XPathSelector PreferContainedDescriptions PreferContainedIRIs annotationService assessing
        bodyValue bookmarking cachedSource canonical classifying commenting describing editing
        end exact hasBody hasEndSelector hasPurpose hasScope hasSelector hasSource
        hasStartSelector hasState hasTarget highlighting identifying linking ltrDirection
        moderating motivatedBy prefix processingLanguage questioning refinedBy renderedVia
        replying rtlDirection sourceDate sourceDateEnd sourceDateStart start styleClass styledBy
        suffix tagging textDirection via""",
    "https://w3id.org/sssom/": """
        author_label comment confidence mapping_justification mapping_set_id mapping_tool
        match_string object_label object_source predicate_label predicate_modifier reviewer_id
        reviewer_label subject_label subject_source""",
    "https://w3id.org/semapv/vocab/": """
        BackgroundKnowledgeBasedMatching CompositeMatching InstanceBasedMatching LexicalMatching
        LexicalSimilarityThresholdMatching LogicalReasoning ManualMappingCuration Mapping
        MappingActivity MappingChaining MappingInversion MappingReview Matching
        SemanticSimilarityThresholdMatching StructuralMatching UnspecifiedMatching""",
    "http://purl.org/pav/": "authoredBy authoredOn createdBy createdOn curatedBy curatedOn",
    "http://purl.org/linked-data/sdmx/2009/dimension#": """
        age civilStatus educationLev freq occupation refArea refPeriod sex timePeriod""",
    "http://purl.org/linked-data/sdmx/2009/measure#": "obsValue",
    "http://purl.org/linked-data/sdmx/2009/attribute#": """
        confStatus decimals obsStatus unitMeasure unitMult""",
    "http://semanticweb.cs.vu.nl/2009/11/sem/": """
        Actor ActorType Authority Constraint Core Event EventType Object Place PlaceType Role
        RoleType Temporary Time TimeType Type View accordingTo actorType eventProperty eventType
        hasActor hasBeginTimeStamp hasEarliestBeginTimeStamp hasEarliestEndTimeStamp
        hasEndTimeStamp hasLatestBeginTimeStamp hasLatestEndTimeStamp hasPlace hasSubEvent
        hasSubType hasTime hasTimeStamp placeType roleType subEventOf subTypeOf timeType type""",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": """
        Point SpatialThing alt lat lat_long location long""",
    "http://www.w3.org/2008/05/skos-xl#": """
        Label altLabel hiddenLabel labelRelation literalForm prefLabel""",
    "http://id.loc.gov/datatypes/edtf/": "EDTF EDTF-level0 EDTF-level1 EDTF-level2",
}


def published(iri: str) -> tuple[str, Collection[str] | None]:
    """Return the namespace of `iri` and the local names that its vocabulary has.

    None instead of the names where the namespace is none of those that nkgraph reuses.
    """
    for namespace, names in _vocabularies().items():
        if iri.startswith(namespace):
            return namespace, names
    return "", None


@cache
def _vocabularies() -> dict[str, frozenset[str]]:
    from rdflib import namespace

    found = {iri: frozenset(names.split()) for iri, names in OWN_LISTS.items()}
    for name in (
        "RDF", "RDFS", "OWL", "XSD", "SKOS", "DCTERMS", "PROV", "ORG", "FOAF", "QB", "TIME",
        "VANN", "VOID", "DCAT", "SDO", "GEO",
    ):  # fmt: skip
        vocabulary = getattr(namespace, name)
        iri = str(vocabulary)
        found[iri] = frozenset(str(term).removeprefix(iri) for term in dir(vocabulary))
    return found
