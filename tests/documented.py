"""The examples in README and docs: find them, run them, compare what they print, write it anew.

    make docs

runs every example and writes what it printed into the pages. `test_readme.py` runs them too and
compares. What counts as an example is the fence's language:

- `console`: each line that begins with `$ ` is a command, up to the next one is what a terminal
  shows for it (100 cells wide, without colours); a command may go on after a backslash.
- `sh`: commands whose output is not shown. They run as well, but for those in NOT_RUN.
- `python`: code; a `text` block right behind it is what it prints.

The examples of a page run one after the other in a folder of their own, in which everything that
stands in the project's root is to be seen, and, where there is a copy of it, `article.txt`. A time
that was measured (`0.06 s`) is no part of the comparison.
"""

import contextlib
import fcntl
import io
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGES = tuple(
    ROOT / name
    for name in (
        "README.md",
        "CONTRIBUTING.md",
        "docs/README.md",
        "docs/model.md",
        "docs/queries.md",
        "docs/maps.md",
        "docs/python.md",
        "docs/identity.md",
        "docs/merging.md",
        "docs/stores.md",
        "docs/corroboration.md",
    )
)
ARTICLE = ROOT.parent / "shared" / "article.txt"
"""A copy of the article's text, where there is one: it is its publisher's, and not ours to give."""

COLUMNS = 100
"""Cells of the terminal whose output the pages show."""

STATUSES = (0, 1, 2)
"""How a command may end: some examples show what `check` finds, or what an error says."""

NOT_RUN = {
    "git clone": "needs the project's address",
    "make ": "the Makefile says which there are, and a test compares",
    "oxigraph ": "a test of its own runs the server",
}
"""Commands that are shown and not run, by their beginning, each with the reason."""

_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_TIME = re.compile(r"\b\d+\.\d\d s\b")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text, and where it stands in its page."""

    page: Path
    language: str
    text: str  # without the indent that it has in a list
    indent: str
    line: int  # of the text's first line
    start: int
    end: int


@dataclass(frozen=True)
class Example:
    """A command or a piece of Python with the output that its page shows; None where none is."""

    block: Block
    code: str
    shown: str | None
    place: Block  # the block that the output stands in

    @property
    def name(self) -> str:
        """How a test's report calls it."""
        first = self.code.strip().splitlines()[0]
        return f"{self.block.page.relative_to(ROOT)}:{self.block.line}: {first}"

    @property
    def is_shell(self) -> bool:
        return self.block.language in ("console", "sh")

    @property
    def not_run(self) -> str | None:
        """Why the example is not run, if it is not."""
        if not self.is_shell:
            return None
        return next((why for how, why in NOT_RUN.items() if self.code.startswith(how)), None)

    @property
    def needs_the_article(self) -> bool:
        return "article.txt" in self.code


def blocks(page: Path) -> list[Block]:
    """Return the fenced blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    return [
        Block(
            page=page,
            language=match[2],
            text=re.sub(rf"^{match[1]}", "", match[3], flags=re.MULTILINE),
            indent=match[1],
            line=text.count("\n", 0, match.start(3)) + 1,
            start=match.start(3),
            end=match.end(3),
        )
        for match in _FENCE.finditer(text)
    ]


def examples(page: Path) -> list[Example]:
    """Return the examples of a page, in order."""
    text = page.read_text(encoding="utf-8")
    found: list[Example] = []
    all_blocks = blocks(page)
    for block, following in zip_longest(all_blocks, all_blocks[1:]):
        if block.language in ("console", "sh"):
            found += _commands(block)
        elif block.language == "python":
            between = text[block.end : following.start].split() if following else []
            if following and between == ["```", "```text"]:
                found.append(Example(block, block.text, following.text, following))
            else:
                found.append(Example(block, block.text, None, block))
    return found


def played(page: Path) -> dict[str, str]:
    """Run the examples of a page and return what each printed, by its name."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _furnish(folder)
        namespace: dict[str, Any] = {"__name__": "__main__"}
        printed: dict[str, str] = {}
        for example in examples(page):
            if example.not_run or (example.needs_the_article and not ARTICLE.exists()):
                continue
            if example.is_shell:
                printed[example.name] = in_terminal(example.code, folder)
            else:
                printed[example.name] = in_python(example, namespace, folder)
        return printed


