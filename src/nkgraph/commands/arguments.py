"""How a command's arguments are read: options in any place, values beside them, help.

A small reader of our own: click takes 45 ms of CPU to import and argparse 6 to import and set up,
where a whole query in CSV takes 60.
"""

from collections.abc import Sequence
from types import SimpleNamespace as Given
from typing import NamedTuple

from nkgraph.errors import BadCall

__all__ = ["Given", "Parser"]

_HELP = ("--help", "-h")
_HELP_WIDTH = 96
"""Characters in a line of a command's help."""


class _Option(NamedTuple):
    name: str
    metavar: str | None
    help: str
    is_repeatable: bool

    @property
    def key(self) -> str:
        return self.name.lstrip("-").replace("-", "_")


class _Place(NamedTuple):
    key: str
    metavar: str
    help: str
    is_needed: bool
    takes_rest: bool


class Parser:
    """What a command takes; `read` reads it from what was typed."""

    def __init__(self, program: str, summary: str) -> None:
        self.program = program
        self.summary = summary
        self._options: dict[str, _Option] = {}
        self._short: dict[str, str] = {}
        self._places: list[_Place] = []

    def option(
        self,
        name: str,
        help: str,
        *,
        metavar: str | None = None,
        short: str | None = None,
        is_repeatable: bool = False,
    ) -> None:
        """Take an option: with a value if it has a metavar, else a switch."""
        self._options[name] = _Option(name, metavar, help, is_repeatable)
        if short:
            self._short[short] = name

    def place(
        self,
        key: str,
        metavar: str,
        help: str,
        *,
        is_needed: bool = False,
        takes_rest: bool = False,
    ) -> None:
        """Take an argument by its place; `takes_rest` takes all that are left."""
        self._places.append(_Place(key, metavar, help, is_needed, takes_rest))

    def read(self, arguments: Sequence[str]) -> Given | None:
        """Return what was given, by key; None when it was help that was asked for, and shown.

        Raises BadCall.
        """
        given = Given(**{option.key: self._default(option) for option in self._options.values()})
        values: list[str] = []
        waiting = list(reversed(arguments))
        while waiting:
            part = waiting.pop()
            if part in _HELP:
                print(self._shown())
                return None
            if part == "--":
                values += reversed(waiting)
                break
            if part.startswith("-") and part != "-":
                self._take(part, waiting, given)
            else:
                values.append(part)
        self._put(values, given)
        return given

    def _default(self, option: _Option) -> object:
        if option.is_repeatable:
            return []
        return None if option.metavar else False

    def _take(self, part: str, waiting: list[str], given: Given) -> None:
        name, equals, value = part.partition("=")
        if not name.startswith("--"):  # -o FILE or -oFILE
            name, equals, value = self._short.get(part[:2], part), part[2:], part[2:]
        option = self._options.get(name)
        if option is None:
            raise BadCall(f"there is no option {name[:40]!r}: {self._nearest(name)}")
        if option.metavar is None:
            if equals:
                raise BadCall(f"the option {name} takes no value")
            setattr(given, option.key, True)
            return
        if not equals:
            if not waiting:
                raise BadCall(f"the option {name} needs a value: {name} {option.metavar}")
            value = waiting.pop()
        if option.is_repeatable:
            getattr(given, option.key).append(value)
        elif getattr(given, option.key) is not None:
            raise BadCall(f"the option {name} is given twice: give it once")
        else:
            setattr(given, option.key, value)

    def _put(self, values: list[str], given: Given) -> None:
        left = list(values)
        for place in self._places:
            if place.takes_rest:
                setattr(given, place.key, left)
                return
            if place.is_needed and not left:
                raise BadCall(f"{place.metavar} is missing: {self._usage()}")
            setattr(given, place.key, left.pop(0) if left else None)
        if left:
            raise BadCall(f"{left[0][:60]!r} is one argument too many: {self._usage()}")

    def _nearest(self, name: str) -> str:
        import difflib

        near = difflib.get_close_matches(name, self._options, n=1)
        return f"did you mean {near[0]}?" if near else f"`{self.program} --help` lists them"

    def _usage(self) -> str:
        places = [
            (place.metavar if place.is_needed else f"[{place.metavar}]")
            + (" …" if place.takes_rest else "")
            for place in self._places
        ]
        return " ".join([self.program, *places, "[OPTION …]"])

    def _shown(self) -> str:
        shorts = {name: short + ", " for short, name in self._short.items()}
        rows = [(place.metavar, place.help) for place in self._places] + [
            (
                shorts.get(option.name, "")
                + " ".join([option.name, *([option.metavar] if option.metavar else [])]),
                option.help + (" (repeatable)" if option.is_repeatable else ""),
            )
            for option in self._options.values()
        ]
        rows.append(("-h, --help", "show this"))
        from textwrap import wrap

        width = max(len(what) for what, _ in rows)
        lines = [f"usage: {self._usage()}", "", self.summary, ""]
        for what, meaning in rows:
            first, *rest = wrap(meaning, _HELP_WIDTH - width - 4)
            lines.append(f"  {what:{width}}  {first}")
            lines += [" " * (width + 4) + line for line in rest]
        return "\n".join(lines)
