"""A table's cells as a person reads them, on a terminal or in a notebook.

IRIs are compact, dates and numbers in words, amounts in their unit. No text can act: whatever
would move a cursor, change a colour or turn the direction of writing is shown as an escape.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

import pyoxigraph
from pyoxigraph import NamedNode

from nkgraph import edtf, quantities, terms
from nkgraph.errors import InvalidDate
from nkgraph.values import XSD, Term, python_value

if TYPE_CHECKING:
    from nkgraph.table import Table

_LABEL = "Label"
_DATE = "date"
"""The unit that a query's header gives a column of dates whose type does not say so."""
_EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
_DATE_TYPES = frozenset({_EDTF, XSD + "date", XSD + "gYearMonth", XSD + "gYear"})
# These shape what is beside them; all other format characters are hidden acts.
_NON_JOINER, _JOINER = "\u200c", "\u200d"
# Between emoji a joiner makes one of several. Elsewhere terminals differ in how wide that gets.
_EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"
_IDLE_JOINER = re.compile(f"(?<![{_EMOJI}\ufe0f]){_JOINER}|{_JOINER}(?![{_EMOJI}])")
_SPACES = frozenset({"Zs", "Zl", "Zp"})
_ACTING = frozenset({"Cc", "Cf", "Cs"})

Kind = Literal["number", "date", "iri", "text"]


class Shown(NamedTuple):
    """One column for people: its name, the head above it, its cells, and what all of them are."""

    name: str
    head: str
    cells: list[str]
    kind: Kind

    @property
    def is_number(self) -> bool:
        """Whether the column's place is on the right."""
        return self.kind == "number"

    def without_prefix(self) -> "Shown":
        """Return the column with the prefix that all of its IRIs share left out."""
        prefixes = {cell.partition(":")[0] for cell in self.cells if cell}
        if self.kind != "iri" or len(prefixes) != 1 or not prefixes <= set(terms.PREFIXES):
            return self
        return self._replace(cells=[cell.partition(":")[2] for cell in self.cells])


def counted(table: "Table") -> str:
    """Return how many rows a table has, in words."""
    count = "1 row" if len(table) == 1 else f"{len(table):,} rows"
    return f"the first {count}, and there are more" if table.is_cut else count


def labelled(table: "Table") -> list[str]:
    """Return the columns of IRIs that have their labels beside them, which say more."""
    return [
        name
        for place, name in enumerate(table.columns)
        if name + _LABEL in table.columns
        and all(row[place] is None or isinstance(row[place], NamedNode) for row in table.terms)
    ]


def shown(table: "Table") -> list[Shown]:
    """Return all of a table's columns for people."""
    units = _units(table)
    columns = []
    for place, name in enumerate(table.columns):
        unit = units.get(name)
        column = [row[place] for row in table.terms]
        # Few of a column's values are different ones.
        distinct = {term: cell(term, unit) for term in dict.fromkeys(column)}
        cells = [distinct[term] for term in column]
        columns.append(Shown(name, inert(name), cells, _kind(distinct, unit)))
    return columns


def date_columns(table: "Table") -> list[str]:
    """Return the columns that hold dates, by what the query says or by the type of what they have.

    Of a column the first known value speaks for the rest.
    """
    units = _units(table)
    found = []
    for place, name in enumerate(table.columns):
        term = next((row[place] for row in table.terms if row[place] is not None), None)
        if term is not None and _is_date(term, units.get(name)):
            found.append(name)
    return found


def without(columns: list[Shown], names: Collection[str]) -> list[Shown]:
    """Return the columns save the named ones, whose labels then take their name."""
    kept = (column for column in columns if column.name not in names)
    bases = ((column, column.name.removesuffix(_LABEL)) for column in kept)
    return [
        column._replace(head=inert(base)) if base in names else column for column, base in bases
    ]


def cell(term: Term | None, unit: str | None = None) -> str:
    """Return one term as a person reads it."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return inert(terms.compact(term.value))
    value = python_value(term)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is not None and not isinstance(value, str):
        return quantities.in_words(value, unit)
    if _is_date(term, unit):
        try:
            return edtf.words(str(value))
        except InvalidDate:  # say what the source says
            pass
    return inert(str(value))


def inert(text: str) -> str:
    """Return a text on one line and without a character that acts on what is around it."""
    if text.isprintable():
        return text
    return _IDLE_JOINER.sub("", "".join(map(_inert_character, text)))


def _inert_character(character: str) -> str:
    if character.isspace() or (kind := unicodedata.category(character)) in _SPACES:
        return " "
    if kind in _ACTING and character not in (_NON_JOINER, _JOINER):
        return character.encode("unicode_escape").decode()
    return character


def _kind(values: Iterable[Term | None], unit: str | None) -> Kind:
    kinds: set[Kind] = {_kind_of(term, unit) for term in values if term is not None}
    return kinds.pop() if len(kinds) == 1 else "text"


def _kind_of(term: Term, unit: str | None) -> Kind:
    if isinstance(term, NamedNode):
        return "iri"
    if not isinstance(python_value(term), str | bool):
        return "number"
    return "date" if _is_date(term, unit) else "text"


def _is_date(term: Term, unit: str | None) -> bool:
    return isinstance(term, pyoxigraph.Literal) and (
        unit == _DATE or term.datatype.value in _DATE_TYPES
    )


def _units(table: "Table") -> Mapping[str, str | None]:
    if table.query is None:
        return {}
    return {name: column.unit for name, column in table.query.columns.items()}
