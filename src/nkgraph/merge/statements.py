"""What a row of figures states, by its kind.

trade           a trade figure, and the change that it gives
trade-total     a state's whole foreign trade, both ways, and its change
trade-bilateral the trade between two, both ways, its change, and the partner's share and rank
debt            that the importer owes the exporter a sum
debt-write-off  that the exporter gives up a part of what the importer owes
anything else   an event: of one actor, or with two who take part
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from nkgraph import edtf
from nkgraph.datasets.quads import Writer, iri, text, typed
from nkgraph.errors import InvalidDate
from nkgraph.merge.speakers import slug
from nkgraph.terms import ENTITY, NKG

DOLLARS = "USD"
_DOLLARS = ("usd", "us dollar", "us dollars", "us$", "$")
_TIMES = {"thousand": 10**3, "million": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9}
"""What a unit may be multiplied by, as in million USD."""
_WORD = re.compile(r"[\w-]+")
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
_UNIT = "https://w3id.org/nkgraph/unit/"


class Row(NamedTuple):
    """A row of figures, with our entities in place of codes."""

    number: int
    kind: str
    exporter: str | None
    importer: str | None
    commodity: str
    commodity_label: str
    period: str
    bounds: tuple[Any, Any]
    before: str | None
    value: Decimal | None
    unit: str
    percent: Decimal | None
    share: Decimal | None
    rank: int | None
    approximate: bool
    aggregate: bool
    valuation: str | None
    flow: str | None
    label: str | None

    @classmethod
    def of(
        cls,
        values: dict[str, Any],
        commodity: Callable[[str | None, str | None, str | None], tuple[str, str]],
    ) -> "Row":
        """Return the row of a canonical table's values."""
        found, called = commodity(
            values["commodity_scheme"], values["commodity_code"], values["commodity_name"]
        )
        times, unit = _unit_of(values["unit"])
        return cls(
            number=values["row"],
            kind=(values["kind"] or "trade").casefold(),
            exporter=values["seller"],
            importer=values["buyer"],
            commodity=found,
            commodity_label=called,
            period=_period(values["period"], values["earliest"], values["latest"]),
            bounds=(values["earliest"], values["latest"]),
            before=values["period_before"],
            value=None if values["value"] is None else values["value"] * times,
            unit=unit,
            percent=values["percent"],
            share=values["share"],
            rank=values["rank"],
            approximate=bool(values["approximate"]),
            aggregate=bool(values["aggregate"]),
            valuation=values["valuation"],
            flow=values["flow"],
            label=values["label"],
        )


def _period(written: str, earliest: Any, latest: Any) -> str:
    """Return a period as it is compared: twelve months that are a calendar year are that year."""
    year = f"{earliest.year:04}" if earliest is not None else ""
    is_year = (str(earliest), str(latest)) == (f"{year}-01-01", f"{year}-12-31")
    return year if is_year and "/" in written else written


Stated = Iterator[tuple[str, str]]
"""Statements, as terms, with a gloss each."""


