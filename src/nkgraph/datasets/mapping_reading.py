"""A mapping file, read strictly: nothing unknown, nothing twice, each message with its line."""

import re
from collections.abc import Mapping as Dictionary
from pathlib import Path

from nkgraph.datasets import document, mapping_values
from nkgraph.datasets import mapping as m
from nkgraph.datasets.canonical import TABLES
from nkgraph.datasets.document import Node
from nkgraph.datasets.layout import folded
from nkgraph.errors import BadMapping, CannotRead

_KEYS = (
    *("name", "title", "publisher", "licence", "homepage", "version", "kind"),
    *("recognise", "reader", "optional", "where", "columns", "unique", "totals"),
)
_NEEDED = ("name", "title", "publisher", "licence", "kind", "columns")
_NAME = re.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*")
_DELIMITERS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " "}
_FORMATS = ("text", "jsonl", "parquet")
_LONGEST_PATTERN = 200


def read(path: str | Path) -> m.Mapping:
    """Return the mapping that a user's file holds.

    Raises CannotRead for a file that cannot be read and BadMapping, with the line, for one that
    is wrong.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise CannotRead(f"cannot read the mapping {path}: {reason}") from error
    return parse(text, str(path), folder=str(Path(path).parent))


def parse(text: str, shown: str, folder: str | None = None) -> m.Mapping:
    """Return the mapping that `text` holds; `shown` is what messages call it."""
    root = document.read(text, shown)
    facts = root.mapping("a mapping", _KEYS)
    for key in _NEEDED:
        if key not in facts:
            root.wrong(f"a mapping needs {key!r}")
    name = facts["name"].text("the name")
    if not _NAME.fullmatch(name) or len(name) > 40:
        facts["name"].wrong(f"{name!r} is no name for a dataset: use a-z, 0-9 and hyphens")
    kind = facts["kind"].text("the kind")
    if kind not in TABLES:
        facts["kind"].wrong(f"the kind must be one of {', '.join(TABLES)}, not {kind!r}")
    reader = _reader(facts.get("reader"))
    mapping = m.Mapping(
        name=name,
        title=facts["title"].text("the title"),
        publisher=facts["publisher"].text("the publisher"),
        licence=facts["licence"].text("the licence"),
        homepage=_text(facts, "homepage"),
        version=_text(facts, "version"),
        kind=kind,
        recognition=_recognition(facts.get("recognise"), reader),
        reader=reader,
        optional=facts["optional"].texts("the optional columns") if "optional" in facts else (),
        where=_where(facts.get("where")),
        fields=_fields(facts["columns"], kind),
        unique=_unique(facts),
        totals=_totals(facts.get("totals"), kind),
        shown=shown,
        folder=folder,
    )
    _check_named_columns(mapping, root)
    return mapping


def _text(facts: Dictionary[str, Node], key: str) -> str | None:
    return facts[key].text(f"the {key}") if key in facts else None


def _reader(node: Node | None) -> m.Reader:
    if node is None:
        return m.Reader()
    facts = node.mapping("the reader", ("format", "delimiter", "columns", "quote", "null"))
    written = facts["format"].value if "format" in facts else None
    if written is not None and written not in _FORMATS:
        facts["format"].wrong(f"the format must be one of {', '.join(_FORMATS)}")
    quoted = None
    if "quote" in facts:
        if facts["quote"].value not in ("none", '"'):
            facts["quote"].wrong("quote must be '\"' or none")
        quoted = facts["quote"].value != "none"
    columns = facts["columns"].texts("the columns") if "columns" in facts else ()
    if len({folded(column) for column in columns}) != len(columns):
        facts["columns"].wrong("a column stands twice in the list")
    null = facts["null"].texts("the words for nothing") if "null" in facts else ()
    return m.Reader(
        format=written,  # type: ignore[arg-type]  # one of _FORMATS
        delimiter=_delimiter(facts.get("delimiter")),
        columns=columns,
        quoted=quoted,
        null=tuple(dict.fromkeys(("", *null))),
    )


def _delimiter(node: Node | None) -> str | None:
    if node is None:
        return None
    written = node.plain("the delimiter")
    delimiter = _DELIMITERS.get(written, written)
    if len(delimiter) != 1 or delimiter in '\n\r"\x1e\x1f' or delimiter.isalnum():
        node.wrong(f"the delimiter must be one character or one of {', '.join(_DELIMITERS)}")
    return delimiter


def _recognition(node: Node | None, reader: m.Reader) -> m.Recognition | None:
    if node is None:
        return None
    facts = node.mapping("recognise", ("columns", "without", "width", "shapes"))
    columns = tuple(
        item.texts("the names of a column")
        for item in (facts["columns"].items("the columns") if "columns" in facts else ())
    )
    widths = tuple(
        item.integer("a number of columns")
        for item in (facts["width"].items("width") if "width" in facts else ())
    )
    if not columns and not widths:
        node.wrong("recognise needs columns (of a header) or width (of rows without one)")
    if widths and not reader.columns:
        node.wrong("width is for files without a header: list their columns under reader")
    for width in widths:
        if width > len(reader.columns):
            facts["width"].wrong(f"{width} is more than the {len(reader.columns)} columns listed")
    shapes = {}
    for name, item in facts["shapes"].mapping("shapes").items() if "shapes" in facts else ():
        shapes[name] = _pattern(item)
    without = facts["without"].texts("the columns of others") if "without" in facts else ()
    return m.Recognition(columns, widths, without, shapes)


def _pattern(node: Node) -> re.Pattern[str]:
    written = node.text("a shape")
    if len(written) > _LONGEST_PATTERN:
        node.wrong("a shape is a short regular expression")
    try:
        return re.compile(written)
    except (re.error, RecursionError, OverflowError) as error:
        node.wrong(f"{written!r} is no regular expression: {error}")


def _where(node: Node | None) -> tuple[m.Condition, ...]:
    if node is None:
        return ()
    return tuple(mapping_values.condition(item) for item in node.items("where"))


def _fields(node: Node, kind: str) -> dict[str, "m.Value | m.DateForm | m.Condition"]:
    table = TABLES[kind]
    known = [field.name for field in table.fields]
    fields = {}
    for name, item in node.mapping("columns").items():
        field = table.field(name)
        if field is None:
            node.wrong(
                f"a table of {kind} has no {name!r}{mapping_values.nearest(name, known)}; "
                f"it has {', '.join(known)}",
                node.key_lines[name],
            )
        fields[name] = mapping_values.field(item, field)
    for group in table.required:
        if not any(name in fields for name in group.fields):
            node.wrong(f"a table of {kind} needs one of {', '.join(group.fields)}")
    return fields


def _unique(facts: Dictionary[str, Node]) -> bool:
    if "unique" not in facts:
        return False
    if facts["unique"].value != "id" or not facts["columns"].get("id"):
        facts["unique"].wrong("unique must be id, and the columns must have an id")
    return True


def _totals(node: Node | None, kind: str) -> m.Totals | None:
    if node is None:
        return None
    if kind != "figures":
        node.wrong("totals are for figures")
    facts = node.mapping("totals", ("partners", "commodities", "nested"))
    nested = facts.get("nested")
    if nested is not None and nested.value not in ("true", "false"):
        nested.wrong("nested must be true or false")
    return m.Totals(
        facts["partners"].texts("the partners") if "partners" in facts else (),
        facts["commodities"].texts("the commodities") if "commodities" in facts else (),
        nested is not None and nested.value == "true",
    )


def _check_named_columns(mapping: m.Mapping, root: Node) -> None:
    """Where the mapping lists the file's columns, refuse it to speak of others."""
    if not mapping.reader.columns:
        return
    known = {folded(name) for name in mapping.reader.columns}
    for column in columns_of(mapping):
        if not any(folded(name) in known for name in column.names):
            close = mapping_values.nearest(column.names[0], list(mapping.reader.columns))
            raise BadMapping(
                f"{mapping.shown}, line {column.line}: the column {column.names[0]!r} is not in "
                f"the list under reader{close}"
            )
    for name in (mapping.recognition.shapes or {}) if mapping.recognition else ():
        if folded(name) not in known:
            root.wrong(f"the shape of {name!r} is of no column in the list under reader")


def columns_of(mapping: m.Mapping) -> list[m.Column]:
    """Return every mention of a column in a mapping."""
    found: list[m.Column] = []

    def walk(thing: object) -> None:
        if isinstance(thing, m.Column):
            found.append(thing)
        elif isinstance(thing, dict):
            for item in thing.values():
                walk(item)
        elif isinstance(thing, tuple | list):
            for item in thing:
                walk(item)
        elif hasattr(thing, "__dataclass_fields__"):
            for name in thing.__dataclass_fields__:
                walk(getattr(thing, name))

    walk(mapping.where)
    walk(mapping.fields)
    return found
