"""Numbers as people write them, in SQL: read where there is one way to, refused where not."""

import re

from nkgraph.datasets import sql
from nkgraph.datasets.canonical import DECIMAL
from nkgraph.datasets.mapping import NumberForm

_SIGN = "[+-]?"
_PLAIN = rf"{_SIGN}([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]{{1,3}})?"
# In each, thousands are parted by what the name says; a comma with three digits behind it and
# nothing else could be either mark, and so is in none.
_COMMAS = rf"{_SIGN}[0-9]{{1,3}}((,[0-9]{{3}})+[.][0-9]+|(,[0-9]{{3}}){{2,}})"
_POINTS = rf"{_SIGN}[0-9]{{1,3}}(([.][0-9]{{3}})+,[0-9]+|([.][0-9]{{3}}){{2,}})"
_SPACES = rf"{_SIGN}[0-9]{{1,3}}([ '][0-9]{{3}})+([.,][0-9]+)?"
_DECIMAL_COMMA = rf"{_SIGN}([0-9]+,([0-9]{{1,2}}|[0-9]{{4,}})|0,[0-9]+)"
_AMBIGUOUS = rf"{_SIGN}[1-9][0-9]{{0,2}},[0-9]{{3}}"

_NOTHING = "('nan', 'null')"
"""What programs write into a column of numbers for none."""

_TIDY = "translate({}, '−\u00a0\u202f\u2009’', '-   ''')"
"""The minus sign, no-break and thin spaces and the apostrophe that typesetting has."""


def parsed(raw: str, form: NumberForm, sql_type: str) -> str:
    """Return SQL for the number that the text `raw` writes; NULL where it writes none."""
    if form.decimal is None and form.thousands is None:
        cleaned = _cleaned(raw)
    else:
        cleaned = _as_said(raw, form)
    decimal = f"TRY_CAST({cleaned} AS {DECIMAL})"
    if form.times != 1:
        decimal = f"TRY_CAST(TRY({decimal} * {form.times}) AS {DECIMAL})"
    if sql_type == DECIMAL:
        return decimal
    slow = f"TRY_CAST({decimal} AS {sql_type})"
    if sql_type == "BIGINT":
        slow = f"CASE WHEN {decimal} = trunc({decimal}) THEN {slow} END"
    if form != NumberForm():
        return slow
    # Most numbers are plain, and a cast is several times faster than regular expressions.
    plain = f"NOT regexp_matches({raw}, '[^0-9.-]')"
    if sql_type == "BIGINT":
        plain += f" AND NOT contains({raw}, '.')"
    return f"CASE WHEN {plain} THEN TRY_CAST({raw} AS {sql_type}) ELSE {slow} END"


def plain(written: str) -> str | None:
    """Return a number without a sign, with a point for decimals; None where it can be two."""
    if re.fullmatch(_PLAIN, written):
        return written
    if re.fullmatch(_COMMAS, written):
        return written.replace(",", "")
    if re.fullmatch(_POINTS, written):
        return written.replace(".", "").replace(",", ".")
    if re.fullmatch(_SPACES, written):
        return written.replace(" ", "").replace("'", "").replace(",", ".")
    return written.replace(",", ".") if re.fullmatch(_DECIMAL_COMMA, written) else None


def problem(raw: str, number: str, form: NumberForm) -> str:
    """Return SQL for what is wrong with a text that writes no number; NULL where nothing is."""
    shown = f"left({raw}, 40)"
    if form.decimal is None and form.thousands is None:
        unclear = (
            f"WHEN regexp_full_match({_TIDY.format(raw)}, {sql.text(_AMBIGUOUS)}) THEN "
            f"'''' || {shown} || ''' can be read with a decimal comma or with thousands'"
        )
    else:
        unclear = ""
    return (
        f"CASE WHEN {raw} IS NULL OR {number} IS NOT NULL OR lower({raw}) IN {_NOTHING} "
        f"THEN NULL {unclear} "
        f"ELSE '''' || {shown} || ''' is not such a number' END"
    )


def _cleaned(raw: str) -> str:
    """Return SQL for a text with a point for decimals and nothing for thousands."""
    tidy = _TIDY.format(raw)
    return (
        f"CASE WHEN regexp_full_match({tidy}, {sql.text(_PLAIN)}) THEN {tidy} "
        f"WHEN regexp_full_match({tidy}, {sql.text(_COMMAS)}) THEN replace({tidy}, ',', '') "
        f"WHEN regexp_full_match({tidy}, {sql.text(_POINTS)}) "
        f"THEN translate({tidy}, ',.', '.') "
        f"WHEN regexp_full_match({tidy}, {sql.text(_SPACES)}) "
        f"THEN translate({tidy}, ', ''', '.') "
        f"WHEN regexp_full_match({tidy}, {sql.text(_DECIMAL_COMMA)}) "
        f"THEN replace({tidy}, ',', '.') END"
    )


def _as_said(raw: str, form: NumberForm) -> str:
    """Return SQL for a text whose marks the mapping names."""
    tidy = _TIDY.format(raw)
    decimal = form.decimal or ("," if form.thousands == "." else ".")
    groups = f"({_escaped(form.thousands)}[0-9]{{3}})*" if form.thousands else ""
    whole = f"([0-9]+|[0-9]{{1,3}}{groups})" if groups else "[0-9]+"
    pattern = f"{_SIGN}{whole}({_escaped(decimal)}[0-9]+)?"
    without = tidy if form.thousands is None else f"replace({tidy}, {_mark(form.thousands)}, '')"
    return (
        f"CASE WHEN regexp_full_match({tidy}, {sql.text(pattern)}) "
        f"THEN replace({without}, {_mark(decimal)}, '.') END"
    )


def _mark(sign: str) -> str:
    """Return a mark as a literal, as `_TIDY` leaves it."""
    return sql.text({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'"}.get(sign, sign))


def _escaped(sign: str) -> str:
    tidied = {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'"}.get(sign, sign)
    return f"[{tidied}]" if tidied not in "^]\\" else "\\" + tidied
