"""What part of a dataset is wanted: whom, when, what, where. As SQL over canonical rows.

Readers whose rows are no table have their own, in nkgraph.datasets.entityfocus.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from nkgraph.datasets import sql

NAME = "name"
"""In place of a scheme: the codes are names, compared without regard to case."""

ANY = "any"
"""In place of a scheme: codes and names of countries, as somebody typed them."""

ACTORS = {"events": ("actor", "target"), "figures": ("exporter", "importer"), "states": ("",)}
"""How the fields of those begin who act, by the kind of a table: `actor_code`, `code` alone."""

_KIND_COLUMNS = ("kind_code", "kind_base", "kind_root")

Codes = Mapping[str, Collection[str]]


@dataclass(frozen=True)
class Focus:
    """Which rows to take; what is left out does not restrict.

    Codes stand by scheme, as in `{"cameo": ["PRK"], "name": ["North Korea"]}`; one that fits is
    enough. Under `name`, an actor's name must be that name, a place's or kind's must contain it.
    """

    actors: Codes = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    kinds: Codes = field(default_factory=dict)
    places: Codes = field(default_factory=dict)

    def condition(self, kind: str, schemes: Mapping[str, str] | None = None) -> str:
        """Return the SQL that is true of the rows wanted in a table of this kind.

        schemes: by the name of the field for it, the scheme that all codes of a field are from.
        """
        known = schemes or {}
        tests = [
            self._actor(kind, known), *self._time(kind), self._kind(kind), self._place(kind, known)
        ]  # fmt: skip
        return " AND ".join(test for test in tests if test) or "TRUE"

    def fields(self, kind: str) -> frozenset[str]:
        """Return the texts among a table's fields that `condition` looks at."""
        asked: set[str] = set()
        if self.actors:
            for who in ACTORS[kind]:
                prefix = f"{who}_" if who else ""
                asked |= {prefix + "code", prefix + "name"}
        if self.kinds:
            asked |= {*_KIND_COLUMNS, "kind", "kind_name", "label", "common_kind"}
        if self.places:
            asked |= {"place_code", "place_name"}
        return frozenset(asked)

    def _actor(self, kind: str, known: Mapping[str, str]) -> str:
        if not self.actors:
            return ""
        tests = []
        for who in ACTORS[kind]:
            prefix = f"{who}_" if who else ""
            for scheme, codes in self.actors.items():
                if scheme == NAME:
                    tests.append(f"lower({sql.name(prefix + 'name')}) IN {_lower(codes)}")
                else:
                    tests += _coded(prefix + "code", prefix + "scheme", scheme, codes, known)
        return _any(tests)

    def _time(self, kind: str) -> list[str]:
        first, last = ("from", "to") if kind == "states" else ("earliest", "latest")
        tests = []
        if self.since is not None:
            tests.append(f"COALESCE({sql.name(last)} >= DATE '{self.since.isoformat()}', TRUE)")
        if self.until is not None:
            tests.append(f"COALESCE({sql.name(first)} <= DATE '{self.until.isoformat()}', TRUE)")
        return tests

    def _kind(self, kind: str) -> str:
        if not self.kinds:
            return ""
        tests = []
        for scheme, codes in self.kinds.items():
            if kind == "figures":
                tests.append(f"lower(kind) IN {_lower(codes)}")
            elif kind == "events" and scheme == NAME:
                tests += [f"contains(lower(kind_name), {sql.text(code.lower())})" for code in codes]
                tests += [f"contains(lower(label), {sql.text(code.lower())})" for code in codes]
            elif kind == "events" and scheme == "common":
                tests.append(f"lower(common_kind) IN {_lower(codes)}")
            elif kind == "events":
                of_scheme = f"kind_scheme = {sql.text(scheme)}"
                tests += [f"({of_scheme} AND {c} IN {sql.texts(codes)})" for c in _KIND_COLUMNS]
        return _any(tests)

    def _place(self, kind: str, known: Mapping[str, str]) -> str:
        if not self.places:
            return ""
        if kind != "events":
            return "FALSE"
        tests = []
        for scheme, codes in self.places.items():
            if scheme == NAME:
                tests += [f"contains(lower(place_name), {sql.text(c.lower())})" for c in codes]
            else:
                tests += _coded("place_code", "place_scheme", scheme, codes, known)
        return _any(tests)


def _coded(
    code: str, scheme: str, of: str, codes: Collection[str], known: Mapping[str, str]
) -> list[str]:
    """Return the test that a code of some scheme is one of these; none where it cannot be."""
    if not codes or known.get(scheme, of) != of:
        return []
    test = f"{sql.name(code)} IN {sql.texts(codes)}"
    if of == ANY:  # a row may name several countries, with semicolons between them
        listed = f"';' || replace({sql.name(code)}, '; ', ';') || ';'"
        several = [f"contains({listed}, {sql.text(f';{one};')})" for one in codes]
        test = f"({test} OR contains({sql.name(code)}, ';') AND ({' OR '.join(several)}))"
    return [test if scheme in known else f"({sql.name(scheme)} = {sql.text(of)} AND {test})"]


def _lower(codes: Collection[str]) -> str:
    return sql.texts([code.lower() for code in codes] or [""])


def _any(tests: list[str]) -> str:
    return f"COALESCE({' OR '.join(tests)}, FALSE)" if tests else "FALSE"
