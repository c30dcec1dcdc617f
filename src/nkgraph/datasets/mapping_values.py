"""How a mapping file says where a value comes from: read strictly, each message with its line."""

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import cast

from nkgraph.datasets import amounts, closed, dateformats
from nkgraph.datasets import mapping as m
from nkgraph.datasets.canonical import Field
from nkgraph.datasets.document import Node

_ORIGINS = ("column", "constant", "first", "join", "digest", "choose")
_STEPS = ("amount", "part", "parentheses", "pad", "characters", "words", "lookup", "present")
_NUMBER = ("decimal", "thousands", "times")
_NO_MARKS = "+-0123456789"
_TESTS = ("is", "not", "same_as")
_COUNTRIES = ("actor", "target", "place", "exporter", "importer", "reporter", "code")
"""How the fields begin whose codes are those of countries."""

_NEARLY = 0.8
"""As difflib has it: `iso3166-alpha-3` is as near as that, and `cow-war` is not."""

_DEEPEST = 5
"""How many values may lie within each other: `first` in `choose` in `join`, no more."""


def field(node: Node, to: Field) -> "m.Value | m.DateForm | m.Condition":
    """Return what a mapping says of one field. Raises BadMapping."""
    if to.type in ("date", "day"):
        return _date(node, to.name, 0)
    if to.type == "boolean" and any(node.get(test) for test in _TESTS):
        return condition(node)
    return _value(node, to, 0)


def condition(node: Node) -> m.Condition:
    """Return a test of a column: `{column: flow, is: [M, X]}`."""
    facts = node.mapping("a condition", ("column", *_TESTS))
    tests = [test for test in _TESTS if test in facts]
    if "column" not in facts or len(tests) != 1:
        node.wrong("a condition has a column and one of is, not, same_as")
    column = _column(facts["column"])
    if tests == ["same_as"]:
        return m.Condition(column, "same_as", other=_column(facts["same_as"]))
    test = tests[0]
    texts = tuple(text.strip() for text in facts[test].texts(f"the texts of {test!r}"))
    return m.Condition(column, "is" if test == "is" else "not", texts)


def _conditions(node: Node) -> tuple[m.Condition, ...]:
    """Return one test or several."""
    if isinstance(node.value, tuple):
        return tuple(condition(item) for item in node.items("the conditions"))
    return (condition(node),)


def _column(node: Node) -> m.Column:
    names = node.texts("the names of a column")
    if not names or not all(name.strip() for name in names):
        node.wrong("a column needs a name")
    return m.Column(names, node.line)


def _value(node: Node, to: Field, depth: int) -> m.Value:
    if depth > _DEEPEST:
        node.wrong("the values lie too deep within each other")
    if isinstance(node.value, str | tuple):
        return m.Value(_column(node))
    keys = [*_ORIGINS, *_STEPS]
    keys += ["when", "otherwise"] if node.get("choose") else []
    keys += ["with"] if node.get("join") else []
    keys += ["keep"] if node.get("words") else []
    keys += list(_NUMBER) if to.type in ("number", "integer", "double") else []
    keys += ["scheme"] if to.name.endswith("code") else []
    facts = node.mapping(f"the value of {to.name!r}", keys)
    origins = [key for key in _ORIGINS if key in facts]
    if len(origins) != 1:
        node.wrong(f"the value of {to.name!r} needs one of {', '.join(_ORIGINS)}")
    steps = [key for key in _STEPS if key in facts]
    _check_words(facts, steps, to)
    inner = replace(to, among=()) if steps else to
    return m.Value(
        origin=_origin(origins[0], facts[origins[0]], node, inner, depth),
        steps=tuple(_step(key, facts[key], node) for key in steps),
        scheme=_scheme(facts.get("scheme"), to),
        number=_number(node),
    )


def _check_words(facts: Mapping[str, Node], steps: list[str], to: Field) -> None:
    """Refuse a text of the mapping's that the field cannot be."""
    last = steps[-1] if steps else "constant"
    if not to.among or last not in facts:
        return
    if last in ("constant", "present"):
        _among(facts[last], to)
    elif last == "words":
        for item in facts[last].mapping("'words'").values():
            _among(item, to)


