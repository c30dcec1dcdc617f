"""A first mapping for a file of the user's, written by looking at its columns.

What can be guessed is guessed, what cannot is marked with ???; the user corrects both.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nkgraph.datasets import catalogue, engine, headers
from nkgraph.datasets.document import UNKNOWN
from nkgraph.datasets.drafting_words import EXPORTS, IMPORTS, TIMES, WORDS
from nkgraph.datasets.layout import folded
from nkgraph.datasets.looking import sample_of
from nkgraph.datasets.recognition import choose
from nkgraph.datasets.sample import Sample, samples
from nkgraph.datasets.source import open_bytes
from nkgraph.errors import UnknownDataset
from nkgraph.output import harmless

if TYPE_CHECKING:
    import pandas as pd

_DAY_FIRST = "(1[3-9]|2[0-9]|3[01])/[0-9]{1,2}/[0-9]{4}"
_ORDERS = ("M/D/YYYY", "D/M/YYYY")
_SIDES = ("reporter", "partner")
"""How the columns of tables of trade begin, whose numbers are M49's."""

MOST = 0.8

_NULL_WORDS = ("NA", "N/A", "n/a", "NULL", "null", "None", "-", "..", ".", "-9", "-99", "-999")
_DATES = (
    ("[0-9]{4}(-[0-9]{2}(-[0-9]{2}([T ].*)?)?)?", "EDTF"),
    ("[0-9]{8}", "YYYYMMDD"),
    ("([0-9]{1,2} )?[A-Za-z]{3,9}[.]?( [0-9]{1,2})?,? [0-9]{4}", "EDTF"),
    ("[0-9]{4}[ -]?[QH][1-4]|[QH][1-4][ -]?[0-9]{4}", "EDTF"),
    ("[0-9]{1,2}-[A-Za-z]{3}-[0-9]{4}", "D-MMM-YYYY"),
    ("[0-9]{1,2}[.][0-9]{1,2}[.][0-9]{4}", "D.M.YYYY"),
    ("(0?[0-9]|1[0-2])/(0?[0-9]|1[0-2])/[0-9]{4}", UNKNOWN),
    ("(0?[0-9]|1[0-2])/[0-9]{1,2}/[0-9]{4}", "M/D/YYYY"),
    ("[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}", "D/M/YYYY"),
    ("[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}", "YYYY/M/D"),
    ("[0-9]{6}", "YYYYMM"),
)
_NUMBER = re.compile(r"[+-]?[0-9][0-9.,' \u00a0]*([eE][+-]?[0-9]+)?")
_DECIMAL_COMMA = re.compile(r"[+-]?([0-9]+|[0-9]{1,3}([. ][0-9]{3})+),([0-9]{1,2}|[0-9]{4,})")
_THOUSANDS_COMMA = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+([.][0-9]+)?")
_HARMONISED = "[0-9]{2}([0-9]{2}){0,2}|TOTAL"
_CODES = (
    ("[A-Z]{3}", "iso3166-1-alpha-3"),
    ("[A-Z]{2}", "iso3166-1-alpha-2"),
    ("[0-9]{1,3}", "un-m49"),
)
_FIGURE_FIELDS = ("exporter", "importer", "commodity")


@dataclass(frozen=True)
class _Column:
    """A column of the file with what it holds."""

    name: str
    texts: tuple[str, ...]

    def mostly(self, pattern: str) -> bool:
        """Whether most of what it holds looks like that."""
        return self.share(pattern) >= MOST

    def share(self, pattern: str) -> float:
        """Return how much of what it holds looks like that."""
        fitting = sum(1 for text in self.texts if re.fullmatch(pattern, text))
        return fitting / len(self.texts) if self.texts else 0.0


def draft(path: "str | Path | pd.DataFrame") -> str:
    """Return a mapping for a data file, as YAML with comments for the user to go through.

    Raises CannotRead and BadData as `read` does.
    """
    with open_bytes(path) as file, engine.connected(file.folder) as connection:
        with engine.named_errors(file.facts.name):
            ways = sample_of(file, connection)
            if ways[0].layout.format == "text":
                text = file.sample()
                likely = headers.likely(text)
                ways = samples(text, likely[0]) if likely else ways
        known = ""
        with suppress(UnknownDataset):
            known = choose(ways, catalogue.mappings(), file.facts.name).mapping.name
        return _Draft(ways[0], file.facts.name).text(known)


