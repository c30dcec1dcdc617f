"""SECURITY.md names tests that there are."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_every_test_that_is_named_is_there() -> None:
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", TEXT))
    assert len(named) > 15
    for path in named:
        assert "def test_" in (ROOT / path).read_text(encoding="utf-8"), path


def test_every_defence_names_its_tests() -> None:
    rows = [line for line in TEXT.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 12
    for row in rows:
        assert row.rstrip(" |").endswith(".py`"), row


def test_what_is_not_defended_is_said() -> None:
    assert TEXT.index("## What is defended") < TEXT.index("## What is not defended")