def _among(node: Node, to: Field) -> None:
    known = {text.casefold() for text in to.among}
    word = node.value.strip() if isinstance(node.value, str) else ""
    if word and word.casefold() not in known:
        node.wrong(
            f"{to.name} cannot be {word[:40]!r}{nearest(word.casefold(), list(to.among))}; "
            f"it is one of {', '.join(to.among)}"
        )


def _scheme(node: Node | None, to: Field) -> str | None:
    """Return the list that codes are from; one of ours may not be misspelt."""
    if node is None:
        return None
    scheme = node.text("a scheme")
    if to.name.startswith(_COUNTRIES) and scheme not in closed.COUNTRY_SCHEMES:
        close = get_close_matches(scheme.casefold(), closed.COUNTRY_SCHEMES, n=1, cutoff=_NEARLY)
        if close:
            node.wrong(
                f"the scheme {scheme[:40]!r} is nearly {close[0]!r}: write that, or call a list of "
                "your own by a name less like it"
            )
    return scheme


def _origin(key: str, node: Node, around: Node, to: Field, depth: int) -> m.Origin:
    if key == "column":
        return _column(node)
    if key == "constant":
        return m.Constant(node.text("a constant"))
    if key == "choose":
        return _choose(node, around, to, depth)
    values = tuple(_value(item, to, depth + 1) for item in node.items(f"what {key!r} takes"))
    if not values:
        node.wrong(f"{key!r} needs at least one value")
    if key == "first":
        return m.First(values)
    if key == "digest":
        return m.Digest(values)
    between = around.get("with")
    return m.Join(values, between.plain("what stands between") if between else "-")


def _choose(node: Node, around: Node, to: Field, depth: int) -> m.Choose:
    when = around.get("when")
    if when is None:
        around.wrong("'choose' needs 'when': a value for each text of the column")
    otherwise = around.get("otherwise")
    return m.Choose(
        _column(node),
        {
            text.strip(): _value(item, to, depth + 1)
            for text, item in when.mapping("'when'").items()
        },
        None if otherwise is None else _value(otherwise, to, depth + 1),
    )


def _step(key: str, node: Node, around: Node) -> m.Step:
    if key == "part":
        facts = node.mapping("'part'", ("separator", "number"))
        if "separator" not in facts or "number" not in facts:
            node.wrong("'part' needs a separator and a number, counted from 1")
        return m.Part(
            facts["separator"].plain("a separator") or node.wrong("a separator is not empty"),
            facts["number"].integer("the number of a part"),
        )
    if key == "amount":
        if node.value not in amounts.PARTS:
            node.wrong(f"'amount' must be one of {', '.join(amounts.PARTS)}")
        return m.Amount(node.text("a part of an amount"))
    if key == "parentheses":
        if node.value not in ("inside", "outside"):
            node.wrong("'parentheses' must be inside or outside")
        return m.Parentheses(inside=node.value == "inside")
    if key == "pad":
        return m.Pad(min(node.integer("the width to pad to"), 64))
    if key == "characters":
        return m.Characters(node.integer("the number of characters"))
    if key == "present":
        return m.Present(node.text("the text of 'present'"))
    if key == "words":
        pairs = {
            text.strip(): item.plain(f"the word for {text!r}")
            for text, item in node.mapping("'words'").items()
        }
        return m.Words(pairs, keep=_yes(around.get("keep")))
    return _lookup(node)


def _lookup(node: Node) -> m.Lookup:
    if isinstance(node.value, str):
        return m.Lookup(node.text("a code list"), "name", keep=False, line=node.line)
    facts = node.mapping("'lookup'", ("list", "column", "keep"))
    if "list" not in facts:
        node.wrong("'lookup' needs a list")
    column = facts.get("column")
    return m.Lookup(
        facts["list"].text("a code list"),
        column.text("a column of the code list") if column else "name",
        keep=_yes(facts.get("keep")),
        line=node.line,
    )


