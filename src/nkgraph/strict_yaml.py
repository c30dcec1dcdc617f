"""YAML in which no key stands twice: PyYAML by itself keeps the last one and says nothing.

`refuse_bombs` comes first where somebody else has written it: a value that is used again and again
(`*name`) grows without end, and one that lies too deep in others takes libyaml's stack.
"""

from typing import Any

import yaml

try:
    from yaml import CSafeLoader as _SafeLoader
except ImportError:  # PyYAML was built without libyaml
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]


DEEPEST = 12
"""How many levels of values lie within each other at most; what we read needs five."""


class Bomb(yaml.MarkedYAMLError):
    """YAML that is small and would be large, or deep; `problem` says what to do about it."""


def refuse_bombs(text: str) -> None:
    """Raise Bomb where a text repeats values or nests them too deep."""
    depth = 0
    for event in yaml.parse(text, Loader=_SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise Bomb(
                problem="write the value out instead of *",
                problem_mark=event.start_mark,  # type: ignore[arg-type]
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise Bomb(
                problem="the values lie too deep within each other",
                problem_mark=event.start_mark,  # type: ignore[arg-type]
            )


class Loader(_SafeLoader):
    """A safe loader that refuses a mapping with one key twice."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        """Return the mapping of a node. Raises yaml.MarkedYAMLError for a repeated key."""
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if isinstance(key, str) and key in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"the key {key!r} stands twice", problem_mark=key_node.start_mark
                )
            if isinstance(key, str):
                seen.add(key)
        return super().construct_mapping(node, deep)
