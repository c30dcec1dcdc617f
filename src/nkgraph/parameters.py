"""Parameters: from what a person types to RDF terms, and from these into the query.

A query marks where a parameter goes with lines of its own, `VALUES ?importer { UNDEF }`, which
restrict nothing. A value takes UNDEF's place as a term that is written by pyoxigraph, so whatever
it holds, it stays one term. pyoxigraph's own `substitutions` would not do: they reach only
variables that the SELECT projects (oxigraph/oxrdflib issue 11), and other engines have none.
"""

import difflib
import re
from collections.abc import Mapping
from datetime import date
from typing import NoReturn

import pyoxigraph as ox

from nkgraph.errors import BadParameter, InvalidDate, quoted
from nkgraph.header import values_lines
from nkgraph.naming import Names, normalised
from nkgraph.query import Parameter, Query
from nkgraph.terms import PREFIXES

_XSD = PREFIXES["xsd"]
_INTEGER = re.compile(r"[+-]?[0-9]+")
_MOST_DIGITS = 18
"""Digits of a number that every SPARQL engine can compare: those of a 64-bit integer."""


def bind(query: Query, values: Mapping[str, object], names: Names) -> str:
    """Return a query's text with the given values in it.

    None means that a parameter is left out. Raises BadParameter for a parameter that the query does
    not have and a value that it cannot take, AmbiguousValue for one that fits several things.
    """
    places: list[tuple[int, int, str]] = []
    for name, value in values.items():
        parameter = query.parameters.get(name)
        if parameter is None:
            raise BadParameter(_unknown(query, name))
        if value is None:
            continue
        written = " ".join(map(str, terms(parameter, value, names)))
        for line in values_lines(query.text, name):
            start = query.text.upper().index("UNDEF", line.start())
            places.append((start, start + len("UNDEF"), written))
    text = query.text
    for start, end, written in sorted(places, reverse=True):
        text = text[:start] + written + text[end:]
    return text


def terms(parameter: Parameter, value: object, names: Names) -> list[ox.NamedNode | ox.Literal]:
    """Return the term that a value stands for in a parameter, and those that it includes.

    Raises BadParameter for a value that the parameter cannot take.
    """
    if isinstance(value, ox.NamedNode):
        value = f"<{value.value}>"
    elif isinstance(value, ox.Literal):
        value = value.value
    elif isinstance(value, date):
        value = value.isoformat()[:10]
    text = str(value)
    if not text.strip():
        _refuse(parameter, text, "is empty: leave the parameter out to mean all")
    try:
        text.encode()
    except UnicodeEncodeError:
        _refuse(parameter, text, "is no Unicode text")
    match parameter.type:
        case "resource":
            found = names.find(text, of=parameter.of, asked=_asked(parameter, text))
            return [found, *names.included(found, parameter.including)]
        case "date":
            return [_date(parameter, text)]
        case "integer":
            return [_integer(parameter, text)]
        case "choice":
            return [_choice(parameter, text)]
        case "string":
            return [ox.Literal(text)]


def _date(parameter: Parameter, text: str) -> ox.Literal:
    from nkgraph import edtf

    try:
        earliest, latest = edtf.bounds(text.strip())
    except InvalidDate as error:
        raise BadParameter(f"{parameter.name}: {error}") from error
    day = earliest if parameter.bound == "start" else latest
    if day is None:
        _refuse(parameter, text, f"has no {parameter.bound}: give a date that does")
    return ox.Literal(day.isoformat(), datatype=ox.NamedNode(_XSD + "date"))


def _integer(parameter: Parameter, text: str) -> ox.Literal:
    digits = text.strip()
    if not _INTEGER.fullmatch(digits):
        _refuse(parameter, text, "is not a whole number: write it in digits, 2013 for example")
    if len(digits.lstrip("+-0")) > _MOST_DIGITS:
        _refuse(parameter, text, f"is too large: a number has at most {_MOST_DIGITS} digits here")
    return ox.Literal(str(int(digits)), datatype=ox.NamedNode(_XSD + "integer"))


def _choice(parameter: Parameter, text: str) -> ox.Literal:
    wanted = normalised(text)
    choice = next((one for one in parameter.enumerate if normalised(one) == wanted), None)
    if choice is None:
        _refuse(parameter, text, f"is none of {', '.join(parameter.enumerate)}")
    return ox.Literal(choice)


def _unknown(query: Query, name: str) -> str:
    shown = f"{query.name} has no parameter {name[:40]!r}"
    if not query.parameters:
        return f"{shown}: it takes none"
    near = difflib.get_close_matches(name.casefold(), query.parameters, n=1)
    return f"{shown}: " + (
        f"did you mean {near[0]!r}?" if near else f"it takes {', '.join(query.parameters)}"
    )


def _asked(parameter: Parameter, text: str) -> str:
    return f"{parameter.name}={quoted(text)}"


def _refuse(parameter: Parameter, text: str, why: str) -> NoReturn:
    raise BadParameter(f"{_asked(parameter, text)} {why}")
