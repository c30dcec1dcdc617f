"""Makes data/background.ttl from the plan and the documents that it names.

    python tools/background --codes DIR --packages DIR [--output FILE]

`--codes` is a folder with the code lists (country-codes.csv …), at any depth of one; `--packages`
one with the distributions of the packages. Every file's SHA-256 must be the plan's.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path

from documents import Document, Library, PlanError
from entities import build
from writing import background

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]


def main() -> int:
    """Write the file; 2 when a document or a fact is not as the plan says."""
    parser = argparse.ArgumentParser(description="Make data/background.ttl.")
    parser.add_argument("--codes", type=Path, required=True, help="folder of the code lists")
    parser.add_argument("--packages", type=Path, required=True, help="folder of the packages")
    parser.add_argument("--output", type=Path, default=PROJECT / "data/background.ttl")
    arguments = parser.parse_args()
    plan = tomllib.loads((HERE / "plan.toml").read_text(encoding="utf-8"))
    documents = [Document.from_plan(entry) for entry in plan["document"]]
    library = Library(documents, [arguments.codes, arguments.packages])
    try:
        turtle = background(build(plan, library), documents, plan["issued"])
    except (PlanError, OSError) as error:
        print(f"background: {error}", file=sys.stderr)
        return 2
    arguments.output.write_text(turtle, encoding="utf-8")
    return 0


sys.exit(main())
