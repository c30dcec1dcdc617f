"""A YAML file whose values know the lines they stand on, read without guessing types.

Every scalar is the text that was written: `NA`, `-9`, `no` and `043` stay what they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

import yaml

from nkgraph.errors import BadMapping, shortened
from nkgraph.strict_yaml import DEEPEST, Bomb, Loader, refuse_bombs

UNKNOWN = "???"
"""What a draft has where the user is to say something."""

DOCUMENT_BYTES = 1 << 20
"""1 MiB: a thousand times a mapping."""


@dataclass(frozen=True)
class Node:
    """A value of a YAML file: text, a list or keys with values."""

    shown: str
    """What messages call the file."""
    line: int
    value: str | tuple["Node", ...] | Mapping[str, "Node"]
    key_lines: Mapping[str, int]

    def wrong(self, what: str, line: int | None = None) -> NoReturn:
        """Raise BadMapping with the file and the line."""
        raise BadMapping(f"{self.shown}, line {line or self.line}: {shortened(what)}")

    def text(self, what: str) -> str:
        """Return a text that is not empty."""
        if not isinstance(self.value, str) or not self.value.strip():
            self.wrong(f"{what} must be text")
        return self.value

    def plain(self, what: str) -> str:
        """Return a text, an empty one too."""
        if not isinstance(self.value, str):
            self.wrong(f"{what} must be text")
        return self.value

    def items(self, what: str) -> Sequence["Node"]:
        """Return the values of a list."""
        if not isinstance(self.value, tuple):
            self.wrong(f"{what} must be a list: [one, another]")
        return self.value

    def texts(self, what: str) -> tuple[str, ...]:
        """Return a list of texts; one text alone is a list of one."""
        if isinstance(self.value, str):
            return (self.value,)
        return tuple(item.plain(f"each of {what}") for item in self.items(what))

    def integer(self, what: str) -> int:
        """Return a whole number from 1 on."""
        written = self.text(what)
        if not written.isdecimal() or not 0 < int(written[:9]) < 10**6:
            self.wrong(f"{what} must be a whole number above 0, not {written!r}")
        return int(written)

    def mapping(self, what: str, keys: Sequence[str] | None = None) -> Mapping[str, "Node"]:
        """Return keys with their values; where `keys` are given, no others may be there."""
        if not isinstance(self.value, Mapping):
            self.wrong(f"{what} must be keys with values")
        for key in self.value if keys is not None else ():
            if key not in (keys or ()):
                known = ", ".join(keys or ())
                self.wrong(f"{what} has no {key!r}: it can have {known}", self.key_lines[key])
        return self.value

    def get(self, key: str) -> "Node | None":
        """Return the value of a key of a mapping."""
        return self.value.get(key) if isinstance(self.value, Mapping) else None


def read(text: str, shown: str) -> Node:
    """Return a YAML file's root. Raises BadMapping, with the line where there is one."""
    if len(text) > DOCUMENT_BYTES:
        raise BadMapping(f"{shown} is larger than {DOCUMENT_BYTES >> 20} MiB: it is no mapping")
    try:
        refuse_bombs(text)
        root = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        what = "" if isinstance(error, Bomb) else "not YAML: "
        line = getattr(error.problem_mark or error.context_mark, "line", 0) + 1
        raise BadMapping(f"{shown}, line {line}: {what}{shortened(str(error.problem))}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BadMapping(f"{shown} is not YAML: {' '.join(str(error).split())[:200]}") from error
    if root is None:
        raise BadMapping(f"{shown} is empty: a mapping says which column is what")
    return _node(root, shown, 0)


def _node(node: Any, shown: str, depth: int) -> Node:
    line = node.start_mark.line + 1
    if depth > DEEPEST:
        raise BadMapping(f"{shown}, line {line}: the values lie too deep within each other")
    if isinstance(node, yaml.ScalarNode):
        if node.value == UNKNOWN:
            raise BadMapping(
                f"{shown}, line {line}: {UNKNOWN} stands where the draft did not know what to say: "
                "say it, or take the line out"
            )
        return Node(shown, line, str(node.value), {})
    if isinstance(node, yaml.SequenceNode):
        return Node(shown, line, tuple(_node(item, shown, depth + 1) for item in node.value), {})
    values: dict[str, Node] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        key_line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise BadMapping(f"{shown}, line {key_line}: a key must be text")
        name = str(key.value)
        if name in values:
            raise BadMapping(f"{shown}, line {key_line}: the key {name[:60]!r} stands twice")
        values[name] = _node(value, shown, depth + 1)
        lines[name] = key_line
    return Node(shown, line, values, lines)