class Statements:
    """Writes what rows state into one source's graph."""

    def __init__(
        self, lines: Writer, graph: str, kinds: list[tuple[str, str]], called: dict[str, str]
    ) -> None:
        self._lines = lines
        self._graph = graph
        self._kinds = sorted(kinds, key=lambda kind: -len(kind[0]))
        self._called = called

    def of(self, row: Row) -> Stated:
        """Write what a row states, and yield each statement with a gloss."""
        match row.kind:
            case "trade":
                if row.exporter and row.importer:
                    yield from self._trade(row)
            case "trade-total" | "trade-bilateral":
                if row.exporter:
                    yield from self._both_ways(row)
            case "debt":
                if row.exporter and row.importer:
                    yield self._debt(row)
            case _:
                yield self._event(row)

    def _trade(self, row: Row) -> Stated:
        flow = f"{self._name(row.exporter)}'s exports to {self._name(row.importer)}"
        what = f"{flow}, {row.commodity_label}, in {_when(row.period)}"
        # Figures in other money are kept and said; what is asked for as a figure is in dollars.
        in_dollars = row.unit == DOLLARS
        if row.value is not None:
            figure = self._flow(
                row, "figure", f"nkg:{'TradeFigure' if in_dollars else 'TradeFlow'}"
            )
            self._add(figure, "nkg:period", typed(row.period, "edtf:EDTF"))
            self._value(figure, row)
            if row.valuation:
                self._add(figure, "nkg:valuation", text(row.valuation))
            if row.aggregate:
                self._add(figure, "nkg:aggregate", typed("true", "xsd:boolean"))
            by = f" ({row.valuation})" if row.valuation else ""
            part = f", {_number(row.share)} percent of the whole" if row.share is not None else ""
            yield figure, f"{what}: {_number(row.value)} {row.unit}{by}{part}"
        if row.percent is not None:
            change = self._flow(row, "change", "nkg:TradeChange")
            self._change(change, row)
            yield change, f"{flow}, {row.commodity_label}: {_change(row)}"

    def _flow(self, row: Row, name: str, kind: str) -> str:
        flow = self._new(row, name, kind)
        self._add(flow, "nkg:exporter", f"<{row.exporter}>")
        self._add(flow, "nkg:importer", f"<{row.importer}>")
        self._add(flow, "nkg:commodity", f"<{row.commodity}>")
        return flow

    def _change(self, statement: str, row: Row) -> None:
        assert row.percent is not None
        if row.before:
            self._add(statement, "nkg:fromPeriod", typed(row.before, "edtf:EDTF"))
        self._add(statement, "nkg:toPeriod", typed(row.period, "edtf:EDTF"))
        self._add(statement, "nkg:percent", _decimal(row.percent))
        way = "increase" if row.percent > 0 else "decrease" if row.percent < 0 else "steady"
        self._add(statement, "nkg:direction", iri(f"nkg:{way}"))

    def _both_ways(self, row: Row) -> Stated:
        who = self._name(row.exporter)
        in_dollars = row.unit == DOLLARS
        partner = self._name(row.importer)
        trade = f"{who}'s trade with {partner}" if row.importer else f"{who}'s foreign trade"
        if row.value is not None:
            figure = self._mutual(row, "figure", f"nkg:MutualTrade{'Figure' if in_dollars else ''}")
            self._add(figure, "nkg:period", typed(row.period, "edtf:EDTF"))
            self._value(figure, row)
            amount = f"{_number(row.value)} {row.unit}"
            yield figure, f"{trade}, both ways, in {_when(row.period)}: {amount}"
        if row.percent is not None:
            change = self._mutual(row, "change", "nkg:MutualTradeChange")
            self._change(change, row)
            yield change, f"{trade}, both ways: {_change(row)}"
        if row.importer and (row.share is not None or row.rank is not None):
            standing = self._new(row, "standing", "nkg:Standing")
            self._add(standing, "nkg:actor", f"<{row.exporter}>")
            self._add(standing, "nkg:partner", f"<{row.importer}>")
            self._add(standing, "nkg:period", typed(row.period, "edtf:EDTF"))
            stated = []
            if row.share is not None:
                self._add(standing, "nkg:sharePercent", _decimal(row.share))
                stated.append(f"{_number(row.share)} percent of its trade")
            if row.rank is not None:
                self._add(standing, "nkg:rank", typed(str(row.rank), "xsd:integer"))
                stated.append(f"number {row.rank} of its partners")
            yield standing, f"{partner} for {who} in {_when(row.period)}: {', '.join(stated)}"

    def _mutual(self, row: Row, name: str, kind: str) -> str:
        trade = self._new(row, name, kind)
        self._add(trade, "nkg:actor", f"<{row.exporter}>")
        if row.importer:
            self._add(trade, "nkg:partner", f"<{row.importer}>")
        self._add(trade, "nkg:commodity", f"<{row.commodity}>")
        return trade

    def _debt(self, row: Row) -> tuple[str, str]:
        debt = self._new(row, "debt", "nkg:Relation")
        self._add(debt, "rdf:subject", f"<{row.importer}>")
        self._add(debt, "rdf:predicate", iri("nkg:owesDebtTo"))
        self._add(debt, "rdf:object", f"<{row.exporter}>")
        self._dates(debt, row)
        owed = ""
        if row.value is not None:
            self._value(debt, row, "nkg:amount")
            owed = f": {_number(row.value)} {row.unit}"
        who, whom = self._name(row.importer), self._name(row.exporter)
        return debt, row.label or f"{who}'s debt to {whom} as of {_when(row.period)}{owed}"

    def _event(self, row: Row) -> tuple[str, str]:
        is_write_off = row.kind == "debt-write-off"
        name, kind = ("", NKG + "DebtWriteOff") if is_write_off else self._kind(row)
        event = f"<{self._graph}/event/{row.number}>"
        who = [self._name(one) for one in (row.exporter, row.importer) if one]
        label = row.label or f"{row.kind}: {', '.join(who)}"
        self._add(event, "rdf:type", f"<{kind}>")
        self._add(event, "rdfs:label", text(label, "en"))
        self._dates(event, row)
        number = ordinal(row.label or "", name)
        if number is not None:
            self._add(event, "nkg:ordinal", typed(str(number), "xsd:integer"))
        # Whose deed an event with two actors is, the table does not say.
        both = row.exporter and row.importer and not is_write_off
        for entity, role in ((row.exporter, "nkg:agent"), (row.importer, "nkg:target")):
            if entity:
                self._add(event, "nkg:participant" if both else role, f"<{entity}>")
        if row.share is not None:
            self._add(event, "nkg:partPercent", _decimal(row.share))
        if row.value is not None:
            self._value(event, row, "nkg:amount")
        return event, label

    def _kind(self, row: Row) -> tuple[str, str]:
        """Return the kind whose name a row says, the longest one, or any event.

        A name of several words may stand there in another order: a write-off of debt is one.
        """
        said = f"{row.kind} {row.label or ''}".casefold()
        words = set(_WORD.findall(said))
        return next(
            (
                (name, kind)
                for name, kind in self._kinds
                if name in said or words.issuperset(_WORD.findall(name))
            ),
            ("", NKG + "Event"),
        )

    def _dates(self, statement: str, row: Row) -> None:
        self._add(statement, "nkg:date", typed(row.period, "edtf:EDTF"))
        for term, day in zip(("nkg:earliest", "nkg:latest"), row.bounds, strict=True):
            if day is not None:
                self._add(statement, term, typed(day.isoformat(), "xsd:date"))

    def _value(self, statement: str, row: Row, term: str = "sdmx-measure:obsValue") -> None:
        assert row.value is not None
        self._add(statement, term, _decimal(row.value))
        self._add(statement, "sdmx-attribute:unitMeasure", _unit(row.unit))

    def _new(self, row: Row, name: str, kind: str) -> str:
        statement = f"<{self._graph}/{name}/{row.number}>"
        self._add(statement, "rdf:type", iri(kind))
        return statement

    def _add(self, subject: str, predicate: str, value: str) -> None:
        self._lines.add(subject, predicate, value)

    def _name(self, entity: str | None) -> str:
        return self._called.get(entity or "", "?")