def comparable(output: str) -> str:
    """Return an output without the times that were measured."""
    return _TIME.sub("0.00 s", output)


def in_terminal(command: str, folder: Path, columns: int = COLUMNS) -> str:
    """Return what a terminal shows while a command runs, without colours.

    Raises AssertionError where the command ends with none of STATUSES, or with a traceback.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("NKGRAPH_") and name not in ("COLUMNS", "LINES")
    }
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    environment |= {"NO_COLOR": "1", "TERM": "xterm", "LC_ALL": "C.UTF-8"}
    process = subprocess.Popen(
        ["bash", "-c", command.replace(".venv/bin/nkgraph", "nkgraph")],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    shown = b"".join(_read(ours))
    os.close(ours)
    status = process.wait()
    text = re.sub(r"\r+\n", "\n", shown.decode())
    assert status in STATUSES, f"{command} ends with {status}: {text}"
    assert "Traceback" not in text, f"{command}: {text}"
    return text


def in_python(example: Example, namespace: dict[str, Any], folder: Path) -> str:
    """Return what a piece of Python prints; what it defines stays for the next one."""
    printed = io.StringIO()
    before = {name: os.environ.get(name) for name in ("COLUMNS", "NO_COLOR", "NKGRAPH_STORE")}
    os.environ |= {"COLUMNS": str(COLUMNS), "NO_COLOR": "1", "NKGRAPH_STORE": ""}
    try:
        with contextlib.chdir(folder), contextlib.redirect_stdout(printed):
            # With as many empty lines before it that a traceback names the page's line.
            code = "\n" * (example.block.line - 1) + example.code
            exec(compile(code, str(example.block.page), "exec"), namespace)
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
    return printed.getvalue()


def refresh(page: Path) -> list[str]:
    """Write what the examples of a page print into it; return the names of those that changed."""
    printed = played(page)
    changed = []
    texts: dict[Block, str] = {}
    for example in examples(page):
        if example.shown is None:
            continue
        output = printed.get(example.name, example.shown)
        if comparable(output) == comparable(example.shown):
            output = example.shown
        else:
            changed.append(example.name)
        command = f"$ {example.code}\n" if example.is_shell else ""
        texts[example.place] = texts.get(example.place, "") + command + output
    text = page.read_text(encoding="utf-8")
    for block, new in reversed(texts.items()):
        text = text[: block.start] + textwrap.indent(new, block.indent) + text[block.end :]
    if changed:
        page.write_text(text, encoding="utf-8")
    return changed


def _commands(block: Block) -> Iterator[Example]:
    """Yield the commands of a shell block."""
    if block.language == "sh":
        for line in block.text.splitlines():
            command = line.partition("  #")[0].strip()
            if command:
                yield Example(block, command, None, block)
        return
    begins = [match.start() for match in re.finditer(r"^\$ ", block.text, re.MULTILINE)]
    assert begins[:1] == [0], f"a console block begins with a command: {block.text[:60]!r}"
    for start, end in zip(begins, [*begins[1:], len(block.text)], strict=True):
        part = block.text[start:end]
        command = re.match(r"\$ ((?:.*\\\n)*.*)\n", part)
        assert command is not None
        yield Example(block, command[1], part[command.end() :], block)


def _furnish(folder: Path) -> None:
    """Let a folder show what the project's root has."""
    for each in ROOT.iterdir():
        if not each.name.startswith(".") and each.name not in ("build", "dist", "maps"):
            (folder / each.name).symlink_to(each)
    if ARTICLE.exists():
        (folder / "article.txt").symlink_to(ARTICLE)


def _read(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # how Linux says that the other end is closed
            return
        if not part:
            return
        yield part


if __name__ == "__main__":
    for each_page in PAGES:
        for name in refresh(each_page):
            print(f"written anew: {name}")
