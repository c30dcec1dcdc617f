"""Text that becomes part of SQL: only as a quoted name or a quoted literal."""

from collections.abc import Iterable


def name(identifier: str) -> str:
    """Return an identifier as DuckDB reads it, whatever characters it has."""
    return '"' + identifier.replace('"', '""').replace("\0", "") + '"'


def text(value: str) -> str:
    """Return a text as a literal."""
    return "'" + value.replace("'", "''").replace("\0", "") + "'"


def texts(values: Iterable[str]) -> str:
    """Return literals for the right side of IN."""
    return "(" + ", ".join(text(value) for value in values) + ")"


def or_null(expression: str | None) -> str:
    """Return an expression, or NULL as text."""
    return "CAST(NULL AS VARCHAR)" if expression is None else expression