def ordinal(words: str, kind: str) -> int | None:
    """Return the number that words count an event of a kind by, as in the third nuclear test.

    >>> ordinal("North Korea's third nuclear test", "nuclear test")
    3
    """
    if not kind:
        return None
    found = re.search(rf"\b(\w+)\s+{re.escape(kind)}\b", words.casefold())
    if found is None:
        return None
    if found[1] in _ORDINALS:
        return _ORDINALS.index(found[1]) + 1
    number = re.fullmatch(r"([1-9][0-9]?)(?:st|nd|rd|th)", found[1])
    return int(number[1]) if number else None


def _decimal(value: Decimal) -> str:
    return typed(_plain(value), "xsd:decimal")


def _plain(value: Decimal) -> str:
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _number(value: Decimal) -> str:
    whole, point, rest = _plain(value).partition(".")
    return f"{int(whole):,}{point}{rest}"


def _unit_of(written: str | None) -> tuple[int, str]:
    """Return what a value is multiplied by, and its unit: 1,000,000 and USD of million USD."""
    words = (written or DOLLARS).split()
    times = next((_TIMES[word.casefold()] for word in words if word.casefold() in _TIMES), 1)
    unit = " ".join(word for word in words if word.casefold() not in _TIMES) or DOLLARS
    return times, DOLLARS if unit.casefold() in _DOLLARS else unit


def _unit(unit: str) -> str:
    return f"<{ENTITY}us-dollar>" if unit == DOLLARS else f"<{_UNIT}{slug(unit)}>"


def _change(row: Row) -> str:
    assert row.percent is not None
    since = f" from {_when(row.before)}" if row.before else ""
    sign = "+" if row.percent > 0 else ""
    return f"{sign}{_plain(row.percent)} percent{since} to {_when(row.period)}"


def _when(period: str) -> str:
    """Return a period in words; one that is no date as the source has it."""
    try:
        return edtf.words(period).removeprefix("from ")
    except InvalidDate:
        return period
