"""How a command's arguments are read, by argparse: options in any place, values beside them, help.

argparse, and not click or typer: it comes with Python, and click's import alone takes 45 ms of CPU
where a whole query takes 60.
"""

import argparse
from argparse import Namespace as Given
from collections.abc import Sequence
from typing import Any, NoReturn

from nkgraph.errors import BadCall

__all__ = ["Given", "Parser"]

# argparse looks for a translation of each of its words, by importing locale and searching the disk;
# its messages are reworded here anyway.
argparse._ = str  # type: ignore[attr-defined]

_HELP_WIDTH = 96
"""Characters in a line of a command's help."""


class Parser:
    """What a command takes; `read` reads it from what was typed."""

    def __init__(self, program: str, summary: str) -> None:
        self._parser = _Strict(
            prog=program,
            description=summary,
            formatter_class=_formatter,
            allow_abbrev=False,
            add_help=False,
        )
        self._parser.add_argument("-h", "--help", action="store_true", help="show this")

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
        names = [short, name] if short else [name]
        if metavar is None:
            self._parser.add_argument(*names, action="store_true", help=_literal(help))
        elif is_repeatable:
            more = _literal(f"{help} (repeatable)")
            self._parser.add_argument(
                *names, metavar=metavar, action="append", default=[], help=more
            )
        else:
            self._parser.add_argument(*names, metavar=metavar, action=_Once, help=_literal(help))

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
        many = "*" if takes_rest else None if is_needed else "?"
        self._parser.add_argument(key, metavar=metavar, nargs=many, help=_literal(help))

    def read(self, arguments: Sequence[str]) -> Given | None:
        """Return what was given, by key; None when it was help that was asked for, and shown.

        Raises BadCall.
        """
        before_rest = arguments[: arguments.index("--")] if "--" in arguments else arguments
        if "--help" in before_rest or "-h" in before_rest:
            print(self._parser.format_help().rstrip())
            return None
        # Else argparse writes the whole usage out beforehand, for messages that are not used here.
        self._parser.usage = self._parser.prog
        given = self._parser.parse_intermixed_args(arguments)
        del given.help
        return given


class _Strict(argparse.ArgumentParser):
    """A parser that raises BadCall instead of ending the process."""

    def error(self, message: str) -> NoReturn:
        """Raise BadCall with argparse's message, and where help is to be had."""
        remedy = f"`{self.prog} --help` shows what it takes"
        missing = message.removeprefix("the following arguments are required: ")
        if missing != message:
            raise BadCall(f"{missing.split(', ')[0]} is missing: {remedy}")
        unknown = message.removeprefix("unrecognized arguments: ")
        if unknown == message:
            raise BadCall(f"{message[:200]}: {remedy}")
        name = unknown.split(" ")[0]
        if not name.startswith("-"):
            raise BadCall(f"{name[:60]!r} is one argument too many: {remedy}")
        import difflib

        known = [one for action in self._actions for one in action.option_strings]
        near = difflib.get_close_matches(name, known, n=1)
        raise BadCall(
            f"there is no option {name[:40]!r}: "
            + (f"did you mean {near[0]}?" if near else f"`{self.prog} --help` lists them")
        )


class _Once(argparse.Action):
    """Takes an option's value; refuses a second one, which would silently win."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        if getattr(namespace, self.dest) is not None:
            raise argparse.ArgumentError(self, "is given twice, and takes one value")
        setattr(namespace, self.dest, values)


def _formatter(prog: str) -> argparse.HelpFormatter:
    return argparse.HelpFormatter(prog, max_help_position=32, width=_HELP_WIDTH)


def _literal(help: str) -> str:
    return help.replace("%", "%%")
