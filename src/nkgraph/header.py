"""What a query's header says, read strictly.

The form is a convention of grlc (https://grlc.io): lines before the query that begin with `#+ ` and
are YAML behind that; to SPARQL they are comments. No key is unknown or stands twice, and each
parameter has its own line `VALUES ?name { UNDEF }` in the query, or one in each group that begins
with it; each such line has its parameter.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, NoReturn, cast, get_args

from nkgraph.marker import KEYS, Line, wrong
from nkgraph.query import RESERVED, Bound, Column, Layout, Map, Parameter, ParameterType, Unit

_OWNED_KEYS = {"of": "resource", "including": "resource", "bound": "date", "enumerate": "choice"}
"""Which type of parameter a key is for."""

_VALUES_LINE = re.compile(
    r"^[ \t]*VALUES[ \t]+[?$](\w+)[ \t]*\{[ \t]*UNDEF[ \t]*\}[ \t]*\r?$",
    re.MULTILINE | re.IGNORECASE,
)
_NAME = re.compile(r"[A-Za-z]\w*", re.ASCII)


class Header(NamedTuple):
    """What a header says; `nkgraph.query.Query` tells what each of its parts means."""

    summary: str
    description: str
    tags: tuple[str, ...]
    parameters: Mapping[str, Parameter]
    columns: Mapping[str, Column]
    example: Mapping[str, str]
    empty: str | None
    notes: str | None
    map: Map | None


def read(lines: Sequence[Line], text: str, shown: str) -> Header:
    """Return what the lines of the header of the query `text` say.

    Raises BadQueryHeader with `shown` for the file and, where it is one line's fault, the line.
    """
    return _Reading(lines, text, shown).header()


def values_lines(text: str, name: str) -> list[re.Match[str]]:
    """Return where a query has the line `VALUES ?name { UNDEF }` of a parameter."""
    return [found for found in _VALUES_LINE.finditer(text) if found[1] == name]


class _Reading:
    """A header while it is read: each message names the file."""

    def __init__(self, lines: Sequence[Line], text: str, shown: str) -> None:
        self.lines = lines
        self.text = text
        self.shown = shown

    def header(self) -> Header:
        facts = self.facts(self.load(), "the header", KEYS)
        parameters = self.mapping(facts, "parameters").items()
        columns = self.mapping(facts, "columns").items()
        example = self.mapping(facts, "example").items()
        header = Header(
            summary=self.words(facts, "summary") or "",
            description=self.words(facts, "description") or "",
            tags=self.names(facts, "tags"),
            parameters={name: self.parameter(name, value) for name, value in parameters},
            columns={name: self.column(name, value) for name, value in columns},
            example={name: self.plain(value, f"the example's {name!r}") for name, value in example},
            empty=self.words(facts, "empty"),
            notes=self.words(facts, "notes"),
            map=self.map(facts),
        )
        if self.lines:
            self.check_whole(header)
        return header

    def load(self) -> Any:
        """Return what the header's YAML holds."""
        if not self.lines:
            return {}
        import yaml

        from nkgraph.strict_yaml import Bomb, Loader, refuse_bombs

        text = "\n".join(line.yaml for line in self.lines)
        try:
            refuse_bombs(text)
            return yaml.load(text, Loader) or {}
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            line = self.lines[min(mark.line, len(self.lines) - 1)] if mark else self.lines[0]
            what = ":" if isinstance(error, Bomb) else " is not YAML:"
            self.wrong(f"line {line.number}{what} {error.problem or error.context}")
        except (yaml.YAMLError, ValueError) as error:
            self.wrong(f"it is not YAML: {' '.join(str(error).split())}")

    def parameter(self, name: str, value: Any) -> Parameter:
        keys = ("type", "description", *_OWNED_KEYS)
        facts = self.facts(value, f"the parameter {name!r}", keys)
        if not _NAME.fullmatch(name):
            self.wrong(f"{name!r} cannot be a parameter's name: use letters, digits and _")
        if name in RESERVED:
            self.wrong(f"no parameter can be called {name!r}: choose another name")
        kind = cast(ParameterType, self.one_of(facts, "type", get_args(ParameterType), name))
        for key, owner in _OWNED_KEYS.items():
            if key in facts and kind != owner:
                self.wrong(f"the parameter {name!r} is a {kind}, and {key!r} is for a {owner}")
        if "bound" in facts or kind == "date":
            self.one_of(facts, "bound", get_args(Bound), name)
        if kind == "choice" and not facts.get("enumerate"):
            self.wrong(f"the parameter {name!r} is a choice and needs `enumerate: […]`")
        description = self.words(facts, "description")
        if not description:
            self.wrong(f"the parameter {name!r} needs a description")
        return Parameter(
            name=name,
            type=kind,
            description=description,
            of=self.words(facts, "of"),
            including=self.words(facts, "including"),
            bound=facts.get("bound"),
            enumerate=self.names(facts, "enumerate"),
        )

    def column(self, name: str, value: Any) -> Column:
        facts = self.facts(value, f"the column {name!r}", ("unit", "description"))
        if "unit" in facts:
            self.one_of(facts, "unit", get_args(Unit), name)
        return Column(unit=facts.get("unit"), description=self.words(facts, "description"))

    def map(self, facts: Mapping[str, Any]) -> Map | None:
        if "map" not in facts:
            return None
        of_map = self.facts(facts["map"], "the map", ("title", "layout"))
        layout = self.one_of(of_map, "layout", get_args(Layout), "map")
        return Map(title=self.words(of_map, "title") or "", layout=cast(Layout, layout))

    def check_whole(self, header: Header) -> None:
        """Refuse a header without a summary, or whose parameters and VALUES lines differ."""
        if not header.summary:
            self.wrong("it has no summary: say in one line what the query answers")
        found = [match[1] for match in _VALUES_LINE.finditer(self.text)]
        for name in header.parameters:
            if name not in found:
                self.wrong(
                    f"the parameter {name!r} has no line `VALUES ?{name} {{ UNDEF }}` in the query"
                )
        self.none_of(set(found) - set(header.parameters), "`VALUES ?{} {{ UNDEF }}` in the query")
        self.none_of(set(header.example) - set(header.parameters), "the example's {!r}")

    def none_of(self, names: Iterable[str], what: str) -> None:
        for name in sorted(names):
            self.wrong(f"{what.format(name)} is no parameter: describe it under parameters")

    def facts(self, value: Any, what: str, keys: tuple[str, ...]) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            self.wrong(f"{what} must be keys and values ({', '.join(keys)})")
        for key in value:
            if key not in keys:
                self.wrong(f"{what} has the unknown key {key!r}: it can have {', '.join(keys)}")
        return value

    def mapping(self, facts: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        value = facts.get(key, {})
        if not isinstance(value, dict) or not all(isinstance(name, str) for name in value):
            self.wrong(f"{key!r} must be names with what they are, one a line")
        return value

    def words(self, facts: Mapping[str, Any], key: str) -> str | None:
        value = facts.get(key)
        if value is None and key not in facts:
            return None
        if not isinstance(value, str) or not value.strip():
            self.wrong(f"{key!r} must be text; put quotation marks around it where it is not")
        return " ".join(value.split())

    def names(self, facts: Mapping[str, Any], key: str) -> tuple[str, ...]:
        value = facts.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.wrong(f"{key!r} must be a list of texts, [one, another]")
        return tuple(value)

    def plain(self, value: Any, what: str) -> str:
        if isinstance(value, bool | list | dict) or value is None:
            self.wrong(f"{what} must be one value; put quotation marks around it")
        return str(value)

    def one_of(
        self, facts: Mapping[str, Any], key: str, allowed: tuple[str, ...], owner: str
    ) -> str:
        value = facts.get(key)
        if value not in allowed:
            self.wrong(f"{key!r} of {owner!r} must be one of {', '.join(allowed)}")
        return cast(str, value)

    def wrong(self, what: str) -> NoReturn:
        raise wrong(self.shown, what)
