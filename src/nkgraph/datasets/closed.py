"""Lists from which a mapping takes its words: what is in none of them is a slip."""

COMMON_KINDS = (
    *("statement", "appeal", "intent to cooperate", "consultation", "diplomatic cooperation"),
    *("material cooperation", "aid", "yielding", "investigation", "demand", "disapproval"),
    *("rejection", "threat", "protest", "show of force", "reduced relations", "coercion"),
    *("assault", "fighting", "mass violence"),
    *("nuclear test", "missile launch", "missile test", "war", "announcement", "debt write-off"),
    *("public statement", "publication", "sanctions listing", "step in sanctions", "visit"),
    *("event", "other"),
)
"""What the ontology calls the kinds of events; `other` is an event of none of them."""

FLOWS = ("export", "import")
VALUATIONS = ("FOB", "CIF")

COUNTRY_SCHEMES = (
    *("iso3166-1-alpha-3", "iso3166-1-alpha-2", "iso3166-1-numeric", "iso3166-3", "un-m49"),
    *("comtrade", "comtrade-iso", "cow-number", "cow-abbreviation", "gleditsch-ward"),
    *("fips-10-4", "cameo", "world-bank", "wikidata", "name", "country-name", "any"),
)
"""Lists of countries' codes that the crosswalk knows. A mapping may name another of its own, but
none that is nearly one of these."""
