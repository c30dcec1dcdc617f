"""The tables that every dataset becomes: one for events, one for figures, one for states."""

from dataclasses import dataclass
from typing import Literal

from nkgraph.datasets import closed

Type = Literal["text", "number", "integer", "double", "boolean", "date", "day"]

DECIMAL = "DECIMAL(38, 9)"
"""Amounts to a billionth and up to 10^29: more than any publisher gives."""

_SQL_TYPES: dict[Type, str] = {
    "text": "VARCHAR",
    "number": DECIMAL,
    "integer": "BIGINT",
    "double": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "VARCHAR",
    "day": "DATE",
}


@dataclass(frozen=True)
class Field:
    """A column that a mapping can fill."""

    name: str
    type: Type
    about: str
    bounds: tuple[str, str] | None = None
    """For a date: the columns that take its first and last day."""
    within: tuple[float, float] | None = None
    """For a number: what it cannot lie outside of."""
    among: tuple[str, ...] = ()
    """For a text: the only ones that it can be, in the case in which they are kept."""


@dataclass(frozen=True)
class Required:
    """Fields of which one must have a value, or the row is refused."""

    called: str
    """What a message says is missing."""
    fields: tuple[str, ...]
    but_for_kind: str | None = None
    """The `kind` of row that needs none."""


@dataclass(frozen=True)
class Table:
    """The columns that a kind of dataset yields, beside `row`, the line's number in the file."""

    kind: str
    fields: tuple[Field, ...]
    required: tuple[Required, ...]

    def field(self, name: str) -> Field | None:
        """Return the field of that name."""
        return next((field for field in self.fields if field.name == name), None)

    @property
    def columns(self) -> dict[str, str]:
        """The names of all columns, in order, with their SQL types."""
        columns = {"row": "BIGINT"}
        for field in self.fields:
            columns[field.name] = _SQL_TYPES[field.type]
            for bound in field.bounds or ():
                columns[bound] = "DATE"
        return columns


def _text(name: str, about: str) -> Field:
    return Field(name, "text", about)


def _coded(name: str, whose: str) -> tuple[Field, Field, Field]:
    return (
        _text(f"{name}_code", f"the code of {whose}"),
        _text(f"{name}_scheme", "what list that code is from"),
        _text(f"{name}_name", f"the name of {whose}, as the file has it"),
    )


EVENTS = Table(
    kind="events",
    fields=(
        _text("id", "the dataset's own identifier of the event"),
        Field("date", "date", "when it happened (EDTF)", bounds=("earliest", "latest")),
        *_coded("actor", "who acted"),
        _text("actor_type", "the dataset's own code for the actor's role, such as GOV"),
        *_coded("target", "whom it was done to"),
        _text("target_type", "the dataset's own code for the target's role"),
        _text("kind_code", "what happened, in the dataset's own coding"),
        _text("kind_scheme", "what list that code is from"),
        _text("kind_base", "the broader code that the code belongs to"),
        _text("kind_root", "the broadest code that it belongs to"),
        _text("kind_name", "what the code means"),
        Field(
            "common_kind",
            "text",
            "the kind that all datasets share (see the list of common kinds)",
            among=closed.COMMON_KINDS,
        ),
        *_coded("place", "where it happened"),
        Field("latitude", "double", "degrees north", within=(-90, 90)),
        Field("longitude", "double", "degrees east", within=(-180, 180)),
        Field("mentions", "integer", "how many reports the dataset counted"),
        Field("goldstein", "double", "-10 (conflict) to 10 (cooperation)", within=(-10, 10)),
        Field("deaths", "integer", "how many people died, by the dataset's best estimate"),
        _text("label", "the dataset's own words for the event"),
        _text("url", "the address of a report"),
    ),
    required=(
        Required("date", ("date",)),
        Required(
            "actor",
            ("actor_code", "actor_name", "actor_type", "target_code", "target_name", "target_type"),
        ),
    ),
)

FIGURES = Table(
    kind="figures",
    fields=(
        _text("id", "the dataset's own identifier of the figure"),
        *_coded("exporter", "who sells"),
        *_coded("importer", "who buys"),
        *_coded("commodity", "what is traded"),
        Field("period", "date", "the year or month it is about", bounds=("earliest", "latest")),
        Field("value", "number", "how much"),
        _text("unit", "of what"),
        _text("reporter_code", "the code of the country whose figures these are"),
        _text("reporter_scheme", "what list that code is from"),
        Field("flow", "text", "export or import, seen from the reporter", among=closed.FLOWS),
        Field("valuation", "text", "FOB or CIF", among=closed.VALUATIONS),
        Field("aggregate", "boolean", "whether it is a total of other rows of the file"),
        Field("percent", "number", "change against period_before, with its sign"),
        Field("period_before", "date", "what the change is measured against"),
        Field("share", "number", "percent of the actor's whole trade"),
        Field("rank", "integer", "place among the partners"),
        Field("approximate", "boolean", "whether the source rounds or says about"),
        _text("speaker", "the agency or person whose figure it is"),
        _text("publisher", "who published it"),
        Field("published", "date", "when it was published"),
        _text("url", "where it was published"),
        _text("kind", "what the row states: trade, trade-total, trade-bilateral, debt, event …"),
        _text("label", "what it states, in words"),
    ),
    required=(
        Required("actor", ("exporter_code", "exporter_name", "importer_code", "importer_name")),
        Required("period", ("period",)),
        Required("figure", ("value", "percent", "share", "rank"), but_for_kind="event"),
    ),
)

STATES = Table(
    kind="states",
    fields=(
        _text("code", "the state's code"),
        _text("scheme", "what list that code is from"),
        _text("abbreviation", "the state's letters in the same list"),
        _text("name", "the state's name"),
        Field("from", "day", "the first day of which it holds"),
        Field("to", "day", "the last one; empty when it still held as the file was made"),
    ),
    required=(Required("state", ("code", "name")), Required("first day", ("from",))),
)

TABLES = {table.kind: table for table in (EVENTS, FIGURES, STATES)}
