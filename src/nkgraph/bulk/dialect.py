"""The SQL of mappings and lifting, which is DuckDB's, as Spark understands and means it.

What a data set means is written once, as SQL for DuckDB (`nkgraph.datasets`, `nkgraph.merge`).
SQLGlot, which Ibis is built on, translates it; here stands what it leaves as it is or gives another
meaning: whole-text matches, dates by a pattern, names of fields, our own macros, and doubles as
text. Tests read every table of events with both engines and compare row by row.
"""

import re
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any, NamedTuple

import sqlglot
from sqlglot import exp

from nkgraph.errors import NkgraphError

_MACRO = re.compile(r"MACRO (\w+)\(([^)]*)\) AS\s+(.*?)\s*;\s*(?=CREATE|$)", re.DOTALL)

_PATTERN_PARTS = {"%Y": "yyyy", "%B": "MMMM", "%b": "MMM", "%m": "M", "%d": "d"}
"""What nkgraph.datasets.dateformats writes, in the letters of Java's DateTimeFormatter."""

_SMALL = "0.001"
"""Below this Java writes a double as 5.0E-4, which DuckDB writes as 0.0005."""


Node = Any
"""A part of a query: exp.Expression, which SQLGlot 28 renamed in part."""

Rewrite = Callable[[Node], Node]


class Macro(NamedTuple):
    """A macro of DuckDB's: the names of its arguments, and its text."""

    arguments: tuple[str, ...]
    body: str


def macros(text: str) -> dict[str, Macro]:
    """Return the macros that a text of `CREATE MACRO` statements defines, by name."""
    return {
        name: Macro(tuple(part.strip() for part in arguments.split(",")), body)
        for name, arguments, body in _MACRO.findall(text)
    }


def spark(
    text: str, *, macros: Mapping[str, Macro] | None = None, doubles: Collection[str] = ()
) -> str:
    """Return a query of DuckDB's as Spark's.

    macros: what it calls beside DuckDB's own functions. doubles: the names of columns that hold
    doubles, which are written as DuckDB writes them where they become text.
    """
    tree = sqlglot.parse_one(text, read="duckdb")
    tree = _changed(tree, partial(_expanded, macros or {}))
    tree = _changed(tree, partial(_rewritten, frozenset(doubles)))
    return str(tree.sql(dialect="spark", identify=True))


def columns(text: str) -> set[str]:
    """Return the names of the columns that a query of DuckDB's speaks of."""
    tree = sqlglot.parse_one(text, read="duckdb")
    return {column.name for column in tree.find_all(exp.Column)}


def _changed(tree: Node, change: Rewrite) -> Node:
    """Return a tree with each node changed, after all that lies below it."""
    for node in reversed(list(tree.walk())):
        new = change(node)
        if node is tree:
            tree = new
        elif new is not node:
            node.replace(new)
    return tree


def _expanded(known: Mapping[str, Macro], node: Node) -> Node:
    if not isinstance(node, exp.Anonymous) or node.name not in known:
        return node
    macro = known[node.name]
    values = dict(zip(macro.arguments, node.expressions, strict=True))

    def filled(part: Node) -> Node:
        if not isinstance(part, exp.Column) or part.name not in values:
            return part
        value = values[part.name].copy()
        return value if isinstance(value, exp.Column | exp.Func) else exp.paren(value)

    body = _changed(sqlglot.parse_one(macro.body, read="duckdb"), filled)
    return exp.paren(_changed(body, partial(_expanded, known)))


def _rewritten(doubles: frozenset[str], node: Node) -> Node:
    if isinstance(node, exp.ConcatWs):
        node.set("expressions", [_as_text(part, doubles) for part in node.expressions])
        return node
    rewrite = _REWRITES.get(type(node))
    if rewrite is not None:
        return rewrite(node)
    if isinstance(node, exp.Anonymous):
        named = _NAMED.get(node.name.lower())
        if named is not None:
            return named(node)
    return node


def _whole(node: Node) -> Node:
    """Return a match of a whole text: RLIKE looks for one anywhere, and Java's $ before a LF."""
    text, pattern = _arguments(node)[:2]
    return exp.RegexpLike(this=text, expression=exp.Literal.string(rf"^(?:{_literal(pattern)})\z"))


def _day_by_pattern(node: Node) -> Node:
    text, pattern = _arguments(node)[:2]
    written = _literal(pattern)
    # Digits side by side are told apart by their number alone.
    is_packed = re.search(r"%[a-zA-Z]%", written) is not None
    parts = _PATTERN_PARTS | ({"%m": "MM", "%d": "dd"} if is_packed else {})
    java = re.sub(
        "%[a-zA-Z%]|[^%]",
        lambda found: parts.get(found[0]) or _quoted(found[0].replace("%%", "%")),
        written,
    )
    return exp.Anonymous(this="try_to_timestamp", expressions=[text, exp.Literal.string(java)])


def _quoted(sign: str) -> str:
    return "''" if sign == "'" else sign if sign in " .,-/" else f"'{sign}'"


def _truncated(node: Node) -> Node:
    number = _arguments(node)[0]
    return (
        exp.case()
        .when(number.copy() >= 0, exp.Floor(this=number.copy()))
        .else_(exp.Ceil(this=number.copy()))
    )


def _tried(node: Node) -> Node:
    """Return a product that is NULL where it is too large; nothing else is tried by TRY."""
    product = _arguments(node)[0].unnest()
    if not isinstance(product, exp.Mul):
        raise NkgraphError(f"Spark has no form of this: {node.sql(dialect='duckdb')[:80]}")
    return exp.Anonymous(this="try_multiply", expressions=[product.this, product.expression])


def _as_text(part: Node, doubles: frozenset[str]) -> Node:
    if not isinstance(part, exp.Column) or part.name not in doubles:
        return part
    number = part.sql(dialect="spark", identify=True)
    text = f"CAST({number} AS STRING)"
    # Java's is sign, one digit, a point, digits, E and the exponent, which here is below -3.
    sign = f"CASE WHEN {number} < 0 THEN '-' ELSE '' END"
    digits = f"replace(replace(split_part({text}, 'E', 1), '-', ''), '.0', '')"
    exponent = f"abs(CAST(split_part({text}, 'E', 2) AS INT))"
    return sqlglot.parse_one(
        f"CASE WHEN {number} = 0 OR abs({number}) >= {_SMALL} THEN {text} "
        f"WHEN {exponent} = 4 THEN concat({sign}, '0.000', replace({digits}, '.', '')) "
        f"ELSE concat({sign}, {digits}, 'e-', lpad(CAST({exponent} AS STRING), 2, '0')) END",
        read="spark",
    )


def _arguments(node: Node) -> list[Node]:
    if isinstance(node, exp.Anonymous):
        return list(node.expressions)
    return [part for part in node.args.values() if isinstance(part, exp.Expression)]


def _literal(node: Node) -> str:
    if not isinstance(node, exp.Literal) or not node.is_string:
        raise NkgraphError(f"Spark needs a fixed pattern: {node.sql(dialect='duckdb')[:80]}")
    return str(node.this)


_NAMED: dict[str, Rewrite] = {"regexp_full_match": _whole, "try_strptime": _day_by_pattern}

_REWRITES: dict[type[Node], Rewrite] = {
    exp.RegexpFullMatch: _whole,
    exp.Trunc: _truncated,
    exp.Try: _tried,
}