def _yes(node: Node | None) -> bool:
    if node is None:
        return False
    if node.value not in ("true", "false"):
        node.wrong("this must be true or false")
    return node.value == "true"


def _number(node: Node) -> m.NumberForm:
    decimal, thousands, times = (node.get(key) for key in _NUMBER)
    for mark in (decimal, thousands):
        if mark is not None and (len(mark.plain("a mark")) != 1 or mark.plain("") in _NO_MARKS):
            mark.wrong("a mark in a number is one character, such as ',' or '.'")
    if decimal is not None and thousands is not None and decimal.value == thousands.value:
        thousands.wrong("the marks for decimals and thousands are the same")
    return m.NumberForm(
        decimal.plain("a mark") if decimal else None,
        thousands.plain("a mark") if thousands else None,
        times.integer("'times'") if times else 1,
    )


def _date(node: Node, name: str, depth: int) -> m.DateForm:
    if depth > _DEEPEST:
        node.wrong("the dates lie too deep within each other")
    if not isinstance(node.value, str) and node.get("unless"):
        rest = Node(
            node.shown,
            node.line,
            {key: value for key, value in node.mapping("a date").items() if key != "unless"},
            node.key_lines,
        )
        return m.Unless(_date(rest, name, depth + 1), condition(cast(Node, node.get("unless"))))
    if node.get("year"):
        facts = node.mapping(f"the date {name!r}", ("year", "month", "day"))
        year, month, day = (
            _value(facts[part], Field(part, "integer", ""), 0) if part in facts else None
            for part in ("year", "month", "day")
        )
        if day and not month:
            node.wrong("a date with a day needs a month")
        return m.InParts(cast(m.Value, year), month, day)
    if node.get("start") or node.get("end"):
        facts = node.mapping(f"the date {name!r}", ("start", "end", "open"))
        if "start" not in facts or "end" not in facts:
            node.wrong("a span of dates needs a start and an end")
        return m.Span(
            _date(facts["start"], name, depth + 1),
            _date(facts["end"], name, depth + 1),
            _conditions(facts["open"]) if "open" in facts else (),
        )
    if node.get("first"):
        facts = node.mapping(f"the date {name!r}", ("first",))
        dates = tuple(_date(item, name, depth + 1) for item in facts["first"].items("'first'"))
        if not dates:
            node.wrong("'first' needs at least one date")
        return m.FirstDate(dates)
    return _written(node, name)


def _written(node: Node, name: str) -> m.Written:
    if not isinstance(node.value, dict):
        return m.Written(_value(node, Field(name, "text", ""), 0), (dateformats.EDTF,))
    facts = node.mapping(f"the date {name!r}")
    own = ("format", "precision")
    rest = {key: value for key, value in facts.items() if key not in own}
    value = _value(Node(node.shown, node.line, rest, node.key_lines), Field(name, "text", ""), 0)
    formats = facts["format"].texts("the formats") if "format" in facts else (dateformats.EDTF,)
    for written in formats:
        if written != dateformats.EDTF and dateformats.read(written) is None:
            facts["format"].wrong(
                f"{written!r} is no form of date: YYYYMMDD, D MMMM YYYY, DD.MM.YYYY, YYYY-MM, EDTF"
            )
    return m.Written(value, formats, _precision(facts.get("precision")))


def _precision(node: Node | None) -> m.Precision | None:
    if node is None:
        return None
    facts = node.mapping("'precision'", ("column", "about", "month", "year"))
    if "column" not in facts:
        node.wrong("'precision' needs a column")
    about, month, year = (
        facts[key].texts(f"the texts of {key!r}") if key in facts else ()
        for key in ("about", "month", "year")
    )
    return m.Precision(_column(facts["column"]), about, month, year)


def nearest(name: str, known: "list[str]") -> str:
    """Return ` (perhaps …?)` with the nearest known name, or nothing."""
    close = get_close_matches(name, known, n=1)
    return f" (perhaps {close[0]!r}?)" if close else ""
