"""FollowTheMoney's country codes, as our countries."""

from functools import lru_cache

import pyoxigraph as ox

from nkgraph.merge.identity import crosswalk

_FORMER_LETTERS = 4
"""A code of ISO 3166-3 has four letters, one of ISO 3166-1 alpha-2 two."""


@lru_cache(maxsize=4096)
def country(code: str) -> ox.NamedNode | None:
    """Return the country that a code means, or None.

    Codes are ISO 3166-1 alpha-2 in lower case, and ISO 3166-3 for former countries. Those of parts
    of countries (`gb-sct`) and of nobody (`zz`) mean none.
    """
    scheme = "iso3166-3" if len(code) == _FORMER_LETTERS else "iso3166-1-alpha-2"
    return crosswalk.entity(scheme, code)