class _Draft:
    """The draft while it is written."""

    def __init__(self, sample: Sample, file: str) -> None:
        self.file = file
        self.sample = sample
        self.headless = sample.layout.format == "text" and _is_data(sample.rows[0])
        names: Sequence[str] = sample.layout.names
        rows = sample.rows
        if self.headless:
            names = [f"column{place + 1}" for place in range(sample.width)]
        elif sample.layout.format == "text":
            rows = rows[1:]
        self.null = [
            word
            for word in _NULL_WORDS
            if any(cell.strip() == word for row in rows for cell in row)
        ]
        self.columns = [
            _Column(name, tuple(self._texts(rows, place)))
            for place, name in enumerate(names)
            if name.strip()
        ]
        self.used: list[str] = []
        self.kind = self._kind()

    def _texts(self, rows: Sequence[Sequence[str]], place: int) -> list[str]:
        texts = [row[place].strip() for row in rows if len(row) > place]
        return [text for text in texts if text and text not in self.null]

    def _kind(self) -> str:
        names = {folded(column.name) for column in self.columns}
        if any(names & set(WORDS[word].split()) for word in ("value",)) and (
            any(names & set(WORDS[word].split()) for word in _FIGURE_FIELDS)
        ):
            return "figures"
        return "events"

    def text(self, known: str) -> str:
        """Return the draft; `known` is the dataset as which nkgraph reads the file anyway."""
        fields = self._figures() if self.kind == "figures" else self._events()
        stem = re.sub("[^a-z0-9]+", "-", self.file.partition(".")[0].casefold()).strip("-")
        name = stem[:40].strip("-") if stem[:1].isalpha() else f"data-{stem[:34]}".strip("-")
        lines = [
            f"# A first mapping for {harmless(self.file)}: go through it line by line.",
            "# Where ??? stands, a column is to be named, or the line to be taken out.",
            *(
                [f"# nkgraph reads this file as {known} without a mapping of yours."]
                if known
                else []
            ),
            f"name: {name or 'my-data'}",
            f"title: {_quoted(self.file)}",
            "publisher: who published it",
            "licence: under which licence",
            f"kind: {self.kind}  # of events, figures and states",
            "",
            *self._reader(),
            *self._where(),
            "columns:",
            *(f"  {line}" for line in fields),
        ]
        unused = [column.name for column in self.columns if column.name not in self.used]
        if unused:
            lines += ["", "# Not used:", *(f"#   {harmless(name)}" for name in unused)]
        return "\n".join(lines) + "\n"

    def _reader(self) -> list[str]:
        lines = []
        if self.headless:
            lines += ["  columns:  # the file has no header: name its columns in order"]
            lines += [f"    - {_quoted(column.name)}" for column in self.columns]
        if self.null:
            words = ", ".join(_quoted(word) for word in self.null)
            lines.append(f'  "null": [{words}]  # words that mean nothing')
        return ["reader:", *lines, ""] if lines else []

    def _events(self) -> list[str]:
        lines = self._plain("id")
        lines += [f"date: {self._date('date')}"]
        lines += self._who("actor", needed=True) + self._who("target", needed=False)
        kind = self._find("kind")
        if kind is not None:
            lines.append(f"kind_code: {{column: {self._use(kind)}, scheme: own}}")
            lines.append(f"kind_name: {_quoted(kind.name)}")
        for word in ("place_name", "latitude", "longitude", "deaths", "label", "url"):
            lines += self._plain(word)
        return lines

    def _figures(self) -> list[str]:
        lines = self._plain("id")
        lines += self._both_sides()
        commodity = self._find("commodity")
        if commodity is not None:
            scheme = "own}"
            if commodity.mostly(_HARMONISED):
                scheme = "hs}  # if the codes are the Harmonized System's"
            elif commodity.mostly("[^0-9]+"):
                scheme = "nkgraph}  # words, found among the graph's commodities"
            lines.append(f"commodity_code: {{column: {self._use(commodity)}, scheme: {scheme}")
            lines += self._plain("commodity_name")
        lines.append(f"period: {self._date('period')}")
        for word in ("value", "percent", "share"):
            column = self._find(word)
            if column is not None:
                lines.append(f"{word}: {self._number(column)}")
        unit = self._find("unit")
        lines.append(f"unit: {self._use(unit) if unit else '{constant: USD}'}  # of the value")
        for word in ("publisher", "speaker", "label", "url"):
            lines += self._plain(word)
        return lines

    def _flows(self) -> dict[str, str] | None:
        """Return what the words of the flow's column mean, where others than these are left out.

        None for a table that says who sells and who buys, whatever the flow.
        """
        flow = self._find("flow")
        if flow is None or not self._find("exporter") or not self._find("importer"):
            return None
        if not all(self._is_side(word) for word in ("exporter", "importer")):
            return None
        meant = {text: _direction(text) for text in sorted(set(flow.texts))}
        return {text: way for text, way in meant.items() if way} or None

    def _is_side(self, word: str) -> bool:
        column = self._find(word)
        return column is not None and folded(column.name).startswith(("reporter", "partner"))

    def _where(self) -> list[str]:
        flow, flows = self._find("flow"), self._flows()
        if self.kind != "figures" or flow is None or flows is None:
            return []
        listed = ", ".join(_quoted(text) for text in flows)
        return ["where:", f"  - {{column: {_quoted(flow.name)}, is: [{listed}]}}", ""]

    def _both_sides(self) -> list[str]:
        """Return who sells and who buys: where a flow is told, that says who of the two it is."""
        flow, flows = self._find("flow"), self._flows()
        reporter, partner = self._find("exporter"), self._find("importer")
        if flow is None or flows is None or reporter is None or partner is None:
            return self._who("exporter", needed=True) + self._who("importer", needed=True)
        scheme = _scheme(reporter) or "country-name"
        self._use(flow)
        lines = []
        for role, way in (("exporter", "export"), ("importer", "import")):
            when = ", ".join(
                f"{_quoted(text)}: {self._use(reporter if meant == way else partner)}"
                for text, meant in flows.items()
            )
            lines += [f"{role}_code:", f"  choose: {_quoted(flow.name)}", f"  when: {{{when}}}"]
            lines += [f"  scheme: {scheme}"]
        words = ", ".join(f"{_quoted(text)}: {meant}" for text, meant in flows.items())
        lines.append(f"reporter_code: {{column: {_quoted(reporter.name)}, scheme: {scheme}}}")
        lines.append(f"flow: {{column: {_quoted(flow.name)}, words: {{{words}}}}}")
        return lines

    def _plain(self, word: str) -> list[str]:
        column = self._find(word)
        return [] if column is None else [f"{word}: {self._use(column)}"]

    def _who(self, role: str, *, needed: bool) -> list[str]:
        column = self._find(role)
        if column is None:
            return [f"{role}_name: {_quoted(UNKNOWN)}  # which column says who?"] if needed else []
        name = self._use(column)
        scheme = _scheme(column)
        if scheme == UNKNOWN:
            which = "un-m49, iso3166-1-numeric, cow-number, gleditsch-ward or comtrade?"
            return [f'{role}_code: {{column: {name}, scheme: "{UNKNOWN}"}}  # {which}']
        if scheme is not None:
            return [f"{role}_code: {{column: {name}, scheme: {scheme}}}"]
        return [
            f"{role}_name: {name}",
            f"{role}_code: {{column: {name}, scheme: country-name}}  # if they are countries",
        ]

    def _date(self, word: str) -> str:
        found = {part: self._find(part) for part in ("year", "month", "day")}
        parts = {part: column for part, column in found.items() if column is not None}
        if {"year", "month"} <= parts.keys() and not self._find("whole_date"):
            return f"{{{', '.join(f'{part}: {self._use(parts[part])}' for part in parts)}}}"
        likeliest = self._find(word)
        candidates = [likeliest] if likeliest is not None else []
        candidates += [column for column in self.columns if column is not likeliest]
        for column in candidates:
            named = column is likeliest
            for pattern, form in _DATES:
                needed = 1 if form == UNKNOWN else MOST
                sure = named or form not in ("YYYYMM", "YYYYMMDD")
                if form == _ORDERS[0] and column.share(_DAY_FIRST):
                    continue
                if column.share(pattern) >= needed and sure:
                    name = self._use(column)
                    if form == UNKNOWN:
                        return f'{{column: {name}, format: "{UNKNOWN}"}}  # {" or ".join(_ORDERS)}?'
                    return name if form == "EDTF" else f"{{column: {name}, format: {form}}}"
        return f"{_quoted(UNKNOWN)}  # which column says when?"

    def _number(self, column: _Column) -> str:
        name = self._use(column)
        times = next((TIMES[word] for word in TIMES if word in folded(column.name)), None)
        if times is not None:
            return f"{{column: {name}, times: {times}}}  # as the column's name says"
        if any(_DECIMAL_COMMA.fullmatch(text) for text in column.texts):
            return f'{{column: {name}, decimal: ",", thousands: "."}}'
        if any(_THOUSANDS_COMMA.fullmatch(text) for text in column.texts):
            return f'{{column: {name}, thousands: ","}}  # or is the comma for decimals?'
        return name

    def _find(self, word: str) -> _Column | None:
        """Return the column whose name says that it holds this, likeliest word first."""
        for known in WORDS[word].split():
            for column in self.columns:
                if folded(column.name) == known:
                    return column
        return None

    def _use(self, column: _Column) -> str:
        self.used.append(column.name)
        return _quoted(column.name)


def _scheme(column: _Column) -> str | None:
    """Return the list that a column's codes look to be from, or None for names."""
    found = next((scheme for pattern, scheme in _CODES if column.mostly(pattern)), None)
    if found == "un-m49" and not folded(column.name).startswith(_SIDES):
        return UNKNOWN  # 732 is South Korea to some and Western Sahara to others
    return found


def _direction(text: str) -> str:
    if text.casefold() in EXPORTS:
        return "export"
    return "import" if text.casefold() in IMPORTS else ""


def _is_data(row: Sequence[str]) -> bool:
    """Whether a first row is no header: some cell of it is a number or a date."""
    return any(_NUMBER.fullmatch(cell.strip()) for cell in row if cell.strip())


def _quoted(name: str) -> str:
    """Return a text as YAML has to be written for it to stay that text."""
    if re.fullmatch("[A-Za-z][A-Za-z0-9_ ]*", name) and name == name.strip():
        return name
    escaped = "".join(
        sign if sign.isprintable() and sign not in '"\\' else f"\\U{ord(sign):08x}" for sign in name
    )
    return f'"{escaped}"'
